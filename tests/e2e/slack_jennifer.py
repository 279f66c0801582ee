"""Jennifer in Slack: the same talk, by buttons, menus and boxes, or typed."""

from collections.abc import Sequence

from tests.e2e.jennifer import Script, asks
from tests.fakes.slack import FakeSlackPerson, Seen


class SlackJennifer(Script[Seen]):
    """Jennifer in her direct messages with the app."""

    def __init__(self, person: FakeSlackPerson, *, types: bool = False) -> None:
        super().__init__(types=types)
        self.person = person
        self._heard = ""  # timestamp of the last message that she has read

    def __repr__(self) -> str:
        return str(self.person.screen[-3:])

    async def begins(self, token: str) -> None:
        await self.person.slash("/journey", f"start {token}")

    def unread(self) -> Seen | None:
        for seen in self.person.screen:
            if seen.ts > self._heard and not seen.mine and asks(seen):
                self._heard = seen.ts
                return seen
        return None

    async def waits(self, seconds: float) -> None:
        await self.person.world.bell.wait(seconds)

    async def writes(self, words: str) -> None:
        assert (await self.person.says(words)).acknowledged

    def labels(self, seen: Seen) -> Sequence[str]:
        return (*seen.labels, *seen.choices)

    async def chooses(self, label: str, seen: Seen) -> None:
        choose = self.person.taps if label in seen.labels else self.person.picks
        assert (await choose(label, seen)).acknowledged

    async def finishes(self, seen: Seen) -> None:
        await self.person.taps("Done")

    async def ticks(self, labels: Sequence[str], seen: Seen) -> None:
        await self.person.ticks(*labels)
        await self.person.taps("Done")
