"""What a typed answer means: free text in, a typed value out, or a sentence to ask again with."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Absence, Kind, Value
from interview_flows.agreeing import agreement
from interview_flows.choosing import (
    Choice,
    choose_many,
    choose_one,
    listed,
    matching,
    named_exactly,
)
from interview_flows.counting import (
    counts_nothing,
    in_other_words,
    leaves_open,
    tells_moment,
    tells_rate,
    tells_times,
)
from interview_flows.dates import read_date
from interview_flows.durations import NotInUnit, Unit, time_in
from interview_flows.numerals import (
    Number,
    bare_number,
    plain_figures,
    readable_numbers,
    says_none,
    shown,
)
from interview_flows.phrases import Phrases
from interview_flows.vocabulary import Vocabulary
from interview_flows.words import clean, emoji_of, spoken, unaccented

__all__ = ["Asked", "Choice", "Read", "clean", "read_answer"]

_SHORT = 300  # characters; a number, a face or a yes is never longer

_EMOJI = {
    "-2": "😞😢😭😡😠🤬😩😫😖😤🤯💔😱🤮",
    "-1": "🙁☹😕😟😒😔👎😣😦😧😬",
    "0": "😐😑😶🤷🫤🤔",
    "1": "🙂😊👍☺😌😉👌",
    "2": "😀😃😄😁🤩😍🥰😆🥳🎉❤💯",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question takes, in the respondent's language.

    feeling: five options with ids "-2" … "2" in this order; none stands for the faces
    that the phrases name.
    scale: options whose ids are numbers name points of it by words. `free`: a choice that also
    takes their own words. `low`, `high`: of a scale or a number, both ends included. `unit`: of
    a number, what it counts.
    """

    kind: Kind
    options: tuple[Choice, ...] = ()
    free: bool = False
    low: float | None = None
    high: float | None = None
    unit: Unit = Unit.THINGS


@dataclass(frozen=True, slots=True)
class Read:
    """A typed answer, understood: its value (`cxmodel.interview.Value`) and their own words."""

    value: Value
    verbatim: str
    absence: Absence | None = None  # of the chosen option


def read_answer(asked: Asked, text: str, phrases: Phrases, today: date | None = None) -> Read:
    """Read what a respondent typed. `today`: their date, so that "yesterday" can be a day.

    Raises RejectedAnswer with the sentence to show where nothing, nothing certain or nothing
    allowed was said.

    >>> from interview_flows.english import ENGLISH
    >>> read_answer(Asked(Kind.SCALE, low=0, high=10), "８", ENGLISH).value
    8
    """
    verbatim = clean(text)
    if not verbatim:
        raise RejectedAnswer(phrases.no_words)
    if asked.kind is Kind.DATE:
        return Read(read_date(_short(verbatim, phrases), phrases, today).isoformat(), verbatim)
    return _READERS[asked.kind](asked, verbatim, phrases)


def _words(_asked: Asked, verbatim: str, _phrases: Phrases) -> Read:
    return Read(verbatim.strip(), verbatim)


def _choice(asked: Asked, verbatim: str, phrases: Phrases) -> Read:
    picked = choose_one(asked.options, verbatim, phrases, free=asked.free)
    if isinstance(picked, str):
        return Read(picked, verbatim)
    return Read(picked.id, verbatim, picked.absence)


def _choices(asked: Asked, verbatim: str, phrases: Phrases) -> Read:
    picked = choose_many(asked.options, verbatim, phrases, free=asked.free)
    ids = tuple(p if isinstance(p, str) else p.id for p in picked)
    only = picked[0] if len(picked) == 1 else None
    return Read(ids, verbatim, only.absence if isinstance(only, Choice) else None)


