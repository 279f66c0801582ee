import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import overlay, sample
from bot.codebook import Mended, edits_of, mend, table_of
from bot.codebook_file import read_codebook, write_codebook
from bot.exchange import export_study, import_study
from bot.maps import compiled
from cxmodel.codebook import Codebook, CodeKind, Theme
from cxmodel.errors import InvalidFlow, Refused
from cxmodel.interview import StudyId
from cxmodel.journey import Selection, dump
from cxmodel.store import Store
from cxmodel.study import Study
from cxmodel.vault import Vault
from reports.codebook import Entry
from reports.overlay import Grounds

FILE = Path(sample.__file__).parent / sample.FILE
STUDY = StudyId("training-sample")
VENDOR = ("Filled out a vendor form", "Filled out a separate vendor form")
DEAD = "Links are dead."
BUDGET = "Checked the budget with Finance"
DEPARTMENT = "Checked the department budget with Finance"


@pytest.fixture
def study(store: Store) -> Study:
    import_study(store, FILE, None)
    with store.reading() as reading:
        found = reading.study(STUDY)
    assert found is not None
    return found


@pytest.fixture
def fresh_store(tmp_path: Path, migrated_file: Path, vault: Vault) -> Iterator[Store]:
    """A second database, still empty."""
    shutil.copy(migrated_file, tmp_path / "fresh.db")
    fresh = Store.connect(f"sqlite:///{tmp_path}/fresh.db", vault)
    yield fresh
    fresh.close()


def edit(store: Store, study: Study, option: str, *words: str, keep: bool = True) -> Mended:
    (wished,) = edits_of({option: words})
    return mend(store, study, wished, keep=keep)


def book(store: Store) -> Codebook:
    with store.reading() as reading:
        return reading.codebook(STUDY)


def table(store: Store, study: Study) -> list[Entry]:
    with store.reading() as reading:
        return table_of(reading, study, reading.codebook(study.id))


def raw_of(entries: list[Entry], name: str) -> set[str]:
    (entry,) = [entry for entry in entries if entry.name == name]
    return {raw.text for raw in entry.raw}


def the_map(store: Store, study: Study, selection: Selection | None = None) -> dict[str, Any]:
    with store.reading() as reading:
        return compiled(reading, study, selection or Selection())


def steps(document: dict[str, Any]) -> dict[str, Any]:
    return {step["label"]: step for stage in document["stages"] for step in stage["steps"]}


def claims(document: dict[str, Any], lane: str) -> set[str]:
    return {claim["text"] for step in steps(document).values() for claim in step[lane]}


