"""Speech, orders and what is nothing to us. Taps are in test_taps, forms in test_modals."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.messenger import Asked, Found, Nothing, OpenedHome, Outsider, Start
from bot.slack.actions import PAIN_POINT, TELL_US
from bot.slack.reading import read
from cxmodel.records import Person
from interview_flows.talk import Attached, Deleted, Edited, Said, Unreadable
from tests.slack.payloads import (
    ANN,
    DM,
    changed,
    command,
    delivery,
    event,
    heard,
    message,
    stored,
    tap,
)

ID = f"{DM}/1700000001.000200"
TOKEN = "aB3_-" + "x" * 38
FILE = {
    "id": "F1",
    "name": "form.pdf",
    "mimetype": "application/pdf",
    "size": 512,
    "mode": "hosted",
}


def person(user: str = "U1", name: str = "") -> Person:
    return Person(messenger="slack", installation="T1", id=user, name=name)


# ── what a person says ────────────────────────────────────────────────────────────────────────────


def test_words_in_the_direct_conversation_are_speech() -> None:
    read_ = delivery("event", event(message("It was &lt;fine&gt;")))
    assert read_.content == Said("It was <fine>", ID)
    assert read_.person == person()
    assert read_.message == ID
    assert read_.tap is None
    assert read_.language is None


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"thread_ts": "1700000000.000100"}, id="s10 in a thread"),
        pytest.param(
            {"subtype": "thread_broadcast", "thread_ts": "1700000000.000100"},
            id="from a thread, shown in both",
        ),
        pytest.param({"client_msg_id": "x", "blocks": []}, id="as clients send it"),
    ],
)
def test_speech_comes_in_several_ways(more: dict[str, Any]) -> None:
    assert heard("fine", **more) == Said("fine", ID)


def test_emoji_arrive_as_signs() -> None:
    emoji = {"type": "emoji", "name": "disappointed", "unicode": "1f61e"}
    blocks = [{"type": "rich_text", "elements": [{"elements": [emoji]}]}]
    assert heard(":disappointed:", blocks=blocks) == Said("😞", ID)


def test_a_mentioned_person_is_not_named() -> None:
    assert heard("<@U2|bob> approved it") == Said("@someone approved it", ID)


def test_a_typed_start_with_a_token_begins_and_an_answer_stays_one() -> None:
    assert heard(f" Start {TOKEN}\n") == Start(TOKEN)
    assert heard("start again") == Said("start again", ID)
    assert heard(f"start {TOKEN} please") == Said(f"start {TOKEN} please", ID)


def test_a_forwarded_message_is_no_answer_but_words_beside_it_are() -> None:
    shared = [{"is_share": True, "text": "somebody else's words", "author_id": "U2"}]
    assert heard("", attachments=shared) == Unreadable("a forwarded message")
    assert heard("like this", attachments=shared) == Said("like this", ID)


# ── files ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ({"mimetype": "image/png"}, "photo"),
        ({"mimetype": "image/svg+xml"}, "document"),
        ({"mimetype": "audio/mp4"}, "audio"),
        ({"mimetype": "audio/webm", "subtype": "slack_audio"}, "voice"),
        ({"mimetype": "video/mp4"}, "video"),
        ({"mimetype": None}, "document"),
        ({}, "document"),
    ],
)
def test_files_are_told_apart_by_their_kind(file: dict[str, Any], kind: str) -> None:
    heard_ = heard(subtype="file_share", files=[{"id": "F1", **file}])
    assert heard_ == Attached(kind, "file", 0, "F1", message=ID)


def test_a_file_comes_with_its_words() -> None:
    expected = Attached("document", "form.pdf", 512, "F1", "the &form", ID)
    assert heard("the &amp;form", subtype="file_share", files=[FILE]) == expected


def test_several_files_of_a_message_stay_together() -> None:
    files = [FILE, {**FILE, "id": "F2", "name": "b\ud83d.png", "mimetype": "image/png"}]
    content = heard("two", subtype="file_share", files=[*files, {"id": "F3", "mode": "tombstone"}])
    assert isinstance(content, Attached)
    assert (content.source, content.caption, content.message) == ("F1", "two", ID)
    assert content.beside == (Attached("photo", "b\ufffd.png", 512, "F2"),)


# ── what they change ──────────────────────────────────────────────────────────────────────────────


def test_an_edited_message_is_a_revision() -> None:
    assert changed({"text": "a &amp; b"}, {"text": "a"}) == Edited("a & b", ID)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        pytest.param({"text": "see", "attachments": [{}]}, {"text": "see"}, id="link unfolds"),
        pytest.param({"text": "a", "reply_count": 1}, {"text": "a"}, id="a thread grows"),
        pytest.param(
            {"text": "b", "bot_id": "B1"}, {"text": "a", "bot_id": "B1"}, id="s16 our own update"
        ),
        pytest.param(
            {"subtype": "tombstone", "user": "USLACKBOT"},
            {"bot_id": "B1"},
            id="our own message deleted",
        ),
    ],
)
def test_other_changes_of_a_message_are_nothing(
    now: dict[str, Any], before: dict[str, Any]
) -> None:
    assert changed(now, before) == Nothing()


def test_a_deleted_message_is_taken_back() -> None:
    gone: dict[str, Any] = {
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": "1700000001.000200",
    }
    gone |= {"ts": "1700000005.000100", "user": None}
    theirs = delivery("event", event(message(**gone, previous_message={"user": "U1", "text": "a"})))
    assert theirs.content == Deleted(ID)
    assert theirs.person == person()
    ours = message(**gone, previous_message={"user": "U9", "bot_id": "B1"})
    assert delivery("event", event(ours)).content == Nothing()


def test_a_deleted_message_with_a_thread_is_taken_back_by_its_writer() -> None:
    now = {"subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."}
    assert changed(now, {"text": "a", "reply_count": 1}) == Deleted(ID)


# ── what is nothing to us ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "inner",
    [
        pytest.param(message("a", channel_type="channel"), id="s18 channel"),
        pytest.param(message("a", channel_type="mpim"), id="s17 group"),
        pytest.param(message("a", bot_id="B1"), id="s15 s16 a bot, ourselves perhaps"),
        pytest.param(message("a", subtype="bot_message"), id="s15 bot message"),
        pytest.param(message("a", user="USLACKBOT"), id="Slackbot"),
        pytest.param(message("a", user=None), id="s28 nobody"),
        pytest.param(message("a", subtype="huddle_thread"), id="a huddle"),
        pytest.param(message("a", subtype="me_message"), id="with /me"),
        pytest.param(message("a", subtype="thread_broadcast"), id="of no thread"),
        pytest.param({"type": "reaction_added", "user": "U1", "reaction": "+1"}, id="s14 reaction"),
        pytest.param({"type": "app_home_opened", "user": "U1", "tab": "messages"}, id="other tab"),
        pytest.param({"type": "app_uninstalled"}, id="uninstalled"),
        pytest.param({"type": "tokens_revoked", "tokens": {"bot": ["U9"]}}, id="revoked"),
        pytest.param({"type": "something_new", "user": "U1"}, id="s29 unknown"),
    ],
)
def test_other_events_ask_for_nothing(inner: dict[str, Any]) -> None:
    assert delivery("event", event(inner)).content == Nothing()


def test_opening_home_is_known() -> None:
    opened = delivery("event", event({"type": "app_home_opened", "user": "U1", "tab": "home"}))
    assert opened.content == OpenedHome()
    assert opened.person == person()


@pytest.mark.parametrize("callback", [TELL_US, PAIN_POINT])
def test_a_shortcut_whose_form_is_open_waits_for_the_form(callback: str) -> None:
    shortcut = {"type": "shortcut", "user": ANN, "callback_id": callback, "trigger_id": "1.2"}
    assert delivery("shortcut", shortcut).content == Nothing()


@pytest.mark.parametrize(
    ("callback", "content"), [(TELL_US, Start()), (PAIN_POINT, Start(flow="pain-point"))]
)
def test_where_no_form_opened_they_are_asked_in_the_talk(callback: str, content: Start) -> None:
    shortcut = {"type": "shortcut", "user": ANN, "callback_id": callback, "trigger_id": "1.2"}
    assert delivery("no_form", shortcut).content == content


# ── strangers ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("installation", "said", "payload", "is_outside"),
    [
        pytest.param("T1", {"team": "T2"}, {}, True, id="s38 another workspace"),
        pytest.param("T1", {"team": "T1"}, {}, False, id="ours in a shared conversation"),
        pytest.param("T1", {"user_team": "E9", "team": "T2"}, {}, True, id="another organisation"),
        pytest.param("T1", {"team": None}, {}, True, id="nobody says where from"),
        pytest.param("E1/T1", {"user_team": "E1", "team": "T3"}, {}, False, id="organisation"),
        pytest.param(
            "E1/", {"team": "T1"}, {"enterprise_id": "E1"}, False, id="all over an organisation"
        ),
        pytest.param("E1/", {"team": "T2"}, {"enterprise_id": "E1"}, True, id="none of its"),
        pytest.param("E1/", {"team": "T1"}, {"enterprise_id": "E9"}, True, id="of another one"),
    ],
)
def test_people_of_other_organisations_are_outsiders(
    installation: str, said: dict[str, Any], payload: dict[str, Any], is_outside: bool
) -> None:
    shared = event(message("a", **said), is_ext_shared_channel=True, **payload)
    content = delivery("event", shared, installation).content
    assert content == (Outsider() if is_outside else Said("a", ID))


def test_what_is_nothing_stays_nothing_from_an_outsider() -> None:
    channel = message("a", channel_type="channel", team="T2")
    shared = event(channel, is_ext_shared_channel=True)
    assert delivery("event", shared).content == Nothing()


@pytest.mark.parametrize(
    ("installation", "home", "enterprise", "is_outside"),
    [
        ("T1", "T1", None, False),
        ("T1", None, None, False),
        ("T1", "T2", None, True),
        ("E1/T1", "T2", "E1", False),
        ("E1/", "T2", "E1", False),
        ("E1/", "T2", "E9", True),
    ],
)
def test_a_tap_of_an_outsider_is_theirs(
    installation: str, home: str | None, enterprise: str | None, is_outside: bool
) -> None:
    button = {"type": "button", "action_id": "choose:0", "value": "i=abc;t=7;o=0"}
    payload = {**tap(button), "enterprise": enterprise and {"id": enterprise}}
    payload["user"] = {**ANN, "team_id": home}
    given = delivery("action", payload, installation)
    assert (given.content == Outsider()) == is_outside


# ── orders ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("", Start()),
        ("  ", Start()),
        ("start", Start()),
        (f"start {TOKEN}", Start(TOKEN)),
        ("START short", Start("short")),
        ("help", Said("help")),
        ("?", Said("help")),
        ("My answers", Said("My answers")),
        ("resume", Said("resume")),
        ("pause", Said("pause")),
        ("forget me", Said("forget me")),
        ("change 3", Said("change 3")),
        ("study list", Asked("study list")),
        ("status", Asked("status")),
        ("map training pdf", Asked("map training pdf")),
        ("notices on", Asked("notices on")),
        ("start a study", Asked("start a study")),
        ("anything else", Asked("anything else")),
        (
            "invite training <@U2|bob> <#C1|general> <!subteam^S1|@clerks>",
            Asked("invite training", (person("U2", "bob"),), ("C1", "S1")),
        ),
        ("help <@U2|bob>", Asked("help", (person("U2", "bob"),))),
    ],
)
def test_a_command_begins_says_or_orders(text: str, content: object) -> None:
    given = delivery("command", command(text))
    assert given.content == content
    assert given.person == person("U1", "ann")


def test_who_was_found_comes_back_with_the_order() -> None:
    found = delivery("found", {"user": "U1", "words": "invite training", "people": ["U2", "U3"]})
    assert found.content == Found("invite training", (person("U2"), person("U3")))
    assert found.person == person("U1")


# ── what is broken ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"{", id="s30 malformed"),
        pytest.param(b"[]", id="no object"),
        pytest.param(b"[" * 100_000, id="nested too deeply"),
        pytest.param(b"\xff", id="no text"),
        pytest.param(stored("event", {}), id="no event"),
        pytest.param(stored("dance", {}), id="unknown type"),
        pytest.param(stored("action", {**tap({"action_id": "a"}), "actions": []}), id="no action"),
        pytest.param(stored("event", event(message("a", files=[{}]))), id="file without id"),
    ],
)
def test_what_cannot_be_read_is_refused_as_such(body: bytes) -> None:
    with pytest.raises(ValueError, match="not a payload of Slack"):
        read(body, "T1")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)

_FIELDS = ["user", "text", "files", "blocks", "actions", "state", "view", "event", "callback_id"]


@settings(deadline=None)
@given(
    kind=st.sampled_from(["event", "action", "command", "shortcut", "submission", "found"]),
    field=st.sampled_from(_FIELDS),
    value=JSON,
)
def test_no_payload_brings_reading_down(kind: str, field: str, value: object) -> None:
    payloads: dict[str, dict[str, Any]] = {
        "event": event({**message("a"), field: value}),
        "action": {**tap({"type": "button", "action_id": "a", "value": "b"}), field: value},
        "command": {**command("a"), field: value},
    }
    payload = payloads.get(kind, {"user": ANN, "view": {"callback_id": TELL_US}, field: value})
    with suppress(ValueError):
        read(stored(kind, payload), "T1")
