"""Where marks go when themes change: by their texts, then by the evidence of what they are on."""

from typing import Any

from cxmodel.codebook import CodeKind
from cxmodel.journey import Document
from reports.codebook import Entry, Raw
from reports.heirs import moved
from reports.overlay import Grounds
from reports.successors import names_after, successors
from tests.reports.drawn import claim, drawn, step


def theme(name: str, *texts: str, kind: CodeKind = CodeKind.STEP) -> Entry:
    raw = tuple(Raw(text, text, "en", 1) for text in texts)
    stage = "path" if kind is CodeKind.STEP else ""
    return Entry(kind=kind, stage=stage, name=name, people=1, raw=raw, speaker="", theme=None)


def met(name: str, *texts: str) -> Entry:
    return theme(name, *texts, kind=CodeKind.TOUCHPOINT)


def names(before: list[Entry], after: list[Entry]) -> dict[str, str | None]:
    return {old: new for (_, _, old), new in names_after(before, after).items()}


def test_a_theme_is_known_by_its_texts_then_by_its_name_then_by_most_of_its_texts() -> None:
    assert names([theme("A", "a"), theme("B", "b")], [theme("B", "a"), theme("A", "b")]) == {
        "A": "B",
        "B": "A",
    }
    assert names([theme("A", "a")], [theme("A"), theme("B", "a")]) == {"A": "B"}
    assert names([theme("A", "a1", "a2")], [theme("A", "a1"), theme("a2", "a2")]) == {"A": "A"}
    merged = [theme("B", "a", "b", "c")]
    assert names([theme("A", "a", "c"), theme("B", "b")], merged) == {"A": None, "B": "B"}
    moved_on = [theme("B", "a1", "a2", "b2"), theme("C", "b1")]
    assert names([theme("A", "a1", "a2", "a3"), theme("B", "b1")], moved_on) == {
        "A": "B",
        "B": "C",
    }


def test_halves_and_names_of_nothing_are_nobodys_successors() -> None:
    halves = [theme("B", "a1"), theme("C", "a2")]
    assert names([theme("A", "a1", "a2")], halves) == {"A": None}
    assert successors([theme("A", "a")], [theme("A", "b")]) == {}
    assert names([theme("A")], [theme("a", "b")]) == {"A": "a"}
    elsewhere = Entry(
        kind=CodeKind.STEP, stage="end", name="A", people=1, raw=(), speaker="", theme=None
    )
    assert successors([theme("A", "a")], [elsewhere]) == {}


def at(key: str, label: str, *evidence: str, **lanes: Any) -> Document:
    return step(key, label, action=[claim(f"{key}/action/1", label, *evidence)], **lanes)


def went(before: Document, after: Document, *renamed: tuple[Entry, Entry]) -> dict[str, str]:
    was, now = Grounds(before), Grounds(after)
    old, new = [each for each, _ in renamed], [each for _, each in renamed]
    return moved([*was.steps, *was.claims], was, now, names_after(old, new))


def touchpoint(key: str, text: str, *evidence: str) -> Document:
    return claim(f"{key}/touchpoint_current/{text}", text, *evidence)


def test_what_the_same_people_chose_goes_with_its_text() -> None:
    """Their evidence is the same: it could not tell the two apart."""
    pair = [touchpoint("path/x", name, "i1/a1", "i2/a1") for name in ("mail", "desk")]
    one = drawn(at("path/x", "X", "i1/a1", touchpoint_current=pair))
    exchanged = (met("mail", "m"), met("desk", "m")), (met("desk", "d"), met("mail", "d"))
    head = "path/x/touchpoint_current"
    assert went(one, one, *exchanged) == {
        f"{head}/mail": f"{head}/desk",
        f"{head}/desk": f"{head}/mail",
    }
    post = [touchpoint("path/x", "post", "i1/a1", "i2/a1"), pair[1]]
    called = drawn(at("path/x", "X", "i1/a1", touchpoint_current=post))
    renamed = (met("mail", "m"), met("post", "m")), (met("desk", "d"), met("desk", "d"))
    assert went(one, called, *renamed) == {f"{head}/mail": f"{head}/post"}


def test_what_no_name_of_the_table_is_of_keeps_its_key_or_goes_with_its_evidence() -> None:
    """As a stage as a whole, equal words in two languages, or a step that is not named yet."""
    need = [claim(f"path/a-2/need/{name}", "Help", f"i3/{name}") for name in ("en", "de")]
    before = drawn(at("path/a", "A", "i1/a1"), at("path/a-2", "A", "i2/a1", need=need))
    assert went(before, before) == {}
    assert went(drawn(at("path/x", "?", "i1/a1")), before)["path/x"] == "path/a"


def test_what_was_told_at_a_step_goes_along_to_the_one_that_it_was_merged_into() -> None:
    """The step's own marks wait: the other one has its own."""
    need = [claim("path/a/need/help", "Help", "i1/a2")]
    before = drawn(at("path/a", "A", "i1/a1", need=need), at("path/b", "B", "i2/a1"))
    both = [claim("path/b/need/help", "Help", "i1/a2")]
    after = drawn(at("path/b", "B", "i1/a1", "i2/a1", need=both))
    merged = theme("B", "a", "b")
    found = went(before, after, (theme("A", "a"), merged), (theme("B", "b"), merged))
    assert found == {"path/a/need/help": "path/b/need/help"}


def test_what_waits_under_a_name_that_another_one_takes_gets_a_key_that_nothing_has() -> None:
    before = drawn(at("path/a", "A", "i1/a1"), at("path/b", "B", "i2/a1"))
    after = drawn(at("path/a", "A", "i2/a1"))
    was, now = Grounds(before), Grounds(after)
    called = names_after([theme("A", "a"), theme("B", "b")], [theme("A", "b")])
    marked = ["path/a", "path/a-2", "path/b", "path/c"]
    assert moved(marked, was, now, called) == {"path/a": "path/a-3", "path/b": "path/a"}
    assert moved(["path/a"], now, now, names_after([theme("A", "b")], [theme("A", "b")])) == {}
    new = names_after([theme("A", "a"), theme("B", "b")], [theme("B", "a", "b"), theme("A", "c")])
    later = Grounds(drawn(at("path/a", "A", "i3/a1"), at("path/b", "B", "i1/a1", "i2/a1")))
    assert moved(["path/a"], was, later, new) == {"path/a": "path/a-2"}


def test_what_comes_back_under_its_name_is_itself_again() -> None:
    before, after = drawn(at("path/b", "B", "i1/a1")), drawn(at("path/a", "A", "i1/a1"))
    kept = theme("B", "b")
    assert moved(["path/a"], Grounds(drawn()), Grounds(after), names_after([], [])) == {}
    assert moved(["path/a"], Grounds(before), Grounds(before), names_after([kept], [kept])) == {}
