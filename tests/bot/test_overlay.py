"""Writing beside the map: by single edits, and by a file that goes out and comes back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import overlay
from bot.overlay import Edit
from bot.overlay_file import read_overlay, write_overlay
from bot.overlay_view import lines, rows
from cxmodel.errors import InvalidFlow, Refused
from cxmodel.journey import Document
from cxmodel.overlay import Mark
from cxmodel.store import Store
from reports.overlay import Grounds
from tests.reports.drawn import claim, drawn, step
from tests.store.values import STUDY, set_up

NOW = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)
LATER = datetime(2026, 4, 1, 12, 0, tzinfo=UTC)
KEY, SLOW, HELP = "path/asks", "path/asks/pain/1", "path/asks/need/1"

MAP = drawn(
    step(
        KEY,
        "Asked HR",
        pain=[claim(SLOW, "Too slow: #1\n- key: [x]", "i1/a1")],
        need=[claim(HELP, "Help", "i2/a1")],
    )
)
CHANGED = drawn(
    step(
        KEY,
        "Asked HR",
        pain=[claim(SLOW, "Too slow", "i1/a1", "i9/a1")],
        need=[claim(HELP, "Help", "i2/a1")],
    )
)
EMPTY = drawn(step("path/waits", "Waited"))


@pytest.fixture
def store(store: Store) -> Store:
    with store.writing() as work:
        set_up(work)
    return store


def writes(store: Store, *edits: Edit, on: Document = MAP, at: datetime = NOW) -> int:
    with store.writing() as work:
        return overlay.write(work, STUDY, Grounds(on), edits, at)


def marks(store: Store) -> tuple[Mark, ...]:
    with store.reading() as reading:
        return reading.marks(STUDY)


def told(store: Store, on: Document = MAP) -> list[str]:
    return list(lines(marks(store), Grounds(on)))


EVERY_KIND = (
    overlay.on_step(KEY, "owner", "HR"),
    overlay.on_step(KEY, "business_value", "high"),
    overlay.on_claim(SLOW, "Ask Finance: “why?”\nAnd again", "Ann"),
    overlay.on_map("Shown to the board", "Ann"),
    overlay.validated(SLOW, "Ann", "call log"),
    overlay.validated(KEY, "Ben", "workshop"),
    overlay.hidden("i2/a1", "Ann"),
    overlay.contradicting(SLOW, HELP, "Ann"),
)


def test_every_kind_is_written_and_told(store: Store) -> None:
    assert writes(store, *EVERY_KIND) == 8
    assert told(store) == [
        "“Too slow: #1 - key: [x]”  note: Ask Finance: “why?” And again, Ann",
        "“Too slow: #1 - key: [x]”  validated: by Ann, call log",
        "the map  note: Shown to the board, Ann",
        "“Help” ↔ “Too slow: #1 - key: [x]”  contradiction: they stand against each other, Ann",
        "i2/a1  hidden: its words are not shown, Ann",
        "“Asked HR”  business value: high",
        "“Asked HR”  owner: HR",
        "“Asked HR”  validated: by Ben, workshop",
    ]


def test_what_changed_since_is_flagged_and_what_is_gone_is_listed_apart(store: Store) -> None:
    writes(store, *EVERY_KIND[:2], EVERY_KIND[4])
    assert [row["state"] for row in rows(marks(store), Grounds(CHANGED))] == [
        "cleared: evidence changed",
        "evidence changed since",
        "evidence changed since",
    ]
    assert told(store, EMPTY)[0].startswith("On what is not on the map any more")
    assert len(told(store, EMPTY)) == 4


def test_what_is_written_again_holds_for_the_evidence_of_today(store: Store) -> None:
    owner = overlay.on_step(KEY, "owner", "HR")
    assert writes(store, owner) == 1
    assert writes(store, owner, at=LATER) == 0
    assert marks(store)[0].at == NOW
    assert writes(store, owner, on=CHANGED, at=LATER) == 1
    assert told(store, CHANGED) == ["“Asked HR”  owner: HR"]


def test_what_is_emptied_is_taken_away(store: Store) -> None:
    writes(store, *EVERY_KIND)
    removed = writes(
        store,
        overlay.on_step(KEY, "owner", " "),
        overlay.on_step(KEY, "effort", ""),
        overlay.on_map("Shown to the board", remove=True),
        overlay.validated(SLOW, "", "", remove=True),
        overlay.hidden("i2/a1", remove=True),
        overlay.contradicting(HELP, SLOW, remove=True),
    )
    assert removed == 5
    assert [mark.field for mark in marks(store)] == ["note", "business_value", "validated"]


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (overlay.on_step("path/none", "owner", "HR"), "there is no step 'path/none' on the map"),
        (overlay.on_claim("a/b/c/d", "Hm"), "there is no claim 'a/b/c/d' on the map"),
        (overlay.hidden("i9/a9"), "there is no quote 'i9/a9' on the map"),
        (overlay.contradicting(SLOW, "a/b/c/d"), "there is no pair of claims"),
    ],
)
def test_what_is_not_on_the_map_is_refused_and_nothing_written(
    store: Store, edit: Edit, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        writes(store, EVERY_KIND[0], edit)
    assert marks(store) == ()


def test_a_claim_is_named_by_the_id_that_the_map_shows_too(store: Store) -> None:
    """That id begins with the step's place, which another map may give to another step."""
    shown = drawn(step(KEY, "Asked HR", pain=[claim("path.asks/pain/1", "Slow", "i1/a1")]))
    moved = drawn(
        step("path/new", "Called HR"),
        step(KEY, "Asked HR", pain=[claim("path.2/pain/1", "Slow", "i1/a1")]) | {"id": "path.2"},
    )
    writes(store, overlay.validated("path.asks/pain/1", "Ann", "call log"), on=shown)
    assert told(store, shown) == told(store, moved) == ["“Slow”  validated: by Ann, call log"]


