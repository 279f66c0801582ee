import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.fakes.slack_asking import Listener, actions, button, options, section


async def test_the_request_url_proves_itself(slack: FakeSlack, listener: Listener) -> None:
    assert not await slack.verifies_url()
    listener.answers = [{"challenge": f"challenge{slack.world.number() + 1}"}]
    assert await slack.verifies_url()


async def test_words_arrive_as_slack_writes_them(
    slack: FakeSlack, grace: FakeSlackPerson, listener: Listener
) -> None:
    said = await grace.says("1 < 2 & see https://x.org 👍")
    event = listener.got[0]["event"]
    assert event["text"] == "1 &lt; 2 &amp; see <https://x.org> :+1:"
    assert (event["type"], event["channel_type"], event["channel"]) == (
        "message",
        "im",
        grace.dm.id,
    )
    assert (event["user"], "bot_id" in event, "subtype" in event) == (grace.id, False, False)
    assert said.payload["authorizations"][0]["team_id"] == slack.workspace().id
    assert said.acknowledged
    assert 0 < said.seconds < 1


async def test_all_kinds_of_messages_arrive(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    said = await grace.says("helo")
    await grace.edits(said, "hello")
    assert [(seen.text, seen.edited, seen.mine) for seen in grace.screen] == [("hello", True, True)]
    await grace.deletes(said)
    assert grace.screen == []
    await client.chat_postMessage(channel=grace.id, text="Well?")
    await grace.replies_in_thread(grace.last, "in a thread")
    await grace.uploads("a.png", b"png", "a picture")
    await grace.reacts(grace.last)
    room = slack.workspace().channel("room", grace)
    await grace.says("to all", room)
    await slack.workspace().other_app_says("a report", grace.dm)
    await slack.workspace().stranger().says("from elsewhere")
    await grace.opens_home("messages")
    events = [got["event"] for got in listener.got]
    kinds = [(event["type"], event.get("subtype")) for event in events]
    assert kinds == [
        ("message", None),
        ("message", "message_changed"),
        ("message", "message_deleted"),
        ("message", None),
        ("message", "file_share"),
        ("reaction_added", None),
        ("message", None),
        ("message", "bot_message"),
        ("message", None),
        ("app_home_opened", None),
    ]
    changed, deleted, threaded, shared = events[1:5]
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("hello", "helo")
    assert deleted["deleted_ts"] == said.event["ts"] == changed["message"]["ts"]
    assert threaded["thread_ts"] == grace.last.ts
    assert shared["files"][0]["name"] == "a.png"
    assert (events[6]["channel_type"], events[6]["channel"]) == ("channel", room.id)
    assert (events[8]["user_team"], listener.got[8]["is_ext_shared_channel"]) == (
        "T0ELSEWHERE",
        True,
    )
    assert len({got["event_id"] for got in listener.got}) == 10


async def test_the_app_hears_its_own_messages_too(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    slack.echoes = True
    sent = await client.chat_postMessage(channel=grace.id, text="Well?")
    where: Any = {"channel": sent["channel"], "ts": sent["ts"]}
    await client.chat_update(**where, text="Well? Yes")
    await client.chat_delete(**where)
    for echo in slack.delivered:
        await slack.acknowledged(echo)
    posted, changed, deleted = sorted(
        (got["event"] for got in listener.got), key=lambda event: event["event_ts"]
    )
    assert "bot_id" in posted
    assert (changed["previous_message"]["text"], changed["message"]["text"]) == (
        "Well?",
        "Well? Yes",
    )
    assert deleted["subtype"] == "message_deleted"


async def test_what_is_clicked_is_told(
    client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    menu = {"type": "static_select", "action_id": "pick", "options": options("Red", "Blue")}
    boxes = {"type": "checkboxes", "action_id": "tick", "options": options("Tea", "Cake")}
    more = {"type": "overflow", "action_id": "more", "options": options("Pause", "Stop")}
    blocks = [section(accessory=more), actions(menu, boxes, button("Done", value="i=1"))]
    sent = await client.chat_postMessage(channel=grace.id, text="Well?", blocks=blocks)
    await grace.picks("Blue")
    await grace.ticks("Tea", "Cake", "Tea")
    await grace.overflow("pause")
    tapped = await grace.taps("done")
    got = [payload["actions"][0] for payload in listener.got]
    assert got[0]["selected_option"]["value"] == "blue"
    ticked = [[each["value"] for each in action["selected_options"]] for action in got[1:4]]
    assert ticked == [["tea"], ["tea", "cake"], ["cake"]]
    assert got[4]["selected_option"]["value"] == "pause"
    assert (got[5]["value"], got[5]["type"]) == ("i=1", "button")
    payload = tapped.payload
    assert payload["container"]["message_ts"] == sent["ts"] == payload["message"]["ts"]
    (state,) = payload["state"]["values"].values()
    assert state["pick"]["selected_option"]["value"] == "blue"
    assert [each["value"] for each in state["tick"]["selected_options"]] == ["cake"]


async def test_an_old_button_can_be_clicked_from_an_earlier_look(
    client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    blocks = [section(), actions(button("Yes", value="1"))]
    sent = await client.chat_postMessage(channel=grace.id, text="Well?", blocks=blocks)
    seen = grace.last
    await client.chat_update(channel=sent["channel"], ts=sent["ts"], text="Yes", blocks=[])
    with pytest.raises(AssertionError, match="no button"):
        await grace.taps("Yes")
    assert (await grace.taps("Yes", on=seen)).payload["actions"][0]["value"] == "1"
    forged = await grace.taps_value("i=999", on=seen)
    assert forged.payload["actions"][0]["value"] == "i=999"


async def test_a_label_is_meant_exactly_or_else_in_part(
    client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    blocks = [actions(button("No"), button("Not now"), button("Later, not today"))]
    await client.chat_postMessage(channel=grace.id, text="Well?", blocks=blocks)
    for given, meant in (("No", "No"), ("now", "Not now"), ("later", "Later, not today")):
        assert (await grace.taps(given)).payload["actions"][0]["text"]["text"] == meant
    with pytest.raises(AssertionError, match="no button"):
        await grace.taps("not")


async def test_commands_and_shortcuts_arrive(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    listener.answers = [{"text": "One interview", "response_type": "ephemeral"}]
    await grace.slash("/journey", "status")
    assert (grace.last.text, grace.last.ephemeral) == ("One interview", True)
    await grace.shortcut("report")
    await grace.message_shortcut("report_this", "It broke", slack.workspace().person("Ada"))
    command, shortcut, from_message = listener.got
    assert (command["command"], command["text"]) == ("/journey", "status")
    assert (command["user_id"], command["team_id"]) == (grace.id, slack.workspace().id)
    assert (shortcut["type"], shortcut["callback_id"]) == ("shortcut", "report")
    assert (from_message["type"], from_message["message"]["text"]) == ("message_action", "It broke")
    triggers = {each["trigger_id"] for each in listener.got}
    assert len(triggers) == 3


async def test_an_event_is_tried_again_until_it_is_acknowledged(
    slack: FakeSlack, grace: FakeSlackPerson, listener: Listener
) -> None:
    slack.patience = 0.1
    listener.answers = [503, 0.5]
    said = await grace.says("hello")
    assert not said.acknowledged
    await slack.acknowledged(said)
    assert [(each.number, each.reason) for each in said.attempts] == [
        (0, "http_error"),
        (1, "http_timeout"),
        (2, ""),
    ]
    retried = [
        (headers.get("X-Slack-Retry-Num"), headers.get("X-Slack-Retry-Reason"))
        for headers in listener.headers
    ]
    assert retried == [(None, None), ("1", "http_error"), ("2", "http_timeout")]
    assert len({got["event_id"] for got in listener.got}) == 1


async def test_an_event_is_given_up_after_the_last_retry(
    slack: FakeSlack, grace: FakeSlackPerson, listener: Listener
) -> None:
    slack.deliveries.delays = (0.01, 0.01)
    listener.answers = [500] * 9
    said = await grace.says("hello")
    await slack.world.bell.until(lambda: len(said.attempts) == 3, 5, "three tries")
    await asyncio.sleep(0.1)
    assert (len(said.attempts), said.acknowledged) == (3, False)


async def test_a_click_is_not_tried_again_and_its_failure_shown(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    slack.patience = 0.1
    await client.chat_postMessage(channel=grace.id, text="x", blocks=[actions(button("Yes"))])
    listener.answers = [500, 0.5]
    await grace.taps("Yes")
    await grace.slash("/journey")
    slack.listens_at("http://127.0.0.1:1/slack/events")
    await grace.taps("Yes")
    assert grace.errors_shown == [
        "This app failed with the error dispatch_failed",
        "/journey failed with the error operation_timeout",
        "This app failed with the error dispatch_failed",
    ]
    await asyncio.sleep(0.1)
    assert [len(each.attempts) for each in slack.delivered] == [1, 1, 1]


async def test_payloads_can_be_held_back_and_come_backwards_and_twice(
    slack: FakeSlack, grace: FakeSlackPerson, listener: Listener
) -> None:
    slack.hold()
    one = await grace.says("one")
    await grace.says("two")
    assert listener.got == []
    await slack.release(backwards=True)
    await slack.repeat(one, times=2)
    assert [got["event"]["text"] for got in listener.got] == ["two", "one", "one", "one"]
    assert [headers.get("X-Slack-Retry-Num") for headers in listener.headers] == [
        None,
        None,
        "1",
        "2",
    ]


async def test_a_forged_or_late_signature_is_refused(
    slack: FakeSlack, grace: FakeSlackPerson, listener: Listener
) -> None:
    said = await grace.says("hello")
    assert (await slack.forges(said, secret="guessed")).status == 401
    assert (await slack.forges(said, age=301)).status == 401
    assert (await slack.forges(said, age=-301)).status == 401
    assert (await slack.forges(said)).status == 200
    odd = await slack.posts(b"{", X_Slack_Signature="v0=00")
    assert odd.status == 401


async def test_a_workspace_throws_the_app_out(
    slack: FakeSlack, client: AsyncWebClient, listener: Listener
) -> None:
    await slack.workspace().uninstalls()
    kinds = [got["event"]["type"] for got in listener.got]
    assert kinds == ["tokens_revoked", "app_uninstalled"]
    with pytest.raises(Exception, match="token_revoked"):
        await client.auth_test()
    slack.workspace().installs()
    again = AsyncWebClient(slack.workspace().token, base_url=slack.url)
    assert (await again.auth_test())["ok"]


async def test_an_organisation_says_so_in_its_events(slack: FakeSlack, listener: Listener) -> None:
    one = slack.workspace("One", enterprise="E1", installed=False)
    one.installs(org_wide=True)
    said = await one.person("Ida").says("hello")
    whose = said.payload["authorizations"][0]
    assert (whose["enterprise_id"], whose["team_id"]) == ("E1", None)
    assert whose["is_enterprise_install"]
    assert (said.payload["team_id"], said.payload["enterprise_id"]) == (one.id, "E1")
    clicked = await one.person("Ida").shortcut("report")
    assert clicked.payload["enterprise"]["id"] == "E1"
    assert (clicked.payload["is_enterprise_install"], clicked.payload["team"]) == (True, None)
    gone = (await one.uninstalls())[1].payload
    assert (gone.get("team_id"), gone["enterprise_id"], gone["event"]) == (
        None,
        "E1",
        {"type": "app_uninstalled"},
    )


async def test_a_download_needs_a_token_that_may_read_files(
    slack: FakeSlack, grace: FakeSlackPerson, listener: Listener, session: aiohttp.ClientSession
) -> None:
    sent = await grace.uploads("note.txt", b"words")
    url = sent.event["files"][0]["url_private_download"]
    token = {"Authorization": f"Bearer {slack.workspace().token}"}
    slack.fail("download", error=500)
    async with session.get(url, headers=token) as answer:
        assert answer.status == 500
    async with session.get(url, headers=token) as answer:
        assert await answer.read() == b"words"
    token["Authorization"] = f"Bearer {slack.workspace().installs('chat:write').token}"
    async with session.get(url, headers=token) as answer:
        assert b"Sign in" in await answer.read()
