import json
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.slack.envelope import (
    found_row,
    installation_key,
    is_end,
    no_form_row,
    received_of,
)
from bot.slack.reading import read
from cxmodel.records import Received
from tests.slack import payloads
from tests.slack.payloads import command, event, message, on_home, submission, tap

AT = datetime(2026, 3, 1, 12, 0, 0, 5000, tzinfo=UTC)
AT_MICROSECONDS = 1_772_366_400_005_000
BUTTON = {"type": "button", "action_id": "choose:0", "value": "x"}


def received(payload: dict[str, Any]) -> Received:
    row = received_of(payload, "T1", AT)
    assert row is not None
    return row


SHORTCUT = {
    "type": "shortcut",
    "user": payloads.ANN,
    "team": {"id": "T1"},
    "callback_id": "tell_us",
    "trigger_id": "1.2.4",
    "action_ts": "1700000009.000900",
}
EDITED = {
    "type": "message",
    "subtype": "message_changed",
    "channel_type": "im",
    "channel": "D1",
    "ts": "1700000002.000300",
    "message": {"user": "U1", "ts": "1700000001.000200", "text": "now"},
    "previous_message": {"user": "U1", "ts": "1700000001.000200", "text": "before"},
}
LEFT_OF_A_THREAD = {"subtype": "tombstone", "user": "USLACKBOT", "ts": "1700000001.000200"}
HOME = {"type": "app_home_opened", "user": "U1", "tab": "home", "event_ts": "1700000004.000500"}


@pytest.mark.parametrize(
    ("payload", "kind", "key", "position"),
    [
        pytest.param(event(message("hi")), "event", "Ev1", 1_700_000_001_000_200, id="a message"),
        pytest.param(event(EDITED), "event", "Ev1", 1_700_000_002_000_300, id="s11 an edit"),
        pytest.param(
            event({**EDITED, "message": LEFT_OF_A_THREAD}),
            "event",
            "Ev1",
            1_700_000_002_000_300,
            id="s13 deleted, with a thread",
        ),
        pytest.param(event(HOME), "event", "Ev1", 1_700_000_004_000_500, id="Home"),
        pytest.param(
            tap(BUTTON),
            "action",
            f"U1/{payloads.PROMPT}/1700000003.000400",
            1_700_000_003_000_400,
            id="a tap below a message",
        ),
        pytest.param(
            on_home(BUTTON),
            "action",
            "U1/V1/1700000003.000400",
            1_700_000_003_000_400,
            id="in Home",
        ),
        pytest.param(command(""), "command", "1.2.3", AT_MICROSECONDS, id="a command"),
        pytest.param(SHORTCUT, "shortcut", "1.2.4", 1_700_000_009_000_900, id="a shortcut"),
        pytest.param(
            {**SHORTCUT, "type": "message_action"},
            "shortcut",
            "1.2.4",
            1_700_000_009_000_900,
            id="a message shortcut",
        ),
        pytest.param(
            submission({"callback_id": "tell_us"}, {}),
            "submission",
            "V1/1.a",
            AT_MICROSECONDS,
            id="a form",
        ),
    ],
)
def test_each_kind_has_its_key_and_its_place(
    payload: dict[str, Any], kind: str, key: str, position: int
) -> None:
    row = received(payload)
    assert (row.messenger, row.installation, row.chat) == ("slack", "T1", "U1")
    assert (row.event, row.position) == (key, position)
    stored = json.loads(row.body)
    assert stored == {"type": kind, "payload": payload, "at": "2026-03-01T12:00:00.005Z"}
    assert read(row.body, "T1").person.id == "U1"


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(event(message("hi", bot_id="B1")), id="s16 our own words"),
        pytest.param(event(message("hi", subtype="bot_message")), id="s15 an old bot's"),
        pytest.param(
            event({**EDITED, "message": {"bot_id": "B1", "user": "U9"}}), id="s16 our own edit"
        ),
        pytest.param(
            event({**EDITED, "previous_message": {"bot_id": "B1", "user": "U9"}}), id="deleted"
        ),
        pytest.param(event(message("hi", channel_type="channel")), id="s17 in a channel"),
        pytest.param(event({"type": "reaction_added", "user": "U1"}), id="s14 a reaction"),
        pytest.param(event({**EDITED, "message": {}, "previous_message": {}}), id="s28 nobody's"),
        pytest.param({"type": "view_closed", "user": payloads.ANN}, id="a form that was closed"),
        pytest.param({"type": "app_rate_limited"}, id="s29 unknown"),
    ],
)
def test_what_nobody_said_to_us_is_not_kept(payload: dict[str, Any]) -> None:
    assert received_of(payload, "T1", AT) is None


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param({"type": "event_callback", "event": message("hi")}, id="no event_id"),
        pytest.param(event(message("hi", ts="x")), id="no timestamp"),
        pytest.param(event(message("hi", ts="9" * 40)), id="a timestamp out of range"),
        pytest.param(event(message("hi", user={"id": "U1"})), id="an odd user"),
        pytest.param({**tap(BUTTON), "actions": []}, id="a tap on nothing"),
        pytest.param({**SHORTCUT, "trigger_id": None}, id="no trigger"),
        pytest.param({"command": "/journey"}, id="nobody's command"),
    ],
)
def test_what_lacks_its_parts_is_told_apart(payload: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"payload|timestamp"):
        received_of(payload, "T1", AT)


