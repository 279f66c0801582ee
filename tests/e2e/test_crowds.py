"""Six people at once, and a server that is killed while they talk."""

import asyncio
import random
import re
import signal
from collections import Counter
from pathlib import Path

import pytest

from tests.conftest import NewDatabase
from tests.e2e.town import BRISK
from tests.e2e.walk import answers_of, walk, write_walk
from tests.fakes.telegram import FakePerson, FakeTelegram
from tests.serving import Place, Server, balancer

PATIENCE = 40.0  # seconds for the next question, restarts included
DEATHS = 5


async def _talk(place: Place, study: str, people: list[FakePerson]) -> None:
    assert place.telegram is not None
    tokens = await place.tokens(study, len(people))
    chaos = random.Random(20261122)
    async with asyncio.TaskGroup() as group:
        for person, token in zip(people, tokens, strict=True):
            group.create_task(walk(place.telegram, person, token, chaos, PATIENCE))


async def _is_all_there(place: Place, study: str, people: list[FakePerson]) -> None:
    """Every answer is in the interview of the one who gave it, once, and nothing else is."""
    wanted = Counter(tuple(sorted(answers_of(person).items())) for person in people)
    given = Counter(
        tuple(sorted((a["question"], a["verbatim"]) for a in interview["answers"]))
        for interview in await place.exported(study)
    )
    assert given == wanted
    assert "All is well" in await place.command("doctor")


def _asked(person: FakePerson) -> list[int]:
    """Numbers of the questions in the order they stand on the screen."""
    found = (re.search(r"Question (\d+):", seen.text) for seen in person.screen if not seen.mine)
    return [int(match[1]) for match in found if match]


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("database", "servers"), [("sqlite", 1), ("postgresql", 2)])
async def test_six_chats_at_once_stay_apart_and_in_order(
    tmp_path: Path, postgres_url: NewDatabase, database: str, servers: int
) -> None:
    async with FakeTelegram() as telegram:
        url = postgres_url() if database == "postgresql" else None
        place = Place(tmp_path, telegram, url, webhook=servers > 1)
        study = await place.new_study(write_walk(tmp_path))
        people = [telegram.person(f"Person {n}") for n in range(6)]
        running = [Server(place) for _ in range(servers)]
        async with balancer(*(server.port for server in running)) as port:
            for server in running:
                await server.start()
            if place.webhook:
                await place.point_webhook(port)
            await _talk(place, study, people)
            for server in running:
                assert await server.end() == 0
        await _is_all_there(place, study, people)
        for person in people:
            assert _asked(person) == sorted(_asked(person))
        assert [call.description for call in telegram.refused] == []


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("database", "way"), [("sqlite", "polling"), ("postgresql", "webhook")])
async def test_killed_five_times_it_goes_on_where_it_was(
    tmp_path: Path, postgres_url: NewDatabase, database: str, way: str
) -> None:
    async with FakeTelegram() as telegram:
        url = postgres_url() if database == "postgresql" else None
        place = Place(tmp_path, telegram, url, webhook=way == "webhook")
        study = await place.new_study(write_walk(tmp_path))
        people = [telegram.person() for _ in range(3)]
        server = Server(place, module=BRISK)
        await server.start()
        if place.webhook:
            await place.point_webhook(server.port)
        talk = asyncio.create_task(_talk(place, study, people))
        deaths = await _die(server, telegram, people, talk)
        await talk
        assert await server.end() == 0
        assert deaths == DEATHS
        await _is_all_there(place, study, people)
        twice = [sum(Counter(_asked(person)).values()) - 10 for person in people]
        assert max(twice) <= DEATHS  # a death repeats one prompt at the most


async def _die(
    server: Server, telegram: FakeTelegram, people: list[FakePerson], talk: asyncio.Task[None]
) -> int:
    """Kill the server whenever people have heard a few things more; how often."""
    chaos, deaths = random.Random(5), 0
    for heard in range(3, 28, 5):
        while sum(len(_asked(person)) for person in people) < heard and not talk.done():
            await telegram.world.bell.wait(1)
        if talk.done():
            break
        await asyncio.sleep(chaos.random() * 0.02)
        await server.end(signal.SIGKILL)
        deaths += 1
        await server.start()
    return deaths
