import io
import json
from typing import Any
from urllib.parse import urlencode

import pytest
import structlog.testing

from bot.http import LARGEST_BODY
from bot.slack.receiving import EVENTS
from cxmodel.store import Store
from tests.bot.town import Town
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.slack.transport.office import inbox, office


async def test_a_message_is_answered(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    Town(store).study(open_link=True)
    async with office(store, slack):
        said = await grace.says("hello")
        assert said.acknowledged
        await grace.hears("May I ask you three things?")
    assert slack.refused == []


async def test_a_message_is_stored_before_it_is_acknowledged_and_without_any_call(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    slack.fail("auth.test", error="invalid_auth", times=None)
    async with office(store, slack):
        said = await grace.says("my answer")
        assert said.attempts[0].status == 200
    ((installation, body),) = inbox(store)
    assert installation == slack.workspace().id
    stored = json.loads(body)
    assert (stored["type"], stored["payload"]) == ("event", said.payload)


async def test_what_cannot_be_stored_is_not_acknowledged_and_comes_again(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    async with office(store, slack):
        _rename(store, "inbox", "inbox_away")
        said = await grace.says("my answer")
        assert said.attempts[0].status == 503
        _rename(store, "inbox_away", "inbox")
        await slack.acknowledged(said)
        await slack.repeat(said, 3)
    assert len(inbox(store)) == 1


def _rename(store: Store, table: str, name: str) -> None:
    with store.writing() as work:
        work._connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {name}")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        pytest.param({}, 200, id="as it should be"),
        pytest.param({"X_Slack_Signature": "v0=" + "0" * 64}, 401, id="s33 forged"),
        pytest.param({"X_Slack_Signature": ""}, 401, id="s33 missing"),
        pytest.param({"X_Slack_Signature": "v0=é"}, 401, id="no plain text"),
        pytest.param({"X_Slack_Request_Timestamp": "abc"}, 401, id="s34 no number"),
        pytest.param({"X_Slack_Request_Timestamp": ""}, 401, id="s34 missing"),
        pytest.param({"X_Slack_Request_Timestamp": "9" * 5000}, 401, id="s34 too long for an int"),
        pytest.param({"X_Slack_Request_Timestamp": "-1"}, 401, id="s34 negative"),
    ],
)
async def test_only_what_slack_signed_is_taken(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, headers: dict[str, str], status: int
) -> None:
    async with office(store, slack):
        attempt = await slack.posts(_event(grace), **headers)
    assert attempt.status == status
    assert len(inbox(store)) == (status == 200)


@pytest.mark.parametrize(
    ("secret", "age"),
    [
        pytest.param("another-secret", 0, id="s33 another secret"),
        pytest.param(None, 301, id="s34 late"),
        pytest.param(None, -301, id="s34 early"),
    ],
)
async def test_forged_and_late_payloads_are_refused(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, secret: str | None, age: int
) -> None:
    async with office(store, slack):
        said = await grace.says("my answer")
        attempt = await slack.forges(said, secret=secret, age=age)
    assert attempt.status == 401
    assert len(inbox(store)) == 1


async def test_refused_requests_are_told_until_one_is_accepted(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    forged = {"X_Slack_Signature": "v0=" + "0" * 64}
    async with office(store, slack) as running:
        await running.becomes("ok")
        with structlog.testing.capture_logs() as logs:
            await slack.posts(_event(grace), **forged)
            await slack.posts(_event(grace), X_Slack_Request_Timestamp="abc")
        assert (await running.state()).startswith("2 requests in a row were not signed")
        unsigned = urlencode({"ssl_check": "1", "token": "old"}).encode()
        await slack.posts(unsigned, "application/x-www-form-urlencoded", **forged)
        assert await running.state() != "ok"
        await slack.posts(_event(grace))
        assert await running.state() == "ok"
    assert [line["event"] for line in logs] == ["slack.refused"]


async def test_events_that_slack_keeps_back_are_told(store: Store, slack: FakeSlack) -> None:
    body = {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1_518_467_820}
    async with office(store, slack):
        with structlog.testing.capture_logs() as logs:
            await slack.posts(json.dumps(body).encode())
    (told,) = (line for line in logs if line["event"] == "slack.events_kept_back")
    assert (told["log_level"], told["installation"]) == ("error", "T1")
    assert told["minute"] == "1518467820"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param(b"{not json", 400, id="s30 malformed"),
        pytest.param(b"[]", 400, id="no object"),
        pytest.param(b"\xff\xfe", 400, id="no UTF-8"),
        pytest.param(b"[" * 100_000, 400, id="nested too deeply"),
        pytest.param(b'{"type": "event_callback", "event": {"type": "message"}}', 400, id="s28"),
        pytest.param(b'{"type": "block_actions", "team": {"id": "T1"}}', 400, id="no tap"),
        pytest.param(b'{"type": "app_rate_limited", "team_id": "T1"}', 200, id="s29 unknown kind"),
    ],
)
async def test_what_is_no_payload_is_not_kept(
    store: Store, slack: FakeSlack, body: bytes, status: int
) -> None:
    async with office(store, slack):
        assert (await slack.posts(body)).status == status
    assert inbox(store) == []