def test_who_vouches_says_who_they_are_and_by_what() -> None:
    with pytest.raises(Refused, match="--by NAME --how"):
        overlay.validated(SLOW, "Ann", " ")


def test_what_cannot_be_printed_or_is_endless_is_refused() -> None:
    with pytest.raises(Refused, match="cannot be printed"):
        overlay.on_step(KEY, "owner", "HR\x1b[31m")
    with pytest.raises(Refused, match="2000 is the most"):
        overlay.on_map("x" * 2001)


# ── the file ──────────────────────────────────────────────────────────────────────────────────


def out(store: Store, folder: Path, on: Document = MAP) -> Path:
    file = folder / "overlay.yaml"
    file.write_text(write_overlay(STUDY, on, marks(store)), encoding="utf-8")
    return file


def back(store: Store, file: Path, on: Document = MAP, by: str = "") -> int:
    edits = read_overlay(file, by).edits(Grounds(on), marks(store))
    return writes(store, *edits, on=on, at=LATER)


def test_a_file_that_comes_back_as_it_went_changes_nothing(store: Store, tmp_path: Path) -> None:
    assert back(store, out(store, tmp_path)) == 0
    writes(store, *EVERY_KIND)
    before = marks(store)
    for on in (MAP, CHANGED, EMPTY):
        assert back(store, out(store, tmp_path, on), on) == 0
    assert marks(store) == before


def test_a_file_that_comes_back_late_vouches_for_nothing_anew(store: Store, tmp_path: Path) -> None:
    writes(store, *EVERY_KIND)
    before, file = marks(store), out(store, tmp_path)
    assert back(store, file, CHANGED) == 0
    assert marks(store) == before
    assert "cleared: evidence changed" in [
        row["state"] for row in rows(marks(store), Grounds(CHANGED))
    ]


@pytest.mark.parametrize(
    ("line", "other"), [('how: "call log"', "how: visits"), ('by: "Ann"', "by: Zoe")]
)
def test_a_file_vouches_anew_by_another_line(
    store: Store, tmp_path: Path, line: str, other: str
) -> None:
    writes(store, overlay.validated(SLOW, "Ann", "call log"))
    file = out(store, tmp_path)
    file.write_text(file.read_text(encoding="utf-8").replace(line, other), encoding="utf-8")
    assert back(store, file, CHANGED) == 1
    assert [row["state"] for row in rows(marks(store), Grounds(CHANGED))] == ["holds"]


