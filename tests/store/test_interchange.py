import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from cxmodel.errors import CxError
from cxmodel.instants import instant
from cxmodel.interchange import dump_interview, dump_study, load_interview, load_study
from cxmodel.interview import Phase, Playback, Progress, Reminded
from cxmodel.plain import from_plain, to_plain
from cxmodel.store import Store
from cxmodel.study import Anonymity, Persona, Programme, Segment
from tests.store.test_turns import FULL
from tests.store.values import STUDY, answer, interview, study

FULL_STUDY = study(
    scenario="A manager wants a training – »paid«",
    persona=Persona(name="Jennifer", goals=("grow",), emotional_triggers=("forms",)),
    segments=(Segment(id="new", title="New", rule="years < 2"),),
    programme=Programme(loop="map", early_wins=("one form",)),
    anonymity=Anonymity.ANONYMOUS,
    limit=5,
    open_link=True,
)


def test_a_study_comes_back_with_its_flows() -> None:
    flows = {"v1": "id: process\n", "v2": "ü"}
    assert load_study(dump_study(FULL_STUDY, flows)) == (FULL_STUDY, flows)


def test_an_interview_comes_back_without_what_only_the_talk_needs() -> None:
    again = load_interview(dump_interview(FULL))
    answers = tuple(replace(each, turn=None, messages=()) for each in FULL.answers)
    attachments = tuple(replace(each, source="") for each in FULL.attachments)
    assert again == replace(
        FULL,
        answers=answers,
        attachments=attachments,
        progress=Progress(),
        reminded=Reminded(),
    )


def test_a_line_has_the_contracts_keys() -> None:
    line = json.loads(dump_interview(FULL))
    assert set(line) == {
        *("format", "id", "study", "wave", "side", "respondent", "segment", "messenger"),
        *("language", "flow", "flow_version", "phase", "consent", "quotes_allowed"),
        *("started_at", "completed_at", "steps", "answers", "playback", "attachments"),
    }
    assert set(line["answers"][0]) == {
        *("id", "question", "step", "kind", "value", "verbatim", "at", "absence", "excluded"),
        *("probe", "revision_of"),
    }
    assert line["answers"][2]["probe"] == {"reason": "why", "rung": 2, "of": "a2"}
    held = {"reason": "contradiction", "rung": 1, "of": "a3", "against": "a2"}
    assert line["answers"][6]["probe"] == held
    assert line["consent"] == {"version": "hash", "language": "de", "at": line["started_at"]}
    assert line["playback"] == {"verdict": 3, "corrected": True}
    assert {"id", "order", "text", "hidden"} < set(line["steps"][0])
    assert {"id", "kind", "name", "size", "sha256"} < set(line["attachments"][0])


def test_words_on_the_playback_are_in_it_where_there_are_some() -> None:
    disputed = replace(FULL, playback=Playback(1, words="It was not my boss"))
    line = dump_interview(disputed)
    assert json.loads(line)["playback"]["words"] == "It was not my boss"
    assert load_interview(line).playback == disputed.playback


def test_a_line_is_one_line_sorted_and_without_spaces() -> None:
    line = dump_interview(interview(answers=(answer(1, verbatim="a\nb\u2028c", value="ü"),)))
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    assert "ü" in line
    assert (
        line
        == json.dumps(json.loads(line), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        + "\n"
    )


def test_times_are_utc_with_milliseconds() -> None:
    at = datetime(2026, 3, 1, 14, 0, 5, 678_999, timezone(timedelta(hours=2)))
    assert json.loads(dump_interview(interview(started_at=at)))["started_at"] == (
        "2026-03-01T12:00:05.678Z"
    )


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        instant(datetime(2026, 3, 1))  # noqa: DTZ001


def test_export_import_export_gives_the_same_bytes(store: Store) -> None:
    precise = replace(FULL, started_at=datetime(2026, 3, 1, 1, 2, 3, 456_789, UTC))
    asked = [precise, *(interview(n, phase=phase) for n, phase in enumerate(Phase, 2))]
    with store.writing() as work:
        work.save_study(FULL_STUDY)
        work.keep_flow("v1", "process", "id: process")
        work.add_interviews(asked)
    first = _export(store)
    with store.writing() as work:
        for table in ("answer", "attachment", "interview", "respondent"):
            work._connection.exec_driver_sql(f"DELETE FROM {table}")
        work.save_study(study(title="overwritten"))
        again, _ = load_study(first[0])
        work.save_study(again)
        work.add_interviews([load_interview(line) for line in first[1:]])
    assert _export(store) == first
    assert len(first) == 15


def _export(store: Store) -> list[str]:
    with store.reading() as reading:
        found = reading.study(STUDY)
        assert found is not None
        text = reading.flow_text("v1")
        assert text is not None
        return [
            dump_study(found, {"v1": text}),
            *(dump_interview(each) for each in reading.interviews(STUDY)),
        ]


def _changed(**changes: Any) -> str:
    return json.dumps(json.loads(dump_interview(FULL)) | changes)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("", id="empty"),
        pytest.param("[]", id="no object"),
        pytest.param(_changed(format="desirepath.interview/2"), id="another format"),
        pytest.param(_changed(phase="lost"), id="unknown phase"),
        pytest.param(_changed(id=7), id="a number for a text"),
        pytest.param(_changed(wave="1"), id="a text for a number"),
        pytest.param(_changed(quotes_allowed=1), id="a number for a truth value"),
        pytest.param(_changed(steps={}), id="an object for a list"),
        pytest.param(_changed(started_at="yesterday"), id="no time"),
        pytest.param(_changed(started_at=None), id="no time at all"),
        pytest.param(_changed(consent=[]), id="a list for an object"),
        pytest.param(_changed(segment="a\0b"), id="NUL"),
        pytest.param(_changed(segment="\ud800"), id="half a character"),
        pytest.param(
            _changed(answers=json.loads(dump_interview(FULL))["answers"][1:]), id="a2 comes first"
        ),
        pytest.param(
            _changed(answers=[{**json.loads(dump_interview(FULL))["answers"][0], "value": {}}]),
            id="an object for a value",
        ),
    ],
)
def test_a_line_that_is_no_interview_is_refused(line: str) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)) as caught:
        load_interview(line)
    assert not isinstance(caught.value, CxError)


@pytest.mark.parametrize(
    "changes", [{"format": "x"}, {"flows": []}, {"flows": {"v1": 1}}, {"title": None}]
)
def test_a_line_that_is_no_study_is_refused(changes: dict[str, Any]) -> None:
    line = json.dumps(json.loads(dump_study(FULL_STUDY, {})) | changes)
    with pytest.raises((ValueError, TypeError, KeyError)):
        load_study(line)


def test_a_key_of_a_later_release_is_left_aside() -> None:
    assert load_interview(_changed(later=1)) == load_interview(dump_interview(FULL))


def test_sparse_data_leaves_out_defaults_and_reads_the_same() -> None:
    assert to_plain(Progress(turn=3), sparse=True) == {"turn": 3}
    assert from_plain(Progress, to_plain(FULL.progress, sparse=True)) == FULL.progress
    assert from_plain(Progress, {}) == Progress()
