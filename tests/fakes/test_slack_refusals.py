from typing import Any

import pytest
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


def boxes(*labels: str, **more: Any) -> dict[str, Any]:
    return {"type": "checkboxes", "action_id": "c", "options": options(*labels), **more}


def menu(count: int, **more: Any) -> dict[str, Any]:
    labels = options(*[f"o{n}" for n in range(count)])
    return {"type": "static_select", "action_id": "s", "options": labels, **more}


def overflow(count: int) -> dict[str, Any]:
    return {"type": "overflow", "action_id": "o", "options": options(*"abcdefgh"[:count])}


BAD_BLOCKS: list[tuple[list[Any], str]] = [
    ([section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
    ([section(" \n")], "must be more than 0 characters"),
    ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
    ([{"type": "section"}], "missing required field: text"),
    ([{"type": "section", "fields": [plain("x")] * 11}], "no more than 10 items"),
    ([{"type": "section", "text": "words"}], "must be an object"),
    ([section(accessory={"type": "plain_text_input", "action_id": "a"})], "unsupported type"),
    ([section(colour="red")], "invalid additional property: colour"),
    (["words"], "unsupported type"),
    ([{"type": "table"}], "unsupported type: table"),
    ([{"type": "header", "text": plain("x" * 151)}], "must be less than 151 characters"),
    ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "must be one of"),
    ([{"type": "markdown", "text": "x" * 12_001}], "must be less than 12001"),
    ([{"type": "context", "elements": [plain("x")] * 11}], "no more than 10 items"),
    ([{"type": "context", "elements": [button("a")]}], "unsupported type: button"),
    ([{"type": "image", "image_url": "https://x.org"}], "missing required field: alt_text"),
    ([actions()], "no fewer than 1 items"),
    ([actions(*[button(f"b{n}") for n in range(26)])], "no more than 25 items"),
    ([actions(button("x" * 76))], "must be less than 76 characters"),
    ([actions(button("x", value="v" * 2001))], "must be less than 2001 characters"),
    ([actions(button("x", "a" * 256))], "must be less than 256 characters"),
    ([actions(button("x", style="blue"))], "must be one of"),
    ([actions({"type": "button", "text": plain("x")})], "missing required field: action_id"),
    ([actions({"type": "plain_text_input", "action_id": "a"})], "unsupported type"),
    ([actions(button("a", "same"), button("b", "same"))], "`action_id` 'same' already exists"),
    ([actions(button("a", "same")), actions(button("b", "same"))], "already exists"),
    ([section(block_id="b"), section(block_id="b")], "`block_id` 'b' already exists"),
    ([actions(boxes(*[f"o{n}" for n in range(11)]))], "no more than 10 items"),
    ([actions(boxes("x" * 76))], "must be less than 76 characters"),
    ([actions(boxes())], "missing required field: options"),
    ([actions(boxes("a", initial_options=options("b")))], "must be one of the options"),
    ([actions(boxes("a", "A"))], "values of options must be unique"),
    ([actions(menu(101))], "no more than 100 items"),
    ([actions(menu(1, placeholder=plain("x" * 151)))], "must be less than 151"),
    ([actions(menu(1) | {"options": [{"text": plain("a"), "value": "v" * 151}]})], "less than 151"),
    ([actions(overflow(0))], "no fewer than 1 items"),
    ([actions(overflow(6))], "no more than 5 items"),
    ([actions(button("a", confirm={"title": plain("Sure?")}))], "missing required field: text"),
]


@pytest.mark.parametrize(("blocks", "told"), BAD_BLOCKS)
async def test_blocks_out_of_rule_are_refused(
    client: AsyncWebClient, grace: FakeSlackPerson, blocks: list[Any], told: str
) -> None:
    error, why = await refused(
        client, "chat.postMessage", channel=grace.id, text="x", blocks=blocks
    )
    assert (error, grace.screen) == ("invalid_blocks", [])
    assert told in why


async def test_blocks_at_their_limits_go_through(
    client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    ten = [f"o{n}" for n in range(10)]
    blocks = [
        section("x" * 3000, block_id="b" * 255),
        actions(button("x" * 75, "a" * 255, value="v" * 2000)),
        actions(boxes(*ten, initial_options=options("o1")), menu(100), overflow(5)),
        {"type": "header", "text": plain("x" * 150)},
        *[{"type": "divider"}] * 46,
    ]
    await client.chat_postMessage(channel=grace.id, text="x" * 40_000, blocks=blocks)
    assert len(grace.last.blocks) == 50


async def test_blocks_with_more_words_than_slack_takes_are_refused(
    client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    given: Any = {"channel": grace.id, "text": "x", "blocks": [section("x" * 2999)] * 5}
    assert (await refused(client, "chat.postMessage", **given))[0] == "msg_blocks_too_long"


BAD_CALLS: list[tuple[str, dict[str, Any], str]] = [
    ("chat.sendMessage", {}, "unknown_method"),
    ("chat.postMessage", {"text": "x"}, "missing_argument"),
    ("chat.postMessage", {"channel": "GRACE"}, "no_text"),
    ("chat.postMessage", {"channel": "GRACE", "blocks": [section()]}, "no_text"),
    ("chat.postMessage", {"channel": "GRACE", "text": " "}, "no_text"),
    ("chat.postMessage", {"channel": "GRACE", "text": "x" * 40_001}, "msg_too_long"),
    ("chat.postMessage", {"channel": "GRACE", "text": 5}, "invalid_arguments"),
    ("chat.postMessage", {"channel": "GRACE", "text": "\ud800"}, "invalid_json"),
    ("chat.postMessage", {"channel": "GRACE", "txt": "x"}, "invalid_arguments"),
    ("chat.postMessage", {"channel": "GRACE", "text": "x", "unfurl_links": "no"},
     "invalid_arguments"),
    ("chat.postMessage", {"channel": "GRACE", "text": "x", "blocks": "{"}, "invalid_blocks_format"),
    ("chat.postMessage", {"channel": "U1", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "BOT", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "ROOM", "text": "x"}, "not_in_channel"),
    ("chat.postMessage", {"channel": "SECRET", "text": "x"}, "channel_not_found"),
    ("chat.postMessage", {"channel": "GRACE", "text": "x", "thread_ts": "1.0"}, "thread_not_found"),
    ("chat.postEphemeral", {"channel": "DM", "user": "U1", "text": "x"}, "user_not_in_channel"),
    ("chat.postEphemeral", {"channel": "GRACE", "user": "GRACE", "text": "x"}, "channel_not_found"),
    ("chat.update", {"channel": "DM", "text": "x"}, "missing_argument"),
    ("chat.update", {"channel": "DM", "ts": "1.0", "text": "x"}, "message_not_found"),
    ("chat.update", {"channel": "DM", "ts": "HERS", "text": "x"}, "cant_update_message"),
    ("chat.delete", {"channel": "DM", "ts": "HERS"}, "cant_delete_message"),
    ("chat.delete", {"channel": "D1", "ts": "1.0"}, "channel_not_found"),
    ("conversations.open", {}, "users_list_not_supplied"),
    ("conversations.open", {"users": "U1"}, "user_not_found"),
    ("conversations.open", {"users": "BOT"}, "cannot_dm_bot"),
    ("conversations.open", {"users": "GRACE,U1"}, "missing_scope"),
    ("conversations.info", {"channel": "C1"}, "channel_not_found"),
    ("conversations.members", {"channel": "ROOM", "limit": 0}, "invalid_limit"),
    ("conversations.members", {"channel": "ROOM", "cursor": "x"}, "invalid_cursor"),
    ("users.info", {"user": "U1"}, "user_not_found"),
    ("usergroups.users.list", {"usergroup": "S1"}, "no_such_subteam"),
    ("views.open", {"view": modal(section())}, "missing_argument"),
    ("views.publish", {"user_id": "U1", "view": {}}, "user_not_found"),
    ("views.update", {"view_id": "V1", "view": {}}, "not_found"),
    ("files.info", {"file": "F1"}, "file_not_found"),
    ("files.completeUploadExternal", {"files": [{"id": "F1"}]}, "file_not_found"),
    ("files.completeUploadExternal", {"files": []}, "invalid_arguments"),
    ("apps.connections.open", {}, "not_allowed_token_type"),
    ("oauth.v2.access", {"client_id": "1.2"}, "invalid_client_id"),
]  # fmt: skip


@pytest.mark.parametrize(("method", "given", "error"), BAD_CALLS)
async def test_a_bad_call_is_refused_and_kept(  # noqa: PLR0917 - fixtures and a table
    slack: FakeSlack,
    client: AsyncWebClient,
    grace: FakeSlackPerson,
    listener: Listener,
    method: str,
    given: dict[str, Any],
    error: str,
) -> None:
    said = await grace.says("mine")
    workspace = slack.workspace()
    known = {
        "GRACE": grace.id,
        "DM": grace.dm.id,
        "HERS": said.event["ts"],
        "BOT": workspace.team.bot.id,
        "ROOM": workspace.channel("room", bot=False).id,
        "SECRET": workspace.channel("secret", private=True, bot=False).id,
    }
    named = {k: known.get(v, v) if isinstance(v, str) else v for k, v in given.items()}
    named = {k: v.replace("GRACE", grace.id) if k == "users" else v for k, v in named.items()}
    assert (await refused(client, method, **named))[0] == error
    assert [(call.method, call.error) for call in slack.refused] == [(method, error)]


async def test_a_file_is_not_shared_with_a_person_but_in_a_conversation(
    client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    with pytest.raises(Exception, match="channel_not_found"):
        await client.files_upload_v2(channel=grace.id, filename="a.txt", content="a")


async def test_who_has_left_is_not_written_to(
    client: AsyncWebClient, grace: FakeSlackPerson
) -> None:
    grace.leaves()
    assert (await refused(client, "conversations.open", users=grace.id))[0] == "user_disabled"
    error, _ = await refused(client, "chat.postMessage", channel=grace.id, text="hi")
    assert error == "channel_not_found"


async def test_only_a_good_token_is_served(slack: FakeSlack, client: AsyncWebClient) -> None:
    nobody = AsyncWebClient(base_url=slack.url, retry_handlers=[])
    assert (await refused(nobody, "auth.test"))[0] == "not_authed"
    other = AsyncWebClient("xoxb-other", base_url=slack.url, retry_handlers=[])
    assert (await refused(other, "auth.test"))[0] == "invalid_auth"
    app = AsyncWebClient(slack.app_token, base_url=slack.url, retry_handlers=[])
    assert (await refused(app, "auth.test"))[0] == "not_allowed_token_type"
    assert (await client.auth_revoke())["revoked"]
    assert (await refused(client, "auth.test"))[0] == "token_revoked"
    assert (await refused(client, "apps.connections.open"))[0] == "not_allowed_token_type"


async def test_a_scope_that_was_not_given_is_missed(
    slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    grant = slack.workspace().installs("chat:write channels:read")
    client = AsyncWebClient(grant.token, base_url=slack.url, retry_handlers=[])
    room = slack.workspace().channel("room", grace, private=True)
    assert (await refused(client, "users.info", user=grace.id))[0] == "missing_scope"
    assert (await refused(client, "conversations.members", channel=room.id))[0] == "missing_scope"
    assert (await refused(client, "conversations.info", channel=grace.dm.id))[0] == "missing_scope"
    await client.chat_postMessage(channel=grace.id, text="this much is allowed")


BAD_VIEWS: list[tuple[dict[str, Any], str]] = [
    ({"type": "home", "blocks": [section()]}, "view type must be modal"),
    (modal(), "no fewer than 1 items"),
    (modal(*[section()] * 101), "no more than 100 items"),
    ({"type": "modal", "blocks": [section()]}, "missing required field: title"),
    (modal(section()) | {"title": plain("x" * 25)}, "must be less than 25 characters"),
    (modal(section(), submit=plain("x" * 25)), "must be less than 25 characters"),
    (modal(section(), private_metadata="x" * 3001), "must be less than 3001 characters"),
    (modal(section(), callback_id="x" * 256), "must be less than 256 characters"),
    (modal(question("Why?", boxes("a"))), "needs a submit button"),
    (modal(question("Why?", button("a")), submit=plain("Send")), "unsupported type: button"),
    (modal({"type": "markdown", "text": "x"}), "unsupported type: markdown"),
    (modal(question("x" * 2001, boxes("a")), submit=plain("Send")), "less than 2001"),
]


@pytest.mark.parametrize(("view", "told"), BAD_VIEWS)
async def test_a_view_out_of_rule_is_refused(
    client: AsyncWebClient,
    grace: FakeSlackPerson,
    listener: Listener,
    view: dict[str, Any],
    told: str,
) -> None:
    trigger = (await grace.shortcut("x")).payload["trigger_id"]
    error, why = await refused(client, "views.open", trigger_id=trigger, view=view)
    assert (error, grace.modal) == ("invalid_arguments", None)
    assert told in why
    home = {"type": "home", "blocks": [section()], "submit": plain("Send")}
    _, why = await refused(client, "views.publish", user_id=grace.id, view=home)
    assert "invalid additional property: submit" in why
