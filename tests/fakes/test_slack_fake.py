import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.fakes.slack_asking import (
    Listener,
    actions,
    button,
    modal,
    options,
    plain,
    question,
    refused,
    section,
)


async def test_a_message_to_somebody_opens_the_direct_conversation(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    sent = await client.chat_postMessage(channel=grace.id, text="Hello &amp; welcome")
    assert sent["channel"] == grace.dm.id
    assert (grace.last.id, grace.last.text) == (f"{grace.dm.id}/{sent['ts']}", "Hello & welcome")
    again = await client.chat_postMessage(channel=grace.dm.id, text="Well?", blocks=[section()])
    assert float(again["ts"]) > float(sent["ts"])
    assert (await client.conversations_open(users=[grace.id]))["channel"]["id"] == grace.dm.id
    assert slack.refused == []


async def test_blocks_are_shown_and_text_notifies(
    client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    blocks = [
        {"type": "header", "text": plain("A study")},
        section("How was <it>?"),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "1 &lt; 2, ask <@U1|Ada>"}]},
        actions(button("Yes"), button("No")),
        {"type": "divider"},
    ]
    await client.chat_postMessage(channel=grace.id, text="A question", blocks=blocks)
    seen = grace.last
    assert seen.text == "A study\nHow was <it>?\n1 < 2, ask Ada"
    assert (seen.fallback, seen.labels) == ("A question", ("Yes", "No"))


