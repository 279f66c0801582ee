"""The short interview whose every answer can be recognised, given in Slack."""

import asyncio
import random

from tests.e2e.walk import MayAnswer, answers_by, asked_in, at_once, is_choice, is_end
from tests.fakes.slack import Delivery, FakeSlack, FakeSlackPerson, Seen

AGAIN = 0.3  # seconds after which somebody taps again what failed


def answers_of(person: FakeSlackPerson) -> dict[str, str]:
    """What this person says to each question."""
    return answers_by(int(person.id[1:]))


def asked(person: FakeSlackPerson) -> list[int]:
    """Numbers of the questions in the order they stand on the screen; 0 asks for consent."""
    found = [asked_in(seen.text) for seen in person.screen if not seen.mine]
    return [number for number in found if number is not None]


async def walk(
    slack: FakeSlack,
    person: FakeSlackPerson,
    token: str,
    chaos: random.Random,
    patience: float,
    *,
    may_answer: MayAnswer = at_once,
) -> None:
    """Be interviewed to the end: payloads come twice, taps too, and again where one failed.

    `may_answer` is as in tests/e2e/walk.py.
    """
    await begin(person, token)
    answered, read, wanted = 0, "", answers_of(person)
    while (prompt := await _next_prompt(person, answered, read, patience)) is not None:
        number, seen = prompt
        read = seen.ts
        await may_answer(number)
        if number == 0:
            done = await _taps(person, "I agree", seen)
        elif is_choice(number):
            done = await _taps(person, wanted[f"q{number}"], seen)
            if chaos.random() < 0.3:  # the finger was faster than the screen
                await person.taps(wanted[f"q{number}"], seen)
        else:
            done = await person.says(wanted[f"q{number}"])
        if chaos.random() < 0.3:
            await slack.repeat(done, chaos.randint(1, 3))
        answered = number + 1


async def begin(person: FakeSlackPerson, token: str) -> None:
    """Follow an invitation; a command that failed is shown as failed, and typed again."""
    while not (await person.slash("/journey", f"start {token}")).acknowledged:  # noqa: ASYNC110
        await asyncio.sleep(AGAIN)


async def _taps(person: FakeSlackPerson, label: str, seen: Seen) -> Delivery:
    """Slack does not deliver a tap again: the person does."""
    tapped = await person.taps(label, seen)
    while not tapped.acknowledged:
        await asyncio.sleep(AGAIN)
        tapped = await person.taps(label, seen)
    return tapped


async def _next_prompt(
    person: FakeSlackPerson, answered: int, read: str, patience: float
) -> tuple[int, Seen] | None:
    """The prompt below message `read` that is not answered yet; None when the talk is over."""
    deadline = asyncio.get_running_loop().time() + patience
    while True:
        for seen in reversed(person.screen):
            if seen.mine or seen.ts <= read:
                continue
            if is_end(seen.text):
                return None
            number = asked_in(seen.text)
            if number is not None and number >= answered:
                return number, seen
        left = deadline - asyncio.get_running_loop().time()
        assert left > 0, f"nothing asked of {person.id} after {answered}: {person.screen[-3:]}"
        await person.world.bell.wait(min(left, 1))
