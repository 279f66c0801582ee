"""What is to be asked, derived from the flow and from what was said so far.

Nothing of it is stored. The next question is the first place without an answer, and an answer
whose place is gone is kept and excluded: so a change of mind asks one question again, and only
the branch that hangs on it is walked again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from cxmodel.interview import Answer, AnswerId, Interview, Kind, Position, Step, Value
from cxmodel.study import Study
from interview_flows.flow import Flow, Question, Repeat, Section

Key = tuple[str, str | None]
"""Question and step: a `Position` that costs nothing to look up."""


class Place(NamedTuple):
    """A position with what the flow says about it."""

    section: Section
    repeat: Repeat | None
    question: Question
    step: Step | None

    @property
    def key(self) -> Key:
        """Where its answer is found."""
        return (self.question.id, self.step.id if self.step else None)

    @property
    def position(self) -> Position:
        """What is stored of it."""
        return Position(self.question.id, self.step.id if self.step else None)

    @property
    def opens_round(self) -> bool:
        """Whether its answer becomes a step that the rest of its repeat is asked about."""
        repeat = self.repeat
        return repeat is not None and repeat.each is None and repeat.source == self.question.id


@dataclass(slots=True)
class Agenda:
    """All places of one interview as it stands, in the order asked."""

    places: list[Place]
    order: dict[Key, int]  # where each place stands
    answers: dict[Key, Answer]  # the last word on each place
    orphans: int  # last words whose place is gone

    def first_open(self) -> Place | None:
        """Find the place to ask about next; None where all is answered."""
        if len(self.answers) == len(self.places):
            return None
        return next(self.places[n] for key, n in self.order.items() if key not in self.answers)

    def __contains__(self, place: Place) -> bool:
        return place.key in self.order

    def before(self, place: Place | None) -> Place | None:
        """Find the nearest answered place before this one, or before the end."""
        end = len(self.places)
        if place is not None:
            end = self.order.get(place.key, end)
        return next((p for p in reversed(self.places[:end]) if p.key in self.answers), None)

    def answered(self) -> Iterator[tuple[Place, Answer]]:
        """Every place that has an answer, in the order asked."""
        return ((self.places[self.order[key]], answer) for key, answer in self.answers.items())


def place_of(flow: Flow, interview: Interview, position: Position) -> Place | None:
    """Find what the flow says about a stored position, be it on the agenda or not."""
    step = next((s for s in interview.steps if s.id == position.step), None)
    for section, repeat, question in flow.questions():
        if question.id == position.question:
            return Place(section, repeat, question, step)
    return None


def last_words(interview: Interview) -> dict[Key, Answer]:
    """Per place the answer that nothing has replaced, excluded ones too; no follow-ups."""
    replaced = {answer.revision_of for answer in interview.answers}
    return {
        (answer.question, answer.step): answer
        for answer in interview.answers
        if answer.probe is None and answer.id not in replaced
    }


def draw_up(flow: Flow, interview: Interview, study: Study) -> Agenda:
    """Walk the flow with the answers at hand."""
    walk = _Walk(study, interview.visible_steps(), last_words(interview))
    for section in flow.sections:
        if section.when is None or section.when.holds(walk.lookup(None)):
            for item in section.items:
                walk.take(section, item)
    return walk.agenda()


class _Walk:
    """One pass over the flow; conditions see only what is on the agenda before them."""

    def __init__(self, study: Study, steps: tuple[Step, ...], words: dict[Key, Answer]) -> None:
        self._study, self._steps, self._words = study, steps, words
        self._places: list[Place] = []
        self._order: dict[Key, int] = {}
        self._answers: dict[Key, Answer] = {}

    def agenda(self) -> Agenda:
        orphans = len(self._words) - len(self._answers)
        return Agenda(self._places, self._order, self._answers, orphans)

    def take(self, section: Section, item: Question | Repeat) -> None:
        if isinstance(item, Question):
            self._visit(section, None, (item,), None)
            return
        source = item.source
        for step in self._steps:
            if step.source == source:
                self._visit(section, item, item.questions, step)
        if item.each is None:
            self._visit(section, item, item.questions[:1], None)

    def lookup(self, about: str | None) -> Callable[[str], Value]:
        """Look a name up: the answer about this step where there is one, else the only one."""
        answers = self._answers

        def value_of(name: str) -> Value:
            answer = answers.get((name, about)) or answers.get((name, None))
            if answer is not None:
                return answer.value
            return study_field(self._study, name) if name.startswith("study.") else None

        return value_of

    def _visit(
        self,
        section: Section,
        repeat: Repeat | None,
        questions: tuple[Question, ...],
        step: Step | None,
    ) -> None:
        about = step.id if step is not None else None
        value_of = self.lookup(about)
        for question in questions:
            when = question.when
            if (when is None or when.holds(value_of)) and self._can_be_asked(question):
                key = (question.id, about)
                self._order[key] = len(self._places)
                self._places.append(Place(section, repeat, question, step))
                answer = self._words.get(key)
                if answer is not None:
                    self._answers[key] = answer

    def _can_be_asked(self, question: Question) -> bool:
        """Whether there is anything to choose from."""
        return question.options_from != "steps" or bool(self._steps or question.options)


def study_field(study: Study, name: str) -> Value:
    """Look up what a study says under `study.FIELD`; None where it says nothing."""
    value = getattr(study, name.removeprefix("study."), None)
    return value if isinstance(value, str | tuple) and value else None


class Standing:
    """Which answers count: their place is on the agenda, and what they followed up still stands."""

    def __init__(self, interview: Interview, agenda: Agenda) -> None:
        self._on_agenda = {answer.id for answer in agenda.answers.values()}
        self._known = {answer.id: answer for answer in interview.answers}
        self._heirs = {a.revision_of: a for a in interview.answers if a.revision_of is not None}

    def counts(self, answer_id: AnswerId) -> bool:
        """Whether an answer, or a revision that says the same, still counts."""
        answer = self._known[answer_id]
        heir = self._heirs.get(answer_id)
        if heir is not None:
            return _says_the_same(answer, heir) and self.counts(heir.id)
        if answer.probe is None:
            return answer_id in self._on_agenda
        return self.counts(answer.probe.of)

    def excludes(self, answer: Answer) -> bool:
        """Whether an answer is out; one that was replaced keeps its mark, for it is out already."""
        return answer.excluded if answer.id in self._heirs else not self.counts(answer.id)


def _says_the_same(old: Answer, new: Answer) -> bool:
    """Whether what followed up `old` still fits: words that were edited or added to, same value."""
    if new.absence is not None:
        return False
    in_words = new.kind in (Kind.TEXT, Kind.STORY) and new.turn is None
    return in_words or new.value == old.value
