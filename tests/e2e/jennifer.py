"""The reference case: what she is asked, what she taps or types, wherever (DOMAIN.md §2)."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from tests.fakes.telegram import FakePerson, Seen

MOST = 100  # answers
PATIENCE = 30.0  # seconds for the next question
CLOSING = "You have shown what this process is like"
STORY = (
    "First I looked for the pre-approval form",
    "Then I got my manager's approval",
    "I checked the departmental budget",
    "I filled out a purchase order",
    "The vendor was not in the accounting system, so I filled out a vendor form",
    "I coordinated the payment with Finance",
    "I took the training",
    "I filled out the goods and services received form",
    "I filled out HR's evaluation form",
)
FEELINGS = (1, 4, 3, 2, 1, 2, 5, 2, 2)  # of the steps: positions among the five faces
FACES = ("Very bad", "Bad", "Neither good nor bad", "Good", "Very good")
SIGNS = ("😞", "🙁", "😐", "🙂", "😀")
TOUCHPOINTS = (
    ("An intranet page", "intr"),
    ("Someone in person", "1"),
    ("Someone by e-mail", "someone by e-mail"),
    ("An online form", "online"),
    ("A paper form", "10"),
    ("Someone by phone", "by phone"),
    ("the trainer of the vendor", "the trainer of the vendor"),
    ("An app or system", "8"),
    ("An online form", "an online form"),
)
PARTS = ("Forms to fill in", "Approvals to get", "People to ask")
LEFT = (
    ("May I begin?", "✓ I agree"),
    ("How did you feel when you set out", "✓ 😀 Very good"),
    ("what was part of it?", f"✓ {', '.join(PARTS)}"),
    ("How likely are you to recommend", "✓ 3"),
    ("describe your experience?", "✓ Completely"),
)


@dataclass(frozen=True, slots=True)
class Said:
    """What she does at one prompt: by button where there is one, and typed."""

    asked: str  # words of the question
    tap: str | None
    type: str


def _plain(asked: str, words: str) -> Said:
    return Said(asked, None, words)


TALK = (
    Said("May I begin?", "I agree", "yes"),
    _plain("What did you need to get done?", "Get a training approved, paid and then evaluated"),
    Said("when you set out to do it?", "Very good", "😀"),
    _plain("went through your mind", "Excited, optimistic and valued; a little nervous"),
    Said("expect it to go?", "Quick and easy", "quick"),
    Said("anything else you had to do along the way", "That's all", "no"),
    Said("Is a step missing", "That's all", "nothing else"),
    Said("Is that right?", "That's right", "yes"),
    _plain("What made it feel that way?", "Forms are spread over the intranet, one a department"),
    _plain("And why was that so", "Every department has forms of its own"),
    _plain("is the reason behind that?", "Nobody owns the whole process"),
    Said("How did it come to be like that?", "That's all", "dunno"),
    Said("How much did that get in your way?", "3", "3"),
    Said("How often does that happen?", "It happens every time", "every time"),
    _plain("What was good about it?", "It was quick, and someone listened to me"),
    _plain("How many forms did you fill in?", "five"),
    _plain("How many approvals did you need?", "2"),
    _plain("How many people did you have to ask?", "3"),
    _plain(
        "What else had to wait because of it", "My own customers, for instance in the last week"
    ),
    Said("at the very end", "Very bad", "-2"),
    Said("What made you feel that way in the end?", "That's all", "So much other work"),
    _plain("think to yourself when it was over?", "I wonder if it is worth doing"),
    Said("decided how you remember", STORY[4], "5"),
    _plain("worked just as you would wish", "I press “Request training” on my phone, one form"),
    Said("What else would be part of it?", "That's all", "an e-mail with a link afterwards"),
    _plain("how many forms would you fill in?", "2"),
    _plain("How many approvals would it take", "2"),
    _plain("How many people would you have to ask then?", "0"),
    _plain("the main difference", "Two online forms that are easy to find, not five"),
    Said("How important is it to you", "5", "very important"),
    _plain("What would that change for you", "My needs are at the centre instead of last"),
    Said("Anything else it would change for you?", "That's all", "no"),
    _plain("change for the organisation?", "HR and Finance stop answering questions"),
    Said("above all?", "People first", "people"),
    Said("compare with that?", "Not at all", "not at all"),
    Said("how satisfied were you", "2", "2"),
    Said("How far do you agree?", "1", "strongly disagree"),
    Said("How likely are you to recommend", "3", "3"),
    _plain("anything we did not talk about", "It is a good training all the same"),
    Said("May we quote your words", "Yes", "👍"),
    Said("describe your experience?", "Completely", "4"),
)


class Shown(Protocol):
    """A message on her screen, whichever messenger shows it."""

    @property
    def text(self) -> str: ...


SeenT = TypeVar("SeenT", bound=Shown)


class Script(ABC, Generic[SeenT]):
    """She talks until the interview is over; `types` decides how.

    What she says is the same in every messenger; how she says it there, a subclass knows.
    """

    def __init__(self, *, types: bool = False) -> None:
        self.types = types
        self.answered = 0

    async def is_interviewed(self, token: str) -> None:
        """From the invitation to the closing words."""
        await self.begins(token)
        while await self._answers_next():
            pass

    @abstractmethod
    async def begins(self, token: str) -> None:
        """Follow the invitation."""

    @abstractmethod
    def unread(self) -> SeenT | None:
        """The next message of the bot's that asks something, or ends the talk; read from now on."""

    @abstractmethod
    async def waits(self, seconds: float) -> None:
        """Wait until something has changed on her screen, at most so long."""

    @abstractmethod
    async def writes(self, words: str) -> None:
        """Type words and send them."""

    async def is_delivered(self) -> None:
        """Return once what she wrote was delivered."""

    @abstractmethod
    def labels(self, seen: SeenT) -> Sequence[str]:
        """What can be chosen below a message."""

    @abstractmethod
    async def chooses(self, label: str, seen: SeenT) -> None:
        """Choose what stands below a message, and see it taken."""

    @abstractmethod
    async def ticks(self, labels: Sequence[str], seen: SeenT) -> None:
        """Tick these, one after the other, and press Done."""

    async def _answers_next(self) -> bool:
        seen = await self._next()
        if CLOSING in seen.text:
            return False
        self.answered += 1
        assert self.answered <= MOST, f"asked without end: {seen.text}"
        step = re.search(r"Step (\d+) of 9", seen.text)
        number = int(step[1]) - 1 if step else 0
        if "tell me the whole story" in seen.text:
            await self._tells(seen)
        elif "what was part of it?" in seen.text:
            await self._ticks(seen)
        elif "who or what did you deal with?" in seen.text:
            await self._says(seen, Said("", *TOUCHPOINTS[number]))
        elif "How was that for you:" in seen.text:
            feeling = FEELINGS[number] - 1
            await self._says(seen, Said("", FACES[feeling], SIGNS[feeling]))
        else:
            await self._says(seen, next(said for said in TALK if said.asked in seen.text))
        return True

    async def _says(self, seen: SeenT, said: Said) -> None:
        label = self._label(seen, said.tap)
        if label is None or self.types:
            await self.writes(said.type if label or not said.tap else said.tap)
        else:
            await self.chooses(label, seen)

    def _label(self, seen: SeenT, label: str | None) -> str | None:
        """What can be chosen and reads like this, a face or a number before it."""
        if label is None:
            return None
        whole = re.compile(rf"(\W+ |\d+\. )?{re.escape(label)}")
        found = [one for one in self.labels(seen) if whole.fullmatch(one)]
        return found[0] if found else None

    async def _tells(self, seen: SeenT) -> None:
        for line in STORY:
            await self.writes(line)
            await self.is_delivered()  # nobody types two lines within the time of one delivery
        if self.types:
            await self.writes("That's all")
        else:
            await self.finishes(seen)

    @abstractmethod
    async def finishes(self, seen: SeenT) -> None:
        """Press Done at the end of the story."""

    async def _ticks(self, seen: SeenT) -> None:
        if self.types:
            await self.writes("1, approvals, people to ask")
        else:
            await self.ticks(PARTS, seen)

    async def _next(self) -> SeenT:
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while (seen := self.unread()) is None:
            left = deadline - asyncio.get_running_loop().time()
            assert left > 0, f"nothing asked after answer {self.answered} of {self}"
            await self.waits(left)
        return seen


