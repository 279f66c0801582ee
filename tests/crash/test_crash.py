"""kill -9 at every named point of the way, while four people answer: nothing lost, nothing twice.

The harness must notice when a rule is broken, so mutants are run as well.
"""

import asyncio
import random
from pathlib import Path

import pytest

from tests.conftest import NewDatabase
from tests.crash.mortal import PATIENCE, Deaths, Mortal, differences
from tests.crash.victim import POINTS
from tests.e2e.walk import answers_of, walk, write_walk
from tests.fakes.bell import ended
from tests.fakes.telegram import Call, FakePerson, FakeTelegram
from tests.serving import Place, balancer

PEOPLE = 4
NUDGE = 1.0  # seconds between two words of a bystander


async def _stands_by(person: FakePerson, token: str, deaths: Deaths) -> None:
    """Ask for help until all deaths have been: the servers shall have something to die of."""
    await person.start(token)
    while not deaths.are_over:
        await person.says("/help")
        await asyncio.sleep(NUDGE)


async def _interviewed(
    place: Place,
    points: list[str],
    *,
    servers: int = 1,
    mutant: str = "none",
    patience: float = PATIENCE,
) -> tuple[list[FakePerson], str]:
    """Interview people on servers that keep dying; who they are, and the study."""
    assert place.telegram is not None
    chaos = random.Random(20261121)
    study = await place.new_study(write_walk(place.home))
    *people, bystander = [place.telegram.person() for _ in range(PEOPLE + 1)]
    *tokens, spare = await place.tokens(study, PEOPLE + 1)
    shares = [points[number::servers] for number in range(servers)]
    deaths = Deaths([Mortal(place, points=share, mutant=mutant) for share in shares])
    lives = [asyncio.create_task(server.live(chaos)) for server in deaths.servers]
    try:
        async with balancer(*(server.port for server in deaths.servers)) as port:
            if place.webhook:
                await place.point_webhook(port)
            async with asyncio.TaskGroup() as group:
                group.create_task(_stands_by(bystander, spare, deaths))
                for person, token in zip(people, tokens, strict=True):
                    talk = walk(
                        place.telegram, person, token, chaos, patience, may_answer=deaths.hold_up
                    )
                    group.create_task(talk)
    finally:
        for life in lives:
            await ended(life)
        for server in deaths.servers:
            await server.end()
    return people, study


async def _verdict(place: Place, people: list[FakePerson], study: str) -> list[str]:
    """What is wrong with the stored answers, if anything."""
    exported = await place.exported(study)
    return differences([{}, *(answers_of(person) for person in people)], exported)


@pytest.mark.timeout(400)
@pytest.mark.parametrize(
    ("database", "way", "servers"),
    [("sqlite", "polling", 1), ("sqlite", "webhook", 1), ("postgresql", "webhook", 2)],
)
async def test_dying_anywhere_loses_and_doubles_nothing(
    tmp_path: Path, postgres_url: NewDatabase, database: str, way: str, servers: int
) -> None:
    async with FakeTelegram() as telegram:
        url = postgres_url() if database == "postgresql" else None
        place = Place(tmp_path, telegram, url, webhook=way == "webhook")
        points = list(POINTS)
        random.Random(7).shuffle(points)
        people, study = await _interviewed(place, points, servers=servers)

        assert await _verdict(place, people, study) == []
        # What was done and not marked is done again, and Telegram says that it is done.
        assert [c.description for c in telegram.refused if not _is_repeat(c)] == []
        assert "All is well" in await place.command("doctor")


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("mutant", "points"),
    [
        ("acknowledge_before_commit", ["before_inbox"] * 4),
        ("mark_before_sending", ["marked_early"] * 3),
    ],
)
async def test_the_harness_notices_a_broken_rule(
    tmp_path: Path, mutant: str, points: list[str]
) -> None:
    """The same run with a rule broken: somebody is never asked again, or answers are missing."""
    async with FakeTelegram() as telegram:
        place = Place(tmp_path, telegram)
        try:
            people, study = await _interviewed(place, points, mutant=mutant, patience=8)
            wrong = await _verdict(place, people, study)
        except ExceptionGroup as group:
            wrong = [str(error) for error in group.exceptions]

        assert wrong


def _is_repeat(call: Call) -> bool:
    told = call.description or ""
    return "message is not modified" in told or "query is too old" in told