def test_a_file_shows_every_step_and_claim_by_its_words(store: Store, tmp_path: Path) -> None:
    writes(store, *EVERY_KIND)
    text = out(store, tmp_path, CHANGED).read_text(encoding="utf-8")
    for line in (
        "  # Asked HR (4 of 5, corroborated)",
        f'  "{KEY}":',
        '    owner: "HR"  # its evidence changed since',
        '    # cleared, its evidence changed since: {by: "Ben", how: "workshop"}',
        f'      "{HELP}":',
        "      # Pain points: Too slow (2 voices, corroborated)",
    ):
        assert f"{line}\n" in text
    assert "# not on the map any more: step path/asks: owner: HR" in out(
        store, tmp_path, EMPTY
    ).read_text(encoding="utf-8")


def test_words_in_a_comment_cannot_leave_it(store: Store, tmp_path: Path) -> None:
    data = yaml.safe_load(out(store, tmp_path).read_text(encoding="utf-8"))
    assert list(data["steps"][KEY]["claims"]) == [HELP, SLOW]
    assert data["steps"][KEY]["owner"] is None


def test_what_a_file_fills_in_is_written(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(
        f"""\
notes: [Shown to the board]
steps:
  {KEY}:
    owner: HR
    effort: no
    validated: {{by: Ann, how: call log}}
    claims:
      {SLOW}: {{note: Ask Finance}}
hidden: [i2/a1]
contradictions:
  - [{SLOW}, {HELP}]
""",
        encoding="utf-8",
    )
    assert back(store, file, by="Ben") == 7
    found = {mark.field: (mark.value, mark.by, mark.how) for mark in marks(store)}
    assert found["effort"] == ("no", "Ben", "")
    assert found["validated"] == ("", "Ann", "call log")
    assert len(told(store)) == 7


def test_what_a_file_leaves_out_stays_and_what_it_empties_goes(
    store: Store, tmp_path: Path
) -> None:
    writes(store, *EVERY_KIND)
    file = tmp_path / "mine.yaml"
    file.write_text(f"notes: []\nsteps:\n  {KEY}:\n    owner:\n    validated:\n", encoding="utf-8")
    assert back(store, file) == 3
    assert [mark.field for mark in marks(store)] == [
        "note",
        "validated",
        "contradiction",
        "hidden",
        "business_value",
    ]


BAD: list[Any] = [
    ("steps: []\n", "1: steps must hold keys"),
    ("steps:\n  path/none: {owner: HR}\n", "2: there is no step 'path/none' on the map"),
    (f"steps:\n  {KEY}:\n    ownr: HR\n", f"3: step {KEY} has no 'ownr'; it has owner, "),
    (f"steps:\n  {KEY}:\n    owner: [HR]\n", "3: what is written here must be words"),
    (f"steps:\n  {KEY}:\n    validated: yes\n", "3: validated must hold keys"),
    (f"steps:\n  {KEY}:\n    validated: {{by: Ann}}\n", f"3: to validate {KEY}, say who"),
    (f"steps:\n  {KEY}:\n    claims:\n      a/b/c/d: {{note: Hm}}\n", "4: there is no claim"),
    ("hidden: i1/a1\n", "1: hidden must be a list"),
    ("hidden:\n  - i1/a1\n  - i9/a9\n", "3: there is no quote 'i9/a9'"),
    ("contradictions:\n  - [a, b, c]\n", "2: a contradiction is a list of two"),
    (f"contradictions:\n  - [{SLOW}, {SLOW}]\n", "2: claim "),
    ("owners: {}\n", "1: the file has no 'owners'; it has notes, steps"),
    ("notes: [a\n", "2: not readable as YAML"),
    ("- a\n", "1: the file must hold keys"),
]


@pytest.mark.parametrize(("text", "says"), BAD)
def test_a_bad_file_is_refused_with_its_line(
    store: Store, tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFlow) as refused:
        back(store, file)
    assert str(refused.value).startswith(f"{file}:{says}")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="cannot read"):
        read_overlay(tmp_path / "none.yaml")
