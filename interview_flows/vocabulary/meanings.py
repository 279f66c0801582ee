"""What a vocabulary holds: the meanings that the engine listens for.

All words and patterns stand in their unaccented form (see `words.unaccented` and `words.plain`),
so that they are heard however they are typed; `words.said` writes them so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from interview_flows.words import plain, said

_LOOSE = {"ä": "(?:ä|ae|a)", "ö": "(?:ö|oe|o)", "ü": "(?:ü|ue|u)", "ß": "(?:ß|ss)", "'": "['’]"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numerals:
    """Number words."""

    words: Mapping[str, float]  # "two" → 2
    alone: frozenset[str]  # also an article: one only where it is the whole answer
    none: frozenset[str]  # zero where it is the whole answer
    half: frozenset[str]  # a half where it is the whole answer
    unsafe: frozenset[str]  # part of a larger number, or of no number: never read alone
    and_a_half: str  # pattern, after a number
    minus: str  # pattern, before a number
    out_of: frozenset[str]  # between a point and the end of a scale
    decimal_comma: bool  # 1,500 is one and a half; else it is one thousand and a half
    up_to: str  # pattern, between the ends of a range: "one to two"
    unsure: str = r"(?!)"  # pattern of what leaves a number beside it in doubt: "less than"
    glued: str = ""  # an "and" that is written onto the word behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """What stands around an amount. Patterns, but for `around`; number words are figures."""

    bounds: str  # before a number that they leave open: "at least"
    bounds_behind: str  # behind it: "or more"
    named: str  # what a number names and does not count: "room", "ticket"
    named_behind: str  # behind it: "o'clock"
    dated: str  # before a year: "in", "since"
    moment: str  # a time of day, with its number: "a las 5"
    rate: str  # before how often something happens: "every 3 days"
    rate_behind: str  # behind what each takes: "3 days per form"
    often: str  # behind a number that names nothing after all: "the office 3 times"
    around: frozenset[str]  # single words around a time that change nothing: "it took about"


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """How long something took.

    Patterns, but for `units` and `fixed`; number words are figures in what they match.
    """

    units: Mapping[str, frozenset[str]]  # a unit's name → its words
    one: str  # a, an, one
    half: str  # before a unit, as the next three
    quarter: str
    three_quarters: str
    couple: str
    idle: str  # before a unit, changing nothing: "working days"
    by_itself: str = ""  # units that mean one of them where no number stands before
    several: str  # before a unit, for more of them than two
    after: str  # before a time that went by: "after three weeks"
    later: str  # behind it: "three weeks later"
    fixed: Mapping[str, str]  # words for a whole time → with figures and a word of `units`


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Days and months."""

    months: tuple[frozenset[str], ...]  # January … December
    month_names: tuple[str, ...]  # as they are written back
    weekdays: tuple[frozenset[str], ...]  # Monday … Sunday
    days_ago: Mapping[str, int]  # "yesterday" → 1
    ago: str  # pattern of "3 days ago", with groups number, day or week
    last: frozenset[str]  # beside a weekday: "last Monday"
    small: frozenset[str]  # around a date, changing nothing: "on the 3rd of"
    periods: frozenset[str]  # no day, but a time that holds it: "last week"
    day_first: bool  # 03/05 is in May; else nobody knows


@dataclass(frozen=True, slots=True)
class Connectives:
    """How a story goes on to its next step. Patterns expect single spaces."""

    between: re.Pattern[str]  # parts two steps inside a sentence; group bare: only after 3 words
    leading: re.Pattern[str]  # opens a step and says nothing of it
    opens_clause: re.Pattern[str]  # what follows depends on the rest of the sentence
    leans: frozenset[str]  # a head ending so is not finished: "I then went"
    fewest: int  # words of a clause: one where a verb says who does it


