"""What a place of the agenda takes: its options as the respondent sees them, what they mean."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from cxmodel.errors import RejectedAnswer
from cxmodel.guide import Measure, OptionsFrom
from cxmodel.interview import Absence, Answer, Kind, Step
from interview_flows.agenda import Place, study_field
from interview_flows.choosing import Choice
from interview_flows.durations import Unit, unit_named
from interview_flows.exchange import Exchange
from interview_flows.flow import Question, Wording
from interview_flows.parsing import Asked, Read, read_answer
from interview_flows.phrases import Phrases
from interview_flows.slots import fill
from interview_flows.unsaid import absence_said, closes_list
from interview_flows.words import clip, spoken, unaccented

LABEL = 60  # characters of a step or touchpoint on a button
QUOTE = 200  # characters of an earlier answer inside a sentence
_MOST_POINTS = 11  # of a scale that is shown as buttons

_CLOSE = "_close"  # id of the option that ends a list of things


def options_of(x: Exchange, place: Place) -> tuple[Choice, ...]:
    """List the options to show; none where only words, a number or a file will do."""
    question = place.question
    match question.kind:
        case Kind.CHOICE | Kind.CHOICES:
            shown = tuple(_choices(x, question))
        case Kind.FEELING:
            shown = tuple(_faces(x.words))
        case Kind.YESNO:
            shown = (Choice("yes", x.words.yes), Choice("no", x.words.no))
        case Kind.SCALE:
            shown = tuple(_points(question))
        case _:
            shown = ()
    return (*shown, *_closing(x, place)) if place.opens_round else shown


def _faces(words: Phrases) -> Iterator[Choice]:
    for value, label, also in zip(range(-2, 3), words.faces, words.heard.face_words, strict=True):
        yield Choice(str(value), label, also=also)


def _choices(x: Exchange, question: Question) -> Iterator[Choice]:
    taken = set()
    if question.options_from is OptionsFrom.STEPS:
        for step in x.interview.visible_steps():
            yield Choice(step.id, brief(step.text, LABEL))
    if question.options_from is OptionsFrom.STAGES:
        for stage in x.agenda.stages():
            yield Choice(stage.id, filled(x, stage.title))
    if question.options_from is OptionsFrom.TOUCHPOINTS:
        for touchpoint in x.study.touchpoints:
            taken.add(spoken(touchpoint))
            yield Choice(touchpoint, touchpoint)
    for option in question.options:
        label = x.wording(option.label)
        if spoken(label) not in taken:
            also = _also(x, question, option.id)
            yield Choice(option.id, label, option.absence, option.exclusive, also)


def _also(x: Exchange, question: Question, option: str) -> frozenset[str]:
    """Say which words, beside its label, mean an option that every flow has alike."""
    if question.measure is not Measure.RECURRENCE:
        return frozenset()
    return x.words.heard.how_often.get(option, frozenset())


def _points(question: Question) -> Iterator[Choice]:
    if question.range is None:
        return
    low, high = int(question.range.low), int(question.range.high)
    if high - low < _MOST_POINTS:
        yield from (Choice(str(point), str(point)) for point in range(low, high + 1))


def _closing(x: Exchange, place: Place) -> Iterator[Choice]:
    """Offer the way out of a list of things, where the flow's own options offer none."""
    if place.step is not None:
        return
    if any(option.absence is not None for option in place.question.options):
        return
    is_first = not any(step.source == place.question.id for step in x.interview.visible_steps())
    label = x.words.nothing if is_first else x.words.thats_all
    yield Choice(_CLOSE, label, Absence.DID_NOT_HAPPEN, exclusive=True)


def read_words(x: Exchange, place: Place, text: str) -> Read:
    """Understand typed words. Raises RejectedAnswer with the sentence to ask again with."""
    options = options_of(x, place)
    closes = options and options[-1].id == _CLOSE
    if closes and (closes_list(text, x.words) or unaccented(text) == unaccented(options[-1].label)):
        return Read(None, text, Absence.DID_NOT_HAPPEN)
    if place.question.kind is Kind.TEXT and (unsaid := absence_said(text, x.words)):
        return _nothing_said(x, place.question, text, unsaid)
    own = tuple(choice for choice in options if choice.id != _CLOSE)
    read = read_answer(_asked(x, place.question, own), text, x.words, x.now.date())
    return Read(None, read.verbatim, read.absence) if read.absence else read


def _nothing_said(x: Exchange, question: Question, text: str, absence: Absence) -> Read:
    """Keep a "no idea" as what it is, where the question may be left out."""
    if not question.skippable:
        raise RejectedAnswer(x.words.needed)
    return Read(None, text, absence)