async def test_a_body_of_more_than_two_megabytes_is_not_read(
    store: Store, slack: FakeSlack
) -> None:
    huge = io.BytesIO(b'{"x": "' + b"a" * LARGEST_BODY + b'"}')
    headers = {"X-Slack-Request-Timestamp": "1", "X-Slack-Signature": "v0=0"}
    async with (
        office(store, slack) as running,
        running.session.post(f"{running.url}{EVENTS}", data=huge, headers=headers) as answer,
    ):
        assert answer.status == 413


async def test_slack_can_verify_the_address_and_the_certificate(
    store: Store, slack: FakeSlack
) -> None:
    async with office(store, slack):
        assert await slack.verifies_url()
        form = urlencode({"ssl_check": "1", "token": "old"}).encode()
        for headers in ({}, {"X_Slack_Signature": "", "X_Slack_Request_Timestamp": "0"}):
            checked = await slack.posts(form, "application/x-www-form-urlencoded", **headers)
            assert checked.status == 200
    assert inbox(store) == []


def _knows_no_profiles(slack: FakeSlack) -> None:
    """What is looked up of a person comes in as a row of its own."""
    slack.fail("users.info", times=None, error="user_not_found")


async def test_what_does_not_concern_us_is_not_kept(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    _knows_no_profiles(slack)
    Town(store).study(open_link=True)
    async with office(store, slack):
        await grace.says("hello")
        (prompt,) = await grace.hears("May I")
        await grace.says("between colleagues", slack.workspace().channel("room", grace))
        await grace.reacts(prompt)
        assert all(each.acknowledged for each in slack.delivered)
        kept = inbox(store)
    assert len(slack.delivered) > 3  # the echo of our own words among them
    assert len(kept) == 1


async def test_commands_and_taps_are_kept_and_answered(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    _knows_no_profiles(slack)
    Town(store).study(open_link=True)
    async with office(store, slack):
        await grace.slash("/journey")
        await grace.hears("May I")
        tapped = await grace.taps("I agree")
        await grace.hears("What did you need?")
        await slack.repeat(tapped, 2)
    assert len(inbox(store)) == 2
    assert slack.refused == []
    assert grace.errors_shown == []


@pytest.mark.parametrize("language", ["en", "de"])
async def test_a_command_in_a_channel_is_told_where_its_answer_is(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, language: str
) -> None:
    Town(store).study(open_link=True, languages=(language,))
    room = slack.workspace().channel("room", grace)
    async with office(store, slack):
        typed = await grace.slash("/journey", "help", room)
        await grace.hears("1) Errand")
        there = await grace.slash("/journey", "help")
    words = {"en": "I have written to you", "de": "Ich habe Ihnen in unseren Direktnachrichten"}
    assert typed.answer["response_type"] == "ephemeral"
    assert typed.answer["text"].startswith(words[language])
    assert not there.answer


def _event(person: FakeSlackPerson) -> bytes:
    said = {"type": "message", "channel_type": "im", "user": person.id, "text": "my answer"}
    payload: dict[str, Any] = {
        "type": "event_callback",
        "team_id": person.team.id,
        "event_id": "Ev1",
        "event": {**said, "channel": person.dm.id, "ts": "1700000000.000100"},
    }
    return json.dumps(payload).encode()
