"""A messenger of our own: carrier pigeons. It keeps what it delivered and fails as it is told to.

A letter is JSON: `person`, `message` (its number in the chat) and one of `start`, `say`, `choose`
(with `interview` and `turn`, as a button carries them), `group`, `blocked`; or one of the contents
that come from forms, cards and pages, under names of their own.
"""

import json
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from typing import Any

from bot.controls import tapped_control
from bot.enclosures import enclosed
from bot.messenger import (
    Asked,
    Blocked,
    Content,
    Delivery,
    Elsewhere,
    Found,
    GetToKnow,
    Nothing,
    OpenedHome,
    Outsider,
    Parcel,
    PutOff,
    Report,
    Start,
    Wish,
    Wished,
)
from bot.notices import drawn
from cxmodel.plain import to_plain
from cxmodel.records import Person
from interview_flows import talk
from interview_flows.talk import Effect, Reply, Settled

Weather = BaseException | Callable[[], Awaitable[None]]
"""What happens to one flight: it fails so, or this is waited for before it arrives."""


class Pigeon:
    """Messenger "pigeon" of one loft."""

    name = "pigeon"

    def __init__(self, installation: str = "loft", *, carries: bool = True) -> None:
        self.installation, self.carries = installation, carries  # whether it takes parcels
        self.asks_around = False  # whether it can be asked whom it flies to
        self.delivered: list[tuple[str, dict[str, Any]]] = []  # (address, body) in order
        self.edits: list[tuple[str | None, dict[str, Any] | None]] = []  # as sent with each
        self.toasts: dict[str, str | None] = {}
        self.luggage: dict[str, list[bytes | Weather]] = {}  # pieces of files, by their source
        self.fetched: list[str] = []  # sources, as often as they were asked for
        self._weather: dict[str, deque[Weather]] = defaultdict(deque)
        self._numbers: dict[str, int] = defaultdict(int)

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.installation

    def number(self, address: str) -> str:
        """The next message's id in a chat, whoever writes it."""
        self._numbers[address] += 1
        return str(self._numbers[address])

    def meets(self, address: str, *weather: Weather) -> None:
        """What the next flights to `address` meet."""
        self._weather[address].extend(weather)

    def texts(self, address: str) -> list[str]:
        return [body["say"] for to, body in self.delivered if to == address and "say" in body]

    def parcels(self, address: str, kind: str) -> list[dict[str, Any]]:
        """Parcels of one kind that were delivered, as plain data."""
        return [body[kind] for to, body in self.delivered if to == address and kind in body]

    # ── Messenger ─────────────────────────────────────────────────────────────────────────────

    def read(self, body: bytes) -> Delivery:
        letter = json.loads(body)
        return Delivery(
            person=self._person(str(letter["person"])),
            content=_content(letter, self._person),
            interview=letter.get("interview"),
            language=letter.get("language"),
            message=letter.get("message"),
            tap=letter.get("tap"),
        )

    def parts(self, interview: str | None, effect: Effect | Parcel) -> Sequence[dict[str, Any]]:
        match effect:
            case Settled(turn, chosen):
                return [{"settle": turn, "chosen": chosen}]
            case Reply():
                asked = {"options": list(effect.options), "turn": effect.turn, "of": interview}
                asked |= {"small": list(effect.controls)} if effect.controls else {}
                pages = effect.say.split("\f")  # a letter holds one page
                letters = [{"say": p} | (asked if p is pages[-1] else {}) for p in pages]
                return [*letters, *enclosed(effect)]
            case GetToKnow():
                return [{"GetToKnow": True}] if self.asks_around else []
            case parcel:
                return [{type(parcel).__name__: to_plain(parcel)}] if self.carries else []

    def _person(self, account: str) -> Person:
        """Somebody here, or `account@loft`: somebody of another loft."""
        account, _, loft = account.partition("@")
        return Person(messenger=self.name, installation=loft or self.installation, id=account)

    def is_early(self, message: str | None, prompt: str | None) -> bool:
        return message is not None and prompt is not None and int(message) < int(prompt)

    async def send(
        self, address: str, body: dict[str, Any], edits: str | None, prompt: dict[str, Any] | None
    ) -> str | None:
        weather = self._weather[address].popleft() if self._weather[address] else None
        if isinstance(weather, BaseException):
            raise weather
        if weather is not None:
            await weather()
        return self.arrives(address, body, edits, prompt)

    async def acknowledge(self, tap: str, toast: str | None) -> None:
        self.toasts[tap] = toast

    async def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """A file that a pigeon carries; where a piece of it is weather, that happens first."""
        self.fetched.append(source)
        for piece in self.luggage[source]:
            if isinstance(piece, BaseException):
                raise piece
            if callable(piece):
                await piece()
            else:
                yield piece

    def arrives(
        self,
        address: str,
        body: dict[str, Any],
        edits: str | None = None,
        prompt: dict[str, Any] | None = None,
    ) -> str | None:
        """The flight is over; the letter's number, or the one of the letter that it edits."""
        body = drawn(self, body)
        self.delivered.append((address, body))
        self.edits.append((edits, prompt))
        return self.number(address) if "say" in body else edits


def _content(letter: dict[str, Any], person: Callable[[str], Person]) -> Content:
    match letter:
        case {"start": token}:
            return Start(token)
        case {"door": door}:
            return Start(**door)
        case {"say": str(text)}:
            return talk.Said(text, letter.get("message"))
        case {"choose": option, "turn": turn}:
            return talk.Chose(option, turn)
        case {"group": True}:
            return Elsewhere()
        case {"blocked": bool(now)}:
            return Blocked(now)
        case {"glance": True}:
            return Nothing()
        case _:
            return _paper(letter, person)


def _paper(letter: dict[str, Any], person: Callable[[str], Person]) -> Content:
    match letter:
        case {"form": [study, flow, *answers]}:
            return Report(study, flow, tuple(answers))
        case {"put_off": invitation, "for_good": for_good}:
            return PutOff(invitation, for_good)
        case {"wish": wish, "of": interview}:
            return Wished(interview, Wish(wish))
        case {"home": True}:
            return OpenedHome()
        case {"order": words, **whom}:
            people = tuple(person(account) for account in whom.get("people", ()))
            return Asked(words, people, tuple(whom.get("groups", ())))
        case {"found": accounts, "words": words}:
            return Found(words, tuple(person(account) for account in accounts))
        case {"files": [first, *others], **more}:
            beside = tuple(talk.Attached(**each) for each in others)
            caption = str(more.get("caption", ""))
            return talk.Attached(**first, caption=caption, beside=beside)
    return _tapped(letter)


def _tapped(letter: dict[str, Any]) -> Content:
    match letter:
        case {"press": name, "turn": turn}:
            return tapped_control(name, turn) or Nothing()
        case {"outsider": True}:
            return Outsider()
        case {"known": [zone, language]}:
            return talk.Known(zone, language)
    raise ValueError("nobody can read this letter")
