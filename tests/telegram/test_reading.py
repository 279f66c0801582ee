import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messenger import Blocked, Content, Elsewhere, Nothing, Start
from bot.telegram.envelope import received_of
from bot.telegram.reading import COMMANDS, read
from bot.telegram.setup import DESCRIPTIONS
from interview_flows.talk import (
    Attached,
    Chose,
    Edited,
    Finished,
    Paused,
    Resumed,
    Said,
    Skipped,
    Unreadable,
    WentBack,
)
from tests.telegram.updates import (
    BOT,
    FILE,
    GROUP,
    PERSON,
    PRIVATE,
    membership,
    message,
    raw,
    said,
    tapped,
    update,
)

NOW = datetime(2025, 11, 21, tzinfo=UTC)
STALE = Chose(option=-1, turn=-1)
PLACE = {"latitude": 52.5, "longitude": 13.4}
OPTION = {"text": "a", "voter_count": 0, "persistent_id": "1"}
POLL = {
    "id": "1",
    "question": "?",
    "options": [OPTION, OPTION],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
STICKER = {
    **FILE,
    "type": "regular",
    "width": 512,
    "height": 512,
    "is_animated": False,
    "is_video": False,
}
VIDEO = {**FILE, "width": 640, "height": 480, "duration": 3}
SMALL, LARGE = (
    {"file_id": name, "file_unique_id": name, "width": w, "height": w, "file_size": w * 10}
    for name, w in (("small", 90), ("large", 1280))
)


def attached(kind: str, name: str, **changes: Any) -> Attached:
    expected = {"size": 1234, "source": "BQAC", "message": "20", **changes}
    return Attached(kind, name, **expected)


@pytest.mark.parametrize(
    ("given", "content"),
    [
        pytest.param(
            update(message=message(sticker=STICKER)), Unreadable("a sticker"), id="s01 sticker"
        ),
        pytest.param(
            update(message=message(voice={**FILE, "duration": 4})),
            attached("voice", "voice"),
            id="s02 voice",
        ),
        pytest.param(
            update(message=message(photo=[SMALL, LARGE], caption="the form")),
            attached("photo", "photo.jpg", size=12800, source="large", caption="the form"),
            id="s03 photo with caption: the largest size",
        ),
        pytest.param(
            update(message=message(photo=[LARGE], media_group_id="77")),
            attached("photo", "photo.jpg", size=12800, source="large", album="77"),
            id="s04 one picture of an album",
        ),
        pytest.param(
            update(message=message(contact={"phone_number": "1", "first_name": "B"})),
            Unreadable("a contact"),
            id="s05 contact",
        ),
        pytest.param(
            update(message=message(location=PLACE)), Unreadable("a location"), id="s06 location"
        ),
        pytest.param(
            update(
                message=message(
                    location=PLACE, venue={"location": PLACE, "title": "HQ", "address": "x"}
                )
            ),
            Unreadable("a place"),
            id="s06 venue",
        ),
        pytest.param(
            update(edited_message=message(location=PLACE, edit_date=1_700_000_100)),
            Nothing(),
            id="s07 live location moves",
        ),
        pytest.param(update(message=message(poll=POLL)), Unreadable("a poll"), id="s08 poll"),
        pytest.param(
            update(message=message(dice={"emoji": "🎲", "value": 3})),
            Unreadable("a dice"),
            id="s08 dice",
        ),
        pytest.param(
            said(
                "see this",
                forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "X"},
            ),
            Unreadable("a forwarded message"),
            id="s09 forwarded words are somebody else's",
        ),
        pytest.param(
            said("yes", reply_to_message=message(text="old?", message_id=3)),
            Said("yes", "20"),
            id="s10 reply to an old prompt",
        ),
        pytest.param(
            update(edited_message=message(text="five forms", edit_date=1_700_000_100)),
            Edited("five forms", "20"),
            id="s11 edited answer",
        ),
        pytest.param(
            update(edited_message=message(photo=[LARGE], caption="new words", edit_date=1)),
            Edited("new words", "20"),
            id="s11 edited caption",
        ),
        pytest.param(
            update(
                message_reaction={
                    "chat": PRIVATE,
                    "message_id": 20,
                    "user": PERSON,
                    "date": 1,
                    "old_reaction": [],
                    "new_reaction": [{"type": "emoji", "emoji": "👍"}],
                }
            ),
            Nothing(),
            id="s14 reaction",
        ),
        pytest.param(
            said("I am a bot", **{"from": {**BOT, "id": 5}}), Nothing(), id="s15 another bot"
        ),
        pytest.param(said("Question?", **{"from": BOT}), Nothing(), id="s16 our own echo"),
        pytest.param(said("hi", chat=GROUP), Elsewhere(), id="s17 group"),
        pytest.param(
            update(message=message(chat=GROUP, new_chat_members=[BOT])),
            Elsewhere(),
            id="s17 bot joins a group",
        ),
        pytest.param(membership("member", GROUP), Elsewhere(), id="s17 bot is added to a group"),
        pytest.param(membership("left", GROUP), Nothing(), id="s17 bot is removed from a group"),
        pytest.param(
            update(edited_message=message(text="hi", chat=GROUP)), Nothing(), id="s17 group edit"
        ),
        pytest.param(
            update(
                channel_post={
                    "message_id": 1,
                    "date": 1,
                    "chat": {"id": -100, "title": "News", "type": "channel"},
                    "text": "x",
                }
            ),
            Elsewhere(),
            id="s18 channel post",
        ),
        pytest.param(said("/start"), Start(None), id="s19 start without a token"),
        pytest.param(said("/start Ab-_9"), Start("Ab-_9"), id="s20 start with a token"),
        pytest.param(said("/start@desire_bot Ab"), Start("Ab"), id="s20 start by name"),
        pytest.param(said("/start " + "a" * 64), Start("a" * 64), id="s20 longest token"),
        pytest.param(said("/start " + "a" * 65), Start(None), id="s20 token too long"),
        pytest.param(said("/start a b"), Start(None), id="s20 not a token"),
        pytest.param(said("/start ../x"), Start(None), id="s20 forged token"),
        pytest.param(said("/dance"), Said("/dance", "20"), id="s21 unknown command"),
        pytest.param(said("/skip"), Said("skip", "20"), id="command"),
        pytest.param(said("/Skip@desire_bot"), Said("skip", "20"), id="command by name"),
        pytest.param(said("/mydata"), Said("my data", "20"), id="command of two words"),
        pytest.param(said("/forget"), Said("forget me", "20"), id="command with a longer word"),
        pytest.param(said("/language de"), Said("language de", "20"), id="command with its value"),
        pytest.param(
            said("/stop asking me"), Said("/stop asking me", "20"), id="command word in a sentence"
        ),
        pytest.param(tapped("abc:12:3"), Chose(option=3, turn=12), id="s22 option"),
        pytest.param(tapped("abc:12:skip"), Skipped(12), id="skip button"),
        pytest.param(tapped("abc:12:back"), WentBack(12), id="back button"),
        pytest.param(tapped("abc:12:done"), Finished(12), id="done button"),
        pytest.param(tapped("abc:12:pause"), Paused(12), id="pause button"),
        pytest.param(tapped("abc:12:resume"), Resumed(), id="resume button"),
        pytest.param(tapped("-"), STALE, id="s22 what was chosen is tapped again"),
        pytest.param(tapped("drop table"), STALE, id="s23 forged data"),
        pytest.param(tapped("abc:12:-1"), STALE, id="s23 negative option"),
        pytest.param(tapped("abc:١٢:3"), STALE, id="s23 other digits"),
        pytest.param(tapped("abc:12:3\n"), STALE, id="s23 trailing newline"),
        pytest.param(tapped("abc:12:9999"), Chose(option=9999, turn=12), id="s24 out of range"),
        pytest.param(tapped(""), STALE, id="s23 no data"),
        pytest.param(
            tapped("abc:1:0", message={"chat": PRIVATE, "message_id": 20, "date": 0}),
            Chose(option=0, turn=1),
            id="button of a message too old to be read",
        ),
        pytest.param(
            tapped("abc:1:0", message=message(chat=GROUP)), Elsewhere(), id="s17 button in a group"
        ),
        pytest.param(
            update(message={k: v for k, v in message(text="x").items() if k != "from"}),
            Nothing(),
            id="s28 nobody sent it",
        ),
        pytest.param(update(), Nothing(), id="s29 empty update"),
        pytest.param(update(hologram={"chat": PRIVATE}), Nothing(), id="s29 unknown type"),
        pytest.param(
            update(message=message(pinned_message=message(text="?"))), Nothing(), id="service note"
        ),
        pytest.param(
            update(message=message(document={**FILE, "file_name": "../../x.pdf"}, caption="here")),
            attached("document", "../../x.pdf", caption="here"),
            id="i23 a document keeps its name as data",
        ),
        pytest.param(
            update(message=message(animation=VIDEO, document=FILE)),
            attached("animation", "animation"),
            id="an animation is not a document",
        ),
        pytest.param(update(message=message(video=VIDEO)), attached("video", "video"), id="video"),
        pytest.param(
            update(message=message(video_note={**FILE, "length": 240, "duration": 3})),
            attached("video_note", "video note"),
            id="video note",
        ),
        pytest.param(
            update(
                message=message(audio={"file_id": "BQAC", "file_unique_id": "u", "duration": 1})
            ),
            attached("audio", "audio", size=0),
            id="a file of unknown size",
        ),
        pytest.param(membership("kicked", PRIVATE), Blocked(now=True), id="blocked"),
        pytest.param(membership("member", PRIVATE), Blocked(now=False), id="came back"),
        pytest.param(said("a\ud83d b"), Said("a\ufffd b", "20"), id="t04 lone high surrogate"),
        pytest.param(said("\udc00"), Said("\ufffd", "20"), id="t05 lone low surrogate"),
        pytest.param(said("👩‍👩‍👧‍👦"), Said("👩‍👩‍👧‍👦", "20"), id="t06 family"),
    ],
)
def test_an_update_means(given: dict[str, Any], content: Content) -> None:
    assert read(raw(given), "123456").content == content


