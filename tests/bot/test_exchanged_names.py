"""Names that are exchanged between themes, and names that are another theme's words."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import overlay, sample
from bot.codebook import edits_of, mend, table_of
from bot.codebook_file import read_codebook, write_codebook
from bot.exchange import import_study
from bot.maps import compiled
from cxmodel.errors import InvalidFlow, Refused
from cxmodel.interview import StudyId
from cxmodel.journey import Selection
from cxmodel.overlay import Mark
from cxmodel.store import Store
from cxmodel.study import Study
from reports.codebook import Entry
from reports.overlay import Grounds, claim_key, claims_in, steps_of

FILE = Path(sample.__file__).parent / sample.FILE
STUDY = StudyId("training-sample")
BUDGET, VENDOR = "Checked the budget with Finance", "Filled out a vendor form"
BOUGHT, TRAINED = "Filled out a purchase order", "Took the training"
MET, MAIL = "Finance in person", "Someone by e-mail"
DEAD, LOST = "Links are dead.", "I could not find the form on the intranet."


@pytest.fixture
def study(store: Store) -> Study:
    import_study(store, FILE, None)
    with store.reading() as reading:
        found = reading.study(STUDY)
    assert found is not None
    return found


def the_map(store: Store, study: Study) -> dict[str, Any]:
    with store.reading() as reading:
        return compiled(reading, study, Selection())


def table(store: Store, study: Study) -> list[Entry]:
    with store.reading() as reading:
        return table_of(reading, study, reading.codebook(study.id))


def edit(store: Store, study: Study, option: str, *words: str) -> None:
    (wished,) = edits_of({option: words})
    mend(store, study, wished, keep=True)


def call(store: Store, study: Study, file: Path, names: Mapping[str, str]) -> None:
    """Give these names in one edited file."""
    lines = write_codebook(STUDY, table(store, study)).splitlines()
    told = {f'  - name: "{old}"': f'  - name: "{new}"' for old, new in names.items()}
    assert told.keys() <= set(lines)
    file.write_text("\n".join(told.get(line, line) for line in lines), encoding="utf-8")
    mend(store, study, read_codebook(file).edit(), keep=True)


def marks(store: Store) -> tuple[Mark, ...]:
    with store.reading() as reading:
        return reading.marks(STUDY)


def homeless(store: Store, study: Study) -> set[str]:
    """The words of what is on nothing on the map."""
    return {mark.value for mark in Grounds(the_map(store, study)).homeless(marks(store))}


def step_of(document: dict[str, Any], label: str) -> dict[str, Any]:
    (found,) = [step for step in steps_of(document) if step["label"] == label]
    return found


def pain_of(document: dict[str, Any], text: str) -> str:
    return next(
        claim_key(step, claim)
        for step in steps_of(document)
        for claim in step["pain"]
        if claim["text"] == text
    )


def write_on(store: Store, study: Study, *labels: str) -> None:
    """Something in every field of these steps and on all that was told there; pairs of pains."""
    document = the_map(store, study)
    writes = []
    for label in labels:
        step = step_of(document, label)
        for field in ("owner", "business_value", "effort", "opportunity", "note"):
            value = "high" if field in {"business_value", "effort"} else f"{field} of {label}"
            writes.append(overlay.on_step(step["key"], field, value))
        writes.append(overlay.validated(step["key"], label, "call log"))
        for claim in claims_in(step):
            key = claim_key(step, claim)
            writes.append(overlay.on_claim(key, f"{claim['text']} at {label}", "Ann"))
            writes.append(overlay.validated(key, label, "a photo"))
    dead, lost = pain_of(document, DEAD), pain_of(document, LOST)
    writes += [overlay.on_claim(dead, "dead", "Ann"), overlay.on_claim(lost, "lost", "Ann")]
    writes.append(overlay.contradicting(dead, lost, "Ann"))
    writes.append(overlay.hidden(max(document["evidence"]), "Ann"))
    with store.writing() as work:
        overlay.write(work, STUDY, Grounds(document), writes, datetime(2026, 3, 9, tzinfo=UTC))


def written(document: dict[str, Any]) -> Any:
    """All that stands beside a map, by what it stands on."""
    return {
        "steps": {
            tuple(sorted(step["said"])): (step.get("overlay"), step.get("validated"))
            for step in steps_of(document)
            if step["said"]
        },
        "claims": sorted(_notes(document)),
        "pairs": [
            (sorted(map(str, (side["evidence"] for side in pair["claims"]))), pair["stale"])
            for pair in document["overlay"]["pairs"]
        ],
        "hidden": [key for key, told in document["evidence"].items() if told.get("hidden")],
    }


def _notes(document: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for step in steps_of(document):
        for claim in claims_in(step):
            told = (str(claim.get(name)) for name in ("evidence", "note", "validated"))
            yield step["id"], *told


def labels(document: dict[str, Any]) -> list[str]:
    """Names of the steps, in order of what was said."""
    told = (step for step in steps_of(document) if step["said"])
    return [step["label"] for step in sorted(told, key=lambda step: sorted(step["said"]))]


RING = {BUDGET: VENDOR, VENDOR: BOUGHT, BOUGHT: BUDGET}


@pytest.mark.parametrize(
    "names",
    [
        pytest.param({BUDGET: VENDOR, VENDOR: BUDGET}, id="two steps"),
        pytest.param(RING, id="a ring of three"),
        pytest.param({DEAD: LOST, LOST: DEAD}, id="two pains"),
        pytest.param({MET: MAIL, MAIL: MET}, id="on offer"),
        pytest.param(RING | {DEAD: LOST, LOST: DEAD}, id="steps and pains"),
    ],
)
def test_marks_stay_with_the_texts_whatever_names_are_exchanged(
    store: Store, study: Study, tmp_path: Path, names: dict[str, str]
) -> None:
    write_on(store, study, BUDGET, VENDOR, BOUGHT)
    before = the_map(store, study)
    texts = {entry.keys: entry.name for entry in table(store, study)}
    call(store, study, tmp_path / "codebook.yaml", names)
    after = the_map(store, study)
    assert written(after) == written(before)
    assert {entry.keys: entry.name for entry in table(store, study)} == {
        keys: names.get(name, name) for keys, name in texts.items()
    }
    called = dict(zip(labels(before), labels(after), strict=True))
    assert called == {old: names.get(old, old) for old in called}
    call(store, study, tmp_path / "codebook.yaml", {new: old for old, new in names.items()})
    assert written(the_map(store, study)) == written(before)


def test_a_name_of_ones_own_is_exchanged_for_what_is_told_of_another_step(
    store: Store, study: Study, tmp_path: Path
) -> None:
    edit(store, study, "rename", "step", VENDOR, "The vendor form")
    write_on(store, study, BUDGET, "The vendor form")
    before = the_map(store, study)
    names = {BUDGET: "The vendor form", "The vendor form": BUDGET}
    call(store, study, tmp_path / "codebook.yaml", names)
    after = the_map(store, study)
    assert written(after) == written(before)
    assert VENDOR in step_of(after, BUDGET)["said"]
    assert BUDGET in step_of(after, "The vendor form")["said"]


def test_marks_whose_name_another_theme_took_wait_and_are_nobody_elses(
    store: Store, study: Study
) -> None:
    """What is merged away waits for its name to come back; another one of that name is not it."""
    write_on(store, study, BUDGET, VENDOR, BOUGHT)
    edit(store, study, "merge", "step", BUDGET, VENDOR)
    kept = marks(store)
    waiting = homeless(store, study)
    assert f"owner of {BUDGET}" in waiting
    edit(store, study, "rename", "step", BOUGHT, BUDGET)
    after = the_map(store, study)
    bought = step_of(after, BUDGET)
    assert (bought["overlay"]["owner"], bought["validated"]["by"]) == (f"owner of {BOUGHT}", BOUGHT)
    assert step_of(after, VENDOR)["overlay"]["owner"] == f"owner of {VENDOR}"
    assert homeless(store, study) == waiting
    assert len(marks(store)) == len(kept)


def test_what_would_go_to_another_theme_by_its_name_is_not_left_to_the_rule(
    store: Store, study: Study, tmp_path: Path
) -> None:
    edit(store, study, "rename", "step", BOUGHT, "The order")
    edit(store, study, "rename", "step", TRAINED, BOUGHT)
    before = table(store, study)
    with pytest.raises(Refused, match=f"'{BOUGHT}' is told of the step 'The order', and left to"):
        edit(store, study, "release", "step", "The order")
    file, head = tmp_path / "codebook.yaml", '  - name: "The order"\n    stage: path\n    by: '
    ruled = write_codebook(STUDY, before).replace(f"{head}researcher", f"{head}rule")
    file.write_text(ruled, encoding="utf-8")
    with pytest.raises(Refused, match=f"'{BOUGHT}' is told of the step 'The order', and left to"):
        mend(store, study, read_codebook(file).edit(), keep=True)
    assert table(store, study) == before
    edit(store, study, "rename", "step", BOUGHT, TRAINED)
    edit(store, study, "release", "step", "The order")
    assert {BOUGHT, TRAINED} <= {entry.name for entry in table(store, study)}


def test_a_theme_is_not_given_words_that_are_told_of_another_one(
    store: Store, study: Study
) -> None:
    with pytest.raises(Refused, match="'Filled in the pre-approval form' is told of the step"):
        edit(store, study, "rename", "step", TRAINED, "Filled in the pre-approval form")


def test_a_file_keeps_a_text_in_two_entries_only_where_the_rule_does(
    store: Store, study: Study, tmp_path: Path
) -> None:
    """Once it joined what it is like, and then others told it apart from that."""
    alike = BOUGHT.replace("a purchase", "the purchase")
    lines = FILE.read_text(encoding="utf-8").splitlines()
    further = [lines[0]]
    further += [_told(lines[1], f"x{n}", {BOUGHT: alike}) for n in range(2)]
    further += [_told(lines[1], f"y{n}", {TRAINED: alike}) for n in range(2)]
    more, file = tmp_path / "more.jsonl", tmp_path / "codebook.yaml"
    more.write_text("\n".join(further) + "\n", encoding="utf-8")
    import_study(store, more, None)
    shown = write_codebook(STUDY, table(store, study))
    assert shown.count(f'- "{alike}"') == 2
    file.write_text(shown, encoding="utf-8")
    assert mend(store, study, read_codebook(file).edit(), keep=True).changes() == []
    file.write_text(shown.replace(f'name: "{BOUGHT}"', 'name: "The order"'), encoding="utf-8")
    with pytest.raises(InvalidFlow, match=f"the text '{alike}' is there twice"):
        mend(store, study, read_codebook(file).edit(), keep=True)


def _told(line: str, name: str, otherwise: Mapping[str, str]) -> str:
    """One more person, who told some steps otherwise."""
    told = json.loads(line) | {"id": name, "respondent": f"R-{name}"}
    for step in told["steps"]:
        step["text"] = otherwise.get(step["text"], step["text"])
    return json.dumps(told, ensure_ascii=False)
