"""The reference case over Telegram: what she is asked, what she taps or types (DOMAIN.md §2)."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.fakes.telegram import FakePerson, Seen, Tapped

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
    _plain("What do you think lies behind", "Nobody owns the whole process"),
    Said("How did it come to be like that?", "That's all", "dunno"),
    Said("How much did that get in your way?", "3", "3"),
    Said("How often does that happen?", "It happens every time", "every time"),
    _plain("What was good about it?", "It was quick, and someone listened to me"),
    _plain("How many forms did you fill in?", "five"),
    _plain("How many approvals did you need?", "2"),
    _plain("How many people did you have to ask?", "3"),
    _plain("What did it keep you from doing?", "My own customers, for instance in the last week"),
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


@dataclass(slots=True)
class Jennifer:
    """She talks until the interview is over; `types` decides how."""

    person: FakePerson
    types: bool = False
    heard: int = 0  # the last message that she has read
    answered: int = 0
    watch: Callable[[Seen, Tapped], None] | None = None

    async def is_interviewed(self, token: str) -> None:
        """From the invitation's link to the closing words."""
        await self.person.start(token)
        while await self._answers_next():
            pass

    async def _answers_next(self) -> bool:
        seen = await self._next()
        if CLOSING in seen.text:
            return False
        self.answered += 1
        assert self.answered <= MOST, f"asked without end: {seen.text}"
        step = re.search(r"Step (\d+) of 9", seen.text)
        number = int(step[1]) - 1 if step else 0
        if "tell me the whole story" in seen.text:
            await self._tells()
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

    async def _says(self, seen: Seen, said: Said) -> None:
        label = self._button(seen, said.tap)
        if label is None or self.types:
            await self.person.says(said.type if label or not said.tap else said.tap)
            return
        tapped = await self.person.taps(label, seen)
        assert await tapped.answered(PATIENCE) is None

    @staticmethod
    def _button(seen: Seen, label: str | None) -> str | None:
        """The button whose label this is, a face or a number before it."""
        if label is None:
            return None
        whole = re.compile(rf"(\W+ |\d+\. )?{re.escape(label)}")
        found = [one for one in seen.labels if whole.fullmatch(one)]
        return found[0] if found else None

    async def _tells(self) -> None:
        for line in STORY:
            update = await self.person.says(line)
            # Nobody types two lines within the time of one delivery
            while update["update_id"] not in self.person.world.updates.confirmed:
                await self.person.world.bell.wait(PATIENCE)
        if self.types:
            await self.person.says("That's all")
        else:
            await self.person.taps("Done")

    async def _ticks(self, seen: Seen) -> None:
        if self.types:
            await self.person.says("1, approvals, people to ask")
            return
        for label in ("Forms to fill in", "Approvals to get", "People to ask"):
            await (await self.person.taps(f"☐ {label}", seen)).answered(PATIENCE)
            await self._sees(f"☑ {label}", seen)
            seen = next(one for one in self.person.screen if one.id == seen.id)
        await (await self.person.taps("Done", seen)).answered(PATIENCE)

    async def _sees(self, label: str, seen: Seen) -> None:
        while not any(label in one.labels for one in self.person.screen if one.id == seen.id):
            await self.person.world.bell.wait(PATIENCE)

    async def _next(self) -> Seen:
        """The next message that asks something, or ends the talk."""
        deadline = asyncio.get_running_loop().time() + PATIENCE
        while True:
            for seen in self.person.after(self.heard):
                if not seen.mine and _asks(seen):
                    self.heard = seen.id
                    return seen
            left = deadline - asyncio.get_running_loop().time()
            assert left > 0, f"nothing asked after {self.person.screen[-3:]}"
            await self.person.world.bell.wait(left)


def _asks(seen: Seen) -> bool:
    return CLOSING in seen.text or any(words in seen.text for words in _QUESTIONS)


_QUESTIONS = (
    *(said.asked for said in TALK),
    "tell me the whole story",
    "what was part of it?",
    "who or what did you deal with?",
    "How was that for you:",
)