def test_a_delivery_names_person_language_and_message() -> None:
    delivery = read(raw(said("hello")), "123456")
    assert (delivery.person.id, delivery.person.name) == ("7", "Ann Lee")
    assert (delivery.person.messenger, delivery.person.installation) == ("telegram", "123456")
    assert (delivery.language, delivery.message, delivery.tap) == ("de", "20", None)


def test_a_tap_names_its_interview_and_where_to_answer() -> None:
    delivery = read(raw(tapped("abc:12:3")), "123456")
    assert (delivery.interview, delivery.tap, delivery.person.id) == ("abc", "4382", "7")


def test_a_tap_on_a_button_without_interview_names_none() -> None:
    delivery = read(raw(tapped("-:0:2")), "123456")
    assert (delivery.interview, delivery.content) == (None, Chose(option=2, turn=0))


def test_an_update_from_nobody_has_an_empty_person() -> None:
    assert read(raw(update()), "123456").person.id == ""


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="s30 empty"),
        pytest.param(b"{", id="s30 broken off"),
        pytest.param(b"\xff\xfe\x00", id="s30 not text"),
        pytest.param(b"[" * 100_000, id="s30 nested deeply"),
        pytest.param(b"[1]", id="no object"),
        pytest.param(b'{"update_id": 1, "message": 5}', id="message is a number"),
        pytest.param(raw(said("x", message_id="one")), id="number is a word"),
        pytest.param(raw(said("x", chat="me")), id="chat is a word"),
    ],
)
def test_what_cannot_be_read_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any reason will do
        read(body, "123456")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from([*message(), "text", "photo", "voice"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.sampled_from(["message", "edited_message", "callback_query", "my_chat_member"]), _JSON)
def test_no_json_does_worse_than_a_value_error(kind: str, content: Any) -> None:
    body = raw({"update_id": 1, kind: content})
    received_of(body, "123456", NOW)
    try:
        read(body, "123456")
    except ValueError:
        return


@pytest.mark.parametrize(
    ("given", "chat"),
    [
        pytest.param(said("x"), "7", id="message"),
        pytest.param(update(edited_message=message(text="x")), "7", id="edit"),
        pytest.param(tapped("a:1:2"), "7", id="tap"),
        pytest.param(membership("kicked", PRIVATE), "7", id="membership"),
        pytest.param(said("x", chat=GROUP), "-1001234567890", id="group"),
        pytest.param(update(inline_query={"id": "1", "from": PERSON}), None, id="no chat"),
        pytest.param(update(message={"chat": {"id": "7"}}), None, id="an id that is no number"),
        pytest.param(update(), None, id="nothing"),
    ],
)
def test_the_chat_is_found_without_parsing(given: dict[str, Any], chat: str | None) -> None:
    assert received_of(raw(given), "123456", NOW).chat == chat


def test_a_received_update_keeps_its_bytes_and_its_id() -> None:
    body = b'{"update_id":5, "message": {"text": "\\ud83d\\u0000"}}'
    row = received_of(body, "123456", NOW)
    assert (row.body, row.event, row.position, row.at) == (body, "5", 5, NOW)
    assert (row.messenger, row.installation) == ("telegram", "123456")


def test_a_polled_update_is_stored_as_json() -> None:
    given = said("lone \ud83d surrogate")
    assert json.loads(received_of(given, "123456", NOW).body) == given


@pytest.mark.parametrize("number", [None, "5", 1.5, True, -1, 2**63])
def test_an_update_needs_an_id_that_the_database_can_hold(number: Any) -> None:
    with pytest.raises(ValueError, match="update_id"):
        received_of({"update_id": number}, "123456", NOW)


def test_every_command_of_the_menu_is_known() -> None:
    assert DESCRIPTIONS.keys() <= COMMANDS.keys()
