"""kill -9 at every named point of the way, while four people answer: nothing lost, nothing twice.

The harness must notice when a rule is broken, so three mutants are run as well.
"""

import asyncio
import random
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NewDatabase
from tests.crash.victim import POINTS
from tests.e2e.walk import answers_of, walk, write_walk
from tests.fakes.telegram import Call, FakePerson, FakeTelegram
from tests.serving import Place, Server, balancer

PEOPLE = 4
PATIENCE = 45.0  # seconds for the next question, restarts included


async def survive(server: Server, points: list[str], chaos: random.Random, mutant: str) -> None:
    """Keep a server up that dies at one point after the other."""
    deaths = 0
    while True:
        point = points[deaths % len(points)] if deaths < len(points) else "none"
        times = str(chaos.randint(1, 4))
        server.module = ("tests.crash.victim", point, times, mutant)
        await server.start()
        assert server.process is not None
        await server.process.wait()
        deaths += 1


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
    people = [place.telegram.person() for _ in range(PEOPLE)]
    tokens = await place.tokens(study, PEOPLE)
    running = [Server(place) for _ in range(servers)]
    shares = [points[number::servers] for number in range(servers)]
    keepers = [
        asyncio.create_task(survive(server, share, chaos, mutant))
        for server, share in zip(running, shares, strict=True)
    ]
    try:
        async with balancer(*(server.port for server in running)) as port:
            if place.webhook:
                await place.point_webhook(port)
            async with asyncio.TaskGroup() as group:
                for person, token in zip(people, tokens, strict=True):
                    group.create_task(walk(place.telegram, person, token, chaos, patience))
    finally:
        for keeper in keepers:
            keeper.cancel()
        for server in running:
            await server.end()
    return people, study


async def _verdict(place: Place, people: list[FakePerson], study: str) -> list[str]:
    """What is wrong with the stored answers, if anything."""
    exported = await place.exported(study)
    return differences([answers_of(person) for person in people], exported)


def differences(said: list[dict[str, str]], exported: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the exported answers of people who said this, each of them once."""
    wanted = Counter(tuple(sorted(answers.items())) for answers in said)
    given = Counter(
        tuple(sorted((a["question"], a["verbatim"]) for a in interview["answers"]))
        for interview in exported
    )
    wrong = [f"not stored as said: {missing}" for missing in wanted - given]
    wrong += [f"stored but not said: {surplus}" for surplus in given - wanted]
    return wrong


@pytest.mark.timeout(240)
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
