"""Every input is answered in every phase; every shipped guide comes to its end."""

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from cxmodel.errors import NotWaiting
from cxmodel.interview import Phase, QuestionId
from interview_flows.english import ENGLISH
from interview_flows.flow import Flow
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.talk import (
    Added,
    AskedFor,
    Attached,
    Began,
    Changed,
    ChangedLanguage,
    Chose,
    ChoseSeveral,
    Deleted,
    Edited,
    Finished,
    Forgot,
    Input,
    Known,
    Moment,
    NoReminders,
    Paused,
    ReplyKind,
    Resumed,
    Said,
    Skipped,
    TimePassed,
    ToldZone,
    Topic,
    Unreadable,
    WentBack,
    Withdrew,
)
from tests.engine.flows import EVERY, WITH_PROBES
from tests.engine.respondent import Respondent, a_study
from tests.engine.willing import FINAL, answer_to, holds_together

# ── every input in every phase ────────────────────────────────────────────────────────────────────

INPUTS: tuple[Input, ...] = (
    Began(),
    Said("Some words of mine", "m99"),
    Said("too early", "m98", early=True),
    Said(""),
    Said("skip"),
    Said("/nonsense"),
    Said("change 1"),
    Said("\ud800 \x00"),
    Chose(0),
    Chose("That's right"),
    Chose(99),
    Chose(0, turn=10_000),
    ChoseSeveral((0, 99), turn=10_000),
    Attached("photo", "x.jpg", 1, "id", caption="See here"),
    Attached("voice", "", 0, "id"),
    Edited("edited", message="m1"),
    Edited("edited", message="nowhere"),
    Edited("edited", turn=2),
    Deleted("m1"),
    Deleted("nowhere"),
    Skipped(),
    WentBack(),
    Changed(QuestionId("need")),
    Changed(QuestionId("nowhere")),
    Added(),
    Finished(),
    Paused(),
    Resumed(),
    ChangedLanguage(),
    ChangedLanguage("xx"),
    AskedFor(Topic.HELP),
    AskedFor(Topic.ANSWERS),
    AskedFor(Topic.MY_DATA),
    Withdrew(),
    Forgot(),
    Unreadable("a sticker"),
    TimePassed(),
    TimePassed(aside=True),
    Moment(),
    NoReminders(),
    ToldZone("Berlin"),
    Known("Europe/Berlin", "de-DE"),
    Known(),
)


def _in(flow: Flow, *words: str) -> Respondent:
    respondent = Respondent(flow).agrees()
    respondent.says(*words)
    return respondent


def _begun() -> Respondent:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    return respondent


def _declined() -> Respondent:
    respondent = _begun()
    respondent.says("no")
    return respondent


def _played_back() -> Respondent:
    respondent = _in(EVERY, "A visa")
    while respondent.phase is Phase.ASKING:
        respondent.skips()
    return respondent


def _completed() -> Respondent:
    respondent = _played_back()
    respondent.says("4")
    return respondent


def _disputed() -> Respondent:
    respondent = _played_back()
    respondent.says("1")
    return respondent


def _lost() -> Respondent:
    respondent = _in(EVERY, "A visa")
    respondent.interview = replace(respondent.interview, phase=Phase.UNREACHABLE)
    return respondent


def _expired() -> Respondent:
    respondent = _in(EVERY, "A visa")
    return respondent.vanishes()


PLACES: dict[str, tuple[Phase, Callable[[], Respondent]]] = {
    "invited": (Phase.INVITED, lambda: Respondent(EVERY)),
    "consenting": (Phase.CONSENTING, _begun),
    "declined": (Phase.DECLINED, _declined),
    "text": (Phase.ASKING, lambda: _in(EVERY)),
    "feeling": (Phase.ASKING, lambda: _in(EVERY, "A visa")),
    "story": (Phase.ASKING, lambda: _in(EVERY, "A visa", "4")),
    "telling": (Phase.ASKING, lambda: _in(EVERY, "A visa", "4", "Found it")),
    "steps": (Phase.CONFIRMING, lambda: _in(EVERY, "A visa", "4", "Found it", "done")),
    "touchpoint": (Phase.ASKING, lambda: _in(EVERY, "A visa", "4", "Found it", "done", "yes")),
    "round": (Phase.ASKING, lambda: _in(EVERY, "A visa", "4", "skip")),
    "checklist": (Phase.ASKING, lambda: _in(EVERY, "A visa", "4", "skip", "no")),
    "editing": (Phase.EDITING, lambda: _in(EVERY, "A visa", "back")),
    "editing the story": (
        Phase.EDITING,
        lambda: _in(EVERY, "A visa", "4", "Found it", "done", "yes", "back"),
    ),
    "probing": (Phase.PROBING, lambda: _in(WITH_PROBES, "A visa")),
    "paused": (Phase.PAUSED, lambda: _in(EVERY, "A visa", "pause")),
    "playback": (Phase.PLAYBACK, _played_back),
    "what is off": (Phase.PLAYBACK, _disputed),
    "completed": (Phase.COMPLETED, _completed),
    "withdrawn": (Phase.WITHDRAWN, lambda: _in(EVERY, "A visa", "stop")),
    "expired": (Phase.EXPIRED, _expired),
    "unreachable": (Phase.UNREACHABLE, _lost),
}


def test_every_phase_and_every_input_has_its_place_in_the_tables() -> None:
    assert {phase for phase, _ in PLACES.values()} == set(Phase)
    assert {type(given_input) for given_input in INPUTS} == set(get_args(Input))


@pytest.mark.parametrize("name", PLACES)
def test_every_input_is_answered_in_every_phase(name: str) -> None:
    phase, reach = PLACES[name]
    respondent = reach()
    assert respondent.phase is phase
    for given_input in INPUTS:
        visitor = reach()
        if isinstance(given_input, TimePassed) and phase in FINAL:
            with pytest.raises(NotWaiting):
                visitor.does(given_input)
            continue
        outcome = visitor.does(given_input)
        silent = isinstance(given_input, Deleted | TimePassed | Known)
        assert outcome.effects or outcome.toast or silent, given_input
        assert ENGLISH.not_now not in visitor.heard, given_input
        holds_together(outcome.interview)


def test_nothing_is_stored_where_nothing_may_be() -> None:
    for name in ("invited", "consenting", "declined", "withdrawn", "expired", "paused"):
        for given_input in INPUTS:
            visitor = PLACES[name][1]()
            count = len(visitor.interview.answers)
            if not isinstance(given_input, TimePassed | Edited | Deleted):
                visitor.does(given_input)
                assert len(visitor.interview.answers) == count, (name, given_input)


# ── the flows that ship ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("pick", range(7))
def test_a_shipped_flow_comes_to_its_end(name: str, pick: int) -> None:
    flow = load_flow(shipped()[name], name)
    study = a_study(flow, stated_values=("people first",), touchpoints=("The desk",))
    respondent = Respondent(flow, study).agrees()
    for _ in range(300):
        if respondent.phase is Phase.COMPLETED:
            break
        if respondent.last.kind in (ReplyKind.QUESTION, ReplyKind.PROBE):
            assert "“…”" not in respondent.heard  # a slot that nothing fills
        telling = respondent.last.kind is ReplyKind.ECHO
        respondent.does(Finished() if telling else answer_to(respondent.last, pick))
    assert respondent.phase is Phase.COMPLETED