class Jennifer(Script[Seen]):
    """Jennifer on Telegram."""

    def __init__(self, person: FakePerson, *, types: bool = False) -> None:
        super().__init__(types=types)
        self.person = person
        self._heard = 0  # the last message that she has read
        self._wrote = 0  # the update of the last one that she wrote

    def __repr__(self) -> str:
        return str(self.person.screen[-3:])

    async def begins(self, token: str) -> None:
        await self.person.start(token)

    def unread(self) -> Seen | None:
        for seen in self.person.after(self._heard):
            if not seen.mine and asks(seen):
                self._heard = seen.id
                return seen
        return None

    async def waits(self, seconds: float) -> None:
        await self.person.world.bell.wait(seconds)

    async def writes(self, words: str) -> None:
        self._wrote = int((await self.person.says(words))["update_id"])

    async def is_delivered(self) -> None:
        while self._wrote not in self.person.world.updates.confirmed:
            await self.waits(0.05)  # which rings no bell

    def labels(self, seen: Seen) -> Sequence[str]:
        return seen.labels

    async def chooses(self, label: str, seen: Seen) -> None:
        tapped = await self.person.taps(label, seen)
        assert await tapped.answered(PATIENCE) is None

    async def finishes(self, seen: Seen) -> None:
        await self.person.taps("Done")  # the key, which is in place of the letters

    async def ticks(self, labels: Sequence[str], seen: Seen) -> None:
        for label in labels:
            await (await self.person.taps(f"☐ {label}", seen)).answered(PATIENCE)
            await self._sees(f"☑ {label}", seen)
            seen = next(one for one in self.person.screen if one.id == seen.id)
        await (await self.person.taps("Done", seen)).answered(PATIENCE)

    async def _sees(self, label: str, seen: Seen) -> None:
        while not any(label in one.labels for one in self.person.screen if one.id == seen.id):
            await self.waits(PATIENCE)


