"""Answers and steps as they are written down: nothing is overwritten, a change is a revision."""

from dataclasses import replace
from datetime import datetime
from difflib import SequenceMatcher

from cxmodel.guide import Measure
from cxmodel.interview import (
    Absence,
    Answer,
    AnswerId,
    Kind,
    Position,
    ProbeMark,
    QuestionId,
    Step,
    StepId,
)
from interview_flows.agenda import Place, Standing, last_word, place_of
from interview_flows.exchange import Exchange
from interview_flows.flow import Question
from interview_flows.offers import label_of
from interview_flows.parsing import Read
from interview_flows.words import folded

_REWORDED = 0.6  # likeness from 0 to 1 from which a step counts as the same one, put differently


def record(
    x: Exchange, place: Place, read: Read, messages: tuple[str, ...] = (), turn: int | None = None
) -> Answer:
    """Write down what was said at a place; what stood there before is replaced by it."""
    before = last_word(x.interview, place.key)
    answer = Answer(
        id=_next_id(x),
        question=place.question.id,
        step=_round(x, place, read),
        kind=place.question.kind,
        value=read.value,
        verbatim=read.verbatim,
        at=x.now,
        absence=read.absence,
        revision_of=before.id if before else None,
        turn=turn,
        messages=messages,
    )
    _append(x, answer)
    link_files(x, answer.id)
    return answer


def record_follow_up(
    x: Exchange, place: Place, mark: ProbeMark, read: Read, messages: tuple[str, ...] = ()
) -> Answer:
    """Write down what was said to a follow-up."""
    answer = Answer(
        id=_next_id(x),
        question=place.question.id,
        step=place.position.step,
        kind=Kind.TEXT,
        value=read.value,
        verbatim=read.verbatim,
        at=x.now,
        absence=read.absence,
        probe=mark,
        turn=x.progress.turn,
        messages=messages,
    )
    _append(x, answer)
    link_files(x, answer.id)
    return answer


def link_files(x: Exchange, answer: AnswerId) -> None:
    """Have the files that belong to no answer yet belong to this one."""
    known = x.interview.attachments
    if any(file.answer is None for file in known):
        linked = tuple(f if f.answer else replace(f, answer=answer) for f in known)
        x.interview = replace(x.interview, attachments=linked)


def revise(x: Exchange, old: Answer, read: Read, messages: tuple[str, ...]) -> Answer:
    """Replace an answer outside of its prompt: an edited, deleted or added message."""
    answer = replace(
        old,
        id=_next_id(x),
        value=read.value,
        verbatim=read.verbatim,
        absence=read.absence,
        at=x.now,
        revision_of=old.id,
        turn=None,
        messages=messages,
    )
    place = place_of(x.flow, x.interview, Position(old.question, old.step))
    if answer.probe is None and place is not None:
        _follow_in_steps(x, place, answer)
    _append(x, answer)
    return answer


def take_back(x: Exchange, old: Answer) -> None:
    """Withdraw an answer whose message was deleted."""
    revise(x, old, Read(None, "", Absence.SKIPPED), ())
    x.note(
        answers=tuple(
            replace(a, excluded=True) if a.id == old.id else a for a in x.interview.answers
        )
    )


def mark_excluded(x: Exchange) -> None:
    """Exclude what no longer has a place, and take back in what has one again."""
    standing = Standing(x.interview, x.agenda)
    marked = [(a, standing.excludes(a)) for a in x.interview.answers]
    if any(a.excluded != out for a, out in marked):
        x.note(
            answers=tuple(a if a.excluded == out else replace(a, excluded=out) for a, out in marked)
        )


def thread(x: Exchange, place: Place) -> list[Answer]:
    """List the answer at a place and what followed it up, as far as they count."""
    main = x.agenda.answer_at(place.key)
    return [
        a
        for a in x.interview.current_answers()
        if (a.question, a.step) == place.key and (a.probe is not None or a == main)
    ]


def _next_id(x: Exchange) -> AnswerId:
    return AnswerId(f"a{len(x.interview.answers) + 1}")


def _append(x: Exchange, answer: Answer) -> None:
    x.note(answers=(*x.interview.answers, answer))
    if answer.revision_of is not None or x.agenda.has_moved():
        mark_excluded(x)
    if _allows_quotes(x, answer):
        x.interview = replace(x.interview, quotes_allowed=answer.value is True)


def _allows_quotes(x: Exchange, answer: Answer) -> bool:
    if answer.kind is not Kind.YESNO:
        return False
    return any(
        question.id == answer.question and question.measure is Measure.QUOTES
        for _, _, question in x.flow.questions()
    )


