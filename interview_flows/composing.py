"""A new flow's file, written out with comments, so that an author has something to change."""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import count
from math import ceil

from interview_flows.lint import minutes_needed
from interview_flows.loader import load_flow

_ENGLISH = "en"  # what our own sentences are written in


class Shape(StrEnum):
    """How the middle of the interview is told."""

    STORY = "story"  # one story, then questions about each of its steps
    ROUNDS = "rounds"  # one thing after the other, until that's all
    PLAIN = "plain"  # the same questions for each stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a new flow shall be."""

    id: str
    title: str
    audience: str  # customer or staff
    languages: tuple[str, ...]
    shape: Shape
    stages: tuple[str, ...]  # their titles, in order
    schema: str = ""  # where an editor finds the schema; empty: it is not told
    minutes: int = 10


def compose(wish: Wish) -> str:
    """The file as text: it loads, and `flow check` finds nothing in it. Raises InvalidFlow."""
    drafted = load_flow(_text(wish), f"{wish.id}.yaml")
    return _text(replace(wish, minutes=max(1, ceil(minutes_needed(drafted)))))


def _text(wish: Wish) -> str:
    return "\n".join(_lines(wish)) + "\n"


def _lines(wish: Wish) -> Iterator[str]:
    if wish.schema:
        yield f"# yaml-language-server: $schema={wish.schema}"
    yield f"# {' '.join(wish.title.split())}: what is asked, in this order."
    yield "# How to go on: docs/write-a-flow.md. Every change can be checked: desirepath flow check"
    if set(wish.languages) - {_ENGLISH}:
        yield "# What stands in [brackets] waits to be translated."
    yield f"id: {wish.id}"
    yield from _wording(wish, 0, "title", wish.title, written_in=wish.languages[0])
    yield f"languages: [{', '.join(wish.languages)}]  # the first one is the fall-back"
    yield f"audience: {wish.audience}  # customer or staff: whose side it asks about"
    yield f"minutes: {wish.minutes}  # what you promise"
    yield ""
    yield "# The first message. How answers are kept, and for how long, is added by itself."
    consent = f"Hello! This is a short interview. It takes about {wish.minutes} minutes, and there"
    yield from _wording(wish, 0, "consent", f"{consent} are no wrong answers. May I begin?")
    yield ""
    yield "# The last message."
    thanks = "Thank you. If something comes back to you in the next day, just write it here."
    yield from _wording(wish, 0, "closing", thanks)
    yield ""
    yield "# How many follow-ups one interview may hold, by their reason."
    yield "probe_budget: {too_short: 2, no_cause: 2, anything_else: 1}"
    yield ""
    yield "sections:"
    names = _names(wish.stages)
    for number, (name, title) in enumerate(zip(names, wish.stages, strict=True)):
        yield from _stage(wish, number, name, title)
    yield from _end(wish)


def _names(titles: tuple[str, ...]) -> list[str]:
    """An id for each stage, made of its title."""
    names: list[str] = []
    for number, title in enumerate(titles, 1):
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
        name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:40]
        taken = {*names, "end"}
        if number > 1:
            taken.add("start")  # `start_feeling` is asked about the need
        if not re.match("[a-z]", name) or name in taken:
            name = next(free for n in count(number) if (free := f"stage_{n}") not in taken)
        names.append(name)
    return names


def _stage(wish: Wish, number: int, name: str, title: str) -> Iterator[str]:
    """The first stage asks for the need, the second holds what is told, others how it was."""
    yield f"  - id: {name}"
    yield from _wording(wish, 4, "title", title, written_in=wish.languages[0])
    yield "    stage: yes  # a column group of the map"
    yield "    items:"
    is_told_here = number == min(1, len(wish.stages) - 1) and wish.shape is not Shape.PLAIN
    if number == 0:
        yield from _need(wish)
    if is_told_here:
        yield from _story(wish) if wish.shape is Shape.STORY else _rounds(wish)
    elif number > 0:
        yield from _how_it_was(wish, name, title)


def _need(wish: Wish) -> Iterator[str]:
    yield from _question(wish, "need", "text", "What did you need?", lane="need")
    yield "        probes:"
    yield "          - reason: too_short  # asks once more where the answer is"
    yield "            words: 4  # shorter than this"
    yield "            wordings:"
    yield from _listed(wish, 14, "Could you say a little more about that?")
    yield ""
    feeling = "How did you feel at that moment?"
    yield from _question(wish, "start_feeling", "feeling", feeling, lane="feeling")
    yield ""


