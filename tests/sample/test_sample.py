import time
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from bot.maps import compiled
from bot.sample import FILE, load_sample
from bot.sample.make import make_sample, read_script
from cxmodel.errors import Refused
from cxmodel.interchange import dump_interview, dump_study
from cxmodel.interview import InterviewId, Phase, StudyId
from cxmodel.journey import Document, Selection
from cxmodel.store import Store
from cxmodel.vault import Vault

SAMPLE = "training-sample"
Step = dict[str, Any]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = _new(tmp_path_factory.mktemp("sample"))
    load_sample(store)
    yield store
    store.close()


@pytest.fixture(scope="module")
def everyone(loaded: Store) -> Document:
    return _map(loaded, Selection())


@pytest.fixture(scope="module")
def jennifer(loaded: Store) -> Document:
    """The reference case alone."""
    return _map(loaded, Selection(interview=InterviewId("sample-01")))


def _new(folder: Path) -> Store:
    store = Store.connect(f"sqlite:///{folder / 'desirepath.db'}", Vault("k" * 40))
    store.upgrade()
    return store


def _map(store: Store, selection: Selection) -> Document:
    with store.reading() as reading:
        study = reading.study(SAMPLE)
        assert study is not None
        return compiled(reading, study, selection)


def _steps(document: Document, stage: str = "path") -> list[Step]:
    return [s for each in document["stages"] if each["id"] == stage for s in each["steps"]]


def _texts(document: Document, lane: str) -> str:
    stages = document["stages"]
    return " | ".join(c["text"] for stage in stages for s in stage["steps"] for c in s[lane])


# ── the file ──────────────────────────────────────────────────────────────────────────────────


def test_the_committed_file_is_what_the_engine_makes_of_the_answers() -> None:
    committed = files("bot.sample").joinpath(FILE).read_text(encoding="utf-8")

    assert make_sample(read_script()) == committed, "run: python -m bot.sample.make"


def test_an_answer_that_nobody_asks_for_is_refused() -> None:
    script = read_script()
    script["respondents"][0]["answers"]["shoe_size"] = 42

    with pytest.raises(Refused, match=r"sample-01: nobody asked for .*shoe_size"):
        make_sample(script)


# ── loading it ────────────────────────────────────────────────────────────────────────────────


def test_an_empty_database_gets_the_sample(loaded: Store) -> None:
    with loaded.reading() as reading:
        study, counts = reading.study(SAMPLE), reading.study_counts(SAMPLE)

    assert study is not None
    assert study.sample
    assert (counts.started, counts.completed, counts.paused) == (13, 12, 1)


def test_it_is_not_loaded_twice(loaded: Store) -> None:
    assert load_sample(loaded) is False


def test_a_database_with_a_study_of_its_own_is_left_alone(loaded: Store, tmp_path: Path) -> None:
    store = _new(tmp_path)
    with loaded.reading() as reading, store.writing() as work:
        study = reading.study(SAMPLE)
        assert study is not None
        work.save_study(replace(study, id=StudyId("mine"), sample=False))

    assert load_sample(store) is False
    with store.reading() as reading:
        assert [study.id for study in reading.studies()] == ["mine"]
    store.close()


def test_it_is_loaded_in_the_blink_of_an_eye(tmp_path: Path) -> None:
    store = _new(tmp_path)
    before = time.process_time()
    load_sample(store)

    assert time.process_time() - before < 0.3
    store.close()


def test_it_comes_out_as_it_went_in(loaded: Store) -> None:
    with loaded.reading() as reading:
        study = reading.study(SAMPLE)
        assert study is not None
        flows = {f.version: reading.flow_text(f.version) or "" for f in study.flows}
        lines = [dump_study(study, flows), *map(dump_interview, reading.interviews(SAMPLE))]

    assert "".join(lines) == files("bot.sample").joinpath(FILE).read_text(encoding="utf-8")


