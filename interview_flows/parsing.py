"""What a typed answer means: free text in, a typed value out, or a sentence to ask again with."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Absence, Kind, Value
from interview_flows.agreeing import agreement
from interview_flows.choosing import Choice, choose_many, choose_one, matching, named_exactly
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
from interview_flows.phrases import ENGLISH
from interview_flows.words import clean, emoji_of, spoken, word_set

__all__ = ["Asked", "Choice", "Read", "clean", "read_answer"]

_SHORT = 300  # characters; a number, a face or a yes is never longer

FACES = tuple(
    Choice(str(value), label, also=words)
    for value, label, words in zip(
        range(-2, 3), ENGLISH.faces, ENGLISH.heard.face_words, strict=True
    )
)
"""Five faces with words, from −2 to +2, where the question brings no options of its own."""

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

    feeling: five options with ids "-2" … "2" in this order; none stands for `FACES`.
    scale: options whose ids are numbers name points of it by words. `free`: a choice that also
    takes their own words. `low`, `high`: of a scale or a number, both ends included. `unit`: of
    a number, what it counts; None where that is not known.
    """

    kind: Kind
    options: tuple[Choice, ...] = ()
    free: bool = False
    low: float | None = None
    high: float | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """A typed answer, understood: its value (`cxmodel.interview.Value`) and their own words."""

    value: Value
    verbatim: str
    absence: Absence | None = None  # of the chosen option


def read_answer(asked: Asked, text: str, language: str = "en", today: date | None = None) -> Read:
    """Read what a respondent typed. `today`: their date, so that "yesterday" can be a day.

    Raises RejectedAnswer with the sentence to show where nothing, nothing certain or nothing
    allowed was said.

    >>> read_answer(Asked(Kind.SCALE, low=0, high=10), "８").value
    8
    """
    verbatim = clean(text)
    if not verbatim:
        raise RejectedAnswer("I did not get any words there. Please type your answer once more.")
    if asked.kind is Kind.DATE:
        return Read(read_date(_short(verbatim), language, today).isoformat(), verbatim)
    return _READERS[asked.kind](asked, verbatim, language)


def _words(_asked: Asked, verbatim: str, _language: str) -> Read:
    return Read(verbatim.strip(), verbatim)


def _choice(asked: Asked, verbatim: str, _language: str) -> Read:
    picked = choose_one(asked.options, verbatim, free=asked.free)
    if isinstance(picked, str):
        return Read(picked, verbatim)
    return Read(picked.id, verbatim, picked.absence)


def _choices(asked: Asked, verbatim: str, _language: str) -> Read:
    picked = choose_many(asked.options, verbatim, free=asked.free)
    ids = tuple(p if isinstance(p, str) else p.id for p in picked)
    only = picked[0] if len(picked) == 1 else None
    return Read(ids, verbatim, only.absence if isinstance(only, Choice) else None)


def _scale(asked: Asked, verbatim: str, language: str) -> Read:
    text = _short(verbatim)
    points = {bare_number(o.id): _without_figure(o) for o in asked.options}
    number = bare_number(text, language)
    if number is None:
        named = matching(tuple(points.values()), text)
        number = bare_number(named[0].id) if len(named) == 1 else _point(asked, text, language)
    if number is None or number != int(number):
        raise RejectedAnswer(f"Please answer with one whole number{_from_to(asked)}.")
    value = int(_within(asked, number))
    return Read(value, verbatim, points[value].absence if value in points else None)


def _without_figure(option: Choice) -> Choice:
    """Take the number off a label such as "1 – very difficult"."""
    return replace(option, label=re.sub(r"^\W*[0-9]+\W+(?=\w)", "", option.label))


def _point(asked: Asked, text: str, language: str) -> Number | None:
    """Read the one number in a text; of "8 out of 10" the eight; None where there is no one."""
    try:
        found = readable_numbers(text, language)
    except ValueError:
        return None
    if len(found) == 2 and found[1] == asked.high and _is_share(text):  # noqa: PLR2004
        return found[0]
    return found[0] if len(found) == 1 else None


def _is_share(text: str) -> bool:
    """Whether a slash or "out of" stands between two numbers."""
    between = set(spoken(text).split())
    return "/" in text or bool(between & word_set("of von aus de sur sobre em من"))


