"""A flow tried out by simulated respondents, through the engine that real ones talk to.

The same flow, count and seed: the same interviews. Respondents are of every manner in turn, in
the flow's languages in turn; what chance would leave out, they are led to.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from statistics import median
from typing import Any

from cxmodel.errors import CxError
from cxmodel.interview import OPEN_PHASES, Interview, InterviewId, Phase, Pseudonym, StudyId, Value
from cxmodel.study import Study, StudyFlow
from interview_flows.engine import step
from interview_flows.exchange import Exchange
from interview_flows.flow import Flow
from interview_flows.simulated.coverage import Branch, Coverage
from interview_flows.simulated.respondent import PATIENT, Manner, Respondent
from interview_flows.talk import Began, Input, Outcome, Reply, ReplyKind, Said, TimePassed

RESPONDENTS = 40
TRIES = 4  # scouts sent into one branch before it counts as not reached
MOST_INPUTS = 2_000  # of one interview; more is a talk that does not end
MOST_ALIKE = 12  # inputs at one prompt without getting on: a dead end

_BEGINS = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_READ_A_SECOND = 20.0  # characters read
_TYPED_A_SECOND = 3.5  # characters typed on a phone
_TAP = 2.0  # seconds to find and press a button
_SILENT = timedelta(days=15)


@dataclass(frozen=True, slots=True)
class Talked:
    """One simulated interview."""

    manner: Manner
    language: str
    phase: Phase  # how it ended
    messages: int  # that the respondent was sent
    minutes: float  # reading, typing and tapping
    trouble: str = ""  # what should never happen, in a sentence


@dataclass(slots=True)
class Simulation:
    """A flow that is being tried out, and what came of it so far."""

    flow: Flow
    seed: int = 0
    coverage: Coverage = field(init=False)
    talks: list[Talked] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.coverage = Coverage(self.flow)

    def run(self, count: int = RESPONDENTS) -> Iterator[Talked]:
        """Hold `count` interviews, and further ones that look for what those did not reach."""
        manners = list(Manner)
        led: Counter[Branch] = Counter()
        for number in range(count):
            manner = manners[number % len(manners)]
            goal = self._next_goal(led) if manner in PATIENT else None
            yield self._hold(number, manner, self.coverage.plans[goal] if goal else {})
        while (goal := self._next_goal(led)) is not None:
            yield self._hold(len(self.talks), Manner.PLAIN, self.coverage.plans[goal])
        for name in self.coverage.unasked():
            plan = self.coverage.plan_to_ask(name)
            for _ in range(TRIES):
                if not self.coverage.asked[name]:
                    yield self._hold(len(self.talks), Manner.PLAIN, plan)

    def _next_goal(self, led: Counter[Branch]) -> Branch | None:
        """The branch not taken yet that was tried least; None where each had its tries."""
        waiting = [b for b in self.coverage.open_branches() if led[b] < TRIES]
        goal = min(waiting, key=lambda branch: led[branch], default=None)
        if goal is not None:
            led[goal] += 1
        return goal

    def _hold(self, number: int, manner: Manner, plan: dict[str, Value]) -> Talked:
        language = self.flow.languages[number % len(self.flow.languages)]
        # Random numbers of its own, so that one interview does not depend on those before it.
        random = Random(f"{self.seed}/{number}")  # noqa: S311 - nothing is secret here
        study = _study(self.flow, plan, well_known=number % 2 == 0)
        respondent = Respondent(manner, random, plan)
        talk = _Talk(self.flow, study, self.coverage, respondent, _interview(self.flow, language))
        self.talks.append(talk.hold())
        return self.talks[-1]

    # ── what came of it ───────────────────────────────────────────────────────────────────────

    def failures(self) -> list[str]:
        """What is wrong with the flow, a sentence each; empty: all was reached, nobody stuck."""
        found = [f"question `{name}` was never asked" for name in self.coverage.unasked()]
        for name, holds in self.coverage.open_branches():
            what = "`screens`" if name.startswith("screen ") else "`when`"
            found.append(f"`{name}`: its {what} never {'held' if holds else 'failed'}")
        return found + sorted({talk.trouble for talk in self.talks if talk.trouble})

    def report(self) -> dict[str, Any]:
        """All of it as plain data."""
        seen, minutes = self.coverage, [t.minutes for t in self.talks if t.phase is Phase.COMPLETED]
        messages = [talk.messages for talk in self.talks if talk.phase is Phase.COMPLETED]
        questions = [q.id for _, _, q in self.flow.questions()]
        return {
            "flow": self.flow.id,
            "version": self.flow.version,
            "seed": self.seed,
            "respondents": len(self.talks),
            "questions": _share(questions, seen.asked),
            "branches": _share(list(seen.plans), seen.branches),
            "options": _share(seen.all_options(), seen.options),
            "probes": _share(seen.all_probes(), seen.probes),
            "messages": _spread(messages),
            "minutes": _spread(minutes),
            "promised_minutes": self.flow.minutes,
            "ended": _ended(self.talks),
            "failures": self.failures(),
        }


def _share(known: list[Any], met: Counter[Any]) -> dict[str, Any]:
    missed = [_named(one) for one in known if not met[one]]
    return {"of": len(known), "reached": len(known) - len(missed), "missed": missed}


def _named(one: str | tuple[str, str | bool]) -> str:
    if isinstance(one, str):
        return one
    name, what = one
    return f"{name}: {what}" if isinstance(what, str) else f"{name}: {'yes' if what else 'no'}"


def _spread(numbers: list[Any]) -> dict[str, float] | None:
    """Least, middle and most; None where nobody completed."""
    if not numbers:
        return None
    return {
        "least": round(min(numbers), 1),
        "median": round(median(numbers), 1),
        "most": round(max(numbers), 1),
    }


def _ended(talks: list[Talked]) -> dict[str, dict[str, int]]:
    """By manner, how many interviews ended in which phase."""
    ends: dict[str, Counter[str]] = {}
    for talk in talks:
        ends.setdefault(talk.manner.value, Counter())[talk.phase.value] += 1
    return {manner: dict(sorted(counts.items())) for manner, counts in ends.items()}


# ── one interview ─────────────────────────────────────────────────────────────────────────────────


@dataclass(slots=True)
class _Talk:
    flow: Flow
    study: Study
    coverage: Coverage
    respondent: Respondent
    interview: Interview
    now: datetime = _BEGINS
    messages: int = 0
    seconds: float = 0.0
    trouble: str = ""

    def hold(self) -> Talked:
        """Talk until the interview is over, or until it cannot be got on with."""
        self._do(Began())
        inputs, alike, waited_at = 0, 0, ()
        while self.interview.phase in OPEN_PHASES and not self.trouble:
            where = self._where()
            alike = alike + 1 if where == waited_at else 0
            waited_at = where
            inputs += 1
            if alike > MOST_ALIKE or inputs > MOST_INPUTS:
                self.trouble = f"stuck at {self._waiting()}: no answer leads on"
                break
            for given in self.respondent.next(self._exchange()):
                self._do(given)
                if self.trouble or self.interview.phase not in {*OPEN_PHASES, Phase.PAUSED}:
                    break
        self.coverage.take_in(self.interview, self.study)
        return Talked(
            self.respondent.manner,
            self.interview.language,
            self.interview.phase,
            self.messages,
            self.seconds / 60,
            self.trouble,
        )

    def _where(self) -> tuple[Any, ...]:
        return (self.interview.progress.turn, self.interview.phase, len(self.interview.answers))

    def _waiting(self) -> str:
        at = self.interview.progress.at
        return f"`{at.question}`" if at is not None else self.interview.phase.value

    def _exchange(self) -> Exchange:
        return Exchange(self.interview, self.flow, self.study, self.now)

    def _do(self, given: Input) -> None:
        self.now += (
            _SILENT if isinstance(given, TimePassed) else self.respondent.pause_before_next()
        )
        self.seconds += len(given.text) / _TYPED_A_SECOND if isinstance(given, Said) else _TAP
        try:
            outcome = step(self.interview, given, self.flow, self.study, self.now)
        except CxError as error:
            self.trouble = f"{self._waiting()} broke the talk: {error}"
            return
        if not outcome.effects and outcome.toast is None and not isinstance(given, TimePassed):
            self.trouble = f"{type(given).__name__} at {self._waiting()} was met with silence"
        self.interview = outcome.interview
        self._hear(outcome)

    def _hear(self, outcome: Outcome) -> None:
        replies = [effect for effect in outcome.effects if isinstance(effect, Reply)]
        self.messages += len(replies)
        self.seconds += sum(len(reply.say) for reply in replies) / _READ_A_SECOND
        for reply in replies:
            if reply.kind is ReplyKind.QUESTION and reply.question is not None:
                self.coverage.asked[reply.question] += 1
            probe = outcome.interview.progress.probe
            if reply.kind is ReplyKind.PROBE and reply.question is not None and probe is not None:
                self.coverage.probes[reply.question, probe.reason] += 1


def _study(flow: Flow, plan: dict[str, Value], *, well_known: bool) -> Study:
    """A study with or without what a flow may look at in it."""
    values = plan.get("study.stated_values", "x" if well_known else None)
    contact = plan.get("study.contact", "x" if well_known else None)
    return Study(
        id=StudyId("simulated"),
        title="A simulated study",
        flows=(StudyFlow(flow.id, flow.version, flow.audience),),
        touchpoints=("Help desk", "Web form") if well_known else (),
        stated_values=("Simple", "On your side") if values else (),
        contact="Kim, extension 12" if contact else "",
        created_at=_BEGINS,
    )


def _interview(flow: Flow, language: str) -> Interview:
    return Interview(
        id=InterviewId("simulated"),
        study=StudyId("simulated"),
        respondent=Pseudonym("Simulated"),
        messenger="simulated",
        language=language,
        flow=flow.id,
        flow_version=flow.version,
        started_at=_BEGINS,
    )