def _scale(asked: Asked, verbatim: str, phrases: Phrases) -> Read:
    text, heard = _short(verbatim, phrases), phrases.heard
    points = {bare_number(o.id, heard): _without_figure(o) for o in asked.options}
    number = bare_number(text, heard)
    if number is None:
        named = matching(tuple(points.values()), text)
        one = bare_number(named[0].id, heard) if len(named) == 1 else None
        number = _point(asked, text, heard) if one is None else one
    if number is None or number != int(number):
        raise RejectedAnswer(_with_range(phrases.whole_number, asked, phrases))
    value = int(_within(asked, number, phrases))
    return Read(value, verbatim, points[value].absence if value in points else None)


def _without_figure(option: Choice) -> Choice:
    """Take the number off a label such as "1 – very difficult"."""
    return replace(option, label=re.sub(r"^\W*[0-9]+\W+(?=\w)", "", option.label))


def _point(asked: Asked, text: str, heard: Vocabulary) -> Number | None:
    """Read the one number in a text; of "8 out of 10" the eight; None where there is no one."""
    try:
        found = readable_numbers(text, heard)
    except ValueError:
        return None
    if leaves_open(text, heard) or counts_nothing(text, asked.unit, heard):
        return None
    if len(found) == 2 and found[1] == asked.high and _is_share(text, heard):  # noqa: PLR2004
        return found[0]
    return found[0] if len(found) == 1 else None


def _is_share(text: str, heard: Vocabulary) -> bool:
    """Whether a slash or "out of" stands between two numbers."""
    return "/" in text or bool(heard.numerals.out_of & set(unaccented(text).split()))


def _number(asked: Asked, verbatim: str, phrases: Phrases) -> Read:
    text, heard = _short(verbatim, phrases), phrases.heard
    if says_none(text, heard):
        return Read(_within(asked, 0, phrases), verbatim)
    if asked.unit is Unit.THINGS:
        text = in_other_words(text, heard)  # first: "not once" denies a number, too
    if leaves_open(text, heard):
        raise RejectedAnswer(_with_range(phrases.closest_number, asked, phrases))
    if tells_moment(text, heard) or tells_times(text, asked.unit, heard):
        raise RejectedAnswer(_in_which_unit(asked, phrases))
    try:
        time = time_in(text, asked.unit, heard)
        found = readable_numbers(text, heard) if time is None else (time,)
    except NotInUnit as error:
        raise RejectedAnswer(_in_which_unit(asked, phrases)) from error
    except ValueError as error:
        raise RejectedAnswer(phrases.unsafe_number) from error
    if len(found) > 1:
        raise RejectedAnswer(phrases.several_numbers)
    if not found:
        raise RejectedAnswer(_with_range(phrases.some_number, asked, phrases))
    is_named = time is None and counts_nothing(text, asked.unit, heard)
    if is_named or tells_rate(text, asked.unit, heard):
        read = phrases.number_read.format(number=shown(found[0]))
        raise RejectedAnswer(f"{read} {phrases.number_alone}")
    return Read(_within(asked, found[0], phrases), verbatim)


def _in_which_unit(asked: Asked, phrases: Phrases) -> str:
    if asked.unit is Unit.THINGS:
        return phrases.no_time
    return phrases.other_unit.format(unit=phrases.unit_names[str(asked.unit)])


def _within(asked: Asked, number: Number, phrases: Phrases) -> Number:
    """Let a number through that lies in the range asked for."""
    too_low = asked.low is not None and number < asked.low
    too_high = asked.high is not None and number > asked.high
    if too_low or too_high:
        read = phrases.number_read.format(number=shown(number))
        raise RejectedAnswer(_with_range(read, asked, phrases))
    return number


def _with_range(sentence: str, asked: Asked, phrases: Phrases) -> str:
    """Add to a sentence between which numbers the answer lies, where that is so."""
    low, high = asked.low, asked.high
    if low is not None and high is not None:
        return f"{sentence} {phrases.range_between.format(low=shown(low), high=shown(high))}"
    if low is not None:
        return f"{sentence} {phrases.range_from.format(low=shown(low))}"
    if high is not None:
        return f"{sentence} {phrases.range_up_to.format(high=shown(high))}"
    return sentence


