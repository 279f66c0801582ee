"""The respondent's own journey in a few lines or a picture: only what they said, in their words."""

from collections.abc import Iterator
from dataclasses import dataclass

from cxmodel.guide import Lane
from cxmodel.interview import Answer, Kind, Step
from interview_flows.agenda import Place
from interview_flows.exchange import Exchange
from interview_flows.offers import QUOTE, brief, filled, in_words
from interview_flows.talk import DrawnStep, Picture

_STEP_SHOWN = 100  # characters
_TOUCHPOINT_SHOWN = 60  # characters
_LOW = -1  # a feeling from here downwards is a low point
_LOW_LANES = (Lane.PAIN, Lane.WHY, Lane.FEELING)
_TELLING = (Lane.ACTION, Lane.TOUCHPOINT_CURRENT, Lane.THOUGHT)  # what a stage is told by

Said = tuple[Place, Answer]


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of the story, or a stage where no story was told."""

    title: str
    detail: str  # a step's touchpoint; what was said of a stage
    feeling: int | None  # −2 … +2
    number: int | None  # of a step


@dataclass(frozen=True, slots=True)
class MiniMap:
    """What is played back; a sentence is empty where nothing was said of it."""

    need: str
    moments: tuple[Moment, ...]
    low: str
    wish: str


def mini_map(x: Exchange) -> MiniMap:
    """Gather need, steps or stages with feelings, low point and wish."""
    said = [(place, answer) for place, answer in x.agenda.answered() if answer.value is not None]
    moments = _steps(x, said) if x.interview.visible_steps() else _stages(x, said)
    return MiniMap(
        need=_line(x, x.words.need_line, _in_lane(said, Lane.NEED)),
        moments=tuple(moments),
        low=_line(x, x.words.low_line, _lowest(said)),
        wish=_line(x, x.words.wish_line, _in_lane(said, Lane.TOUCHPOINT_DESIRED)),
    )


def told_map(x: Exchange) -> list[str]:
    """List the mini-map in lines; empty if all is unsaid."""
    drawn = mini_map(x)
    moments = (_told(x, moment) for moment in drawn.moments)
    return [line for line in (drawn.need, *moments, drawn.low, drawn.wish) if line]


def picture(x: Exchange) -> Picture:
    """Put the mini-map into what a messenger draws."""
    drawn = mini_map(x)
    return Picture(
        heading=x.words.playback,
        need=drawn.need,
        steps=tuple(
            DrawnStep(_numbered(moment), moment.detail, moment.feeling) for moment in drawn.moments
        ),
        low=drawn.low,
        wish=drawn.wish,
        caption=x.words.picture_caption,
    )


def _told(x: Exchange, moment: Moment) -> str:
    face = "" if moment.feeling is None else f" {x.words.face_signs[moment.feeling + 2]}"
    if moment.number is not None:
        where = f" ({moment.detail})" if moment.detail else ""
        return f"{_numbered(moment)}{where}{face}"
    return f"{moment.title}{': ' if moment.detail else ''}{moment.detail}{face}"


def _numbered(moment: Moment) -> str:
    return moment.title if moment.number is None else f"{moment.number}. {moment.title}"


def _line(x: Exchange, sentence: str, found: Said | None) -> str:
    if found is None:
        return ""
    place, answer = found
    about = f"{_about(x, place)} – " if _about(x, place) else ""
    return sentence.format(words=about + brief(in_words(x, place.question, answer), QUOTE))


def _about(x: Exchange, place: Place) -> str:
    """Name the step that a word is about; without a story, the stage of a low point."""
    if place.step is not None:
        return brief(place.step.text, _STEP_SHOWN)
    is_low = place.question.lane in _LOW_LANES and not x.interview.visible_steps()
    return filled(x, place.section.title) if is_low and place.section.stage else ""


def _in_lane(said: list[Said], lane: Lane, step: Step | None = None) -> Said | None:
    return next((s for s in said if s[0].question.lane is lane and s[0].step == step), None)


def _stages(x: Exchange, said: list[Said]) -> Iterator[Moment]:
    """List the stages that were felt or described, where no story was told."""
    for section in x.flow.sections:
        here = [s for s in said if s[0].section is section]
        about = next((s for lane in _TELLING if (s := _in_lane(here, lane)) is not None), None)
        feeling = _feeling(here)
        if section.stage and (about or feeling is not None):
            words = brief(in_words(x, about[0].question, about[1]), _STEP_SHOWN) if about else ""
            yield Moment(filled(x, section.title), words, feeling, None)


def _steps(x: Exchange, said: list[Said]) -> Iterator[Moment]:
    by_step: dict[str, list[Said]] = {}
    for place, answer in said:
        if place.step is not None:
            by_step.setdefault(place.step.id, []).append((place, answer))
    for number, step in enumerate(x.interview.visible_steps(), 1):
        yield _step(x, number, step, by_step.get(step.id, []))


def _step(x: Exchange, number: int, step: Step, said: list[Said]) -> Moment:
    touchpoint = _in_lane(said, Lane.TOUCHPOINT_CURRENT, step)
    where = ""
    if touchpoint is not None:
        words = in_words(x, touchpoint[0].question, touchpoint[1])
        where = brief(words, _TOUCHPOINT_SHOWN)
    return Moment(brief(step.text, _STEP_SHOWN), where, _feeling(said), number)


def _feeling(said: list[Said]) -> int | None:
    return next((_value(s) for s in said if s[0].question.kind is Kind.FEELING), None)


def _lowest(said: list[Said]) -> Said | None:
    """Find what was said of the pain where the feeling was lowest, else that feeling itself."""
    low = [s for s in said if s[0].question.kind is Kind.FEELING and _value(s) <= _LOW]
    if not low:
        return None
    place, answer = min(low, key=_value)
    here = [s for s in said if s[0].section is place.section and s[0].question.kind is Kind.TEXT]
    pain = _in_lane(here, Lane.PAIN, place.step) or _in_lane(here, Lane.WHY, place.step)
    return pain or (place, answer)


def _value(said: Said) -> int:
    value = said[1].value
    return value if isinstance(value, int) else 0