def _asked(x: Exchange, question: Question, own: tuple[Choice, ...]) -> Asked:
    limits = question.range
    if question.kind is Kind.SCALE and limits is not None:
        ends = ((limits.low, limits.low_label), (limits.high, limits.high_label))
        own = tuple(Choice(f"{point:g}", x.wording(label)) for point, label in ends if label)
    return Asked(
        question.kind,
        options=own,
        free=question.free,
        low=limits.low if limits else None,
        high=limits.high if limits else None,
        unit=_unit(question),
    )


def _unit(question: Question) -> Unit:
    """What a number counts: told by its unit, else by the id of its kind of effort."""
    named = unit_named(question.effort.kind) if question.effort is not None else None
    return question.unit or named or Unit.THINGS


def read_tap(question: Question, choice: Choice) -> Read:
    """Understand a tap on one option."""
    if choice.absence is not None:
        return Read(None, choice.label, choice.absence)
    match question.kind:
        case Kind.FEELING | Kind.SCALE:
            return Read(int(choice.id), choice.label)
        case Kind.YESNO:
            return Read(choice.id == "yes", choice.label)
        case _:
            return Read(choice.id, choice.label)


def read_ticks(ticked: list[Choice]) -> Read:
    """Understand a finished checklist of one tick or more."""
    words = ", ".join(choice.label for choice in ticked)
    if len(ticked) == 1 and ticked[0].absence is not None:
        return Read(None, words, ticked[0].absence)
    return Read(tuple(choice.id for choice in ticked), words)


def position_of(options: tuple[Choice, ...], option: int | str) -> int | None:
    """Where a tapped option stands, given by position or label; None where it is not on offer."""
    if isinstance(option, int):
        return option if 0 <= option < len(options) else None
    said = unaccented(option)
    return next(
        (
            n
            for n, c in enumerate(options)
            if c.label == option or (said and unaccented(c.label) == said)
        ),
        None,
    )


def in_words(x: Exchange, question: Question, answer: Answer) -> str:
    """Put an answer as a person would read it: labels for options, else their own words."""
    if answer.absence is Absence.DID_NOT_HAPPEN:
        return answer.verbatim or x.words.did_not_happen
    if answer.absence is not None:
        return x.words.skipped_answer
    value = answer.value
    if answer.probe is not None:
        return answer.verbatim
    if question.kind is Kind.FEELING and isinstance(value, int):
        return x.words.faces[value + 2]
    if question.kind is Kind.YESNO:
        return x.words.yes if value else x.words.no
    if question.kind is Kind.CHOICE and isinstance(value, str):
        return label_of(x, question, value)
    if question.kind is Kind.CHOICES and isinstance(value, tuple):
        return ", ".join(label_of(x, question, one) for one in value)
    return answer.verbatim


def label_of(x: Exchange, question: Question, value: str) -> str:
    """Label the id of an option; a respondent's own words are their own label."""
    for option in question.options:
        if option.id == value:
            return x.wording(option.label)
    if question.options_from is OptionsFrom.STEPS:
        return next((step.text for step in x.interview.steps if step.id == value), value)
    if question.options_from is OptionsFrom.STAGES:
        titles = {stage.id: filled(x, stage.title) for stage in x.flow.sections if stage.stage}
        return titles.get(value, value)
    return value


def filled(
    x: Exchange,
    wording: Wording,
    step: Step | None = None,
    also: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Take a sentence of the flow and fill its slots; those of `also` have these words."""
    text = x.wording(wording)
    return fill(text, lambda name: _slot(x, name, step, also)) if "{{" in text else text


def _slot(x: Exchange, name: str, step: Step | None, also: Mapping[str, str]) -> str:
    if name in also:
        return also[name]
    if name == "step":
        return brief(step.text, QUOTE) if step else "…"
    if name == "title":
        return x.wording(x.flow.title)
    if name.startswith("study."):
        said = study_field(x.study, name)
        return ", ".join(said) if isinstance(said, tuple) else str(said or "…")
    about = step.id if step else None
    answer = x.agenda.answer_at((name, about)) or x.agenda.answer_at((name, None))
    question = next((q for _, _, q in x.flow.questions() if q.id == name), None)
    if answer is None or answer.value is None or question is None:
        return "…"
    return brief(in_words(x, question, answer), QUOTE)


def brief(text: str, limit: int) -> str:
    """One line of a text, cut at `limit` characters."""
    return clip(" ".join(text.split()), limit)
