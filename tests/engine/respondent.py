"""A respondent to talk as: sends inputs to the engine and remembers what it replied."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cxmodel.interview import (
    Absence,
    Answer,
    Interview,
    InterviewId,
    Phase,
    Pseudonym,
    StudyId,
    Value,
)
from cxmodel.study import Study, StudyFlow
from interview_flows.engine import step
from interview_flows.flow import Flow
from interview_flows.talk import (
    Began,
    Chose,
    Finished,
    Input,
    Outcome,
    Reply,
    Said,
    Settled,
    Skipped,
    TimePassed,
)

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def a_study(flow: Flow, **fields: object) -> Study:
    study = Study(
        id=StudyId("training"),
        title="Training requests",
        flows=(StudyFlow(flow.id, flow.version),),
        created_at=START,
    )
    return replace(study, **fields)  # type: ignore[arg-type]


def an_interview(flow: Flow) -> Interview:
    return Interview(
        id=InterviewId("i1"),
        study=StudyId("training"),
        respondent=Pseudonym("Quiet Heron"),
        messenger="terminal",
        flow=flow.id,
        flow_version=flow.version,
        started_at=START,
    )


class Respondent:
    """Talks to the engine turn by turn; a minute passes with each."""

    def __init__(self, flow: Flow, study: Study | None = None) -> None:
        self.flow, self.study = flow, study or a_study(flow)
        self.interview = an_interview(flow)
        self.now = START
        self.outcome = Outcome(self.interview)
        self.replies: list[Reply] = []
        self._messages = 0

    # ── what they do ──────────────────────────────────────────────────────────────────────────

    def does(self, given: Input) -> Outcome:
        self.now += timedelta(minutes=1)
        self.outcome = step(self.interview, given, self.flow, self.study, self.now)
        self.interview = self.outcome.interview
        self.replies = [effect for effect in self.outcome.effects if isinstance(effect, Reply)]
        return self.outcome

    def says(self, *texts: str) -> Outcome:
        for text in texts:
            self._messages += 1
            self.does(Said(text, f"m{self._messages}"))
        return self.outcome

    def taps(self, option: int | str, turn: int | None = None) -> Outcome:
        return self.does(Chose(option, self.turn if turn is None else turn))

    def skips(self) -> Outcome:
        return self.does(Skipped(self.turn))

    def finishes(self) -> Outcome:
        return self.does(Finished(self.turn))

    def is_silent(self, span: timedelta) -> Outcome:
        """Do nothing for a while, after which we look at the clock."""
        self.now += span
        return self.does(TimePassed())

    def vanishes(self) -> "Respondent":
        """Be silent until the interview is closed, reminders included."""
        for _ in range(3):
            self.is_silent(timedelta(days=15))
        return self

    def agrees(self) -> "Respondent":
        self.does(Began())
        self.taps("I agree")
        return self

    # ── what they see ─────────────────────────────────────────────────────────────────────────

    @property
    def turn(self) -> int:
        return self.interview.progress.turn

    @property
    def phase(self) -> Phase:
        return self.interview.phase

    @property
    def last(self) -> Reply:
        return self.replies[-1]

    @property
    def heard(self) -> str:
        return self.last.say if self.replies else ""

    @property
    def asked(self) -> str | None:
        """Id of the question whose prompt came last."""
        return self.last.question if self.replies else None

    @property
    def settled(self) -> list[Settled]:
        return [effect for effect in self.outcome.effects if isinstance(effect, Settled)]

    # ── what is stored ────────────────────────────────────────────────────────────────────────

    @property
    def answers(self) -> list[Answer]:
        return list(self.interview.current_answers())

    def answer(self, question: str, step: str | None = None) -> Answer:
        return next(
            a for a in self.answers if a.question == question and a.step == step and a.probe is None
        )

    def value(self, question: str, step: str | None = None) -> Value | Absence:
        answer = self.answer(question, step)
        return answer.value if answer.absence is None else answer.absence

    @property
    def steps(self) -> list[str]:
        return [s.text for s in self.interview.visible_steps()]