def _story(wish: Wish) -> Iterator[str]:
    yield "      # Told in several messages, and split into steps that the respondent corrects."
    told = "Please tell me what happened, from the first thing you did to the end."
    yield from _question(wish, "story", "story", told, lane="action")
    yield from _wording(wish, 8, "hint", "One message for each thing you did, then press Done.")
    yield "        probes:"
    yield "          - reason: anything_else"
    yield "            wordings:"
    yield from _listed(wish, 14, "Is a step missing?")
    yield ""
    yield "      # Asked about every step of the story."
    yield "      - repeat: steps"
    yield "        each: story"
    yield "        questions:"
    yield from _about_a_step(wish)


def _rounds(wish: Wish) -> Iterator[str]:
    yield "      # Asked in rounds, until the respondent says that's all."
    yield "      - repeat: rounds"
    yield "        until: done"
    yield "        questions:"
    opener = "Who or what did you deal with? One at a time."
    yield from _question(wish, "contact", "text", opener, lane="touchpoint_current", indent=10)
    yield ""
    yield from _about_a_step(wish)


def _about_a_step(wish: Wish) -> Iterator[str]:
    how = "How was that for you: “{{ step }}”?"
    yield from _question(wish, "feeling", "feeling", how, lane="feeling", indent=10)
    yield ""
    what = "What made it feel that way?"
    yield from _question(wish, "pain", "text", what, lane="pain", when="feeling <= -1", indent=10)
    yield ""
    bad = "How much did that get in your way?"
    yield from _question(
        wish, "severity", "scale", bad, measure="severity", when="answered(pain)", indent=10
    )
    yield "            low: 0"
    yield "            high: 4"
    yield from _wording(wish, 12, "low_label", "Hardly noticed it")
    yield from _wording(wish, 12, "high_label", "It stopped me")
    yield ""


def _how_it_was(wish: Wish, name: str, title: str) -> Iterator[str]:
    how = f"{title}: how was that part for you?"
    yield from _question(wish, f"{name}_feeling", "feeling", how, lane="feeling")
    yield ""
    what, when = "What made it feel that way?", f"{name}_feeling <= -1"
    yield from _question(wish, f"{name}_pain", "text", what, lane="pain", when=when)
    yield ""


def _end(wish: Wish) -> Iterator[str]:
    yield "  - id: end"
    yield from _wording(wish, 4, "title", "Looking back")
    yield "    items:"
    wished = "How would you have wished it to go?"
    yield from _question(wish, "desired", "text", wished, lane="touchpoint_desired")
    yield ""
    satisfied = "Overall, how satisfied were you?"
    yield from _question(
        wish, "satisfaction", "scale", satisfied, lane="satisfaction", measure="csat"
    )
    yield "        low: 1"
    yield "        high: 5"
    yield from _wording(wish, 8, "low_label", "Very dissatisfied")
    yield from _wording(wish, 8, "high_label", "Very satisfied")
    yield ""
    yield from _question(
        wish, "anything_else", "text", "Is there anything else that we should know?"
    )
    yield ""
    quotes = "May we quote your words in the results, without your name?"
    yield from _question(wish, "quotes", "yesno", quotes, measure="quotes")


def _question(
    wish: Wish, name: str, kind: str, text: str, *, indent: int = 6, **keys: str
) -> Iterator[str]:
    yield f"{' ' * indent}- id: {name}"
    yield f"{' ' * indent}  kind: {kind}"
    for key, value in keys.items():
        yield f"{' ' * indent}  {key}: {value}"
    yield from _wording(wish, indent + 2, "text", text)


def _wording(
    wish: Wish, indent: int, key: str, text: str, *, written_in: str = _ENGLISH
) -> Iterator[str]:
    """A sentence, or where there are several languages one in each."""
    if len(wish.languages) == 1:
        yield f"{' ' * indent}{key}: {_said(wish.languages[0], text, written_in)}"
        return
    yield f"{' ' * indent}{key}:"
    for language in wish.languages:
        yield f"{' ' * indent}  {language}: {_said(language, text, written_in)}"


def _listed(wish: Wish, indent: int, text: str) -> Iterator[str]:
    said = ", ".join(f"{language}: {_said(language, text)}" for language in wish.languages)
    is_one = len(wish.languages) == 1
    yield f"{' ' * indent}- {_said(wish.languages[0], text) if is_one else f'{{{said}}}'}"


def _said(language: str, text: str, written_in: str = _ENGLISH) -> str:
    """A sentence as YAML; in another language than it was written in, it waits."""
    shown = text if language == written_in else f"[{language}] {text}"
    return json.dumps(shown, ensure_ascii=False)
