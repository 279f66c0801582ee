"""The reference case, held over Telegram to the end, tapped and typed, in four surroundings."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.conftest import NewDatabase
from tests.e2e.jennifer import STORY, Jennifer
from tests.e2e.town import BRISK
from tests.fakes.telegram import FakeTelegram, Seen
from tests.serving import Place, Server, balancer

LANES = (
    "need",
    "feeling",
    "action",
    "touchpoint_current",
    "touchpoint_desired",
    "difference",
    "improvement_self",
    "improvement_organisation",
)


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("database", "way", "servers"),
    [
        ("sqlite", "polling", 1),
        ("sqlite", "webhook", 1),
        ("postgresql", "polling", 1),
        ("postgresql", "webhook", 2),
    ],
)
async def test_her_whole_interview(
    tmp_path: Path, postgres_url: NewDatabase, database: str, way: str, servers: int
) -> None:
    async with FakeTelegram() as telegram:
        url = postgres_url() if database == "postgresql" else None
        place = Place(tmp_path, telegram, url, webhook=way == "webhook")
        study = await place.new_study("employee-process")
        tokens = await place.tokens(study, 2)
        tapping, typing = Jennifer(telegram.person()), Jennifer(telegram.person(), types=True)
        running = [Server(place, module=BRISK) for _ in range(servers)]
        async with balancer(*(server.port for server in running)) as port:
            for server in running:
                await server.start()
            if place.webhook:
                await place.point_webhook(port)
            async with asyncio.TaskGroup() as talks:
                talks.create_task(tapping.is_interviewed(tokens[0]))
                talks.create_task(typing.is_interviewed(tokens[1]))
            for server in running:
                assert await server.end() == 0
        assert [(call.method, call.description) for call in telegram.refused] == []
        assert all(tap.answers == 1 for tap in telegram.world.taps.values())
        for person in (tapping, typing):
            assert person.person.keys == ()
            assert [seen.labels for seen in person.person.screen if seen.labels] == []
        _shows_choices(tapping.person.screen)
        await _is_exported(place, study)
        if place.webhook:
            await _is_compiled(place, study)


def _shows_choices(screen: list[Seen]) -> None:
    """What was tapped stands under its question."""
    for asked, chosen in (
        ("May I begin?", "✓ I agree"),
        ("How did you feel when you set out", "✓ 😀 Very good"),
        ("what was part of it?", "✓ Forms to fill in, Approvals to get, People to ask"),
        ("How likely are you to recommend", "✓ 3"),
        ("describe your experience?", "✓ Completely"),
    ):
        seen = next(seen for seen in screen if asked in seen.text)
        assert seen.text.endswith(chosen)


async def _is_exported(place: Place, study: str) -> None:
    for interview in await place.exported(study):
        answers = {
            (a["question"], a["step"]): a for a in interview["answers"] if a["probe"] is None
        }
        assert interview["phase"] == "completed"
        assert interview["playback"]["verdict"] == 4
        assert [step["text"] for step in interview["steps"]][-2:] == list(STORY[-2:])
        assert [answers["feeling", f"s{n}"]["value"] for n in range(1, 10)] == [
            *(-2, 1, 0, -1, -2, -1, 2, -1, -1)
        ]
        assert answers["story", None]["verbatim"] == "\n".join(STORY)
        assert answers["forms_before", None]["value"] == 5
        assert answers["forms_after", None]["value"] == 2
        assert not any(a["excluded"] for a in interview["answers"])


async def _is_compiled(place: Place, study: str) -> None:
    await place.command("compile", study, "--format", "json", "--out", str(place.home / "map"))
    found = json.loads((place.home / "map" / f"{study}.json").read_text())
    steps = [step for stage in found["stages"] for step in stage["steps"]]
    lanes = {lane for step in steps for lane in LANES if step.get(lane)}
    assert lanes == set(LANES)
    feelings = [step["feeling"]["mean"] for step in steps if step["feeling"]["n"]]
    assert (feelings[0], feelings[-1]) == (2, -2)
    forms = found["effort"]["forms"]
    assert (forms["before"], forms["after"]) == (5, 2)
