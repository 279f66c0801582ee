"""One server, one fake Telegram and one study that many people are interviewed for."""

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Generic, Protocol, Self, TypeVar
from uuid import uuid4

import aiohttp
from sqlalchemy import text

from bot.ids import new_token
from cxmodel.interchange import dump_interview
from cxmodel.interview import StudyId
from cxmodel.records import Invitation
from cxmodel.store import Store
from cxmodel.study import Study, StudyFlow
from cxmodel.vault import Vault
from interview_flows.loader import load_flow
from tests.fakes.telegram import FakePerson, FakeTelegram, Seen
from tests.serving import KEY, Place, Server, balancer

BRISK = ("tests.e2e.brisk", "run")
PATIENCE = 20.0  # seconds

ERRAND = """\
id: errand
title: An errand
languages: [en]
audience: customer
minutes: 3
consent: May I ask you about an errand?
closing: That was all. Good-bye.
playback: no
sections:
  - id: errand
    title: The errand
    stage: yes
    items:
      - {id: need, kind: text, lane: need, text: What did you need?}
      - id: way
        kind: choice
        lane: touchpoint_current
        text: Which way did you go?
        options:
          - {id: shop, label: The shop}
          - {id: phone, label: The telephone}
          - {id: web, label: The web page}
      - {id: story, kind: story, lane: action, text: What did you do?}
      - repeat: steps
        each: story
        questions:
          - {id: feeling, kind: feeling, lane: feeling, text: "How was “{{ step }}”?"}
      - {id: forms, kind: number, low: 0, high: 99, text: How many forms?}
      - {id: wish, kind: text, lane: difference, text: What would you wish for?}
      - {id: score, kind: scale, low: 0, high: 10, text: From 0 to 10?}
"""
NEED, WAY, STORY, RIGHT = "What did you need?", "Which way", "What did you do?", "Is that right?"
FORMS, WISH, SCORE = "How many forms?", "What would you wish for?", "From 0 to 10?"
CLOSING = "That was all. Good-bye."


@dataclass
class Town:
    """What a test needs to bring one more person in and to see what is stored of them."""

    place: Place
    study: str
    store: Store
    servers: list[Server]
    known: set[str] = field(default_factory=set)  # ids of earlier tests' interviews

    @property
    def telegram(self) -> FakeTelegram:
        assert self.place.telegram is not None
        return self.place.telegram

    def newcomer(self, name: str = "Jennifer") -> "Guest":
        """Somebody with an invitation of their own."""
        self.forgets()
        return Guest(self, self.telegram.person(name), self.invites())

    def forgets(self) -> None:
        """Let what is stored so far be no news."""
        self.known |= {one["id"] for one in self.interviews()}

    def invites(self, life: timedelta = timedelta(days=1), messenger: str = "telegram") -> str:
        """The token of a new single-use invitation."""
        token = new_token()
        invitation = Invitation(
            id=uuid4().hex[:12],
            study=StudyId(self.study),
            messenger=messenger,
            segment=None,
            expires_at=datetime.now(UTC) + life,
            reusable=False,
            limit=None,
            interview=None,
        )
        with self.store.writing() as work:
            work.add_invitation(invitation, token)
        return token

    def interviews(self) -> list[dict[str, Any]]:
        """All of the study in interchange form, those of earlier people too."""
        with self.store.reading() as reading:
            found = list(reading.interviews(StudyId(self.study)))
        return [json.loads(dump_interview(interview)) for interview in found]

    def news(self) -> list[dict[str, Any]]:
        """Interviews that began since the last newcomer came."""
        return [one for one in self.interviews() if one["id"] not in self.known]

    def bodies(self) -> bytes:
        """All raw updates that are kept."""
        with self.store._reading.connect() as connection:
            rows = connection.execute(text("SELECT body FROM inbox WHERE body IS NOT NULL"))
            return b"".join(bytes(body) for (body,) in rows)

    @property
    def server(self) -> Server:
        """The server, or the first of several."""
        return self.servers[0]

    async def ends(self) -> None:
        """Have every server end as SIGTERM asks."""
        for server in self.servers:
            assert await server.end() == 0, server.log

    @property
    def refused(self) -> list[str]:
        """Calls that Telegram refused, as one line each."""
        return [f"{c.method}: {c.description} {c.given}" for c in self.telegram.refused]

    async def readyz(self) -> dict[str, Any]:
        address = f"http://127.0.0.1:{self.server.port}/readyz"
        async with aiohttp.ClientSession() as session, session.get(address) as answer:
            found: dict[str, Any] = await answer.json()
            return found


class Person(Protocol):
    """Somebody at the other end, whichever messenger they use."""

    silence: float

    async def says(self, text: str, /) -> Any: ...

    async def taps(self, label: str, /) -> Any: ...

    async def hears(self, containing: str, patience: float, /) -> list[Any]: ...

    async def hears_nothing(self, seconds: float, /) -> None: ...


