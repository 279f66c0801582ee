"""Command words: what is a command whenever it is typed alone, with or without a slash."""

import re
from dataclasses import dataclass
from functools import cache

from interview_flows.agreeing import finished
from interview_flows.numerals import plain_figures
from interview_flows.phrases import Phrases
from interview_flows.quiet import zone_called
from interview_flows.talk import (
    Added,
    AskedFor,
    Began,
    ChangedLanguage,
    Finished,
    Forgot,
    Input,
    Moment,
    NoReminders,
    Paused,
    Resumed,
    Skipped,
    ToldZone,
    Topic,
    WentBack,
    Withdrew,
)
from interview_flows.tongue import language_called
from interview_flows.vocabulary import vocabulary_in
from interview_flows.words import unaccented

_LONGEST = 80  # characters; longer texts are looked at no further
_SLASH = re.compile(r"/[a-zA-Z_]+(?:@\w+)?")

_INPUTS: dict[str, Input] = {
    "start": Began(),
    "skip": Skipped(),
    "back": WentBack(),
    "pause": Paused(),
    "resume": Resumed(),
    "answers": AskedFor(Topic.ANSWERS),
    "help": AskedFor(Topic.HELP),
    "my_data": AskedFor(Topic.MY_DATA),
    "language": ChangedLanguage(),
    "stop": Withdrew(),
    "forget_me": Forgot(),
    "add": Added(),
    "moment": Moment(),
    "no_reminders": NoReminders(),
    "time_zone": ToldZone(),
}


@dataclass(frozen=True, slots=True)
class ChangedNumber:
    """Ask the answer again that has this 1-based number in the list of answers."""

    number: int


@dataclass(frozen=True, slots=True)
class UnknownCommand:
    """A slash and a word that means nothing here."""


Command = Input | ChangedNumber | UnknownCommand


def read_command(text: str, phrases: Phrases) -> Command | None:
    """Find the command in a text; None where it is an answer.

    >>> from interview_flows.english import ENGLISH
    >>> read_command("/my_data", ENGLISH)
    AskedFor(topic=<Topic.MY_DATA: 'my_data'>)
    >>> read_command("change 3", ENGLISH)
    ChangedNumber(number=3)
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    slash = _SLASH.fullmatch(text)
    said = unaccented(text.split("@")[0] if slash else text)
    name = phrases.heard.commands.get(said)
    if name is not None and (name != "start" or slash):
        return _INPUTS[name]
    if finished(text, phrases.heard):
        return Finished()
    if slash:
        return UnknownCommand()
    opening = said.partition(" ")[0]
    return _with_argument(text, phrases) if opening in _openings(phrases.language) else None


@cache
def _openings(language: str) -> frozenset[str]:
    """The first words of the commands that something else belongs to, as in "change 3"."""
    heard = vocabulary_in(language)
    named = (word for word, name in heard.commands.items() if name in {"language", "time_zone"})
    return frozenset(command.partition(" ")[0] for command in (*heard.change, *named))


def _with_argument(text: str, phrases: Phrases) -> Command | None:
    *heads, last = text.split()
    head, tail = unaccented(" ".join(heads)), last.strip("“”„«»\"'.,!?()#")
    figure, name = plain_figures(tail), phrases.heard.commands.get(head)
    if head in phrases.heard.change and figure.isascii() and figure.isdigit():
        return ChangedNumber(int(figure))
    if name == "language" and unaccented(tail):
        return ChangedLanguage(_code(tail))
    return _told_zone(text, phrases)


def _told_zone(text: str, phrases: Phrases) -> ToldZone | None:
    """Read "time zone New York": a place of several words has to be a known one."""
    words = text.split()
    for size in range(len(words) - 1, 0, -1):
        place = " ".join(words[size:]).strip("“”„«»\"'.,:!?()#")
        head = unaccented(" ".join(words[:size]))
        if phrases.heard.commands.get(head) != "time_zone" or not unaccented(place):
            continue
        if size == len(words) - 1 or zone_called(place) is not None:
            return ToldZone(place)
    return None


def _code(tail: str) -> str:
    return language_called(tail) or tail
