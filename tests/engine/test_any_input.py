"""Whatever a respondent does, the engine answers, and the interview can go on, end or be left."""

import os
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmodel.errors import NotWaiting
from cxmodel.interview import OPEN_PHASES, Interview, Phase, QuestionId
from interview_flows.engine import step
from interview_flows.flow import Flow
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.phrases import ENGLISH
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
    Moment,
    NoReminders,
    Paused,
    Reply,
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
from tests.engine.respondent import START, Respondent, a_study

EXAMPLES = int(os.environ.get("ENGINE_EXAMPLES", "150"))
STEPS = int(os.environ.get("ENGINE_STEPS", "40"))
FINAL = (Phase.COMPLETED, Phase.DECLINED, Phase.WITHDRAWN, Phase.EXPIRED)

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


def test_every_phase_has_its_place_in_the_table() -> None:
    assert {phase for phase, _ in PLACES.values()} == set(Phase)


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
        silent = isinstance(given_input, Deleted | TimePassed)
        assert outcome.effects or outcome.toast or silent, given_input
        assert ENGLISH.not_now not in visitor.heard, given_input
        _holds_together(outcome.interview)


def test_nothing_is_stored_where_nothing_may_be() -> None:
    for name in ("invited", "consenting", "declined", "withdrawn", "expired", "paused"):
        for given_input in INPUTS:
            visitor = PLACES[name][1]()
            count = len(visitor.interview.answers)
            if not isinstance(given_input, TimePassed | Edited | Deleted):
                visitor.does(given_input)
                assert len(visitor.interview.answers) == count, (name, given_input)


# ── any sequence of inputs ────────────────────────────────────────────────────────────────────────

TYPED = (
    *("A visa", "Found it\nPaid it", "because it was so last week", "I don't know", "", "\u200b"),
    *("1", "2", "5", "9", "1,2", "yes", "no", "2026-02-28", "done", "that's all", "skip", "back"),
    *("remove 1", "merge 1 2", "add after 1: Went home", "3: Paid", "change 1", "change 3"),
    *("pause", "resume", "answers", "add", "help", "/x", "moment", "never mind"),
)
WORDS = st.sampled_from(TYPED) | st.text(max_size=12)
MESSAGES = st.sampled_from([f"m{n}" for n in range(12)])
TURNS = st.none() | st.integers(0, 30)
QUESTIONS = st.sampled_from(["need", "mood", "story", "extra", "effort", "feeling", "wish", "x"])
TICKS = st.lists(st.integers(-1, 5), max_size=3).map(tuple)


def _likely(weight: int, strategy: st.SearchStrategy[Input]) -> list[st.SearchStrategy[Input]]:
    return [strategy] * weight


ANY_INPUT: st.SearchStrategy[Input] = st.one_of(
    *_likely(12, st.builds(Said, WORDS, MESSAGES)),
    *_likely(6, st.builds(Chose, st.integers(0, 4))),
    *_likely(3, st.just(Finished())),
    *_likely(3, st.just(WentBack())),
    *_likely(2, st.just(Skipped())),
    st.builds(Said, WORDS, MESSAGES, st.just(True)),
    st.builds(Chose, st.integers(-2, 12) | st.text(max_size=5), TURNS),
    st.builds(ChoseSeveral, TICKS, st.integers(0, 30), st.booleans()),
    st.builds(Edited, WORDS, MESSAGES, TURNS),
    st.builds(Deleted, MESSAGES),
    st.builds(Changed, QUESTIONS.map(QuestionId)),
    st.builds(Attached, st.just("photo"), st.just("x"), st.just(1), st.just("id"), WORDS, MESSAGES),
    st.sampled_from([i for i in INPUTS if not isinstance(i, Withdrew | Forgot | TimePassed)]),
)


@pytest.mark.parametrize("flow", [EVERY, WITH_PROBES], ids=["every kind", "with follow-ups"])
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(inputs=st.lists(ANY_INPUT, max_size=STEPS))
def test_no_sequence_of_inputs_is_a_dead_end(flow: Flow, inputs: list[Input]) -> None:
    respondent = Respondent(flow, a_study(flow, touchpoints=("The desk",)))
    respondent.agrees()
    for given_input in inputs:
        before = respondent.interview
        _check_step(before, respondent.does(given_input).interview, respondent.replies)
    left = _withdrawn(respondent)
    assert left.phase in (Phase.WITHDRAWN, Phase.DECLINED)
    assert _finished(respondent).phase in FINAL


def _check_step(before: Interview, after: Interview, replies: list[Reply]) -> None:
    _holds_together(after)
    assert after.progress.turn >= before.progress.turn
    assert len(after.answers) >= len(before.answers)
    assert not any(reply.say == ENGLISH.not_now for reply in replies)
    if before.phase in (Phase.DECLINED, Phase.WITHDRAWN, Phase.EXPIRED):
        assert after.answers == before.answers


def _holds_together(interview: Interview) -> None:
    ids = [answer.id for answer in interview.answers]
    assert ids == [f"a{n}" for n in range(1, len(ids) + 1)]
    current = [a for a in interview.current_answers() if a.probe is None]
    assert len({(a.question, a.step) for a in current}) == len(current)
    shown = [s.order for s in interview.visible_steps()]
    assert shown == list(range(1, len(shown) + 1))
    if interview.phase in OPEN_PHASES - {Phase.CONSENTING, Phase.PLAYBACK}:
        assert interview.progress.at is not None


def _withdrawn(respondent: Respondent) -> Interview:
    outcome = step(respondent.interview, Withdrew(), respondent.flow, respondent.study, START)
    return outcome.interview


def _finished(respondent: Respondent) -> Respondent:
    """Go on as a willing respondent would, until it is over."""
    for _ in range(400):
        if respondent.phase in FINAL:
            break
        respondent.does(Resumed())
        prompt = respondent.last
        assert prompt.input != "none", prompt
        respondent.does(_willing(prompt))
    return respondent


def _willing(prompt: Reply, pick: int = 0) -> Input:
    if prompt.input == "story":
        return Skipped() if pick == 0 else Said("Found it. Then I paid it.")
    if prompt.kind is ReplyKind.PROBE or prompt.options[-1:] in (("That's all",), ("Nothing",)):
        return Chose(prompt.options[-1])
    if prompt.options and prompt.input != "choices":
        return Chose(pick % len(prompt.options))
    by_input = {"number": "1", "date": "2026-02-28", "text": "Some words of mine", "choices": "1"}
    return Said(by_input[prompt.input]) if prompt.input in by_input else Skipped()


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
        respondent.does(Finished() if telling else _willing(respondent.last, pick))
    assert respondent.phase is Phase.COMPLETED
