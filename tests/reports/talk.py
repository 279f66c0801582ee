"""Builds guides and interviews for tests: what a flow and a talk would have left behind."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from cxmodel.guide import EffortKind, Guide, GuideStage, Lane, Measure, Topic
from cxmodel.interview import (
    Absence,
    Answer,
    AnswerId,
    Interview,
    InterviewId,
    Kind,
    Phase,
    ProbeMark,
    Pseudonym,
    QuestionId,
    Step,
    StepId,
    StudyId,
    Value,
)
from cxmodel.study import Persona, Study, StudyFlow

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
VERSION = "f" * 64
TOUCHPOINTS = (
    ("in_person", "In person"),
    ("intranet", "Intranet"),
    ("email", "E-mail"),
    ("app", "HR app"),
    ("phone", "Phone call"),
)


def topic(
    question: str,
    stage: str,
    kind: Kind,
    lane: Lane | None = None,
    *,
    each: bool = False,
    measure: Measure | None = None,
    effort: tuple[str, str] | None = None,
    options: tuple[tuple[str, str], ...] = (),
    channels: tuple[tuple[str, str], ...] = (),
) -> Topic:
    return Topic(
        question=QuestionId(question),
        stage=stage,
        kind=kind,
        lane=lane,
        wording=question.replace("_", " ").capitalize() + "?",
        per_step=each,
        measure=measure,
        effort=EffortKind(*effort) if effort else None,
        options=options,
        channels=channels,
    )


def process_guide(version: str = VERSION) -> Guide:
    """The seven questions about an internal process, as a report sees them."""
    t = topic
    often = (("once", "Once"), ("sometimes", "Sometimes"), ("always", "Every time"))
    causes = (("policy", "Policy or process"), ("content", "Content"), ("speed", "Response speed"))
    channels = (("in_person", "face to face"), ("intranet", "web"), ("app", "app"))
    return Guide(
        flow="employee-process",
        version=version,
        title="An internal process",
        stages=tuple(
            GuideStage(*pair)
            for pair in (
                ("start", "At the start"),
                ("path", "The path you took"),
                ("effort", "What it took"),
                ("better", "How it should be"),
                ("values", "What we say of ourselves"),
                ("scores", "Looking back"),
            )
        ),
        topics=(
            t("need", "start", Kind.TEXT, Lane.NEED),
            t("start_feeling", "start", Kind.FEELING, Lane.FEELING),
            t("start_thought", "start", Kind.TEXT, Lane.THOUGHT),
            t("expected", "start", Kind.TEXT, None, measure=Measure.EXPECTATION),
            t("story", "path", Kind.STORY, Lane.ACTION),
            t(
                "touchpoint",
                "path",
                Kind.CHOICE,
                Lane.TOUCHPOINT_CURRENT,
                each=True,
                options=TOUCHPOINTS,
                channels=channels,
            ),
            t("feeling", "path", Kind.FEELING, Lane.FEELING, each=True),
            t("thought", "path", Kind.TEXT, Lane.THOUGHT, each=True),
            t("pain", "path", Kind.TEXT, Lane.PAIN, each=True),
            t("bad", "path", Kind.SCALE, None, each=True, measure=Measure.SEVERITY),
            t(
                "often",
                "path",
                Kind.CHOICE,
                None,
                each=True,
                measure=Measure.RECURRENCE,
                options=often,
            ),
            t("cause", "path", Kind.CHOICE, None, each=True, measure=Measure.CAUSE, options=causes),
            t("forms", "effort", Kind.NUMBER, Lane.EFFORT, effort=("forms", "before")),
            t("approvals", "effort", Kind.NUMBER, Lane.EFFORT, effort=("approvals", "before")),
            t("days", "effort", Kind.NUMBER, Lane.EFFORT, effort=("waiting_days", "before")),
            t("decisive", "effort", Kind.CHOICE, None, measure=Measure.DECISIVE),
            t("desired", "better", Kind.TEXT, Lane.TOUCHPOINT_DESIRED),
            t("forms_after", "better", Kind.NUMBER, Lane.EFFORT, effort=("forms", "after")),
            t("difference", "better", Kind.TEXT, Lane.DIFFERENCE),
            t("for_me", "better", Kind.TEXT, Lane.IMPROVEMENT_SELF),
            t("for_them", "better", Kind.TEXT, Lane.IMPROVEMENT_ORGANISATION),
            t("end_feeling", "better", Kind.FEELING, Lane.FEELING),
            t("lived", "values", Kind.YESNO, None, measure=Measure.VALUE_LIVED),
            t("lived_how", "values", Kind.TEXT, None, measure=Measure.VALUE_LIVED),
            t("csat", "scores", Kind.SCALE, None, measure=Measure.CSAT),
            t("ces", "scores", Kind.SCALE, None, measure=Measure.CES),
            t("nps", "scores", Kind.SCALE, None, measure=Measure.NPS),
            t("else", "scores", Kind.TEXT, None),
        ),
    )


def a_study(version: str = VERSION, **fields: object) -> Study:
    study = Study(
        id=StudyId("training"),
        title="Getting a training approved",
        flows=(StudyFlow("employee-process", version),),
        scenario="A mid-level manager wants a training approved and paid.",
        expectation="Ask once, get an answer within days.",
        stated_values=("People first",),
        persona=Persona(
            name="Jennifer",
            goals=("Grow in her role",),
            characteristics=("Manager in Customer Success", "three years in the company"),
            emotional_triggers=("Being last in the queue",),
        ),
        created_at=START,
    )
    return replace(study, **fields)  # type: ignore[arg-type]


@dataclass
class Talk:
    """One interview as it grows."""

    id: str
    respondent: str = ""
    guide: Guide = field(default_factory=process_guide)
    phase: Phase = Phase.COMPLETED
    segment: str | None = None
    quotes: bool = True
    began: datetime = START
    answers: list[Answer] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def says(
        self,
        question: str,
        value: Value,
        verbatim: str | None = None,
        *,
        step: int | None = None,
        absence: Absence | None = None,
        why: tuple[str, int] | None = None,
        probe: ProbeMark | None = None,
        **fields: object,
    ) -> str:
        known = next((t for t in self.guide.topics if t.question == question), None)
        label = dict(known.options).get(str(value)) if known else None
        if why is not None:
            probe = ProbeMark("why", why[1], AnswerId(why[0]))
        answer = Answer(
            id=AnswerId(f"a{len(self.answers) + 1}"),
            question=QuestionId(question),
            step=StepId(f"s{step}") if step else None,
            kind=Kind.TEXT if probe or known is None else known.kind,
            value=value,
            verbatim=verbatim if verbatim is not None else label or _spoken(value),
            at=self.began + timedelta(minutes=len(self.answers) + 1),
            absence=absence,
            probe=probe,
        )
        self.answers.append(replace(answer, **fields))  # type: ignore[arg-type]
        return answer.id

    def skips(self, question: str, step: int | None = None) -> str:
        return self.says(question, None, "", step=step, absence=Absence.SKIPPED)

    def tells(self, *steps: str, question: str = "story") -> None:
        self.says(question, ". ".join(steps))
        for text in steps:
            number = len(self.steps) + 1
            self.steps.append(
                Step(id=StepId(f"s{number}"), order=number, text=text, source=QuestionId(question))
            )

    def done(self) -> Interview:
        ended = self.began + timedelta(minutes=len(self.answers) + 2)
        return Interview(
            id=InterviewId(self.id),
            study=StudyId("training"),
            respondent=Pseudonym(self.respondent or f"P-{self.id}"),
            segment=self.segment,
            messenger="terminal",
            flow=self.guide.flow,
            flow_version=self.guide.version,
            phase=self.phase,
            quotes_allowed=self.quotes,
            started_at=self.began,
            completed_at=ended if self.phase is Phase.COMPLETED else None,
            steps=tuple(self.steps),
            answers=tuple(self.answers),
        )


def _spoken(value: Value) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else str(value)


def jennifer(id_: str = "iv01") -> Interview:
    """The reference case: five forms strung together, from excited to annoyed."""
    talk = Talk(id_, "P-01", segment="manager")
    talk.says("need", "Get professional development approved and purchased")
    talk.says("start_feeling", 2, "Excited")
    talk.says("start_thought", "Optimistic and valued; a little nervous about learning new things")
    talk.says("expected", "One form and a yes within a week")
    steps = (
        ("Find the pre-approval form", "intranet", 0),
        ("Get my manager's approval", "in_person", 1),
        ("Check the departmental budget", "in_person", 0),
        ("Fill out a purchase order", "intranet", -1),
        ("Fill out a vendor form, as the vendor is not in the accounting system", "intranet", -2),
        ("Coordinate payment with Finance", "email", -1),
        ("Take the training", "in_person", 2),
        ("Fill out the goods and services received form", "intranet", -1),
        ("Fill out HR's evaluation form", "intranet", -2),
    )
    talk.tells(*(text for text, _, _ in steps))
    for number, (_, touchpoint, feeling) in enumerate(steps, start=1):
        talk.says("touchpoint", touchpoint, step=number)
        talk.says("feeling", feeling, step=number)
    pain = talk.says("pain", "The vendor needed a separate form and its own approval", step=5)
    talk.says("bad", 4, step=5)
    talk.says("often", "always", step=5)
    talk.says("cause", "policy", step=5)
    first = talk.says("pain", "Accounting keeps its own list", step=5, why=(pain, 1))
    talk.says("pain", "Forms of separate departments strung together", step=5, why=(first, 2))
    talk.says("pain", "I wonder if it is worth doing, with so much other work", step=9)
    talk.says("bad", 3, step=9)
    talk.says("often", "always", step=9)
    for question, amount in (("forms", 5), ("approvals", 3), ("days", 12)):
        talk.says(question, amount)
    talk.says("decisive", "s5", steps[4][0])
    talk.says(
        "desired",
        "The HR system on my phone: one button Request training, one short form, routed to my"
        " boss and then to Finance",
    )
    talk.says("forms_after", 2)
    talk.says("difference", "Automation does the legwork: two online forms that are easy to find")
    talk.says("for_me", "My needs are at the centre instead of last")
    talk.says("for_them", "HR and Finance stop answering questions about the process")
    talk.says("end_feeling", -2, "Annoyed")
    talk.says("lived", value=False, verbatim="no")
    talk.says("lived_how", "I came last, after every form")
    for question, score in (("csat", 2), ("ces", 6), ("nps", 3)):
        talk.says(question, score)
    return talk.done()


STORIES: tuple[tuple[tuple[str, str, int, str], ...], ...] = (
    (
        ("Looked for the pre-approval form", "intranet", -1, "The search finds nothing"),
        ("Got my manager's approval", "in_person", 2, ""),
        ("Filled out the purchase order", "intranet", -2, "It asks for a cost centre"),
        ("Took the training", "in_person", 2, ""),
        ("Fill out the evaluation form for HR", "intranet", -1, "The same questions again"),
    ),
    (
        ("Asked HR where to begin", "in_person", 1, ""),
        ("find the pre-approval form!", "intranet", -2, "the search finds nothing."),
        ("Get the manager's approval", "email", 0, ""),
        ("Check the departmental budget", "email", -1, "Nobody knows what is left"),
        ("Filled out a purchase order", "intranet", -1, "It asks for a cost centre"),
        ("Get the manager's approval", "email", -1, "Signed twice"),
        ("Take the training", "in_person", 2, ""),
    ),
    (
        ("Get my manager's approval", "in_person", 1, ""),
        ("Find the pre-approval form", "intranet", -1, "Search finds nothing"),
        ("Coordinated payment with Finance", "phone", -2, "Payment came too late"),
        ("Take the training", "app", 1, ""),
    ),
    (
        ("وجدت النموذج في الشبكة الداخلية", "intranet", -1, "لا يمكن العثور على أي شيء"),
        ("Get my manager's approval", "in_person", 2, ""),
        ("Take the training 👩‍👩‍👧‍👦", "in_person", 2, ""),
    ),
)


def a_dozen() -> list[Interview]:
    """Jennifer and eleven colleagues, two of whom broke off and one who withdrew."""
    talks = [jennifer()]
    for number in range(2, 13):
        story = STORIES[number % len(STORIES)]
        phase = {6: Phase.PAUSED, 9: Phase.EXPIRED, 12: Phase.WITHDRAWN}.get(
            number, Phase.COMPLETED
        )
        talks.append(_colleague(number, story, phase))
    return talks


def _colleague(number: int, story: Iterable[tuple[str, str, int, str]], phase: Phase) -> Interview:
    talk = Talk(
        f"iv{number:02}",
        f"P-{number:02}",
        phase=phase,
        segment=("manager", "newcomer")[number % 2],
        quotes=number % 3 != 0,
        began=START + timedelta(days=number),
    )
    talk.says("need", ("Get a course paid", "Learn to lead", "Get a certificate")[number % 3])
    talk.says("start_feeling", (2, -1, 1, -2)[number % 4])
    steps = tuple(story)
    talk.tells(*(text for text, *_ in steps))
    for place, (_, touchpoint, feeling, pain) in enumerate(steps, start=1):
        talk.says("touchpoint", touchpoint, step=place)
        talk.says("feeling", feeling, step=place)
        if pain:
            told = talk.says("pain", pain, step=place)
            talk.says("bad", 2 + number % 3, step=place)
            talk.says("often", ("sometimes", "always")[number % 2], step=place)
            talk.says("cause", ("policy", "content", "speed")[place % 3], step=place)
            if number % 2:
                talk.says(
                    "pain", "Each department has a form of its own", step=place, why=(told, 1)
                )
    if phase is Phase.COMPLETED:
        worst = min(range(len(steps)), key=lambda at: steps[at][2])
        _looks_back(talk, number, worst + 1)
    return talk.done()


def _looks_back(talk: Talk, number: int, worst: int) -> None:
    talk.says("forms", 3 + number % 3)
    talk.says("approvals", 2)
    if number == 5:
        talk.skips("days")
    else:
        talk.says("days", 5 + number)
    talk.says("decisive", f"s{worst}")
    talk.says("desired", ("One button in the HR app", "The HR system I already use")[number % 2])
    talk.says("forms_after", 1 + number % 2)
    talk.says("difference", "Two forms instead of five")
    talk.says("for_me", "I could plan my year")
    talk.says("for_them", "Fewer questions to HR")
    talk.says("lived", number % 4 == 0, "yes" if number % 4 == 0 else "no")
    for question, score in (("csat", 2 + number % 4), ("ces", 7 - number % 4), ("nps", number - 2)):
        talk.says(question, score)