@pytest.mark.parametrize(
    ("given", "key"),
    [
        pytest.param((None, "T1", False), "T1", id="a workspace"),
        pytest.param(("E1", "T1", False), "E1/T1", id="a workspace of an organisation"),
        pytest.param(("E1", "T1", True), "E1/", id="installed all over an organisation"),
        pytest.param(("E1", None, True), "E1/", id="without a workspace"),
        pytest.param((None, "T1", True), "T1", id="no organisation is named"),
    ],
)
def test_an_installation_is_named_by_where_it_is(
    given: tuple[str | None, str | None, bool], key: str
) -> None:
    enterprise, team, org_wide = given
    assert installation_key(enterprise, team, org_wide=org_wide) == key


def test_an_installation_has_to_be_somewhere() -> None:
    with pytest.raises(ValueError, match="names its workspace"):
        installation_key("E1", None)


@pytest.mark.parametrize(
    ("inner", "ends"),
    [
        pytest.param({"type": "app_uninstalled"}, True, id="uninstalled"),
        pytest.param({"type": "tokens_revoked", "tokens": {"bot": ["U9"]}}, True, id="the bot's"),
        pytest.param(
            {"type": "tokens_revoked", "tokens": {"oauth": ["U1"], "bot": []}}, False, id="another"
        ),
        pytest.param({"type": "tokens_revoked"}, False, id="nobody's"),
        pytest.param({"type": "message"}, False, id="a message"),
    ],
)
def test_the_end_of_an_installation_is_seen(inner: dict[str, Any], ends: bool) -> None:
    assert is_end(event(inner)) is ends


def test_the_message_that_a_shortcut_began_from_is_not_kept() -> None:
    shortcut = {**SHORTCUT, "type": "message_action", "message": {"text": "canary"}}
    for row in (received(shortcut), no_form_row(shortcut, "T1", AT)):
        assert b"canary" not in row.body
        assert b"callback_id" in row.body


def test_our_own_rows_can_be_read() -> None:
    found = found_row("f1", "U1", "invite training", ["U2", "U3"], "T1", AT)
    content = read(found.body, "T1").content
    assert [person.id for person in getattr(content, "people", ())] == ["U2", "U3"]
    assert (found.chat, found.position) == ("U1", AT_MICROSECONDS)

    none = no_form_row(SHORTCUT, "T1", AT)
    assert read(none.body, "T1").person.id == "U1"
    assert none.event != received(SHORTCUT).event
