import asyncio
from datetime import timedelta
from typing import Any

import pytest

from cxmodel.store import Store
from tests.bot.post import until
from tests.bot.town import Town
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.slack.transport.office import inbox, office


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.socket.GLANCE", timedelta(seconds=0.05))
    monkeypatch.setattr("bot.slack.socket.PATIENCE", timedelta(seconds=0.5))
    monkeypatch.setattr("bot.background.RETRY", timedelta(seconds=0.1))


def _socket(slack: FakeSlack) -> dict[str, Any]:
    return {"over_http": False, "SLACK_APP_TOKEN": slack.app_token, "SLACK_SIGNING_SECRET": None}


async def test_a_talk_over_socket_mode(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    Town(store).study(open_link=True)
    async with office(store, slack, **_socket(slack)) as running:
        await until(lambda: bool(slack.sockets.open))
        said = await grace.says("hello")
        assert said.acknowledged
        await grace.hears("May I ask you three things?")
        await grace.taps("I agree")
        await grace.hears("What did you need?")
        assert await running.state() == "ok"
        async with running.session.post(f"{running.url}/slack/events") as answer:
            assert answer.status == 404
    await until(lambda: not slack.sockets.open)
    assert slack.refused == []


async def test_what_cannot_be_stored_is_not_acknowledged_and_comes_again(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    slack.patience = 0.5
    async with office(store, slack, **_socket(slack)):
        await until(lambda: bool(slack.sockets.open))
        with store.writing() as work:
            work._connection.exec_driver_sql("ALTER TABLE inbox RENAME TO inbox_away")
        said = await grace.says("my answer")
        assert not said.acknowledged
        with store.writing() as work:
            work._connection.exec_driver_sql("ALTER TABLE inbox_away RENAME TO inbox")
        await slack.acknowledged(said)
    assert len(inbox(store)) == 1


async def test_it_comes_back_when_slack_asks_and_when_the_line_is_cut(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    async with office(store, slack, **_socket(slack)) as running:
        await until(lambda: bool(slack.sockets.open))
        first = slack.sockets.open[0]
        await slack.sockets.disconnect()
        await until(lambda: bool(slack.sockets.open) and first not in slack.sockets.open)
        await until(lambda: len(slack.sockets.open) == 1)
        second = slack.sockets.open[0]
        slack.sockets.drop()
        await until(lambda: bool(slack.sockets.open) and second not in slack.sockets.open)
        await running.becomes("ok")
        assert (await grace.says("hello")).acknowledged


async def test_a_refused_app_token_is_told_and_tried_again(store: Store, slack: FakeSlack) -> None:
    slack.fail("apps.connections.open", error="invalid_auth", times=3)
    async with office(store, slack, **_socket(slack)) as running:
        await running.becomes("off: Socket Mode: Slack answered invalid_auth")
        await running.becomes("ok")


async def test_another_process_with_the_same_token_is_told(
    store: Store, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    slack.sockets.ghosts = 1
    async with office(store, slack, **_socket(slack)):
        await until(lambda: bool(slack.sockets.open))
        await asyncio.sleep(0.2)
    assert ("slack.other_sockets" in capsys.readouterr().out) is not store.is_shared


async def test_http_and_socket_mode_serve_together(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    async with office(store, slack, SLACK_APP_TOKEN=slack.app_token):
        await until(lambda: bool(slack.sockets.open))
        assert (await grace.says("over HTTP")).acknowledged
        slack.listens_at(None)
        assert (await grace.says("over the socket")).acknowledged
    assert len(inbox(store)) == 2