async def test_an_update_keeps_the_blocks_it_does_not_name(
    client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    blocks = [section("Well?"), actions(button("Yes"))]
    sent = await client.chat_postMessage(channel=grace.id, text="Well?", blocks=blocks)
    where: Any = {"channel": sent["channel"], "ts": sent["ts"]}
    await client.chat_update(**where, text="Well? Yes")
    assert (grace.last.labels, grace.last.fallback, grace.last.edited) == (
        ("Yes",),
        "Well? Yes",
        True,
    )
    await client.chat_update(**where, text="Well? Yes", blocks=[])
    assert (grace.last.labels, grace.last.text) == ((), "Well? Yes")
    await client.chat_delete(**where)
    assert grace.screen == []


async def test_an_ephemeral_message_is_for_one(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    ada = slack.workspace().person("Ada")
    room = slack.workspace().channel("room", grace, ada)
    await client.chat_postEphemeral(channel=room.id, user=ada.id, text="Only you")
    assert [(seen.text, seen.ephemeral) for seen in ada.sees_in(room)] == [("Only you", True)]
    assert grace.sees_in(room) == []


async def test_members_come_by_pages(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    people = [slack.workspace().person(f"P{number}") for number in range(4)]
    room = slack.workspace().channel("room", *people, private=True)
    found: list[str] = []
    async for page in await client.conversations_members(channel=room.id, limit=2):
        assert len(page["members"]) <= 2
        found += page["members"]
    assert found == room.members
    assert len(found) == 5
    group = slack.workspace().group(people[0], grace)
    users = (await client.usergroups_users_list(usergroup=group))["users"]
    assert users == [people[0].id, grace.id]
    assert (await client.conversations_info(channel=room.id))["channel"]["name"] == "room"


async def test_people_are_told_of(client: AsyncWebClient, slack: FakeSlack) -> None:
    gus = slack.workspace().guest()
    told = (await client.users_info(user=gus.id, include_locale=True))["user"]
    assert (told["real_name"], told["is_restricted"], told["locale"]) == ("Gus", True, "en-US")


async def test_files_are_uploaded_and_fetched_again(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson, session: aiohttp.ClientSession
) -> None:
    sent = await client.files_upload_v2(
        channel=grace.dm.id, filename="map.json", content="{}", initial_comment="Your map"
    )
    assert (grace.last.text, grace.last.files) == ("Your map", ("map.json",))
    told = (await client.files_info(file=sent["file"]["id"]))["file"]
    token = {"Authorization": f"Bearer {slack.workspace().token}"}
    async with session.get(told["url_private"], headers=token) as answer:
        assert (await answer.read(), answer.content_type) == (b"{}", "application/octet-stream")
    async with session.get(told["url_private"]) as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
    assert slack.refused == []


async def test_an_upload_of_another_length_fails(
    slack: FakeSlack, client: AsyncWebClient, session: aiohttp.ClientSession
) -> None:
    told = await client.files_getUploadURLExternal(filename="a.txt", length=3)
    async with session.post(told["upload_url"], data=b"four") as answer:
        assert answer.status == 400
    files = [{"id": told["file_id"], "title": "a"}]
    error, _ = await refused(client, "files.completeUploadExternal", files=files)
    assert error == "file_not_found"


async def test_home_is_published_and_clicked(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    view = {"type": "home", "blocks": [section("One interview"), actions(button("Resume"))]}
    published = (await client.views_publish(user_id=grace.id, view=view))["view"]
    assert (grace.home.text, grace.home.labels) == ("One interview", ("Resume",))
    opened = await grace.opens_home()
    assert opened.event["view"]["id"] == published["id"]
    tapped = await grace.taps("Resume", on=grace.home)
    assert tapped.payload["container"] == {"type": "view", "view_id": published["id"]}
    assert "message" not in tapped.payload
    hashed: Any = {"user_id": grace.id, "view": view, "hash": published["hash"]}
    await client.views_publish(**hashed)
    assert (await refused(client, "views.publish", **hashed))[0] == "hash_conflict"


async def test_a_modal_is_opened_filled_in_and_sent(
    client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    written = question("What hurts?", {"type": "plain_text_input", "action_id": "pain"})
    scale = {"type": "static_select", "action_id": "size", "options": options("Low", "High")}
    ticked = {"type": "checkboxes", "action_id": "who", "options": options("Me", "All")}
    view = modal(
        written,
        question("How much?", scale, block_id="size"),
        question("Who?", ticked, optional=True),
        submit=plain("Send"),
        callback_id="report",
        private_metadata="s=1",
    )
    begun = await grace.shortcut("report")
    await client.views_open(trigger_id=begun.payload["trigger_id"], view=view)
    assert grace.modal is not None
    assert "What hurts?" in grace.modal.text
    with pytest.raises(AssertionError, match="is empty"):
        await grace.submits({"What hurts?": "stairs"})
    listener.answers = [{"response_action": "errors", "errors": {"size": "Too low"}}]
    await grace.submits({"What hurts?": "stairs", "size": "Low", "who": ["All", "Me"]})
    assert grace.modal.errors == ("Too low",)
    sent = await grace.submits({"size": "High"})
    assert grace.modal is None
    told = sent.payload["view"]
    assert (told["callback_id"], told["private_metadata"]) == ("report", "s=1")
    values = {k: v for block in told["state"]["values"].values() for k, v in block.items()}
    assert values["pain"] == {"type": "plain_text_input", "value": "stairs"}
    assert values["size"]["selected_option"]["value"] == "high"
    assert [each["value"] for each in values["who"]["selected_options"]] == ["all", "me"]


async def test_a_modal_is_updated_and_closed(
    client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    begun = await grace.shortcut("report")
    opened = await client.views_open(
        trigger_id=begun.payload["trigger_id"], view=modal(section(), notify_on_close=True)
    )
    view: Any = opened["view"]
    changed = modal(section("Thanks"), notify_on_close=True)
    await client.views_update(view_id=view["id"], hash=view["hash"], view=changed)
    await grace.sees("Thanks")
    again: Any = {"view_id": view["id"], "hash": view["hash"], "view": changed}
    assert (await refused(client, "views.update", **again))[0] == "hash_conflict"
    closed = await grace.closes()
    assert closed is not None
    assert closed.payload["type"] == "view_closed"
    assert (await refused(client, "views.update", **again))[0] == "not_found"


async def test_a_trigger_opens_one_modal_within_three_seconds(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson, listener: Listener
) -> None:
    once: Any = {"trigger_id": (await grace.shortcut("x")).payload["trigger_id"]}
    once["view"] = modal(section())
    await client.views_open(**once)
    assert (await refused(client, "views.open", **once))[0] == "exchanged_trigger_id"
    slack.world.trigger_lives = 0.0
    late = {**once, "trigger_id": (await grace.slash("/journey")).payload["trigger_id"]}
    assert (await refused(client, "views.open", **late))[0] == "expired_trigger_id"
    assert (await refused(client, "views.open", **once | {"trigger_id": "1.2.a"}))[0] == (
        "invalid_trigger_id"
    )


async def test_a_fault_is_answered_and_nothing_done(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    for how in ({"error": 500}, {"error": 429, "retry_after": 7}, {"error": "fatal_error"}):
        slack.fail("chat.postMessage", **how)
        with pytest.raises(SlackApiError) as caught:
            await client.chat_postMessage(channel=grace.id, text="hi")
        expected = how["error"] if isinstance(how["error"], int) else 200
        assert caught.value.response.status_code == expected
    slack.fail("chat.postMessage", error=429, retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=grace.id, text="hi")
    assert caught.value.response.headers["Retry-After"] == "7"
    assert caught.value.response["error"] == "ratelimited"
    assert (grace.screen, slack.refused) == ([], [])


async def test_a_fault_can_come_after_the_deed(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    slack.fail("chat.postMessage", error=500, after=True)
    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel=grace.id, text="first")
    slack.fail("chat.postMessage", drop=True, after=True)
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=grace.id, text="second")
    assert [seen.text for seen in grace.screen] == ["first", "second"]


async def test_a_connection_can_be_dropped_or_hang(
    slack: FakeSlack, client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    slack.fail("*", drop=True)
    with pytest.raises(aiohttp.ClientError):
        await client.auth_test()
    slack.fail("auth.test", hang=30, times=None)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await client.auth_test()
    slack.heal()
    assert (await client.auth_test())["team"] == "Acme"
    slack.fail(drop=True, chat=grace.id)
    ada = slack.workspace().person("Ada")
    await client.chat_postMessage(channel=ada.id, text="of another conversation")
    with pytest.raises(aiohttp.ClientError):
        await client.chat_postMessage(channel=grace.dm.id, text="hi")


async def test_a_form_is_read_like_json(
    slack: FakeSlack, grace: FakeSlackPerson, session: aiohttp.ClientSession
) -> None:
    form = {
        "token": slack.workspace().token,
        "channel": grace.id,
        "text": "Well?",
        "blocks": json.dumps([section(), actions(button("Yes"))]),
        "unfurl_links": "0",
    }
    async with session.post(f"{slack.url}chat.postMessage", data=form) as answer:
        assert (await answer.json())["ok"]
    assert grace.last.labels == ("Yes",)
    async with session.post(f"{slack.url}chat.postMessage", data=form | {"blocks": "["}) as answer:
        assert (await answer.json())["error"] == "invalid_blocks_format"
    async with session.post(f"{slack.url}auth.test", data=b"{", headers=_JSON) as answer:
        assert (await answer.json())["error"] == "invalid_json"


_JSON = {"Content-Type": "application/json"}


async def test_the_app_is_heard_until_it_falls_silent(
    client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    async def speak() -> None:
        for text in ("one", "two", "three"):
            await asyncio.sleep(0.03)
            await client.chat_postMessage(channel=grace.id, text=text)

    speaking = asyncio.create_task(speak())
    assert [seen.text for seen in await grace.hears("two")] == ["one", "two", "three"]
    await speaking
    await grace.hears_nothing(0.05)
    with pytest.raises(AssertionError, match="waited"):
        await grace.hears(patience=0.05)


async def test_it_runs_as_a_process_of_its_own(session: aiohttp.ClientSession) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.fakes.slack"),
        stdout=asyncio.subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    try:
        told = json.loads(await process.stdout.readline())
        client = AsyncWebClient(told["token"], base_url=told["url"], retry_handlers=[])
        assert (await client.auth_test())["team_id"] == told["team"]
        control = told["url"].replace("/api/", "/control")
        async with session.post(f"{control}/listens", json={"at": "http://127.0.0.1:1"}) as answer:
            assert answer.status == 200
        order = {"person": "Grace", "do": "says", "with": ["hello"]}
        async with session.post(f"{control}/do", json=order) as answer:
            assert [seen["text"] for seen in await answer.json()] == ["hello"]
        order |= {"do": "taps", "with": ["Yes"]}
        async with session.post(f"{control}/do", json=order) as answer:
            assert (answer.status, "no button" in await answer.text()) == (409, True)
        async with session.post(f"{control}/inject", json={"type": "app_rate_limited"}) as answer:
            assert (await answer.json())["event"]["type"] == "app_rate_limited"
        fault = {"method": "auth.test", "error": 500}
        async with session.post(f"{control}/fail", json=fault) as answer:
            assert answer.status == 200
        with pytest.raises(SlackApiError):
            await client.auth_test()
        async with session.get(f"{control}/state") as answer:
            state = await answer.json()
        assert (state["calls"], state["refused"], state["unacknowledged"]) == (2, [], 2)
    finally:
        process.terminate()
        await process.wait()
