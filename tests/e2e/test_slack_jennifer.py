"""The reference case in Slack, tapped and typed; it leaves the answers that Telegram's leaves."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from interview_flows.library import shipped
from tests.e2e.jennifer import Jennifer, is_hers, shows_choices
from tests.e2e.slack_jennifer import SlackJennifer
from tests.e2e.slack_town import SlackTown, slack_town
from tests.fakes.telegram import FakeTelegram

FLOW = "employee-process"
THEIR_OWN = {"id", "respondent", "messenger", "started_at", "completed_at", "consent"}


@pytest.mark.timeout(120)
async def test_her_answers_are_the_same_in_slack_and_on_telegram(tmp_path: Path) -> None:
    """One study, four people, one server: each taps or types all, here or there."""
    async with (
        FakeTelegram() as telegram,
        slack_town(tmp_path, flow=shipped()[FLOW], telegram=telegram) as there,
    ):
        workspace = there.slack.workspace()
        here = [
            SlackJennifer(workspace.person("Jennifer")),
            SlackJennifer(workspace.person("Jenny"), types=True),
        ]
        elsewhere = [Jennifer(telegram.person()), Jennifer(telegram.person(), types=True)]
        async with asyncio.TaskGroup() as talks:
            for colleague in here:
                talks.create_task(colleague.is_interviewed(there.invites(messenger="slack")))
            for person in elsewhere:
                talks.create_task(person.is_interviewed(there.invites()))
        await there.ends()
        _is_well(there, here)
        exported = await there.place.exported(there.study)
    assert sorted(whole["messenger"] for whole in exported) == ["slack"] * 2 + ["telegram"] * 2
    for whole in exported:
        is_hers(whole)
    assert _told(exported, "slack") == _told(exported, "telegram")


async def test_her_interview_over_socket_mode(tmp_path: Path) -> None:
    async with slack_town(tmp_path, flow=shipped()[FLOW], socket_mode=True) as there:
        jennifer = SlackJennifer(there.slack.workspace().person("Jennifer"))
        await jennifer.is_interviewed(there.invites(messenger="slack"))
        await there.ends()
        _is_well(there, [jennifer])
        (whole,) = there.interviews()
    is_hers(whole)


def _is_well(there: SlackTown, talked: list[SlackJennifer]) -> None:
    """All was in Slack's limits and in time, and no answer can be tapped any more."""
    assert there.refused == []
    assert there.late == []
    for each in talked:
        assert {label for seen in each.person.screen for label in seen.labels} <= {"Done"}
        assert each.person.errors_shown == []
    shows_choices(talked[0].person.screen)


def _told(exported: list[dict[str, Any]], messenger: str) -> list[Any]:
    """What was told there, tapped and typed, without what is each interview's own."""
    told = [_plain(whole) for whole in exported if whole["messenger"] == messenger]
    return sorted(told, key=json.dumps)


def _plain(whole: dict[str, Any]) -> dict[str, Any]:
    answers = [{**answer, "at": None} for answer in whole["answers"]]
    kept = {key: value for key, value in whole.items() if key not in THEIR_OWN}
    return kept | {"answers": answers}
