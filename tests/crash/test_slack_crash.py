"""kill -9 ten times while four people answer in Slack: nothing lost, nothing twice."""

import asyncio
import random
from pathlib import Path

import pytest

from tests.crash.mortal import PATIENCE, Deaths, Mortal, differences
from tests.crash.victim import POINTS
from tests.e2e.slack_walk import answers_of, asked, begin, walk
from tests.e2e.walk import write_walk
from tests.fakes.bell import ended
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.serving import Place

PEOPLE = 4
DEATHS = 10
# Slack's own are almost at once, a minute, five: they outlast a server that comes again
RETRIES = (0.05, *[0.5] * 60)


async def _stands_by(slack: FakeSlack, person: FakeSlackPerson, token: str, deaths: Deaths) -> None:
    """Ask for help until all deaths have been: the server shall have something to die of."""
    await begin(person, token)
    while not deaths.are_over:
        await slack.acknowledged(await person.says("help"), PATIENCE)


async def _interviewed(place: Place, points: list[str]) -> tuple[list[FakeSlackPerson], list[str]]:
    """Interview people on a server that dies at each point; who they are, and what is wrong."""
    assert place.slack is not None
    chaos, slack = random.Random(20261122), place.slack
    study = await place.new_study(write_walk(place.home))
    links = await place.command("invite", study, "--messenger", "slack", "--count", str(PEOPLE + 1))
    *tokens, spare = [link.rpartition(" ")[2] for link in links.splitlines()]
    *people, bystander = [slack.workspace().person(f"Person {n}") for n in range(PEOPLE + 1)]
    server = Mortal(place, points=points)
    deaths = Deaths([server])
    slack.listens_at(f"http://127.0.0.1:{server.port}/slack/events")
    slack.deliveries.delays = RETRIES
    life = asyncio.create_task(server.live(chaos))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(_stands_by(slack, bystander, spare, deaths))
            for person, token in zip(people, tokens, strict=True):
                talk = walk(slack, person, token, chaos, PATIENCE, may_answer=deaths.hold_up)
                group.create_task(talk)
    finally:
        await ended(life)
        await server.end()
    said = [{}, *(answers_of(person) for person in people)]
    return people, differences(said, await place.exported(study))


@pytest.mark.timeout(400)
async def test_dying_ten_times_loses_and_doubles_nothing_in_slack(tmp_path: Path) -> None:
    points = list(POINTS)
    random.Random(7).shuffle(points)
    async with FakeSlack() as slack:
        place = Place(tmp_path, slack=slack)
        people, wrong = await _interviewed(place, points[:DEATHS])

        assert wrong == []
        assert [(call.method, call.error) for call in slack.refused] == []
        for person in people:  # a death repeats one prompt at the most
            assert len(asked(person)) <= len(set(asked(person))) + DEATHS
        assert "All is well" in await place.command("doctor")
