"""Values as rows and rows as values."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from cxmodel.errors import BrokenInterview
from cxmodel.instants import instant, instant_or_none, moment, moment_or_none
from cxmodel.interview import (
    Absence,
    Answer,
    AnswerId,
    Attachment,
    Consent,
    Interview,
    InterviewId,
    Kind,
    Phase,
    Playback,
    ProbeMark,
    Progress,
    Reminded,
    Step,
)
from cxmodel.plain import dump, from_plain, load, to_plain
from cxmodel.store.sql import Row

Columns = dict[str, Any]

NEVER_REMINDED = Reminded()


def interview_columns(interview: Interview) -> Columns:
    """What a row of `interview` holds, but for chat and touched_at, which are the store's."""
    return {
        "id": interview.id,
        "study": interview.study,
        "wave": interview.wave,
        "side": interview.side,
        "respondent": interview.respondent,
        "messenger": interview.messenger,
        "flow": interview.flow,
        "flow_version": interview.flow_version,
        "version": interview.version,
        "started_at": instant(interview.started_at),
        **changing_columns(interview),
    }


def changing_columns(interview: Interview) -> Columns:
    """What a turn may change in a row of `interview`."""
    return {
        "segment": interview.segment,
        "language": interview.language,
        "phase": interview.phase.value,
        "completed_at": instant_or_none(interview.completed_at),
        "state": _state(interview),
    }


def _state(interview: Interview) -> str:
    lasting = _lasting(
        interview.steps,
        interview.consent,
        interview.playback,
        interview.reminded,
        interview.quotes_allowed,
    )
    heard = "" if interview.heard_at is None else f',"heard_at":"{instant(interview.heard_at)}"'
    return f'{{"progress":{dump(to_plain(interview.progress, sparse=True))}{heard}{lasting}}}'


@lru_cache(maxsize=1_024)
def _lasting(
    steps: tuple[Step, ...],
    consent: Consent | None,
    playback: Playback | None,
    reminded: Reminded,
    quotes: bool,  # noqa: FBT001 - only to be cached by
) -> str:
    """The part of the state that most turns leave as it is, each member behind a comma."""
    members: dict[str, Any] = {}
    if steps:
        members["steps"] = to_plain(steps, sparse=True)
    if consent is not None:
        members["consent"] = to_plain(consent)
    if playback is not None:
        members["playback"] = to_plain(playback)
    if reminded != NEVER_REMINDED:
        members["reminded"] = to_plain(reminded, sparse=True)
    if quotes:
        members["quotes_allowed"] = True
    return "".join(f',"{name}":{dump(member)}' for name, member in members.items())


def answer_columns(interview: InterviewId, answer: Answer) -> Columns:
    """What a row of `answer` holds."""
    probe = answer.probe
    return {
        "interview": interview,
        "number": number_of(answer.id),
        "question": answer.question,
        "step": answer.step,
        "kind": answer.kind.value,
        "value": dump(answer.value),
        "verbatim": answer.verbatim,
        "at": instant(answer.at),
        "absence": None if answer.absence is None else answer.absence.value,
        "excluded": answer.excluded,
        "probe": None if probe is None else dump(_mark(probe)),
        "revision_of": answer.revision_of,
        "turn": answer.turn,
        "messages": dump(answer.messages) if answer.messages else None,
    }


def _mark(probe: ProbeMark) -> tuple[Any, ...]:
    against = () if probe.against is None else (probe.against,)
    return (probe.reason, probe.rung, probe.of, *against)


def number_of(answer: AnswerId) -> int:
    """The 7 of a7."""
    return int(answer[1:])


def attachment_columns(interview: InterviewId, number: int, attachment: Attachment) -> Columns:
    """What a row of `attachment` holds."""
    return {"interview": interview, "number": number, **to_plain(attachment)}


def interviews_of(
    rows: Iterable[Columns], answers: Iterable[Row], attachments: Iterable[Row]
) -> list[Interview]:
    """Interviews in the order of their rows. Answers come in order within an interview.

    Raises BrokenInterview where a row cannot be read.
    """
    answers_of = _grouped(answers, _answer)
    attachments_of = _grouped(attachments, _attachment)
    return [_interview(row, answers_of, attachments_of) for row in rows]


def _grouped(rows: Iterable[Row], read: Any) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        try:
            groups[row[0]].append(read(row))
        except (ValueError, TypeError, KeyError, IndexError) as error:
            raise BrokenInterview(
                f"interview {row[0]} cannot be read: "
                f"{type(error).__name__} in an answer or attachment"
            ) from None
    return groups


def _answer(row: Row) -> Answer:
    (_, number, question, step, kind, value, verbatim, at, absence, excluded, probe, revision_of,
     turn, messages) = row  # fmt: skip
    typed = load(value)
    return Answer(
        id=AnswerId(f"a{number}"),
        question=question,
        step=step,
        kind=Kind(kind),
        value=tuple(typed) if type(typed) is list else typed,
        verbatim=verbatim,
        at=moment(at),
        absence=None if absence is None else Absence(absence),
        excluded=bool(excluded),
        probe=None if probe is None else ProbeMark(*load(probe)),
        revision_of=revision_of,
        turn=turn,
        messages=() if messages is None else tuple(load(messages)),
    )


def _attachment(row: Row) -> Attachment:
    _, _, attachment, kind, name, size, sha256, answer, source = row
    return Attachment(attachment, kind, name, size, sha256, answer, source)


def _interview(
    row: Columns,
    answers: Mapping[str, list[Answer]],
    attachments: Mapping[str, list[Attachment]],
) -> Interview:
    try:
        state = load(row["state"])
        return Interview(
            id=row["id"],
            study=row["study"],
            wave=row["wave"],
            side=row["side"],
            respondent=row["respondent"],
            segment=row["segment"],
            messenger=row["messenger"],
            language=row["language"],
            flow=row["flow"],
            flow_version=row["flow_version"],
            phase=Phase(row["phase"]),
            consent=_part(Consent, state.get("consent")),
            quotes_allowed=state.get("quotes_allowed", False),
            started_at=moment(row["started_at"]),
            completed_at=moment_or_none(row["completed_at"]),
            steps=tuple(from_plain(Step, step) for step in state.get("steps", ())),
            answers=tuple(answers.get(row["id"], ())),
            playback=_part(Playback, state.get("playback")),
            attachments=tuple(attachments.get(row["id"], ())),
            progress=from_plain(Progress, state.get("progress", {})),
            heard_at=moment_or_none(state.get("heard_at")),
            reminded=_part(Reminded, state.get("reminded")) or NEVER_REMINDED,
            version=row["version"],
        )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BrokenInterview(
            f"interview {row['id']} cannot be read ({type(error).__name__})"
        ) from None


def _part(cls: Any, plain: dict[str, Any] | None) -> Any:
    return None if plain is None else from_plain(cls, plain)
