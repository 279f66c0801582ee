"""The reference case, held over Telegram to the end, tapped and typed, in four surroundings."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from interview_flows.library import shipped
from tests.bot.post import until
from tests.conftest import NewDatabase
from tests.e2e.jennifer import Jennifer, is_hers, shows_choices
from tests.e2e.town import BRISK, Town, town
from tests.fakes.telegram import FakeTelegram
from tests.serving import Place, Server

FLOW = "employee-process"
LANES = {
    "need",
    "feeling",
    "action",
    "touchpoint_current",
    "touchpoint_desired",
    "difference",
    "improvement_self",
    "improvement_organisation",
}


async def _talk(telegram: FakeTelegram, tokens: list[str]) -> None:
    """One of them taps what can be tapped, the other types it all."""
    tapping, typing = Jennifer(telegram.person()), Jennifer(telegram.person(), types=True)
    async with asyncio.TaskGroup() as talks:
        talks.create_task(tapping.is_interviewed(tokens[0]))
        talks.create_task(typing.is_interviewed(tokens[1]))
    assert [(call.method, call.description) for call in telegram.refused] == []
    assert all(tap.answers == 1 for tap in telegram.world.taps.values())
    await until(lambda: [c.method for c in telegram.calls].count("sendPhoto") == len(tokens))
    for talked in (tapping, typing):
        assert talked.person.keys == ()
        assert [seen.labels for seen in talked.person.screen if seen.labels] == []
    shows_choices(tapping.person.screen)


@pytest.mark.timeout(120)
async def test_her_interview_and_her_map_by_the_commands_alone(tmp_path: Path) -> None:
    async with FakeTelegram() as telegram:
        place = Place(tmp_path, telegram)
        study = await place.new_study(FLOW)
        tokens = await place.tokens(study, 2)
        async with Server(place, module=BRISK) as server:
            await _talk(telegram, tokens)
            assert await server.end() == 0
        exported = await place.exported(study)
        assert len(exported) == 2
        for interview in exported:
            is_hers(interview)
        await place.command("compile", study, "--format", "json", "--out", str(tmp_path / "map"))
        _shows_her_journey(json.loads((tmp_path / "map" / f"{study}.json").read_text()))


def _shows_her_journey(whole: dict[str, Any]) -> None:
    steps = [step for stage in whole["stages"] for step in stage["steps"]]
    assert {lane for step in steps for lane in LANES if step.get(lane)} == LANES
    feelings = [step["feeling"]["mean"] for step in steps if step["feeling"]["n"]]
    assert (feelings[0], feelings[-1]) == (2, -2)
    forms = whole["effort"]["forms"]
    assert (forms["before"], forms["after"]) == (5, 2)


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("database", "way", "servers"),
    [("sqlite", "webhook", 1), ("postgresql", "polling", 1), ("postgresql", "webhook", 2)],
)
async def test_her_whole_interview(
    tmp_path: Path, postgres_url: NewDatabase, database: str, way: str, servers: int
) -> None:
    url = postgres_url() if database == "postgresql" else None
    async with town(
        tmp_path, url, webhook=way == "webhook", servers=servers, flow=shipped()[FLOW]
    ) as there:
        await _is_held(there)


async def _is_held(there: Town) -> None:
    await _talk(there.telegram, [there.invites(), there.invites()])
    await there.ends()
    interviews = there.interviews()
    assert len(interviews) == 2
    for interview in interviews:
        is_hers(interview)