def asks(seen: Shown) -> bool:
    """Whether a message asks something, or ends the talk."""
    return CLOSING in seen.text or any(words in seen.text for words in _QUESTIONS)


_QUESTIONS = (
    *(said.asked for said in TALK),
    "tell me the whole story",
    "what was part of it?",
    "who or what did you deal with?",
    "How was that for you:",
)


def shows_choices(screen: Sequence[Shown]) -> None:
    """Check that what was tapped stands under its question."""
    for asked, chosen in LEFT:
        seen = next(seen for seen in screen if asked in seen.text)
        assert seen.text.endswith(chosen)


def is_hers(whole: dict[str, Any]) -> None:
    """Check an interview in interchange form."""
    answers = {(a["question"], a["step"]): a for a in whole["answers"] if a["probe"] is None}
    assert whole["phase"] == "completed"
    assert whole["playback"]["verdict"] == 4
    assert [step["text"] for step in whole["steps"]][-2:] == list(STORY[-2:])
    feelings = [answers["feeling", f"s{n}"]["value"] for n in range(1, 10)]
    assert feelings == [-2, 1, 0, -1, -2, -1, 2, -1, -1]
    assert answers["story", None]["verbatim"] == "\n".join(STORY)
    assert answers["forms_before", None]["value"] == 5
    assert answers["forms_after", None]["value"] == 2
    assert not any(a["excluded"] for a in whole["answers"])