PersonT = TypeVar("PersonT", bound=Person)


class Visitor(ABC, Generic[PersonT]):
    """A person with an invitation, and shorter words for what they do."""

    def __init__(self, town: Town, person: PersonT, token: str) -> None:
        self.town, self.person, self.token = town, person, token
        person.silence = 0.02  # what to wait for is known by its words

    @abstractmethod
    async def begins(self) -> None:
        """Follow the invitation."""

    def is_pending(self) -> bool:
        """Whether something is on its way to the server."""
        return False

    async def agrees(self) -> Self:
        """Be at the first question."""
        await self.begins()
        await self.hears("May I ask you about an errand?")
        await self.person.taps("I agree")
        await self.hears(NEED)
        return self

    async def chooses(self) -> Self:
        """Be at the question with three options."""
        await self.agrees()
        await self.person.says("Shoes for winter")
        await self.hears(WAY)
        return self

    async def tells(self, *lines: str) -> Self:
        """Be in the middle of the story."""
        await self.chooses()
        await self.person.taps("The shop")
        await self.hears(STORY)
        for line in lines:
            await self.person.says(line)
        return self

    async def ends(self) -> Self:
        """Answer everything to the closing words."""
        await self.tells("I went there")
        for words, answer in (
            ("press Done", "done"),
            (RIGHT, "yes"),
            ("How was", "4"),
            (FORMS, "2"),
            (WISH, "Nothing more"),
            (SCORE, "9"),
        ):
            await self.hears(words)
            await self.person.says(answer)
        await self.hears(CLOSING)
        return self

    async def hears(self, containing: str) -> list[Any]:
        """Wait for words that were not heard yet; all that was said up to them."""
        return await self.person.hears(containing, PATIENCE)

    async def hears_nothing(self) -> None:
        await self.settled()
        await self.person.hears_nothing(0.05)

    async def settled(self) -> None:
        """Wait until all they sent was worked through."""
        await asyncio.wait_for(self._settled(), PATIENCE)

    async def _settled(self) -> None:
        while self.is_pending() or self._waits():  # noqa: ASYNC110
            await asyncio.sleep(0.02)

    def _waits(self) -> bool:
        with self.town.store.reading() as reading:
            health = reading.health()
        return bool(health.inbox_open or health.outbox_unsent)

    @property
    def interview(self) -> dict[str, Any]:
        """Their interview as it is exported."""
        (found,) = self.town.news()
        return found

    @property
    def answers(self) -> dict[str, str]:
        """The last word on each question, by its id."""
        answers = self.interview["answers"]
        replaced = {a["revision_of"] for a in answers}
        return {a["question"]: a["verbatim"] for a in answers if a["id"] not in replaced}


class Guest(Visitor[FakePerson]):
    """Somebody on Telegram."""

    def __init__(self, town: Town, person: FakePerson, token: str) -> None:
        super().__init__(town, person, token)
        self.says, self.taps = person.says, person.taps

    async def begins(self) -> None:
        await self.person.start(self.token)

    def is_pending(self) -> bool:
        return bool(self.town.telegram.world.updates.pending)

    @property
    def screen(self) -> list[Seen]:
        return self.person.screen

    @property
    def last(self) -> Seen:
        return self.person.last


@asynccontextmanager
async def town(
    home: Path,
    database: str | None,
    *,
    webhook: bool,
    module: tuple[str, ...] = BRISK,
    servers: int = 1,
    flow: str = ERRAND,
) -> AsyncIterator[Town]:
    """A running place. The study is made here and not by command, which takes a second more."""
    async with AsyncExitStack() as stack:
        telegram = await stack.enter_async_context(FakeTelegram())
        place = Place(home, telegram, database, webhook=webhook)
        store = Store.connect(database or f"sqlite:///{home / 'desirepath.db'}", Vault(KEY))
        stack.callback(store.close)
        store.upgrade()
        study = new_study(store, flow)
        running = [Server(place, module=module) for _ in range(servers)]
        for server in running:
            await stack.enter_async_context(server)
        if webhook:
            port = await stack.enter_async_context(balancer(*(s.port for s in running)))
            await place.point_webhook(port)
        yield Town(place, study, store, running)


def new_study(store: Store, text: str, **more: Any) -> str:
    """A study that asks with one guide; its id. `more`: further fields of Study."""
    flow = load_flow(text, "flow.yaml")
    study = Study(
        id=StudyId(flow.id),
        title=flow.id,
        flows=(StudyFlow(flow.id, flow.version),),
        created_at=datetime.now(UTC),
        **more,
    )
    with store.writing() as work:
        work.keep_flow(flow.version, flow.id, flow.text)
        work.save_study(study)
    return study.id
