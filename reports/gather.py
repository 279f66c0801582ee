"""One interview read with its guide: what was told, about which place of the journey.

Keeps only what a map needs, so that interviews can be streamed.
"""

import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from cxmodel.errors import BrokenInterview
from cxmodel.guide import Guide, Lane, Measure, Moment, Reason, Topic
from cxmodel.interview import (
    Absence,
    Answer,
    AnswerId,
    Interview,
    Kind,
    Phase,
    QuestionId,
    Step,
    StepId,
)
from cxmodel.journey import UNASSIGNED
from reports.amounts import unit_of
from reports.housing import as_asked
from reports.readings import number_of, words_of
from reports.telling import Place, Quote, Saying, Teller, Telling, Took
from reports.themes import Told, plain

_WEIGHTS = frozenset({Measure.SEVERITY, Measure.RECURRENCE, Measure.CAUSE})
"""Measures that weigh a pain: in its lane they are figures of it, never claims of their own."""

_SILENT = _WEIGHTS | {Measure.DECISIVE, Measure.QUOTES, Measure.NPS, Measure.CSAT, Measure.CES}
"""Measures whose answers are claims only where the flow gives them a lane."""

_RATED_OF = {
    Measure.IMPORTANCE: 5,
    Measure.SATISFACTION: 5,
    Measure.CSAT: 5,
    Measure.CES: 7,
    Measure.NPS: 10,
}
"""The best rating on a scale."""

_MOMENTS = {
    Moment.EARLIER: "before the change",
    Moment.BEFORE: "today",
    Moment.AFTER: "wished for",
}
"""When an effort was counted, behind its unit."""

NO_CHANNEL = "none"  # as flows say that nobody was met
_CHANNELS = {"e_mail": "e-mail"}  # other ids read well with their underscores as spaces


@dataclass(frozen=True, slots=True)
class _Walked:
    """A step of the story with what tells it."""

    took: Took
    lane: Lane  # where its text is a claim
    evidence: tuple[AnswerId, ...]  # the answers that told it


def gather(interview: Interview, guide: Guide, offered: Collection[str] = ()) -> Telling:
    """Read one interview; `offered` are the study's own touchpoints.

    Raises BrokenInterview where an answer is not the guide's.
    """
    current = tuple(interview.current_answers())
    guide = as_asked(guide, current)
    topics = {topic.question: topic for topic in guide.topics}
    for answer in current:
        if answer.question not in topics:
            raise BrokenInterview(
                f"Interview {interview.id}: question {answer.question!r} is not in flow version"
                f" {guide.version}; compile with the version that it was pinned to."
            )
    steps = tuple(_walked(interview, topics, current, guide))
    files = _files(interview)
    spoken = _Spoken(interview.language, guide.language or interview.language, offered)
    return Telling(
        teller=_teller(interview, guide, current, tuple(step.took for step in steps)),
        sayings=(
            *_walking(interview, steps),
            *_sayings(interview, topics, current, steps, spoken),
        ),
        asked=_asked(current, steps),
        quotes=tuple(
            Quote(a.id, words_of(a.verbatim), a.question, a.step, a.at, files.get(a.id, ()))
            for a in current
            if a.absence is None
        ),
    )


def _teller(
    interview: Interview, guide: Guide, current: tuple[Answer, ...], steps: tuple[Took, ...]
) -> Teller:
    """Who tells. What many have in common is in memory once: a hundred thousand stay there."""
    completed = interview.phase is Phase.COMPLETED
    return Teller(
        interview=interview.id,
        respondent=interview.respondent,
        side=sys.intern(str(interview.side)),
        segment=sys.intern(interview.segment or UNASSIGNED),
        language=sys.intern(interview.language),
        wave=interview.wave,
        guide=guide,
        completed_at=(interview.completed_at or interview.started_at) if completed else None,
        first_at=interview.started_at,
        last_at=max([interview.started_at, *(answer.at for answer in current)]),
        quotable=interview.quotes_allowed,
        steps=steps,
        playback=interview.playback,
    )