def ten_more(store: Store, tmp_path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Ten further people tell what the first one told, with a change."""
    first, told, *_ = FILE.read_text(encoding="utf-8").splitlines()
    lines = [first]
    for number in range(10):
        line = json.loads(told) | {"id": f"more-{number}", "respondent": f"R-more{number}"}
        change(line)
        lines.append(json.dumps(line, ensure_ascii=False))
    file = tmp_path / "more.jsonl"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert import_study(store, file, None).new == 10


def told_step(text: str, at: int = 0) -> Callable[[dict[str, Any]], None]:
    def change(line: dict[str, Any]) -> None:
        line["steps"][at]["text"] = text

    return change


def told_pain(text: str) -> Callable[[dict[str, Any]], None]:
    def change(line: dict[str, Any]) -> None:
        next(a for a in line["answers"] if a["id"] == "a9").update(verbatim=text, value=text)

    return change


def test_a_new_name_is_on_the_map_and_takes_the_same_words_of_new_people(
    store: Store, study: Study, tmp_path: Path
) -> None:
    before = the_map(store, study)
    edit(store, study, "rename", "step", VENDOR[0], "The vendor form")
    renamed = the_map(store, study)
    assert renamed["fingerprint"] != before["fingerprint"]
    named = steps(renamed)["The vendor form"]
    assert named["reach"]["x"] == steps(before)[VENDOR[0]]["reach"]["x"] == 5
    assert set(named["said"]) == set(VENDOR)

    ten_more(store, tmp_path, told_step(VENDOR[1] + "!"))
    after = the_map(store, study)
    assert steps(after)["The vendor form"]["reach"]["x"] == 15
    (entry,) = [e for e in after["codebook"]["entries"] if e["name"] == "The vendor form"]
    assert entry == {
        "kind": "step",
        "stage": "path",
        "name": "The vendor form",
        "people": 15,
        "by": "researcher",
        "raw": [
            {"text": VENDOR[1], "language": "en", "count": 11},
            {"text": VENDOR[0], "language": "en", "count": 4},
        ],
    }


def test_what_was_written_goes_along_to_a_new_name(store: Store, study: Study) -> None:
    document = the_map(store, study)
    step = steps(document)[VENDOR[0]]
    hurt = next(c for s in steps(document).values() for c in s["pain"] if c["text"] == DEAD)
    need = next(c for s in steps(document).values() for c in s["need"])
    writes = [
        overlay.on_step(step["key"], "owner", "Purchasing"),
        overlay.validated(step["key"], "Ann", "call log"),
        overlay.on_claim(hurt["id"], "Seen in the log"),
        overlay.contradicting(hurt["id"], need["id"], ""),
    ]
    with store.writing() as work:
        overlay.write(work, STUDY, Grounds(document), writes, datetime(2026, 3, 9, tzinfo=UTC))
    edit(store, study, "rename", "step", VENDOR[0], "The vendor form")
    edit(store, study, "rename", "pain", DEAD, "Dead links")
    laid = the_map(store, study)
    renamed = steps(laid)["The vendor form"]
    assert (renamed["overlay"]["owner"], renamed["overlay"]["stale"]) == ("Purchasing", [])
    assert renamed["validated"]["by"] == "Ann"
    notes = [c.get("note") for s in steps(laid).values() for c in s["pain"] if "note" in c]
    assert [note["text"] for note in notes] == ["Seen in the log"]
    (pair,) = laid["overlay"]["pairs"]
    assert "Dead links" in {side["text"] for side in pair["claims"]}


def test_merged_pains_stay_one_in_cells_and_ladders(
    store: Store, study: Study, tmp_path: Path
) -> None:
    one, other = "I could not find the form on the intranet.", "Links are dead."
    assert {one, other} <= claims(the_map(store, study), "pain")
    edit(store, study, "merge", "pain", other, one)
    ten_more(store, tmp_path, told_pain("links are dead"))
    document = the_map(store, study)
    assert other not in claims(document, "pain") | {"links are dead"}
    assert sum(entry["name"] == one for entry in document["codebook"]["entries"]) == 1
    texts = {node["text"] for node in document["ladders"]["nodes"]}
    assert one in texts
    assert not {other, "links are dead"} & texts
    evidence = {e["verbatim"] for e in document["evidence"].values()}
    assert {"links are dead", other} <= evidence


def test_a_text_that_was_split_off_stays_apart(store: Store, study: Study, tmp_path: Path) -> None:
    edit(store, study, "split", "step", BUDGET, DEPARTMENT)
    ten_more(store, tmp_path, told_step("checked the DEPARTMENT budget, with Finance"))
    reached = {label: step["reach"]["x"] for label, step in steps(the_map(store, study)).items()}
    assert (reached[BUDGET], reached["checked the DEPARTMENT budget, with Finance"]) == (14, 11)


def test_a_pinned_theme_takes_nothing_further_until_it_may_again(
    store: Store, study: Study, tmp_path: Path
) -> None:
    edit(store, study, "pin", "step", BUDGET)
    ten_more(store, tmp_path, told_step("Checked our budget with Finance", at=2))
    reached = {label: step["reach"]["x"] for label, step in steps(the_map(store, study)).items()}
    assert (reached[BUDGET], reached["Checked our budget with Finance"]) == (5, 10)
    edit(store, study, "unpin", "step", BUDGET)
    assert "Checked our budget with Finance" in raw_of(table(store, study), BUDGET)


def test_what_is_released_is_the_rules_again(store: Store, study: Study) -> None:
    before = the_map(store, study)
    edit(store, study, "rename", "touchpoint", "My manager", "The boss")
    edit(store, study, "release", "touchpoint", "The boss")
    assert book(store) == Codebook()
    assert the_map(store, study) == before


def test_touchpoints_of_today_and_wished_for_bear_one_name(store: Store, study: Study) -> None:
    edit(store, study, "merge", "touchpoint", "An online form", "A paper form")
    edit(store, study, "rename", "touchpoint", "A paper form", "Forms")
    document = the_map(store, study)
    assert "Forms" in claims(document, "touchpoint_current")
    assert not {"An online form", "A paper form"} & claims(document, "touchpoint_current")
    before, after = (
        found["header"]["saturation"]["themes"] for found in (the_map(store, study), document)
    )
    assert before == after


def test_an_equal_text_in_two_languages_is_two_until_merged_by_hand(
    store: Store, study: Study, tmp_path: Path
) -> None:
    def in_german(line: dict[str, Any]) -> None:
        line["language"] = "de"

    ten_more(store, tmp_path, in_german)
    label = "Looked for the pre-approval form on the intranet"
    document = the_map(store, study)
    reached = {label: step["reach"]["x"] for label, step in steps(document).items()}
    assert (reached[label], reached[f"{label} (de)"]) == (9, 10)
    # Labels on offer are the same in both: the flow's own and the study's.
    assert not any("(de)" in text for text in claims(document, "touchpoint_current"))

    edit(store, study, "merge", "step", f"{label} (de)", label)
    assert steps(the_map(store, study))[label]["reach"]["x"] == 19


def test_nothing_is_kept_of_a_look(store: Store, study: Study) -> None:
    mended = edit(store, study, "pin", "step", VENDOR[0], keep=False)
    assert [(sign, entry.by) for sign, entry in mended.changes()] == [
        ("-", "rule"),
        ("+", "researcher"),
    ]
    assert book(store) == Codebook()


def test_no_word_of_a_respondent_is_kept_unless_a_researcher_wrote_it(
    store: Store, study: Study
) -> None:
    edit(store, study, "pin", "step", VENDOR[0])
    edit(store, study, "split", "step", BUDGET, DEPARTMENT)
    assert {theme.name for theme in book(store).themes} == {""}
    assert "vendor" not in str(book(store))


@pytest.mark.parametrize(
    ("option", "words", "reason"),
    [
        pytest.param("pin", ("place", "x"), "say step, touchpoint, pain", id="kind"),
        pytest.param("pin", ("step", "Vendor form"), "nearest: 'Filled out a vendor", id="name"),
        pytest.param("rename", ("step", VENDOR[0], "took the training"), "--merge", id="taken"),
        pytest.param("rename", ("step", VENDOR[0], " "), "needs a name", id="no name"),
        pytest.param("merge", ("step", VENDOR[0], VENDOR[0].upper()), "one step", id="itself"),
        pytest.param("split", ("step", VENDOR[0], "x"), f"it holds: '{VENDOR[0]} (en)'", id="text"),
        pytest.param("split", ("pain", "Links are dead.", "links are dead"), "no other", id="last"),
        pytest.param("release", ("step", VENDOR[0]), "by the rule", id="nothing decided"),
    ],
)
def test_an_edit_that_cannot_be_is_refused(
    store: Store, study: Study, option: str, words: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        edit(store, study, option, *words)
    assert reason in str(refused.value)
    assert book(store) == Codebook()


def test_a_file_out_and_in_changes_nothing_and_is_the_same_bytes(
    store: Store, study: Study, tmp_path: Path
) -> None:
    edit(store, study, "rename", "step", VENDOR[0], "The “vendor” form: #1")
    edit(store, study, "pin", "touchpoint", "My manager")
    before = book(store)
    file = tmp_path / "codebook.yaml"
    file.write_text(write_codebook(STUDY, table(store, study)), encoding="utf-8")
    mended = mend(store, study, read_codebook(file).edit(), keep=True)
    assert mended.changes() == []
    assert book(store) == before
    assert write_codebook(STUDY, table(store, study)) == file.read_text(encoding="utf-8")


EDITED = """\
steps:
  - name: The vendor form
    stage: path
    pinned: yes
    texts:
      en: [Filled out a vendor form, Filled out a separate vendor form]
touchpoints:
  - name: Boss
    by: rule
    texts:
      en:
        - My manager
        - Someone nobody met
  - name: Prepared
    texts: {}
pains: []
"""


def test_a_file_that_was_edited_is_what_holds(store: Store, study: Study, tmp_path: Path) -> None:
    edit(store, study, "rename", "pain", "Links are dead.", "Dead links")  # no longer in the file
    file = tmp_path / "codebook.yaml"
    file.write_text(EDITED, encoding="utf-8")
    read = read_codebook(file)
    mended = mend(store, study, read.edit(), keep=True)
    (untold,) = read.untold(mended.before)
    assert untold.startswith(f"{file}:13: nobody has said 'Someone nobody met' (en)")
    decided = {(t.kind.value, t.name, len(t.texts), t.pinned) for t in book(store).themes}
    assert decided == {
        ("step", "The vendor form", 2, True),
        ("touchpoint", "Boss", 2, False),
        ("touchpoint", "Prepared", 0, False),
    }
    kept = book(store)
    once = write_codebook(STUDY, table(store, study))
    assert 'name: "Prepared"\n    by: researcher\n    pinned: no\n    texts: {}\n' in once
    file.write_text(once, encoding="utf-8")
    mend(store, study, read_codebook(file).edit(), keep=True)
    assert write_codebook(STUDY, table(store, study)) == once
    assert book(store) == kept


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        pytest.param((VENDOR[1], VENDOR[0]), {"", "Own"}, id="one of two"),
        pytest.param(("", ", ".join(VENDOR)), {"Own"}, id="all"),
    ],
)
def test_words_that_are_moved_away_name_nothing_any_more(
    store: Store, study: Study, tmp_path: Path, texts: tuple[str, str], names: set[str]
) -> None:
    file = tmp_path / "codebook.yaml"
    entry = "  - name: {}\n    stage: path\n    texts:\n      en: [{}]\n"
    entries = "".join(map(entry.format, (VENDOR[0], "Own"), texts))
    file.write_text(f"steps:\n{entries}touchpoints: []\npains: []\n", encoding="utf-8")
    mend(store, study, read_codebook(file).edit(), keep=True)
    assert {theme.name for theme in book(store).themes} == names


def test_a_decision_about_words_that_nobody_says_now_is_not_lost(
    store: Store, study: Study, tmp_path: Path
) -> None:
    gone = Theme(kind=CodeKind.PAIN, speaker="k1", texts=("k1", "k2"), pinned=True)
    named = Theme(kind=CodeKind.PAIN, name="Waiting", texts=("k3",))
    with store.writing() as work:
        work.save_codebook(STUDY, Codebook().put(gone).put(named))
    before = book(store)
    file = tmp_path / "codebook.yaml"
    file.write_text(write_codebook(STUDY, table(store, study)), encoding="utf-8")
    mend(store, study, read_codebook(file).edit(), keep=True)
    assert book(store) == before


def test_an_entry_is_given_back_to_the_rule_by_a_word(
    store: Store, study: Study, tmp_path: Path
) -> None:
    edit(store, study, "pin", "step", VENDOR[0])
    written = write_codebook(STUDY, table(store, study))
    file = tmp_path / "codebook.yaml"
    file.write_text(
        written.replace("by: researcher\n    pinned: yes", "by: rule\n    pinned: no"), "utf-8"
    )
    mend(store, study, read_codebook(file).edit(), keep=True)
    assert book(store) == Codebook()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("steps:\n  - stage: path\n", "2: an entry needs a name", id="no name"),
        pytest.param("steps:\n  - name: A\n", "2: a step needs its stage", id="no stage"),
        pytest.param("pains:\n  - {name: A, stage: p}", "2: a pain has no stage", id="stage"),
        pytest.param(
            "pain: []", "1: the file has no 'pain'; it has steps, touchpoints, pains", id="heading"
        ),
        pytest.param(
            "pains:\n  - name: A\n    text: {}", "3: an entry has no 'text'; it has name", id="key"
        ),
        pytest.param("pains: words", "1: pains must be a list", id="no list"),
        pytest.param("pains:\n  - A", "2: an entry must hold keys", id="no entry"),
        pytest.param(
            "pains:\n  - name: A\n    by: me", "3: by must be rule or researcher", id="by"
        ),
        pytest.param("pains:\n  - name: A\n    pinned: 1", "3: pinned must be yes", id="pinned"),
        pytest.param(
            "pains:\n  - name: A\n    texts:\n      en: [a, A!]",
            "4: the text 'A!' is there twice (first in line 4)",
            id="text twice",
        ),
        pytest.param(
            "pains:\n  - name: A\n  - name: a",
            "3: the name 'a' is there twice (first in line 2)",
            id="name twice",
        ),
        pytest.param(
            "pains:\n  - name: A\n    texts:\n      en: [[b]]", "4: a text must be words", id="deep"
        ),
        pytest.param("pains: &a\n  - name: A", "1: an anchor", id="alias"),
        pytest.param("pains: [", "2: not readable as YAML", id="no YAML"),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_line(
    tmp_path: Path, text: str, reason: str
) -> None:
    file = tmp_path / "codebook.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFlow) as refused:
        read_codebook(file)
    assert str(refused.value).startswith(f"{file}:{reason}")


def test_a_codebook_goes_along_with_the_study(
    store: Store, study: Study, tmp_path: Path, fresh_store: Store
) -> None:
    edit(store, study, "rename", "step", VENDOR[0], "The vendor form")
    edit(store, study, "pin", "touchpoint", "My manager")
    file = tmp_path / "out.jsonl"
    with store.reading() as reading:
        export_study(reading, study, file, everything=True)
    import_study(fresh_store, file, None)
    with fresh_store.reading() as reading:
        found = reading.study(STUDY)
        assert found is not None
        export_study(reading, found, tmp_path / "again.jsonl", everything=True)
    assert (tmp_path / "again.jsonl").read_bytes() == file.read_bytes()
    assert book(fresh_store) == book(store)
    assert dump(the_map(fresh_store, found)) == dump(the_map(store, study))
