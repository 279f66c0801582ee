"""Studies and interviews as JSON Lines, for whoever reads them next (contract §5).

Same values, same bytes: keys sorted, no spaces, times in UTC with milliseconds. Beside the
contract's keys stand `guides` (which flow asks which side), `codebook` (what a researcher decided
about raw texts), `overlay` (what they wrote beside the maps), a step's `source`, the `at` of one
that was told as it happened, the answer that a follow-up held another one `against`, and an
attachment's `answer`, so that a map compiled after an import is the map compiled before.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from cxmodel.codebook import NOTHING_DECIDED, Codebook
from cxmodel.instants import instant, instant_or_none
from cxmodel.interview import Answer, Attachment, Interview, Playback, Step
from cxmodel.overlay import FIELDS, Mark
from cxmodel.plain import from_plain, load, to_plain
from cxmodel.study import Study

STUDY = "desirepath.study/1"
INTERVIEW = "desirepath.interview/1"

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def dump_study(
    study: Study,
    flows: dict[str, str],
    codebook: Codebook = NOTHING_DECIDED,
    marks: Sequence[Mark] = (),
) -> str:
    """The first line: a study and the texts of the flow versions that it needs, by hash."""
    plain = to_plain(study)
    guides = plain.pop("flows")
    decided = {
        "codebook": to_plain(codebook)["themes"],
        "overlay": [to_plain(mark, sparse=True) for mark in marks],
    }
    carried = {key: each for key, each in decided.items() if each}  # there only where there is any
    return _line({**plain, "format": STUDY, "guides": guides, "flows": flows, **carried})


def load_study(line: str) -> tuple[Study, dict[str, str]]:
    """The study of a first line, and its flow texts. Raises ValueError, TypeError or KeyError."""
    plain = _read(line, STUDY)
    flows = plain.pop("flows")
    if not isinstance(flows, dict) or not all(isinstance(text, str) for text in flows.values()):
        raise ValueError("flows must be texts by hash")
    study = from_plain(Study, {**plain, "flows": plain.pop("guides")})
    ZoneInfo(study.time_zone)
    for hour in study.quiet_hours:
        datetime.strptime(hour, "%H:%M")  # noqa: DTZ007 - a time of day has no zone
    return study, flows


def load_codebook(line: str) -> Codebook:
    """What was decided about the raw texts of a first line's study; like `load_study` else."""
    return from_plain(Codebook, {"themes": _read(line, STUDY).get("codebook", [])})


def load_marks(line: str) -> tuple[Mark, ...]:
    """What was written beside the maps of a first line's study; like `load_study` else."""
    marks = tuple(from_plain(Mark, mark) for mark in _read(line, STUDY).get("overlay", []))
    for mark in marks:
        if mark.field not in FIELDS[mark.place]:
            raise ValueError(f"overlay: a {mark.place} has no {mark.field!r}")
    return marks


def dump_interview(interview: Interview) -> str:
    """A line for one interview. What only the talk itself needs is left out."""
    return _line(
        {
            "format": INTERVIEW,
            "id": interview.id,
            "study": interview.study,
            "wave": interview.wave,
            "side": interview.side,
            "respondent": interview.respondent,
            "segment": interview.segment,
            "messenger": interview.messenger,
            "language": interview.language,
            "flow": interview.flow,
            "flow_version": interview.flow_version,
            "phase": interview.phase.value,
            "consent": to_plain(interview.consent),
            "quotes_allowed": interview.quotes_allowed,
            "started_at": instant(interview.started_at),
            "completed_at": instant_or_none(interview.completed_at),
            "steps": [_step(step) for step in interview.steps],
            "answers": [_answer(answer) for answer in interview.answers],
            "playback": _playback(interview.playback),
            "attachments": [_attachment(each) for each in interview.attachments],
        }
    )


def load_interview(line: str) -> Interview:
    """The interview of a line. Raises ValueError, TypeError or KeyError where it is none."""
    plain = _read(line, INTERVIEW)
    interview = from_plain(Interview, plain)
    ids = [answer.id for answer in interview.answers]
    if ids != [f"a{number}" for number in range(1, len(ids) + 1)]:
        raise ValueError("answers must be a1, a2 … in order")
    return replace(interview, version=0)


def _step(step: Step) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(step)
    if plain["at"] is None:
        del plain["at"]  # there only where it was told as it happened
    return plain


def _answer(answer: Answer) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(answer)
    del plain["turn"], plain["messages"]  # the talk's own
    if plain["probe"] is not None and plain["probe"]["against"] is None:
        del plain["probe"]["against"]  # there only where something was contradicted
    return plain


def _playback(playback: Playback | None) -> dict[str, Any] | None:
    plain: dict[str, Any] | None = to_plain(playback)
    if plain is not None and not plain["words"]:
        del plain["words"]  # there only where something was said
    return plain


def _attachment(attachment: Attachment) -> dict[str, Any]:
    plain: dict[str, Any] = to_plain(attachment)
    del plain["source"]  # the platform's own
    return plain


def _line(plain: dict[str, Any]) -> str:
    return _encode(plain) + "\n"


def _read(line: str, expected: str) -> dict[str, Any]:
    """The plain data of a line of the expected format, every text in it sound."""
    plain = load(line.strip())
    if not isinstance(plain, dict) or plain.pop("format", None) != expected:
        raise ValueError(f"the line must be of format {expected}")
    _refuse_unsound(plain)
    return plain


def _refuse_unsound(plain: object) -> None:
    """Raise ValueError for NUL and for half a character, which no database takes."""
    match plain:
        case str():
            if "\0" in plain:
                raise ValueError("a text holds a NUL character")
            plain.encode()
        case dict():
            for key, value in plain.items():
                _refuse_unsound(key)
                _refuse_unsound(value)
        case list():
            for item in plain:
                _refuse_unsound(item)