# ── steps ─────────────────────────────────────────────────────────────────────────────────────────


def _round(x: Exchange, place: Place, read: Read) -> StepId | None:
    """Say which step an answer is about; what opens a round makes it, rewords or hides it."""
    if not place.opens_round:
        return place.step.id if place.step is not None else None
    if place.step is not None:
        _rewrite(x, place.step, None if read.absence else _told(x, place.question, read))
        return place.step.id
    if read.absence is not None:
        return None
    shown = x.interview.visible_steps()
    step = Step(
        id=StepId(f"s{len(x.interview.steps) + 1}"),
        order=len(shown) + 1,
        text=_told(x, place.question, read),
        source=place.question.id,
    )
    x.note(steps=(*x.interview.steps, step))
    return step.id


def _told(x: Exchange, question: Question, said: Read | Answer) -> str:
    """Word a step as its respondent did, or as the option says that they chose."""
    values = said.value if isinstance(said.value, tuple) else (said.value,)
    if question.kind in (Kind.CHOICE, Kind.CHOICES):
        return ", ".join(label_of(x, question, str(value)) for value in values)
    return said.verbatim.strip()


def _rewrite(x: Exchange, step: Step, text: str | None) -> None:
    new = replace(step, hidden=True) if text is None else replace(step, text=text)
    x.note(steps=tuple(new if s.id == step.id else s for s in x.interview.steps))


def _follow_in_steps(x: Exchange, place: Place, answer: Answer) -> None:
    """Keep steps in line with an answer that was edited or deleted."""
    for step in x.interview.steps:
        if step.source != answer.question:
            continue
        if answer.kind is Kind.STORY:
            if answer.absence is not None:
                _rewrite(x, step, None)
        elif step.id == answer.step:
            _rewrite(x, step, None if answer.absence else _told(x, place.question, answer))


def add_step(x: Exchange, source: QuestionId, text: str, at: datetime) -> None:
    """Put a step that was told as it happened behind the others of its story."""
    told = [step for step in x.interview.visible_steps() if step.source == source]
    number = StepId(f"s{len(x.interview.steps) + 1}")
    _arrange(x, source, [*told, Step(id=number, order=0, text=text, source=source, at=at)])


def stamp_step(x: Exchange, step: StepId | None, at: datetime) -> None:
    """Say when a step happened."""
    x.note(steps=tuple(replace(s, at=at) if s.id == step else s for s in x.interview.steps))


def set_steps(x: Exchange, source: QuestionId, texts: tuple[str, ...]) -> None:
    """Make these the steps of a story.

    A step that is still told, in the same or in like words, keeps its id and so its answers.
    One that is gone is hidden, never deleted.
    """
    mine = [s for s in x.interview.visible_steps() if s.source == source]
    mine += [s for s in x.interview.steps if s.hidden and s.source == source]
    kept = _same_steps(mine, texts)
    number = len(x.interview.steps)
    told = []
    for position, text in enumerate(texts):
        step = kept.get(position)
        if step is None:
            number += 1
            step = Step(id=StepId(f"s{number}"), order=0, text=text, source=source)
        told.append(replace(step, text=text, hidden=False))
    _arrange(x, source, told)


def _same_steps(known: list[Step], texts: tuple[str, ...]) -> dict[int, Step]:
    """Which position holds which known step: first those in the same words, then in like words."""
    free = list(known)
    found: dict[int, Step] = {}
    for alike in (_is_same, _is_reworded):
        for position, text in enumerate(texts):
            if position not in found:
                step = next((s for s in free if alike(s, text)), None)
                if step is not None:
                    found[position] = step
                    free.remove(step)
    return found


def _is_same(step: Step, text: str) -> bool:
    return folded(step.text) == folded(text)


def _is_reworded(step: Step, text: str) -> bool:
    likeness = SequenceMatcher(None, folded(step.text), folded(text), autojunk=False).ratio()
    return not step.hidden and likeness >= _REWORDED


def _arrange(x: Exchange, source: QuestionId, told: list[Step]) -> None:
    """Put a story's steps where they stood among the others, and number all anew."""
    shown = x.interview.visible_steps()
    start = next((n for n, step in enumerate(shown) if step.source == source), len(shown))
    others = [step for step in shown if step.source != source]
    in_order = [*others[:start], *told, *others[start:]]
    numbered = {step.id: replace(step, order=n) for n, step in enumerate(in_order, 1)}
    known = [
        numbered.pop(step.id) if step.id in numbered else replace(step, hidden=True)
        for step in x.interview.steps
    ]
    x.note(steps=(*known, *numbered.values()))
    mark_excluded(x)
