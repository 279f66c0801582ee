"""A short interview whose every answer can be recognised, and a person who gives them."""

import asyncio
import random
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.fakes.telegram import FakePerson, FakeTelegram, Seen

QUESTIONS = 10
OPTIONS = ("Alpha", "Beta", "Gamma")

MayAnswer = Callable[[int], Awaitable[None]]

_HEAD = """\
id: walk
title: A walk
languages: [en]
audience: customer
minutes: 3
consent: May I ask you ten questions?
closing: That was all.
playback: no
sections:
  - id: walk
    title: The walk
    stage: yes
    items:
"""
_TEXT = "      - {{id: q{n}, kind: text, lane: action, text: 'Question {n}: what happened?'}}\n"
_CHOICE = """\
      - id: q{n}
        kind: choice
        lane: touchpoint_current
        text: 'Question {n}: which one?'
        options:
          - {{id: alpha, label: Alpha}}
          - {{id: beta, label: Beta}}
          - {{id: gamma, label: Gamma}}
"""


def is_choice(number: int) -> bool:
    return number % 3 == 0


def write_walk(folder: Path) -> Path:
    """The flow file: every third question has buttons."""
    items = ((_CHOICE if is_choice(n) else _TEXT).format(n=n) for n in range(1, QUESTIONS + 1))
    file = folder / "walk.yaml"
    file.write_text(_HEAD + "".join(items))
    return file


def answers_of(person: FakePerson) -> dict[str, str]:
    """What this person says to each question."""
    return answers_by(person.id)


def answers_by(number: int) -> dict[str, str]:
    """What the person of that number says to each question."""
    return {
        f"q{n}": OPTIONS[(number + n) % 3] if is_choice(n) else f"Person {number} at {n}"
        for n in range(1, QUESTIONS + 1)
    }


async def at_once(_: int) -> None:
    """Let a question be answered as soon as it is asked."""


async def walk(
    telegram: FakeTelegram,
    person: FakePerson,
    token: str,
    chaos: random.Random,
    patience: float,
    *,
    may_answer: MayAnswer = at_once,
) -> None:
    """Be interviewed to the end: twice-sent updates, double taps, answers as soon as they may be.

    `may_answer` returns once the question of that number may be answered; 0 asks for consent.
    """
    await person.start(token)
    answered, read, wanted = 0, 0, answers_of(person)
    while True:
        asked = await _next_prompt(person, answered, read, patience)
        if asked is None:
            return
        number, seen = asked
        read = seen.id
        await may_answer(number)
        if number == 0:
            update = (await person.taps("I agree", seen)).update
        elif is_choice(number):
            tapped = await person.taps(wanted[f"q{number}"], seen)
            update = tapped.update
            if chaos.random() < 0.3:  # the finger was faster than the screen
                await person.taps(wanted[f"q{number}"], seen)
        else:
            update = await person.says(wanted[f"q{number}"])
        if chaos.random() < 0.15:
            telegram.repeat(update, chaos.randint(1, 3))
        answered = number + 1


async def _next_prompt(
    person: FakePerson, answered: int, read: int, patience: float
) -> tuple[int, Seen] | None:
    """The prompt below message `read` that is not answered yet; None when the talk is over."""
    deadline = asyncio.get_running_loop().time() + patience
    while True:
        for seen in reversed(person.after(read)):
            if seen.mine:
                continue
            if is_end(seen.text):
                return None
            number = asked_in(seen.text)
            if number is not None and number >= answered:
                return number, seen
        left = deadline - asyncio.get_running_loop().time()
        assert left > 0, f"nothing asked of {person.id} after {answered}: {person.screen[-3:]}"
        await person.world.bell.wait(min(left, 1))


def is_end(text: str) -> bool:
    """Whether a message ends the talk."""
    return "That was all." in text


def asked_in(text: str) -> int | None:
    """Number of the question that a message asks; 0 asks for consent."""
    if "May I ask you ten questions?" in text:
        return 0
    found = re.search(r"Question (\d+):", text)
    return int(found[1]) if found else None
