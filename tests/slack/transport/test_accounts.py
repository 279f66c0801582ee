"""What Slack knows of an account: looked up when an interview begins, and once."""

import asyncio
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from bot.slack.envelope import known_row
from bot.slack.reading import read
from cxmodel.interview import Interview
from cxmodel.store import Store
from interview_flows.english import ENGLISH
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.talk import Known
from tests.bot.post import until
from tests.bot.town import START, Dial, Town
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.slack.transport.office import Office, office

FIRST = ENGLISH.reminders[0]
PULSE = load_flow(shipped()["touchpoint-pulse"], "touchpoint-pulse")


def _invites(store: Store) -> str:
    town = Town(store)
    return town.invites(town.study("errand", PULSE))


def _interview(store: Store) -> Interview:
    with store.reading() as reading:
        (found,) = reading.interviews("errand")
    return found


async def _goes_by(store: Store, zone: str) -> None:
    await until(lambda: _interview(store).reminded.zone == zone)


@pytest.mark.usefixtures("running")
async def test_zone_and_language_of_whoever_begins_are_asked_for_once(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    grace.user.tz, grace.user.locale = "Pacific/Auckland", "de-DE"
    await grace.slash("/journey", f"start {_invites(store)}")
    await _goes_by(store, "Pacific/Auckland")
    await grace.hears("Darf ich anfangen?")
    assert len([seen for seen in grace.screen if not seen.mine]) == 1  # where it stood
    await grace.taps("Ich bin einverstanden")
    await grace.hears("?")
    assert _interview(store).language == "de"
    (looked,) = slack.called("users.info")
    assert looked.given == {"user": grace.id, "include_locale": True}


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"error": 429}, id="too many"),
        pytest.param({"error": 500}, id="broken"),
        pytest.param({"error": "user_not_found"}, id="gone"),
        pytest.param({"error": "missing_scope"}, id="no scope"),
    ],
)
async def test_a_look_up_that_fails_costs_nothing(
    store: Store,
    slack: FakeSlack,
    grace: FakeSlackPerson,
    running: Office,
    fault: dict[str, Any],
) -> None:
    slack.fail("users.info", times=None, **fault)
    await grace.slash("/journey", f"start {_invites(store)}")
    await grace.hears("May I begin?")
    await until(lambda: bool(slack.called("users.info")))
    await grace.taps("I agree")
    await grace.hears("?")
    assert await running.state() == "ok"
    assert _interview(store).reminded.zone == ""
    assert len(slack.called("users.info")) == 1
    assert not any("could not do" in seen.text for seen in grace.screen)


async def test_nobody_is_reminded_while_it_is_night_where_slack_says_they_are(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    dial = Dial(datetime.now(UTC).replace(hour=12, minute=0))
    grace.user.tz = "Pacific/Auckland"  # where it is past midnight then, and quiet until 8:00
    async with office(store, slack, clock=dial) as there:
        await until(lambda: bool(there.house.messengers))
        await grace.slash("/journey", f"start {_invites(store)}")
        await _goes_by(store, "Pacific/Auckland")
        await grace.taps("I agree")
        await grace.hears("?")
        dial.now += timedelta(hours=25)
        await asyncio.sleep(0.5)  # some sweeps
        assert _reminders(grace) == 0
        dial.now += timedelta(hours=10)
        await grace.hears(FIRST)
        assert _reminders(grace) == 1


@pytest.mark.parametrize("over_http", [True, False], ids=["http", "socket"])
async def test_nobody_is_reminded_while_what_they_wrote_may_still_wait_at_slack(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, *, over_http: bool
) -> None:
    dial = Dial(datetime.now(UTC).replace(hour=12, minute=0))
    token: dict[str, Any] = {} if over_http else {"SLACK_APP_TOKEN": slack.app_token}
    there = partial(office, store, slack, clock=dial, over_http=over_http, **token)
    async with there(settle=timedelta(minutes=1)) as running:
        await running.becomes("ok")
        await grace.slash("/journey", f"start {_invites(store)}")
        await grace.hears("May I begin?")
        await until(lambda: bool(_interview(store).reminded.zone))
        await grace.taps("I agree")
        await grace.hears("?")
        dial.now += timedelta(hours=25)
        await asyncio.sleep(0.3)  # some sweeps
        assert _reminders(grace) == 0
    async with there():
        await grace.hears(FIRST)


def _reminders(person: FakeSlackPerson) -> int:
    return sum(seen.text.startswith(FIRST) for seen in person.screen if not seen.mine)


def test_what_came_back_is_read_as_known_and_stored_once() -> None:
    rows = [known_row("s1", "U1", "Europe/Berlin", "de-DE", "T1", START) for _ in range(2)]
    assert rows[0].event == rows[1].event
    assert rows[0].chat == "U1"
    assert read(rows[0].body, "T1").content == Known("Europe/Berlin", "de-DE")