def _walked(
    interview: Interview,
    topics: dict[QuestionId, Topic],
    current: tuple[Answer, ...],
    guide: Guide,
) -> Iterator[_Walked]:
    story = next((topic for topic in guide.topics if topic.kind is Kind.STORY), None)
    for step in interview.visible_steps():
        source = topics.get(step.source, story)
        if source is None:
            continue
        telling = [a for a in current if a.question == source.question and a.absence is None]
        lane = source.lane if source.lane not in {None, Lane.FEELING, Lane.REACH} else None
        ident, text = StepId(sys.intern(step.id)), sys.intern(words_of(step.text))
        took = Took(ident, source.stage, source.question, text)
        yield _Walked(took, lane or Lane.ACTION, _telling(step, telling))


def _telling(step: Step, answers: list[Answer]) -> tuple[AnswerId, ...]:
    """Which answers told a step: its own, else those with its words in them, else the story."""
    own = [a for a in answers if a.step == step.id]
    words = plain(step.text)
    worded = [a for a in answers if a.step is None and words in plain(a.verbatim)]
    story = [a for a in answers if a.step is None and a.probe is None]
    return tuple(a.id for a in own or worded or story)


def _walking(interview: Interview, steps: tuple[_Walked, ...]) -> Iterator[Saying]:
    """Each step's own words, as a thing told."""
    told_at = {answer.id: answer.at for answer in interview.answers}
    for step in steps:
        if step.evidence:
            took, (first, *rest) = step.took, step.evidence
            yield Saying(
                interview=interview.id,
                respondent=interview.respondent,
                answer=first,
                question=took.question,
                place=Place(took.stage, took.id),
                lane=step.lane,
                measure=None,
                told=Told(took.text, language=interview.language),
                value=None,
                chosen=None,
                at=told_at[first],
                wave=interview.wave,
                beside=tuple(rest),
            )


def _asked(
    current: tuple[Answer, ...], steps: tuple[_Walked, ...]
) -> dict[tuple[QuestionId, StepId | None], Absence | None]:
    """What became of each question that was put. A follow-up is no question of its own."""
    visible = {step.took.id for step in steps}
    asked: dict[tuple[QuestionId, StepId | None], Absence | None] = {}
    for answer in current:
        if answer.probe is None and (answer.step is None or answer.step in visible):
            key = answer.question, answer.step
            asked[key] = asked[key] and answer.absence if key in asked else answer.absence
    return asked


def _sayings(
    interview: Interview,
    topics: dict[QuestionId, Topic],
    current: tuple[Answer, ...],
    steps: tuple[_Walked, ...],
    spoken: "_Spoken",
) -> Iterator[Saying]:
    stage_of = {step.took.id: step.took.stage for step in steps}
    tells_steps = {answer for step in steps for answer in step.evidence}
    latest = _latest(interview)
    for answer in current:
        told_away = answer.step is not None and answer.step not in stage_of
        if answer.absence is not None or told_away or answer.id in tells_steps:
            continue
        if answer.probe is not None and answer.probe.reason == Reason.CONTRADICTION:
            continue  # it says which of two answers fits better, and is none of its own
        topic = topics[answer.question]
        stage = stage_of[answer.step] if answer.step is not None else topic.stage
        yield from _said(interview, answer, topic, Place(stage, answer.step), latest, spoken=spoken)


def _files(interview: Interview) -> dict[AnswerId, tuple[tuple[str, str], ...]]:
    """Kind and name of the files of each answer; words that replace words keep theirs."""
    latest = _latest(interview)
    is_file = {answer.id: answer.kind is Kind.MEDIA for answer in interview.answers}
    files: dict[AnswerId, tuple[tuple[str, str], ...]] = {}
    for each in interview.attachments:
        if each.answer is not None:
            replaced = is_file.get(each.answer, False)  # by another file
            answer = each.answer if replaced else latest.get(each.answer, each.answer)
            kind = each.kind.replace("_", " ")
            files[answer] = (*files.get(answer, ()), (words_of(kind), words_of(each.name)))
    return files


def _latest(interview: Interview) -> dict[AnswerId, AnswerId]:
    """For each answer that was replaced, the answer that stands in its place today."""
    newer = {a.revision_of: a.id for a in interview.answers if a.revision_of is not None}
    latest: dict[AnswerId, AnswerId] = {}
    for first, second in newer.items():
        last, seen = second, {first}
        while last in newer and last not in seen:
            seen.add(last)
            last = newer[last]
        latest[first] = last
    return latest


