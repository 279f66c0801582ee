"""Any inputs in any order, in all languages: no error, and no state that leads nowhere."""

import os
from copy import copy
from dataclasses import replace
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmodel.errors import NotWaiting
from cxmodel.interview import Interview, Phase, QuestionId
from interview_flows.engine import step
from interview_flows.flow import Flow
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import (
    Attached,
    Began,
    Changed,
    ChangedLanguage,
    Chose,
    ChoseSeveral,
    Deleted,
    Edited,
    Finished,
    Input,
    Paused,
    ReplyKind,
    Said,
    Skipped,
    TimePassed,
    WentBack,
    Withdrew,
)
from tests.engine.flows import EVERY, WITH_PROBES
from tests.engine.respondent import Respondent, a_study
from tests.engine.test_any_input import INPUTS
from tests.engine.test_every_word import LANGUAGES, WORDS, ways_to_type
from tests.engine.willing import FINAL, answer_to, comes_to_an_end, holds_together

EXAMPLES = int(os.environ.get("ENGINE_EXAMPLES", "100"))  # talks with each flow
SHORTEST = 30  # inputs of a talk
STEPS = max(SHORTEST, int(os.environ.get("ENGINE_STEPS", "50")))
WHILE = timedelta(days=9)  # which passes before we look at the clock
DEPTHS = (0, 1, 2, 4, 8, 16, 32, 64, 128)  # answers that were given before
LINGERS = 3  # inputs into an interview that is over, before another one begins

MET = {
    *(Phase.CONSENTING, Phase.ASKING, Phase.EDITING, Phase.PAUSED),
    Phase.WITHDRAWN,
}  # in any flow, however the inputs fall


@cache
def in_all_languages(name: str) -> Flow:
    flow = load_flow(shipped()[name], name) if name in shipped() else FLOWS_OF_OURS[name]
    return replace(flow, languages=LANGUAGES)


FLOWS_OF_OURS = {"every kind": EVERY, "with follow-ups": WITH_PROBES}
FLOWS = (*FLOWS_OF_OURS, "employee-process", "customer-journey")

# ── what anybody may do ───────────────────────────────────────────────────────────────────────────

TYPED = (
    *("A visa", "Found it\nPaid it", "because it was so last week", "I don't know", "", "\u200b"),
    *("1", "2", "5", "9", "1,2", "2026-02-28", "ja", "no", "نعم", "c'est tout", "Deutsch"),
    *("remove 1", "merge 1 2", "add after 1: Went home", "3: Paid", "change 3"),
    *("lösche 1", "verbinde 1 und 2", "never mind", "/x", "new"),
)
COMMANDS = sorted(
    {
        typed
        for code in LANGUAGES
        for word in WORDS["en"]
        if word not in {"stop", "forget me"}
        for typed in ways_to_type(word, code)
    }
)
WORDS_SAID = st.sampled_from(TYPED) | st.sampled_from(COMMANDS) | st.text(max_size=12)
MESSAGES = st.sampled_from([f"m{n}" for n in range(12)])
TURNS = st.none() | st.integers(0, 30)
QUESTIONS = st.sampled_from(["need", "mood", "story", "extra", "effort", "feeling", "wish", "x"])
TICKS = st.lists(st.integers(-1, 5), max_size=3).map(tuple)


def _likely(weight: int, strategy: st.SearchStrategy[Input]) -> list[st.SearchStrategy[Input]]:
    return [strategy] * weight


ANY_INPUT: st.SearchStrategy[Input] = st.one_of(
    *_likely(12, st.builds(Said, WORDS_SAID, MESSAGES)),
    *_likely(8, st.builds(Chose, st.integers(0, 4))),
    *_likely(3, st.just(Finished())),
    *_likely(3, st.just(WentBack())),
    *_likely(2, st.just(Skipped())),
    *_likely(2, st.builds(ChangedLanguage, st.sampled_from(LANGUAGES))),
    st.builds(Said, WORDS_SAID, MESSAGES, st.just(True)),
    st.builds(Chose, st.integers(-2, 12) | st.text(max_size=5), TURNS),
    st.builds(ChoseSeveral, TICKS, st.integers(0, 30), st.booleans()),
    st.builds(Edited, WORDS_SAID, MESSAGES, TURNS),
    st.builds(Deleted, MESSAGES),
    st.builds(Changed, QUESTIONS.map(QuestionId)),
    st.builds(
        Attached,
        *(st.just("photo"), st.just("x"), st.just(1), st.just("id"), WORDS_SAID, MESSAGES),
        album=st.sampled_from(["", "one", "two"]),
    ),
    *(st.builds(tap, TURNS) for tap in (Skipped, WentBack, Finished, Paused)),
    *_likely(3, st.sampled_from(INPUTS)),
    *_likely(2, st.just(TimePassed())),
    st.just(Withdrew()),
)

