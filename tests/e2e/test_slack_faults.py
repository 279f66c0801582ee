"""Bad days at the database and at Slack."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.slack_town import SLOWEST, slack_town
from tests.e2e.town import STORY, WAY


@pytest.mark.timeout(60)
async def test_what_a_locked_database_cannot_take_is_not_acknowledged_and_comes_again(
    tmp_path: Path,
) -> None:
    async with slack_town(tmp_path) as there:
        there.slack.deliveries.delays = (0.5, 1.0, 2.0, 4.0, 8.0)
        people = [await there.colleague().agrees() for _ in range(3)]
        lock = sqlite3.connect(tmp_path / "desirepath.db", isolation_level=None)
        lock.execute("BEGIN IMMEDIATE")
        said = await asyncio.gather(*[each.says(f"Shoes {each.person.id}") for each in people])
        assert [one.acknowledged for one in said] == [False] * 3
        lock.execute("ROLLBACK")
        lock.close()
        for each in people:
            await each.hears(WAY)
            await each.settled()
            assert each.said(WAY) == 1
        for one in said:
            await there.slack.acknowledged(one)
        given = sorted(a["verbatim"] for one in there.interviews() for a in one["answers"])
        assert given == sorted(f"Shoes {each.person.id}" for each in people)
        assert there.refused == []


@pytest.mark.timeout(60)
async def test_a_slack_that_does_not_know_us_yet_delays_and_loses_nothing(tmp_path: Path) -> None:
    """Three servers at a time, for each waits some seconds before it greets Slack again."""
    bad: tuple[dict[str, Any], ...] = (
        {"error": 500},
        {"error": 429, "retry_after": 2},
        {"hang": 30.0},
    )
    folders = [tmp_path / str(number) for number in range(len(bad))]
    for folder in folders:
        folder.mkdir()
    async with asyncio.TaskGroup() as group:
        for folder, how in zip(folders, bad, strict=True):
            group.create_task(_is_greeted_late(folder, how))


async def _is_greeted_late(home: Path, how: dict[str, Any]) -> None:
    """What is said meanwhile is stored and acknowledged, and answered once Slack is well."""
    async with slack_town(home, unwell=how) as there:
        grace = there.colleague()
        begun = await grace.person.slash("/journey", f"start {grace.token}")
        assert begun.seconds < SLOWEST
        await grace.person.hears_nothing(0.5)
        assert there.stored() == 1
        there.slack.heal()
        await grace.hears("May I ask you about an errand?")
        await grace.taps("I agree")
        await grace.hears("What did you need?")
        assert there.late == []
        assert there.refused == []


@pytest.mark.timeout(60)
async def test_a_talk_goes_on_through_a_bad_day_of_slacks(tmp_path: Path) -> None:
    """A server that was there before needs no greeting; messages wait until they are taken."""
    async with slack_town(tmp_path) as there:
        grace = await there.colleague().agrees()
        await there.ends()
        there.slack.fail("auth.test", error=500, times=None)
        await there.server.start()
        there.slack.fail("chat.postMessage", error=500, times=2)
        there.slack.fail("chat.postMessage", error=429, retry_after=1, times=1)
        said = await grace.says("Shoes")
        assert said.seconds < SLOWEST
        await grace.hears(WAY)
        there.slack.fail("chat.update", error=503, times=1)
        await grace.taps("The shop")
        await grace.hears(STORY)
        await grace.settled()
        assert [grace.said(words) for words in (WAY, STORY)] == [1, 1]
        assert grace.answers == {"need": "Shoes", "way": "The shop"}
        assert there.late == []
