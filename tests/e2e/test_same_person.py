"""The same person leaves the same interview on Telegram, in Slack and at a terminal."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from interview_flows.library import shipped
from tests.commands.desk import Desk
from tests.e2e.slack_town import slack_town
from tests.e2e.wavering import NEED, STEPS, AtTerminal, InSlack, OnTelegram
from tests.fakes.telegram import FakeTelegram
from tests.serving import KEY

FLOW = "employee-process"
PLATFORM = {"id", "respondent", "messenger", "started_at", "completed_at", "consent"}


@pytest.mark.timeout(180)
async def test_the_exports_are_equal_but_for_the_platform(tmp_path: Path) -> None:
    """Six times the whole interview: by button and typed, on each of the three."""
    async with (
        FakeTelegram() as telegram,
        slack_town(tmp_path, flow=shipped()[FLOW], telegram=telegram) as there,
    ):
        workspace = there.slack.workspace()
        async with asyncio.TaskGroup() as talks:
            for types in (False, True):
                grace = InSlack(workspace.person(f"Jennifer {types}"), types=types)
                talks.create_task(grace.is_interviewed(there.invites(messenger="slack")))
                jennifer = OnTelegram(telegram.person(), types=types)
                talks.create_task(jennifer.is_interviewed(there.invites()))
        await there.ends()
        assert there.refused == []
        assert telegram.refused == []
        desk = Desk(tmp_path, DESIREPATH_HOME=str(tmp_path), DESIREPATH_SECRET_KEY=KEY)
        for types in (False, True):
            with desk.talks("--study", there.study) as talk:
                await AtTerminal(talk, types=types).is_interviewed("")
                assert talk.ends()["phase"] == "completed"
        exported = await there.place.exported(there.study)
    on_telegram, in_slack, at_terminal = (
        _told(exported, messenger) for messenger in ("telegram", "slack", "terminal")
    )
    assert len(on_telegram) == 2
    assert on_telegram == in_slack == at_terminal
    for whole in exported:
        _is_what_she_did(whole)


def _told(exported: list[dict[str, Any]], messenger: str) -> list[dict[str, Any]]:
    """What was told there, by button and typed, without what is the platform's or the clock's."""
    told = [_plain(whole) for whole in exported if whole["messenger"] == messenger]
    return sorted(told, key=json.dumps)


def _plain(whole: dict[str, Any]) -> dict[str, Any]:
    answers = [{**answer, "at": None} for answer in whole["answers"]]
    kept = {key: value for key, value in whole.items() if key not in PLATFORM}
    return kept | {"answers": answers}


def _is_what_she_did(whole: dict[str, Any]) -> None:
    replaced = {answer["revision_of"] for answer in whole["answers"]}
    last = {(a["question"], a["step"]): a for a in whole["answers"] if a["id"] not in replaced}
    assert whole["phase"] == "completed"
    assert [step["text"] for step in whole["steps"]] == STEPS
    assert last["need", None]["verbatim"] == NEED
    assert last["approvals_before", None]["value"] == 4
    left_out = [a for a in whole["answers"] if a["absence"] == "skipped" and a["probe"] is None]
    assert [answer["question"] for answer in left_out] == ["bright"]
    revised = [a["question"] for a in whole["answers"] if a["revision_of"]]
    assert revised == ["approvals_before", "need"]