def _said(
    interview: Interview,
    answer: Answer,
    topic: Topic,
    place: Place,
    latest: dict[AnswerId, AnswerId],
    *,
    spoken: "_Spoken",
) -> Iterator[Saying]:
    """One saying for each thing told: several for a checklist, one for all else."""
    is_why = answer.probe is not None and answer.probe.reason == Reason.WHY
    follows_up = answer.probe is not None
    for told, chosen in _told(answer, topic, spoken):
        # A follow-up explains a figure; it is none itself.
        figure = _is_figure(topic) and not follows_up
        base = Saying(
            interview=interview.id,
            respondent=interview.respondent,
            answer=answer.id,
            question=answer.question,
            place=place,
            lane=Lane.WHY if is_why else None if figure else _lane(topic),
            measure=None if topic.measure in _SILENT and follows_up else topic.measure,
            told=told,
            value=None if follows_up else number_of(answer, topic),
            chosen=chosen,
            at=answer.at,
            wave=interview.wave,
            why_of=latest.get(answer.probe.of, answer.probe.of) if answer.probe else None,
            rung=answer.probe.rung if is_why and answer.probe else 0,
        )
        yield base
        channel = dict(topic.channels).get(chosen or "")
        if channel and channel != NO_CHANNEL and base.lane is Lane.TOUCHPOINT_CURRENT:
            yield _in_channel(base, channel)


def _is_figure(topic: Topic) -> bool:
    """Whether answers are figures of something else: a lane that the flow gives them wins."""
    if topic.lane is None or (topic.lane is Lane.PAIN and topic.measure in _WEIGHTS):
        return topic.measure in _SILENT
    return False


def _in_channel(base: Saying, channel: str) -> Saying:
    return Saying(
        interview=base.interview,
        respondent=base.respondent,
        answer=base.answer,
        question=base.question,
        place=base.place,
        lane=Lane.CHANNEL,
        measure=None,
        told=Told(_CHANNELS.get(channel, channel.replace("_", " ")), fixed=True),
        value=None,
        chosen=channel,
        at=base.at,
        wave=base.wave,
    )


def _lane(topic: Topic) -> Lane | None:
    if topic.lane is not None:
        return topic.lane
    if topic.effort is not None:
        return Lane.EFFORT
    return (
        {
            Measure.IMPORTANCE: Lane.IMPORTANCE,
            Measure.SATISFACTION: Lane.SATISFACTION,
        }.get(topic.measure)
        if topic.measure
        else None
    )


@dataclass(frozen=True, slots=True)
class _Spoken:
    """Which languages an interview was held in."""

    language: str  # of the respondent's own words
    labels: str  # of what is on offer
    offered: Collection[str]  # the study's own touchpoints

    def label(self, text: str) -> Told:
        """A label of the flow."""
        return Told(text, fixed=True, language=self.labels)

    def chosen(self, text: str) -> Told:
        """A choice that the flow itself does not know: in the study's words, or in their own."""
        return Told(text, language=self.labels if text in self.offered else self.language)


def _told(answer: Answer, topic: Topic, spoken: "_Spoken") -> Iterator[tuple[Told, str | None]]:
    """(words of the claim, option chosen) for each thing that an answer says."""
    labels = dict(topic.options)
    value = answer.value
    if answer.kind in {Kind.CHOICE, Kind.CHOICES} and value is not None:
        for chosen in value if isinstance(value, tuple) else (value,):
            known = str(chosen) in labels
            text = labels[str(chosen)] if known else words_of(str(chosen))
            told = spoken.label(text) if known else spoken.chosen(text)
            yield told, str(chosen) if known else text
    elif answer.kind is Kind.YESNO and isinstance(value, bool):
        chosen = "yes" if value else "no"
        yield spoken.label(labels.get(chosen, chosen.capitalize())), chosen
    elif topic.effort is not None and answer.kind in {Kind.NUMBER, Kind.SCALE}:
        moment = _MOMENTS[Moment(topic.effort.moment)]
        yield spoken.label(f"{unit_of(topic.effort.kind)} {moment}"), None
    elif answer.kind in {Kind.SCALE, Kind.NUMBER} and isinstance(value, int | float):
        best = _RATED_OF.get(topic.measure) if topic.measure else None
        yield spoken.label(f"rated {value:g} of {best}" if best else f"{value:g}"), None
    elif answer.kind is Kind.FEELING:
        yield Told("", fixed=True), None
    else:
        yield Told(words_of(answer.verbatim), language=spoken.language), None
