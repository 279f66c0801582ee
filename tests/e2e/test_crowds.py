"""Six people at once, and a server that is killed while they talk."""

import asyncio
import random
import re
import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import NewDatabase
from tests.e2e.town import BRISK, Town, town
from tests.e2e.walk import answers_of, walk, write_walk
from tests.fakes.telegram import FakePerson

RUN = ("bot", "run")
PATIENCE = 40.0  # seconds for the next question, restarts included
DEATHS = 5


async def _talk(there: Town, people: list[FakePerson]) -> None:
    chaos = random.Random(20261122)
    async with asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(walk(there.telegram, person, there.invites(), chaos, PATIENCE))


def _is_all_there(there: Town, people: list[FakePerson]) -> None:
    """Every answer is in the interview of the one who gave it, once, and nothing else is."""
    wanted = Counter(tuple(sorted(answers_of(person).items())) for person in people)
    given = Counter(
        tuple(sorted((a["question"], a["verbatim"]) for a in interview["answers"]))
        for interview in there.interviews()
    )
    assert given == wanted


def _asked(person: FakePerson) -> list[int]:
    """Numbers of the questions in the order they stand on the screen."""
    found = (re.search(r"Question (\d+):", seen.text) for seen in person.screen if not seen.mine)
    return [int(match[1]) for match in found if match]


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("database", "servers", "module"), [("sqlite", 1, RUN), ("postgresql", 2, BRISK)]
)
async def test_six_chats_at_once_stay_apart_and_in_order(
    tmp_path: Path,
    postgres_url: NewDatabase,
    database: str,
    servers: int,
    module: tuple[str, ...],
) -> None:
    """By polling at Telegram's pace, and on two servers behind one webhook without it."""
    url = postgres_url() if database == "postgresql" else None
    flow = write_walk(tmp_path).read_text()
    async with town(
        tmp_path, url, webhook=servers > 1, module=module, servers=servers, flow=flow
    ) as there:
        people = [there.telegram.person(f"Person {n}") for n in range(6)]
        await _talk(there, people)
        await there.ends()
        _is_all_there(there, people)
        for person in people:
            assert _asked(person) == sorted(_asked(person))
        assert there.refused == []


@pytest.mark.timeout(120)
@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_killed_five_times_it_goes_on_where_it_was(tmp_path: Path, way: str) -> None:
    """On PostgreSQL each death costs the lease of a queue that was being sent: see tests/crash."""
    flow = write_walk(tmp_path).read_text()
    async with town(tmp_path, None, webhook=way == "webhook", flow=flow) as there:
        people = [there.telegram.person() for _ in range(3)]
        talk = asyncio.create_task(_talk(there, people))
        deaths = await _die(there, people, talk)
        await talk
        await there.ends()
        assert deaths == DEATHS
        _is_all_there(there, people)
        assert "All is well" in await there.place.command("doctor")
        for person in people:  # a death repeats one prompt at the most
            assert sum(Counter(_asked(person)).values()) <= 10 + DEATHS


async def _die(there: Town, people: list[FakePerson], talk: asyncio.Task[None]) -> int:
    """Kill the server whenever people have heard a few things more; how often."""
    chaos, deaths = random.Random(5), 0
    for heard in range(3, 28, 5):
        while sum(len(_asked(person)) for person in people) < heard and not talk.done():
            await there.telegram.world.bell.wait(1)
        if talk.done():
            break
        await asyncio.sleep(chaos.random() * 0.02)
        await there.server.end(signal.SIGKILL)
        deaths += 1
        await there.server.start()
    return deaths