@dataclass(frozen=True, slots=True)
class Telling:
    """What is said around a story. Patterns stand at the beginning."""

    stalling: frozenset[str]  # "where do I start"
    opener: re.Pattern[str]  # "oh, and"
    lead: re.Pattern[str]  # "oh, and I forgot to say that"
    more: re.Pattern[str]  # what is told behind it is told late: "I also"
    deed: re.Pattern[str]  # who did something: "I asked", written with its accents
    # the following are found anywhere
    lacks: re.Pattern[str]  # "a step is missing"
    judges: re.Pattern[str]  # what is thought or felt, and not done: "I think", "is wrong"
    hour: re.Pattern[str]  # stands before a number that is a time of day: "antes de las"


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Words of one language, by what they mean to the engine."""

    # yes, no and the end
    yes: frozenset[str]
    no: frozenset[str]
    finished: frozenset[str]  # "done", "that's all"
    polite: frozenset[str]  # single words that change nothing
    subjects: frozenset[str]  # after a yes or no that begins a sentence: "yes it was"
    doubt: frozenset[str]  # single words; beside them no yes is certain
    never_mind: frozenset[str]  # they take a wish back
    undo: frozenset[str]  # they take a correction back, beside the command to go back
    anew: frozenset[str]  # they take the offer to begin again
    verdict_words: tuple[frozenset[str], ...]  # by verdict on the playback, 1 … 4

    # what an answer says
    face_words: tuple[frozenset[str], ...]  # by face, −2 … +2
    how_often: Mapping[str, frozenset[str]]  # by option of a recurrence
    no_more: frozenset[str]  # "nothing", "nothing else"
    dont_know: frozenset[str]  # "I cannot say"
    hedges: frozenset[str]  # words around those that change nothing: "sorry, no idea"
    causes: frozenset[str]  # words that give a reason
    examples: frozenset[str]  # words and phrases that point at a concrete case

    # which of the options
    fillers: frozenset[str]  # small words around a label
    intensity: frozenset[str]  # further ones, around other words for an option
    denials: frozenset[str]
    everything: frozenset[str]
    nothing: frozenset[str]
    joins: str  # pattern of "and" and "or"
    numbered: str  # pattern of what stands before the number of an option: "answer 3"

    # numbers and times
    numerals: Numerals
    amounts: Amounts
    counts: Mapping[str, str]  # patterns of a number in other words: "twice" → "2 times"
    times: Times
    calendar: Calendar

    # stories
    connectives: Connectives
    telling: Telling
    then: str  # pattern of "and then" inside a step
    greetings: frozenset[str]  # no step by themselves: "well", "hi", "the end"
    kind_words: frozenset[str]  # they end a talk: "good luck", "that was fun"
    orders: Mapping[str, str]  # words → which part of a correction they are (see `orders`)
    steps: Mapping[str, int]  # which step: "second", "two" → 2
    opinions: frozenset[str]  # "3 is wrong" says no new words for step 3

    # commands
    commands: Mapping[str, str]  # words → the command's name
    change: frozenset[str]  # they go before a number to change that answer


def ways(*parts: str) -> frozenset[str]:
    """Phrases that are put together of one of the first forms, one of the second and so on."""
    return said("|".join(" ".join(each) for each in product(*(part.split("|") for part in parts))))


def count_words(first: int, words: str) -> dict[str, int]:
    """Number words that count up from `first`, | between forms of the same number."""
    numbers = enumerate(words.split(), first)
    return {form: n for n, forms in numbers for form in said(forms)}


def names(words: str) -> tuple[frozenset[str], ...]:
    """Words in order, parted by commas, | between forms of the same."""
    return tuple(said(forms) for forms in words.split(","))


def counted(words: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Part the words of each meaning."""
    return {meaning: said(forms) for meaning, forms in words.items()}


def by_words(words: Mapping[str, str]) -> dict[str, str]:
    """Turn the words of each meaning round. Raises ValueError where words have two meanings."""
    meanings: dict[str, str] = {}
    for meaning, forms in words.items():
        for form in said(forms):
            if meanings.setdefault(form, meaning) != meaning:
                raise ValueError(f"“{form}” means both {meanings[form]} and {meaning}")
    return meanings


def connectives(
    between: str, leading: str, clause: str, leans: str = "", fewest: int = 2
) -> Connectives:
    """Build the patterns, which match whether the accents written here are typed or not."""
    return Connectives(
        re.compile(_loosely(between), re.IGNORECASE),
        re.compile(rf"^(?:{_loosely(leading)})(?=\S)", re.IGNORECASE),
        re.compile(rf"(?:{_loosely(clause)})\b", re.IGNORECASE),
        said(leans.replace(" ", "|")),
        fewest,
    )


def telling(
    *,
    stalling: frozenset[str],
    openers: str,
    lead: str,
    more: str,
    deed: str,
    lacks: str,
    judges: str,
    hour: str = "(?!)",
) -> Telling:
    """Build the patterns, which match whether the accents written here are typed or not."""
    opened = rf"(?:(?:{_loosely(openers)})\b[\s,.:;!،…\u2013-]*)"
    return Telling(
        stalling,
        re.compile(rf"^{opened}+", re.IGNORECASE),
        re.compile(rf"^{opened}*(?:{_loosely(lead)})[\s,.:;،…\u2013-]*", re.IGNORECASE),
        re.compile(rf"^(?:{_loosely(more)})", re.IGNORECASE),
        re.compile(rf"^(?:{deed})", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_loosely(lacks)})", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_loosely(judges)})", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_loosely(hour)}) ?$", re.IGNORECASE),
    )


def _loosely(pattern: str) -> str:
    return "".join(_LOOSE.get(c) or (c if c.isascii() else _loose(c)) for c in pattern)


def _loose(character: str) -> str:
    bare = plain(character)
    if bare == character:
        return character
    return f"[{character}{bare}]" if bare else f"{character}?"
