"""What is to be asked, derived from the flow and from what was said so far.

Nothing of it is stored. The next question is the first place without an answer, and an answer
whose place is gone is kept and excluded: so a change of mind asks one question again, and only
the branch that hangs on it is walked again.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import dropwhile

from cxmodel.guide import OptionsFrom
from cxmodel.interview import (
    Answer,
    AnswerId,
    Interview,
    Kind,
    Position,
    QuestionId,
    Step,
    Value,
)
from cxmodel.study import Study
from interview_flows.conditions import Lookup
from interview_flows.fitting import fits
from interview_flows.flow import Flow, Key, Place, Question, Repeat, Section

__all__ = [
    "Agenda",
    "Place",
    "Standing",
    "last_word",
    "last_words",
    "place_of",
    "place_of_answer",
    "said_at",
    "stages_reached",
    "study_field",
]


def place_of(flow: Flow, interview: Interview, position: Position) -> Place | None:
    """Find what the flow says about a stored position, be it on the agenda or not."""
    found = flow.placed.get(position.question)
    if found is None or position.step is None:
        return found
    step = next((s for s in interview.steps if s.id == position.step), None)
    return found._replace(key=(position.question, position.step), step=step)


def place_of_answer(flow: Flow, interview: Interview, answer: AnswerId) -> Place | None:
    """Find the place that an answer was given at."""
    given = next((a for a in interview.answers if a.id == answer), None)
    return place_of(flow, interview, Position(given.question, given.step)) if given else None


def said_at(interview: Interview, key: Key) -> list[Answer]:
    """All answers ever given at a place, in order; no follow-ups."""
    question, step = key
    return [
        a for a in interview.answers if a.question == question and a.step == step and not a.probe
    ]


def last_word(interview: Interview, key: Key) -> Answer | None:
    """The answer at a place that nothing has replaced, be it excluded; no follow-up."""
    said = said_at(interview, key)
    replaced = {answer.revision_of for answer in interview.answers} if said else frozenset()
    return next((answer for answer in reversed(said) if answer.id not in replaced), None)


def last_words(interview: Interview) -> dict[Key, Answer]:
    """Per place the answer that nothing has replaced, excluded ones too; no follow-ups."""
    replaced = {answer.revision_of for answer in interview.answers}
    return {
        (answer.question, answer.step): answer
        for answer in interview.answers
        if answer.probe is None and answer.id not in replaced
    }


class Agenda:
    """All places of one interview as it stands, in the order asked.

    Walked only as far as is looked at: what comes next is as a rule known long before the end.
    """

    def __init__(self, flow: Flow, interview: Interview, study: Study) -> None:
        self.drawn_from = interview  # whose answers and steps it goes by
        self._unplaced = last_words(interview)  # those whose place was not met so far
        self._met: dict[Key, Place] = {}
        self._answers: dict[Key, Answer] = {}  # the last word on each place met so far
        self._begun = _begun_stories(interview)
        self._to_be_told: set[Key] = set()  # begun stories met so far: answered, and open still
        self._open: Place | None = None  # the first one met that is to be asked about
        self._readmits = False  # whether an excluded answer has its place again
        walk = _Walk(flow, study, interview.visible_steps(), self._met, self._answers)
        self._walk = walk.places()

    def __contains__(self, place: Place) -> bool:
        while place.key not in self._met and self._meet_next():
            pass
        return place.key in self._met

    def first_open(self) -> Place | None:
        """Find the place to ask about next; None where all is answered."""
        while self._open is None and self._meet_next():
            pass
        return self._open

    def is_to_be_told(self, place: Place) -> bool:
        """Whether a story is still to be told, be it that moments of it were noted before."""
        return place in self and (place.key not in self._answers or place.key in self._to_be_told)

    def last_answered(self, before: Place | None) -> Place | None:
        """Find the nearest answered place before this one, or before the end."""
        backwards: Iterator[Place]
        if before is None or before not in self:
            backwards = reversed(self.places())
        else:
            backwards = dropwhile(lambda met: met.key != before.key, reversed(self._met.values()))
            next(backwards)
        return next((place for place in backwards if place.key in self._answers), None)

    def introduces_step(self, place: Place) -> bool:
        """Whether this is the first question about its step, beside the one that told it."""
        if place not in self or place.opens_round:
            return False
        about = (p for p in self._met.values() if p.step is place.step and not p.opens_round)
        return next(about).key == place.key

    def answer_at(self, key: Key) -> Answer | None:
        """Find the last word on a place of the agenda."""
        while key in self._unplaced and key not in self._met and self._meet_next():
            pass
        return self._answers.get(key)

    def value_of(self, name: str) -> Value:
        """Look up what was answered once, by the question's id."""
        answer = self.answer_at((name, None))
        return answer.value if answer is not None else None

    def answers(self) -> Collection[Answer]:
        """Collect the last words that have a place."""
        while self._unplaced and self._meet_next():
            pass
        return self._answers.values()

    def answered(self) -> list[tuple[Place, Answer]]:
        """List every place that has an answer, in the order asked."""
        self.answers()
        return [(self._met[key], answer) for key, answer in self._answers.items()]

    def stages(self) -> list[Section]:
        """List the stages that something was answered about, in the order of the flow."""
        self.answers()
        return stages_reached(self._met, self._answers)

    def has_moved(self) -> bool:
        """Whether there are last words whose place is gone, or that have one again."""
        self.answers()
        return bool(self._unplaced) or self._readmits

    def places(self) -> list[Place]:
        """List every place, in the order asked."""
        while self._meet_next():
            pass
        return list(self._met.values())

    def _meet_next(self) -> bool:
        """Walk on by one place; False at the end."""
        for place in self._walk:
            key = place.key
            self._met[key] = place
            answer = self._unplaced.get(key)
            if answer is not None and fits(answer, place.question):
                self._answers[key] = self._unplaced.pop(key)
                if answer.excluded:
                    self._readmits = True
                if place.question.id not in self._begun or place.question.kind is not Kind.STORY:
                    return True
                self._to_be_told.add(key)
            self._open = self._open or place
            return True
        return False