def _feeling(asked: Asked, verbatim: str, phrases: Phrases) -> Read:
    text, faces = _short(verbatim, phrases), asked.options or faces_in(phrases)
    number = bare_number(text, phrases.heard)
    if number is not None:
        return Read(_face_value(number, plain_figures(text), faces, phrases), verbatim)
    if pictured := _pictured(text, faces):
        return Read(int(pictured), verbatim)
    named = named_exactly(faces, text, phrases.heard)
    picked = named or choose_one(_by_label(faces), text, phrases, others=0)
    return Read(int(picked if isinstance(picked, str) else picked.id), verbatim)


def faces_in(phrases: Phrases) -> tuple[Choice, ...]:
    """Five faces with words, from −2 to +2, and what else means them."""
    words = zip(range(-2, 3), phrases.faces, phrases.heard.face_words, strict=True)
    return tuple(Choice(str(value), label, also=also) for value, label, also in words)


def _by_label(faces: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Faces without their other words, which differ by "quite" and "really" alone."""
    return tuple(replace(face, also=frozenset()) for face in faces)


def _face_value(number: Number, figures: str, faces: tuple[Choice, ...], phrases: Phrases) -> int:
    """Read a signed number as the value, a bare one as the 1-based position of a face."""
    signed = figures.startswith(("+", "-"))
    values = [o.id for o in faces]
    if signed and shown(number) in values:
        return int(number)
    if not signed and number in range(1, len(faces) + 1):
        return int(values[int(number) - 1])
    raise RejectedAnswer(phrases.type_option.format(list=listed(faces)))


def _pictured(text: str, faces: tuple[Choice, ...]) -> str | None:
    """Id of the face that an emoji without words shows; the question's own emoji count first."""
    shown_emoji = "" if spoken(text) else "".join(c for c in emoji_of(text) if c not in "♀♂")
    if not shown_emoji:
        return None
    for emoji_by_id in ({o.id: emoji_of(o.label) for o in faces}, _EMOJI):
        fits = {i for i, emoji in emoji_by_id.items() if set(shown_emoji) <= set(emoji)}
        if len(fits) == 1:
            return fits.pop()
    return None


def _yesno(asked: Asked, verbatim: str, phrases: Phrases) -> Read:
    text, heard = _short(verbatim, phrases), phrases.heard
    number = bare_number(text, heard)
    if number in {1, 2} and plain_figures(text)[0] not in "+-":
        return Read(_is_yes(asked.options, int(number) - 1), verbatim)
    found = matching(asked.options, text)
    if len(found) == 1:
        return Read(_is_yes(asked.options, asked.options.index(found[0])), verbatim)
    agrees = agreement(text, heard)
    if agrees is None:
        raise RejectedAnswer(phrases.yes_or_no)
    return Read(agrees, verbatim)


def _is_yes(options: tuple[Choice, ...], position: int) -> bool:
    """Whether the option at a 0-based position is the yes: by its id, else the first of two."""
    name = options[position].id if position < len(options) else ""
    return name not in {"no", "false"} and (position == 0 or name in {"yes", "true"})


def _media(_asked: Asked, _verbatim: str, phrases: Phrases) -> Read:
    raise RejectedAnswer(phrases.send_file)


def _short(verbatim: str, phrases: Phrases) -> str:
    """Let only a text through that can be one number, face, day or yes."""
    if len(verbatim) > _SHORT:
        raise RejectedAnswer(phrases.too_long)
    return verbatim


_READERS: Mapping[Kind, Callable[[Asked, str, Phrases], Read]] = {
    Kind.TEXT: _words,
    Kind.STORY: _words,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.SCALE: _scale,
    Kind.FEELING: _feeling,
    Kind.YESNO: _yesno,
    Kind.NUMBER: _number,
    Kind.MEDIA: _media,
}
