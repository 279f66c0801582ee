"""Phases of an interview and the ways between them: one shared `transitions.Machine`.

Which question waits is data (`Progress.at`), never a state of the machine, so a change of content
cannot strand a stored interview.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple, cast

from transitions import EventData, Machine, MachineError, Transition

from cxmodel.errors import BrokenInterview, NotWaiting
from cxmodel.interview import Interview, Phase

logging.getLogger("transitions").setLevel(logging.WARNING)


class Ahead(NamedTuple):
    """What is still to come, as the guards need to know it."""

    draft: bool = False  # a story's steps wait to be confirmed
    probe: bool = False  # a follow-up waits for its answer
    question: bool = False  # the agenda holds a question without an answer
    playback: bool = False  # their own mini-map has not been shown to them


@dataclass(slots=True, eq=False)
class _Cursor:
    """The only thing that `transitions` mutates; thrown away after each trigger."""

    state: str
    returns_to: str | None
    is_revising: bool
    ahead: Ahead


def _cursor(event: EventData) -> _Cursor:
    return cast(_Cursor, event.model)


def _draft_waits(event: EventData) -> bool:
    return _cursor(event).ahead.draft


def _probe_waits(event: EventData) -> bool:
    return _cursor(event).ahead.probe


def _question_open(event: EventData) -> bool:
    return _cursor(event).ahead.question


def _playback_due(event: EventData) -> bool:
    return _cursor(event).ahead.playback


def _was_revising(event: EventData) -> bool:
    return _cursor(event).is_revising


def _was(phase: Phase) -> Callable[[EventData], bool]:
    def was(event: EventData) -> bool:
        return _cursor(event).returns_to == phase.value

    was.__name__ = f"was_{phase.value}"
    return was


def _remember(event: EventData) -> None:
    transition = cast(Transition, event.transition)
    _cursor(event).returns_to = transition.source


def _forget(event: EventData) -> None:
    _cursor(event).returns_to = None


_TALKING = ["asking", "probing", "confirming", "playback"]
_WAITING = ["consenting", *_TALKING]
_OPEN = [*_WAITING, "editing"]
_RESUMABLE = (Phase.INVITED, *(Phase(name) for name in _WAITING))

# The first transition whose guard passes wins: guarded ones first, the default last.
_MACHINE = Machine(
    model=None,
    initial=None,
    states=[phase.value for phase in Phase],
    auto_transitions=False,
    send_event=True,
    transitions=[
        {"trigger": "begin", "source": "invited", "dest": "consenting"},
        {"trigger": "agree", "source": "consenting", "dest": "asking"},
        {"trigger": "decline", "source": "consenting", "dest": "declined"},
        {"trigger": "screen_out", "source": "asking", "dest": "declined"},
        {"trigger": "propose", "source": ["asking", "probing"], "dest": "confirming"},
        {"trigger": "reopen", "source": "confirming", "dest": "asking"},
        {"trigger": "probe", "source": ["asking", "confirming", "probing", "editing"],
         "dest": "probing"},
        {"trigger": "go_on", "source": "editing", "dest": "probing", "conditions": _probe_waits},
        {"trigger": "go_on", "source": "editing", "dest": "confirming", "conditions": _draft_waits},
        {
            "trigger": "go_on",
            "source": [*_TALKING, "editing"],
            "dest": "asking",
            "conditions": _question_open,
        },
        {
            "trigger": "go_on",
            "source": ["asking", "probing", "confirming", "editing"],
            "dest": "playback",
            "conditions": _playback_due,
        },
        {"trigger": "go_on", "source": [*_TALKING, "editing"], "dest": "completed"},
        {"trigger": "revise", "source": _TALKING, "dest": "editing", "after": _remember},
        {"trigger": "revise", "source": "editing", "dest": "editing"},
        {"trigger": "pause", "source": _WAITING, "dest": "paused", "after": _remember},
        {"trigger": "pause", "source": "editing", "dest": "paused"},
        {"trigger": "lose", "source": ["invited", *_WAITING], "dest": "unreachable",
         "after": _remember},
        {"trigger": "lose", "source": ["editing", "paused"], "dest": "unreachable"},
        {
            "trigger": "resume",
            "source": ["paused", "unreachable"],
            "dest": "editing",
            "conditions": _was_revising,
        },
        *(
            {
                "trigger": "resume",
                "source": ["paused", "unreachable"],
                "dest": phase.value,
                "conditions": _was(phase),
                "after": _forget,
            }
            for phase in _RESUMABLE
        ),
        {
            "trigger": "withdraw",
            "source": ["invited", *_OPEN, "paused", "unreachable", "completed", "expired"],
            "dest": "withdrawn",
        },
        {
            "trigger": "expire",
            "source": ["invited", *_OPEN, "paused", "unreachable"],
            "dest": "expired",
        },
    ],
)  # fmt: skip


NOTHING_AHEAD = Ahead()


def advance(interview: Interview, trigger: str, ahead: Ahead = NOTHING_AHEAD) -> Interview:
    """Take the interview to its next phase.

    Raises NotWaiting where the trigger does not fit the phase, and BrokenInterview where trigger
    or stored phase are unknown to the machine.
    """
    progress = interview.progress
    is_revising = progress.revising is not None
    try:
        moved = _moved(trigger, interview.phase, progress.returns_to, is_revising, ahead)
    except MachineError as error:
        raise NotWaiting(f"cannot {trigger} while {interview.phase.value}") from error
    except (KeyError, ValueError) as error:
        raise BrokenInterview(f"interview {interview.id}: the machine knows no {error}") from error
    if moved is None:
        raise BrokenInterview(f"interview {interview.id}: nothing to {trigger} to")
    phase, back = moved
    if back is not progress.returns_to:
        progress = replace(progress, returns_to=back)
    elif phase is interview.phase:  # as from question to question
        return interview
    return replace(interview, phase=phase, progress=progress)


@cache
def _moved(
    trigger: str,
    phase: Phase,
    returns_to: Phase | None,
    is_revising: bool,  # noqa: FBT001 - only to be cached by
    ahead: Ahead,
) -> tuple[Phase, Phase | None] | None:
    """Where a trigger leads to, and back to; None where no guard passes.

    The machine is asked once for each of the few situations that there are.
    """
    cursor = _Cursor(phase.value, returns_to.value if returns_to else None, is_revising, ahead)
    if not _MACHINE.events[trigger].trigger(cursor):
        return None
    return Phase(cursor.state), Phase(cursor.returns_to) if cursor.returns_to else None


def lifecycle_mermaid() -> str:
    """Draw the machine as a Mermaid state diagram; the same machine gives the same bytes."""
    return "\n".join(["stateDiagram-v2", "    [*] --> invited", *_arrows(), *_ends()]) + "\n"


def _arrows() -> Iterator[str]:
    for name, event in _MACHINE.events.items():
        for moves in event.transitions.values():
            for move in moves:
                guards = ", ".join(_claim(condition.func) for condition in move.conditions)
                label = f"{name} [{guards}]" if guards else name
                yield f"    {move.source} --> {move.dest}: {label}"


def _claim(guard: object) -> str:
    return cast(Callable[[EventData], bool], guard).__name__.strip("_").replace("_", " ")


def _ends() -> Iterator[str]:
    for phase in (Phase.COMPLETED, Phase.DECLINED, Phase.WITHDRAWN, Phase.EXPIRED):
        yield f"    {phase.value} --> [*]"