def _begun_stories(interview: Interview) -> frozenset[QuestionId]:
    """Find the questions whose story consists of moments so far, noted before it was told."""
    begun = frozenset(step.source for step in interview.steps if step.at is not None)
    if not begun:
        return begun
    return begun - {a.question for a in interview.answers if a.turn is not None and not a.probe}


class _Walk:
    """One pass over the flow; conditions see only what is on the agenda before them."""

    def __init__(
        self,
        flow: Flow,
        study: Study,
        steps: tuple[Step, ...],
        met: Mapping[Key, Place],
        answers: Mapping[Key, Answer],
    ) -> None:
        self._flow, self._study, self._steps = flow, study, steps
        self._met, self._answers = met, answers

    def places(self) -> Iterator[Place]:
        once, placed = self._lookup(None), self._flow.placed
        for section in self._flow.sections:
            if section.when is None or section.when.holds(once):
                for item in section.items:
                    if isinstance(item, Repeat):
                        yield from self._repeated(section, item)
                    elif self._is_due(item, once):
                        yield placed[item.id]

    def _repeated(self, section: Section, repeat: Repeat) -> Iterator[Place]:
        source = repeat.source
        for step in self._steps:
            if step.source == source:
                value_of = self._lookup(step.id)
                for question in repeat.questions:
                    if self._is_due(question, value_of):
                        yield Place((question.id, step.id), section, repeat, question, step)
        opener = repeat.questions[0]
        if repeat.each is None and self._is_due(opener, self._lookup(None)):
            yield self._flow.placed[opener.id]

    def _is_due(self, question: Question, value_of: Lookup) -> bool:
        when = question.when
        if when is not None and not when.test(value_of):
            return False
        if question.options_from is None:
            return True
        if question.options_from is OptionsFrom.STEPS:
            return bool(self._steps or question.options)  # else there is nothing to choose from
        if question.options_from is OptionsFrom.STAGES:
            return len(stages_reached(self._met, self._answers)) + len(question.options) > 1
        return True

    def _lookup(self, about: str | None) -> Lookup:
        """Look a name up: the answer about this step where there is one, else the only one."""
        answers, study = self._answers, self._study

        def value_of(name: str) -> Value:
            answer = answers.get((name, about)) or answers.get((name, None))
            if answer is not None:
                return answer.value
            return study_field(study, name) if name.startswith("study.") else None

        return value_of


def stages_reached(met: Mapping[Key, Place], answers: Mapping[Key, Answer]) -> list[Section]:
    """Find the stages with an answer that says more than that nothing happened."""
    sections = {
        place.section.id: place.section
        for key, place in met.items()
        if place.section.stage and key in answers and answers[key].absence is None
    }
    return list(sections.values())


def study_field(study: Study, name: str) -> Value:
    """Look up what a study says under `study.FIELD`; None where it says nothing."""
    value = getattr(study, name.removeprefix("study."), None)
    return value if isinstance(value, str | tuple) and value else None


class Standing:
    """Which answers count: their place is on the agenda, and what they followed up still stands."""

    def __init__(self, interview: Interview, agenda: Agenda) -> None:
        self._on_agenda = {answer.id for answer in agenda.answers()}
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
        against = answer.probe.against
        return self.counts(answer.probe.of) and (against is None or self.counts(against))

    def excludes(self, answer: Answer) -> bool:
        """Whether an answer is out; one that was replaced keeps its mark, for it is out already."""
        return answer.excluded if answer.id in self._heirs else not self.counts(answer.id)


def _says_the_same(old: Answer, new: Answer) -> bool:
    """Whether what followed up `old` still fits: words that were edited or added to, same value."""
    if new.absence is not None:
        return False
    in_words = new.kind in (Kind.TEXT, Kind.STORY) and new.turn is None
    return in_words or new.value == old.value
