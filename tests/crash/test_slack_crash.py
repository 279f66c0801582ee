"""kill -9 ten times while four people answer in Slack: nothing lost, nothing twice."""

import asyncio
import random
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crash.test_crash import differences, survive
from tests.crash.victim import POINTS
from tests.e2e.slack_walk import answers_of, asked, walk
from tests.e2e.walk import write_walk
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.serving import Place, Server

PEOPLE = 4
DEATHS = 10
PATIENCE = 45.0  # seconds for the next question, restarts included
# Slack's own are almost at once, a minute, five: they outlast a server that comes again
RETRIES = (0.05, 1.0, 2.0, 4.0, 8.0, 16.0)


@dataclass
class Mortal(Server):
    """A server that counts its lives."""

    lives: int = 0

    async def start(self) -> None:
        self.lives += 1
        await super().start()


async def _interviewed(
    place: Place, points: list[str], *, mutant: str = "none", patience: float = PATIENCE
) -> tuple[Mortal, list[FakeSlackPerson], list[str]]:
    """Interview people on a server that keeps dying; who they are, and what is wrong then."""
    assert place.slack is not None
    chaos, slack = random.Random(20261122), place.slack
    study = await place.new_study(write_walk(place.home))
    links = await place.command("invite", study, "--messenger", "slack", "--count", str(PEOPLE))
    people = [slack.workspace().person(f"Person {n}") for n in range(PEOPLE)]
    server = Mortal(place)
    slack.listens_at(f"http://127.0.0.1:{server.port}/slack/events")
    slack.deliveries.delays = RETRIES
    keeper = asyncio.create_task(survive(server, points, chaos, mutant))
    try:
        async with asyncio.TaskGroup() as talks:
            for person, link in zip(people, links.splitlines(), strict=True):
                token = link.rpartition(" ")[2]
                talks.create_task(walk(slack, person, token, chaos, patience))
    finally:
        keeper.cancel()
        await server.end()
    said = [answers_of(person) for person in people]
    return server, people, differences(said, await place.exported(study))


@pytest.mark.timeout(120)
async def test_dying_ten_times_loses_and_doubles_nothing_in_slack(tmp_path: Path) -> None:
    points = list(POINTS)
    random.Random(7).shuffle(points)
    async with FakeSlack() as slack:
        place = Place(tmp_path, slack=slack)
        server, people, wrong = await _interviewed(place, points[:DEATHS])

        assert server.lives == DEATHS + 1
        assert wrong == []
        assert [(call.method, call.error) for call in slack.refused] == []
        for person in people:  # a death repeats one prompt at the most
            assert len(asked(person)) <= len(set(asked(person))) + DEATHS
        assert "All is well" in await place.command("doctor")
