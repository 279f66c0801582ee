"""Everything told is put into its column: one pass over the tellings fills the ledger.

What has to be known of a whole telling at once is settled here: which reasons belong to a pain,
which wish is about which touchpoint, what became of each question.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cxmodel.guide import Guide, Lane, Measure, Topic
from cxmodel.interview import Absence, InterviewId, Kind, QuestionId, StepId
from reports.asked import was_asked, whole_topics
from reports.codebook import BY_RULE, Coder, Entry
from reports.following import followed
from reports.ledger import LADDER, MOVE, Ledger
from reports.naming import name_all
from reports.pains import Chain, burdens, chains
from reports.spool import Spool
from reports.telling import WHOLE, Saying, Teller, Telling

_COUNTED = (Measure.EXPECTATION, Measure.VALUE_STATED, Measure.VALUE_LIVED)


@dataclass(slots=True)
class Placed:
    """What is known once everything is in its column."""

    ledger: Ledger
    at: Mapping[InterviewId, str]  # the column of each report that names a step
    topics: Mapping[QuestionId, Topic]  # every question that anybody could be asked
    steps_of: Mapping[str, Sequence[str]]  # ids of the columns of each stage's steps
    entries: list[Entry] = field(default_factory=list)  # the merge table of touchpoints and pains
    reports: dict[str, list[Teller]] = field(default_factory=dict)  # by column
    lanes_of_steps: set[Lane] = field(default_factory=set)  # asked for step by step
    people_asked: dict[Measure, set[str]] = field(default_factory=dict)
    storied: dict[str, set[str]] = field(default_factory=dict)  # by stage: who could tell steps
    walkers: dict[str, list[Teller]] = field(default_factory=dict)  # in which interviews


def place(
    spool: Spool,
    guides: Sequence[Guide],
    steps_of: Mapping[str, Sequence[str]],
    at: Mapping[InterviewId, str],
    coder: Coder = BY_RULE,
) -> Placed:
    """Write the ledger. The steps of all tellers know their columns by now."""
    tellers = spool.tellers
    completed = _completed(tellers)
    ledger = Ledger(spool.database, tellers, completed)
    # In an anonymous map waves beside the whole would tell what few people said.
    ledger.by_wave = coder.fewest == 1 and len({teller.wave for teller in tellers}) > 1
    placed = Placed(ledger, at, _topics(tellers), steps_of)
    sources = {stage: _sources(stage, guides, tellers) for stage in steps_of}
    done = {number: place for place, number in enumerate(completed)}
    tellings = followed(spool.tellings(), "Answers put in their places", len(tellers))
    for number, telling in enumerate(tellings):
        page = _Page(placed, number, telling, done.get(number))
        page.write()
        for column in page.reported_at():
            placed.reports.setdefault(column, []).append(telling.teller)
        _count(placed, telling, sources)
    ledger.flush()
    placed.entries += name_all(ledger, coder)
    ledger.close()
    return placed


def _topics(tellers: Sequence[Teller]) -> dict[QuestionId, Topic]:
    topics: dict[QuestionId, Topic] = {}
    for guide in {id(teller.guide): teller.guide for teller in tellers}.values():
        for topic in guide.topics:
            topics.setdefault(topic.question, topic)
    return topics


def _sources(stage: str, guides: Sequence[Guide], tellers: Sequence[Teller]) -> set[QuestionId]:
    """Questions that bring steps of a stage."""
    asked = {
        topic.question
        for guide in guides
        for topic in guide.topics
        if topic.stage == stage and topic.kind is Kind.STORY
    }
    return asked | {s.question for teller in tellers for s in teller.steps if s.stage == stage}


def _completed(tellers: Sequence[Teller]) -> list[int]:
    """Numbers of those who completed a journey, in the order in which they did."""
    completed = [
        (teller.completed_at, teller.interview, number)
        for number, teller in enumerate(tellers)
        if teller.completed_at is not None and not teller.is_report
    ]
    return [number for *_, number in sorted(completed)]


def _count(placed: Placed, telling: Telling, sources: Mapping[str, set[QuestionId]]) -> None:
    """Who was asked for what, over the whole journey."""
    teller, guide = telling.teller, telling.teller.guide
    for measure in _COUNTED:
        asking = {topic.question for topic in guide.topics if topic.measure is measure}
        put = (a for (q, _), a in telling.asked.items() if q in asking)
        if any(absence is not Absence.NOT_ASKED for absence in put):
            placed.people_asked.setdefault(measure, set()).add(teller.respondent)
    questions = {question for question, _ in telling.asked}
    for stage, bringing in sources.items():
        walked = any(step.stage == stage for step in teller.steps)
        if walked or not questions.isdisjoint(bringing):
            placed.storied.setdefault(stage, set()).add(teller.respondent)
            placed.walkers.setdefault(stage, []).append(teller)
    if not teller.is_report:
        placed.lanes_of_steps |= _lanes_of_steps(telling)


def _lanes_of_steps(telling: Telling) -> set[Lane]:
    """Lanes for which somebody was asked step by step."""
    lane_of = {topic.question: topic.lane for topic in telling.teller.guide.topics}
    lanes = {
        lane_of[question]
        for (question, step), absence in telling.asked.items()
        if step is not None and absence is not Absence.NOT_ASKED
    }
    lanes |= {saying.lane for saying in telling.sayings if saying.place.step is not None}
    return {lane for lane in lanes if lane is not None}


class _Page:
    """One telling on its way into the ledger."""

    def __init__(self, placed: Placed, number: int, telling: Telling, done: int | None) -> None:
        self._placed, self._ledger = placed, placed.ledger
        self._number, self._telling, self._done = number, telling, done
        self._teller = telling.teller
        self._whole = placed.at.get(self._teller.interview)
        self._columns = {step.id: step.column for step in self._teller.steps}

    def write(self) -> None:
        """Every saying, then what goes across columns, then what was asked."""
        ladders = chains(self._telling)
        burden = burdens(self._telling, ladders)
        topics = {topic.question: topic for topic in self._teller.guide.topics}
        for saying in self._telling.sayings:
            effort = topics[saying.question].effort
            self._ledger.write(
                self._number,
                self._amount(saying) if effort else saying,
                col=self._column(saying),
                effort=f"{effort.kind} {effort.moment}" if effort else None,
                vote=self._vote(saying) if saying.measure is Measure.DECISIVE else None,
                way=self._is_on_the_way(saying),
                done=self._done,
                burden=burden.get(id(saying)),
            )
        self._across(ladders)
        self._asked()

    def _amount(self, saying: Saying) -> Saying:
        """An effort that names its wave: what it took before a change and after make no range."""
        if saying.value is None or not self._ledger.by_wave:
            return saying
        return saying._replace(
            told=replace(saying.told, text=f"{saying.told.text}, wave {saying.wave}")
        )

    def _column(self, saying: Saying) -> str | None:
        step = saying.place.step
        return self._columns[step] if step else self._whole or saying.place.stage

    def _is_on_the_way(self, saying: Saying) -> bool:
        """Whether a feeling is of a place on somebody's way: a step; a stage if they tell none."""
        if self._teller.is_report or saying.place == (WHOLE, None):
            return False
        return saying.place.step is not None or not self._columns

    def _vote(self, saying: Saying) -> str | None:
        """The column that was named as the one that decided the whole."""
        if saying.chosen is None:
            return None
        by_text = {step.text: step.id for step in self._teller.steps}
        column = self._columns.get(by_text.get(saying.told.text, StepId(saying.chosen)))
        if column is None and saying.told.fixed and saying.chosen in self._placed.steps_of:
            return saying.chosen  # a flow without steps offers its stages
        return column

    def _across(self, ladders: Sequence[Chain]) -> None:
        """Chains of reasons, and moves from a touchpoint to the one wished for there."""
        for chain in ladders:
            self._ledger.write_run(self._number, LADDER, chain)
        wishes = [s for s in self._telling.sayings if s.lane is Lane.TOUCHPOINT_DESIRED]
        for met in self._telling.sayings:
            if met.lane is Lane.TOUCHPOINT_CURRENT and met.told.text:
                for wish in wishes:
                    if wish.told.text and wish.place.step and wish.place == met.place:
                        self._ledger.write_run(self._number, MOVE, (met, wish))

    def _asked(self) -> None:
        """What became of each question, and for which cells it was put."""
        self._ledger.write_asked(self._number, set(self._put()))
        self._ledger.write_outcomes(self._number, self._outcomes())

    def _put(self) -> Iterator[tuple[str, str]]:
        """(column, lane) of each cell that this person was asked for."""
        teller, telling = self._teller, self._telling
        for topic in teller.guide.topics:
            if topic.lane is not None:
                for step, column in self._places(topic):
                    if column is not None and was_asked(telling, topic, step):
                        yield column, topic.lane.value
                        if topic.lane is Lane.TOUCHPOINT_CURRENT and topic.channels:
                            yield column, Lane.CHANNEL.value
        if self._whole is None:
            for stage in self._placed.steps_of:
                if any(was_asked(telling, t, None) for t in whole_topics(teller.guide, stage)):
                    yield stage, ""

    def _places(self, topic: Topic) -> Iterator[tuple[StepId | None, str | None]]:
        if topic.per_step:
            yield from self._columns.items()
        if not self._teller.is_report:
            yield None, topic.stage
        else:
            for column in self.reported_at():
                if column in {self._whole, topic.stage}:
                    yield None, column

    def reported_at(self) -> list[str]:
        """The columns that a report is in; none for a journey."""
        if not self._teller.is_report:
            return []
        if self._whole:
            return [self._whole]
        return list({saying.place.stage: None for saying in self._telling.sayings})

    def _outcomes(self) -> Iterator[tuple[QuestionId, str | None, Absence | None]]:
        asked = self._telling.asked
        for topic in self._teller.guide.topics:
            if not self._placed.topics[topic.question].per_step:
                outcome = asked.get((topic.question, None), Absence.NOT_ASKED)
                yield topic.question, None, outcome
        for topic in self._placed.topics.values():
            if topic.per_step:
                own = self._placed.steps_of.get(topic.stage)
                for step, column in self._columns.items():
                    if column is not None and (not own or column in own):
                        outcome = asked.get((topic.question, step), Absence.NOT_ASKED)
                        yield topic.question, column, outcome
