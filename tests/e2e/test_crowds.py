"""Six people at once, and a server that is killed while they talk."""

import asyncio
import random
import re
import signal
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NewDatabase
from tests.e2e.town import BRISK, Town, town
from tests.e2e.walk import QUESTIONS, answers_of, walk, write_walk
from tests.fakes.telegram import FakePerson

RUN = ("bot", "run")
PATIENCE = 60.0  # seconds for the next question, restarts on a busy machine included
DEATHS = 5
STRETCH = QUESTIONS // DEATHS  # questions from one death to the next


class Gates:
    """Every second question is answered only once the death that belongs to it has come near.

    So nobody is done before the server has died as often as it shall, and answers are on their way
    whenever it does.
    """

    def __init__(self) -> None:
        self.open = [asyncio.Event() for _ in range(DEATHS)]

    async def let_through(self, number: int) -> None:
        """Wait until question `number` may be answered."""
        death, is_between = divmod(number, STRETCH)
        if death and not is_between:
            await self.open[death - 1].wait()


async def _talk(there: Town, people: list[FakePerson], **more: Any) -> None:
    chaos = random.Random(20261122)
    async with asyncio.TaskGroup() as group:
        for person in people:
            token = there.invites()
            group.create_task(walk(there.telegram, person, token, chaos, PATIENCE, **more))


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


@pytest.mark.timeout(240)
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


@pytest.mark.timeout(240)
@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_killed_five_times_it_goes_on_where_it_was(tmp_path: Path, way: str) -> None:
    """On PostgreSQL each death costs the lease of a queue that was being sent: see tests/crash."""
    flow, gates = write_walk(tmp_path).read_text(), Gates()
    async with town(tmp_path, None, webhook=way == "webhook", flow=flow) as there:
        people = [there.telegram.person() for _ in range(3)]
        async with asyncio.TaskGroup() as group:
            group.create_task(_talk(there, people, may_answer=gates.let_through))
            group.create_task(_die(there, people, gates))
        await there.ends()
        _is_all_there(there, people)
        assert "All is well" in await there.place.command("doctor")
        for person in people:  # a death repeats one prompt at the most
            assert len(_asked(person)) <= QUESTIONS + DEATHS


async def _die(there: Town, people: list[FakePerson], gates: Gates) -> None:
    """Kill the server as people come to each gate; some may still be on their way to it."""
    chaos = random.Random(5)
    for death, gate in enumerate(gates.open, 1):
        heard = len(people) * (STRETCH * death - 1)
        while sum(len(set(_asked(person))) for person in people) < heard:
            await there.telegram.world.bell.wait(1)
        gate.set()
        await asyncio.sleep(chaos.random() * 0.02)
        await there.server.end(signal.SIGKILL)
        await there.server.start()