# ── a talk made of it ─────────────────────────────────────────────────────────────────────────────


State = tuple[object, ...]


def state_of(interview: Interview) -> State:
    """All that decides what comes next, without the words and the counts."""
    at = interview.progress
    place = at.at and at.at.question
    asked_aside = (at.adding_to is None, at.forgetting, at.noting, at.naming_language)
    telling = (bool(at.parts), at.draft_steps is None, at.revising is None, at.probe is None)
    return (interview.phase, at.returns_to, place, telling, asked_aside)


@cache
def someone(name: str, language: str, depth: int, pick: int) -> Respondent:
    """Somebody who has answered so much already, so that late places are reached too."""
    flow = in_all_languages(name)
    respondent = Respondent(flow, a_study(flow, touchpoints=("The desk",)))
    respondent.interview = replace(respondent.interview, language=language)
    for answered in range(depth):
        if answered == 0:
            respondent.does(Began())
        elif answered == 1:
            respondent.taps(0)
        elif respondent.phase not in FINAL:
            echoed = respondent.last.kind is ReplyKind.ECHO
            respondent.does(Finished() if echoed else answer_to(respondent.last, pick))
    return respondent


class AnyTalk:
    """Interviews one after the other, each until it is over; every step is looked at."""

    def __init__(self, beginning: Respondent, reached: set[State]) -> None:
        self._beginning, self._reached = beginning, reached
        self.respondent = copy(beginning)
        self._over = 0  # inputs since the interview came to its end

    def takes(self, given_input: Input) -> None:
        if self._over == LINGERS:
            self.respondent, self._over = copy(self._beginning), 0
        respondent, before = self.respondent, self.respondent.interview
        if isinstance(given_input, TimePassed):
            respondent.now += WHILE
        try:
            respondent.does(given_input)
        except NotWaiting:
            assert isinstance(given_input, TimePassed)
            assert before.phase in FINAL
        after = respondent.interview
        holds_together(after)
        assert after.progress.turn >= before.progress.turn
        assert len(after.answers) >= len(before.answers)
        assert not any(r.say == phrases_in(r.language).not_now for r in respondent.replies)
        if before.phase in (Phase.DECLINED, Phase.WITHDRAWN, Phase.EXPIRED):
            assert after.answers == before.answers
        self._leads_somewhere()
        self._over += after.phase in FINAL

    def _leads_somewhere(self) -> None:
        """It can be stopped from here; and, where we have not been in such a place, be ended."""
        respondent, interview = self.respondent, self.respondent.interview
        given = (Withdrew(), respondent.flow, respondent.study, respondent.now)
        stopped = step(interview, *given).interview
        assert stopped.phase in (Phase.WITHDRAWN, Phase.DECLINED)
        state = state_of(interview)
        if state in self._reached:
            return
        willing = Respondent(respondent.flow, respondent.study)
        willing.interview, willing.now = interview, respondent.now
        assert comes_to_an_end(willing)
        self._reached.add(state)


@pytest.mark.parametrize("name", FLOWS)
def test_no_sequence_of_inputs_is_a_dead_end(name: str) -> None:
    """Nothing raises but a look at the clock of an interview that is over."""
    taken, reached = 0, set[State]()

    @settings(
        max_examples=EXAMPLES,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(
        language=st.sampled_from(LANGUAGES),
        depth=st.sampled_from(DEPTHS),
        pick=st.integers(0, 4),
        inputs=st.lists(ANY_INPUT, min_size=SHORTEST, max_size=STEPS),
    )
    def talks(language: str, depth: int, pick: int, inputs: list[Input]) -> None:
        nonlocal taken
        talk = AnyTalk(someone(name, language, depth, pick), reached)
        for given_input in inputs:
            talk.takes(given_input)
        taken += len(inputs)

    talks()
    assert taken >= EXAMPLES * SHORTEST  # of 100 examples and 4 flows, more than 10,000
    assert {state[0] for state in reached} >= MET