def _number(asked: Asked, verbatim: str, language: str) -> Read:
    text = _short(verbatim)
    if says_none(text, language):
        return Read(_within(asked, 0), verbatim)
    try:
        time = time_in(text, asked.unit, language) if asked.unit is not None else None
        found = readable_numbers(text, language) if time is None else (time,)
    except NotInUnit as error:
        raise RejectedAnswer(_in_which_unit(asked)) from error
    except ValueError as error:
        raise RejectedAnswer(
            "I could not read that number safely. Please type it in plain digits, for example 3."
        ) from error
    if len(found) > 1:
        raise RejectedAnswer("I see more than one number there. Please type just the one you mean.")
    if not found:
        raise RejectedAnswer(f"Please type a number{_from_to(asked)}, for example 3.")
    return Read(_within(asked, found[0]), verbatim)


def _in_which_unit(asked: Asked) -> str:
    if asked.unit is Unit.THINGS:
        return "I need a number without a time here. Please type just the number, for example 3."
    return f"I cannot count that in {asked.unit}. Please type the number of {asked.unit}."


def _within(asked: Asked, number: Number) -> Number:
    """Let a number through that lies in the range asked for."""
    too_low = asked.low is not None and number < asked.low
    too_high = asked.high is not None and number > asked.high
    if too_low or too_high:
        raise RejectedAnswer(
            f"I read {shown(number)} there. Please type a number{_from_to(asked)}."
        )
    return number


def _from_to(asked: Asked) -> str:
    if asked.low is not None and asked.high is not None:
        return f" from {shown(asked.low)} to {shown(asked.high)}"
    if asked.low is not None:
        return f" of {shown(asked.low)} or more"
    return "" if asked.high is None else f" of {shown(asked.high)} or less"


def _feeling(asked: Asked, verbatim: str, language: str) -> Read:
    text, faces = _short(verbatim), asked.options or FACES
    number = bare_number(text, language)
    if number is not None:
        return Read(_face_value(number, plain_figures(text), faces), verbatim)
    if pictured := _pictured(text, faces):
        return Read(int(pictured), verbatim)
    picked = named_exactly(faces, text) or choose_one(_by_label(faces), text, others=0)
    return Read(int(picked if isinstance(picked, str) else picked.id), verbatim)


def _by_label(faces: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Faces without their other words, which differ by "quite" and "really" alone."""
    return tuple(replace(face, also=frozenset()) for face in faces)


def _face_value(number: Number, figures: str, faces: tuple[Choice, ...]) -> int:
    """Read a signed number as the value, a bare one as the 1-based position of a face."""
    signed = figures.startswith(("+", "-"))
    values = [o.id for o in faces]
    if signed and shown(number) in values:
        return int(number)
    if not signed and number in range(1, len(faces) + 1):
        return int(values[int(number) - 1])
    listed = ", ".join(f"{n} {o.label}" for n, o in enumerate(faces, 1))
    raise RejectedAnswer(f"Please type a number from 1 to {len(faces)}: {listed}.")


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


def _yesno(asked: Asked, verbatim: str, language: str) -> Read:
    text = _short(verbatim)
    number = bare_number(text, language)
    if number in {1, 2} and plain_figures(text)[0] not in "+-":
        return Read(_is_yes(asked.options, int(number) - 1), verbatim)
    found = matching(asked.options, text)
    if len(found) == 1:
        return Read(_is_yes(asked.options, asked.options.index(found[0])), verbatim)
    agrees = agreement(text, language)
    if agrees is None:
        raise RejectedAnswer("I am not sure whether that is a yes or a no. Please type yes or no.")
    return Read(agrees, verbatim)


def _is_yes(options: tuple[Choice, ...], position: int) -> bool:
    """Whether the option at a 0-based position is the yes: by its id, else the first of two."""
    name = options[position].id if position < len(options) else ""
    return name not in {"no", "false"} and (position == 0 or name in {"yes", "true"})


def _media(_asked: Asked, _verbatim: str, _language: str) -> Read:
    raise RejectedAnswer("Here I would need a picture, a voice message or a file. Please send one.")


def _short(verbatim: str) -> str:
    """Let only a text through that can be one number, face, day or yes."""
    if len(verbatim) > _SHORT:
        raise RejectedAnswer("That is more than I can read here. Please answer in a few words.")
    return verbatim


_READERS: Mapping[Kind, Callable[[Asked, str, str], Read]] = {
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