def test_the_times_are_those_of_working_days(loaded: Store) -> None:
    with loaded.reading() as reading:
        interviews = list(reading.interviews(SAMPLE))

    assert all(i.started_at.year == 2026 and i.started_at.weekday() < 5 for i in interviews)
    for interview in interviews:
        times = [answer.at for answer in interview.answers]
        assert all(earlier <= later for earlier, later in pairwise(times))


def test_one_person_broke_off_halfway(loaded: Store) -> None:
    with loaded.reading() as reading:
        (broken,) = reading.interviews(SAMPLE, phases=[Phase.PAUSED])

    assert len(broken.visible_steps()) == 6
    assert {answer.question for answer in broken.answers} >= {"need", "story", "touchpoint"}
    assert "effort_kinds" not in {answer.question for answer in broken.answers}


# ── the reference case ────────────────────────────────────────────────────────────────────────


def test_her_curve_falls_from_excited_to_annoyed(jennifer: Document) -> None:
    (start,) = _steps(jennifer, "start")
    (end,) = _steps(jennifer, "effort")

    assert start["feeling"]["values"] == [2]
    assert _steps(jennifer)[-1]["feeling"]["values"] == [-2]
    assert end["feeling"]["values"] == [-2]


@pytest.mark.parametrize(
    ("lane", "words"),
    [
        ("need", "Get professional development approved and purchased"),
        ("thought", "I felt valued"),
        ("thought", "worth doing"),
        ("action", "Looked for the pre-approval form on the intranet"),
        ("action", "Got my manager's approval"),
        ("action", "Filled out a goods and services received form"),
        ("touchpoint_current", "Finance in person"),
        ("pain", "The vendor was not in the accounting system."),
        ("why", "The forms of separate departments are strung together"),
        ("touchpoint_desired", "Request training"),
        ("difference", "Two online forms that are easy to find"),
        ("improvement_self", "My needs would be at the centre instead of last."),
        ("improvement_organisation", "recruitment and retention"),
    ],
)
def test_her_map_shows_what_she_said(jennifer: Document, lane: str, words: str) -> None:
    assert words in _texts(jennifer, lane)


def test_five_forms_become_two(jennifer: Document, everyone: Document) -> None:
    for document in (jennifer, everyone):
        forms = document["effort"]["forms"]
        assert (forms["before"], forms["after"]) == (5, 2)


def test_people_first_is_set_against_what_she_lived(jennifer: Document) -> None:
    (gap,) = [each for each in jennifer["contradictions"] if each["kind"] == "value"]

    assert [side["text"] for side in gap["sides"]] == ["People first", "Hardly"]


# ── everyone ──────────────────────────────────────────────────────────────────────────────────


def test_most_people_share_the_core_of_the_way(everyone: Document) -> None:
    core = {step["label"] for step in _steps(everyone) if step["frequency"] == "core"}

    assert core >= {
        "Looked for the pre-approval form on the intranet",
        "Got my manager's approval",
        "Filled out a purchase order",
        "Took the training",
        "Filled out HR's evaluation form",
    }


def test_the_three_pains_on_top_have_their_reasons(everyone: Document) -> None:
    pains = [pain for step in _steps(everyone) for pain in step["pain"] if pain["rank"]]

    assert sorted(pain["rank"] for pain in pains) == [1, 2, 3]
    assert all(pain["count"] >= 3 and pain["why"] for pain in pains)


def test_the_vendor_form_is_the_moment_of_truth(everyone: Document) -> None:
    shown = [step["label"] for step in _steps(everyone) if step["moment_of_truth"]["shown"]]

    assert shown == ["Filled out a vendor form"]


def test_new_and_senior_employees_differ(loaded: Store) -> None:
    maps = {name: _map(loaded, Selection(segment=name)) for name in ("new", "senior")}

    asked = {name: [s["label"] for s in _steps(found)] for name, found in maps.items()}
    assert "Asked HR which form I need" in asked["new"]
    assert "Asked HR which form I need" not in asked["senior"]
