"""Jennifer in two minds: she leaves one question out, goes back, changes answers, corrects steps.

She is the same person on Telegram, in Slack and at a terminal, by button or typed.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.commands.desk import Talk
from tests.e2e.jennifer import STORY, Jennifer, Said, Script, SeenT, asks
from tests.e2e.slack_jennifer import SlackJennifer
from tests.fakes.slack import Seen as SlackSeen
from tests.fakes.telegram import Seen as TelegramSeen

NEED = "Get a training approved, paid and then evaluated, and written down"
CORRECTIONS = ("swap 1 and 2", "change 9: I filled out HR's form at home")
STEPS = [
    "I got my manager's approval",
    "I looked for the pre-approval form",
    *STORY[2:8],
    "I filled out HR's form at home",
]


@dataclass(frozen=True, slots=True)
class Press:
    """A small button below a prompt; its label is a word that can be typed."""

    label: str


Act = Press | str  # what is pressed, or typed


class Wavering(Script[SeenT]):
    """What she does at a prompt before she answers it for good."""

    @cached_property
    def before(self) -> dict[str, list[Act]]:
        """What is still to be done before the answer, by the words of the question."""
        return {
            "Is that right?": list(CORRECTIONS),
            "What was good about it?": [Press("Skip")],
            "How many people did you have to ask?": [Press("Back")],
            "How many approvals did you need?": ["2", "4"],
            "anything we did not talk about": ["change 1"],
            "What did you need to get done?": ["Get a training approved and paid for me", NEED],
        }

    async def presses(self, label: str, seen: SeenT) -> None:
        """Press a small button below a prompt."""
        raise NotImplementedError

    async def _says(self, seen: SeenT, said: Said) -> None:
        match self.before.get(said.asked):
            case [Press(label) as act, *_] as acts:
                acts.remove(act)
                await (self.writes(label.lower()) if self.types else self.presses(label, seen))
            case [str(words), *_] as acts:
                acts.remove(words)
                await self.writes(words)
            case _:
                await super()._says(seen, said)


class OnTelegram(Wavering[TelegramSeen], Jennifer):
    """On Telegram, where the small buttons of a question in words are keys."""

    async def presses(self, label: str, seen: TelegramSeen) -> None:
        del seen
        await self.person.taps(label)


class InSlack(Wavering[SlackSeen], SlackJennifer):
    """In Slack, where they are a menu."""

    async def presses(self, label: str, seen: SlackSeen) -> None:
        assert (await self.person.overflow(label, seen)).acknowledged


@dataclass(frozen=True, slots=True)
class Line:
    """A line of `chat --json` that asks something."""

    text: str
    options: tuple[str, ...]
    turn: int


class AtTerminal(Wavering[Line]):
    """At a terminal: a program that speaks JSON for her."""

    def __init__(self, talk: Talk, *, types: bool = False) -> None:
        super().__init__(types=types)
        self._talk = talk
        self._lines: list[Line] = []
        self._hear(talk.turn)

    async def begins(self, token: str) -> None:
        """The invitation was followed as the talk began."""

    def unread(self) -> Line | None:
        return self._lines.pop(0) if self._lines else None

    async def waits(self, seconds: float) -> None:
        raise AssertionError(f"nothing asked for {seconds} s: {self._talk.turn}")

    async def writes(self, words: str) -> None:
        self._send({"say": words})

    def labels(self, seen: Line) -> Sequence[str]:
        return seen.options

    async def chooses(self, label: str, seen: Line) -> None:
        self._send({"choose": label, "turn": seen.turn})

    async def ticks(self, labels: Sequence[str], seen: Line) -> None:
        for label in labels:
            self._send({"choose": label, "turn": seen.turn})
        self._send({"do": "done"})

    async def finishes(self, seen: Line) -> None:
        del seen
        self._send({"do": "done"})

    async def presses(self, label: str, seen: Line) -> None:
        del seen
        self._send({"do": label.lower()})

    def _send(self, line: dict[str, Any]) -> None:
        self._hear(self._talk(json.dumps(line)))

    def _hear(self, turn: Sequence[dict[str, Any]]) -> None:
        said = [
            Line(f"{line.get('context', '')}\n{line['say']}", tuple(line["options"]), line["turn"])
            for line in turn
            if line["kind"] != "echo"
        ]
        self._lines = [line for line in said if asks(line)]
