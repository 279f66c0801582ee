from datetime import timedelta
from typing import Any

import pytest

from bot.messenger import InvitationCard, Messenger
from bot.sample import load_sample
from bot.slack.parts import parts
from bot.users import add_user, link_slack
from cxmodel.errors import SendFailed
from cxmodel.interview import Phase
from cxmodel.store import Store
from tests.bot.post import until
from tests.bot.town import Town
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.slack.transport.office import Office, inbox

SAID = {"do": "say", "text": "Hello", "blocks": []}


@pytest.fixture
def messenger(running: Office, slack: FakeSlack) -> Messenger:
    return running.house.messengers["slack", slack.workspace().id]


# ── a talk ────────────────────────────────────────────────────────────────────────────────────


async def test_a_talk_from_hello_to_good_bye(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    town = Town(store)
    town.study(open_link=True)
    await grace.says("hello")
    (consent,) = await grace.hears("May I ask you three things?")
    await grace.taps("I agree")
    await grace.hears("What did you need?")
    answered = next(seen for seen in grace.screen if seen.id == consent.id)
    assert "May I ask you three things?" in answered.text
    assert "✓ I agree" in answered.text
    assert answered.buttons == ()
    await grace.says("A new key")
    await grace.hears("Which way did you go?")
    await grace.taps("The shop")
    await grace.hears("What would you wish for?")
    await grace.taps("I agree", on=consent)  # a button of long ago
    await until(lambda: any(seen.ephemeral for seen in grace.screen))
    await grace.says("Keys that fit")
    await grace.hears("Thank you and good-bye.")

    (interview,) = town.interviews()
    assert interview.phase is Phase.COMPLETED
    assert [answer.verbatim for answer in interview.current_answers()] == [
        "A new key",
        "The shop",
        "Keys that fit",
    ]
    assert slack.refused == []
    assert await running.state() == "ok"


async def test_home_lists_what_can_be_begun(
    store: Store, grace: FakeSlackPerson, running: Office
) -> None:
    Town(store).study(open_link=True)
    await grace.opens_home()
    await grace.sees("Errand")
    await grace.opens_home("messages")  # is no wish to see the list


async def test_a_notice_is_drawn_as_it_goes_out(
    messenger: Messenger, grace: FakeSlackPerson
) -> None:
    """Whoever queued it may not have known what it looks like here."""
    await messenger.send(grace.id, {"do": "notice", "say": "Complete: <1> & 2."}, None, None)
    assert grace.screen[-1].text == "Complete: <1> & 2."
    again = {"do": "notice", "say": "Again.", "plain": True}
    await messenger.send(grace.id, again, None, None)
    assert grace.screen[-1].text == "Again."


async def test_a_message_goes_out_though_blocks_are_refused(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    Town(store).study(open_link=True)
    slack.fail("chat.postMessage", error="invalid_blocks")
    await grace.says("hello")
    (plain,) = await grace.hears("May I ask you three things?")
    assert (plain.blocks, plain.buttons) == ((), ())
    await grace.says("yes")
    await grace.hears("What did you need?")


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"error": 429, "retry_after": 1}, id="too many"),
        pytest.param({"error": 500}, id="an error of Slack's"),
        pytest.param({"error": "internal_error"}, id="an error of Slack's, named"),
        pytest.param({"drop": True}, id="no answer"),
    ],
)
async def test_a_bad_moment_delays_and_loses_nothing(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office, how: dict[str, Any]
) -> None:
    Town(store).study(open_link=True)
    slack.fail("chat.postMessage", **how)
    await grace.says("hello")
    await grace.hears("May I ask you three things?")


async def test_nobody_is_written_to_who_is_gone(
    store: Store, grace: FakeSlackPerson, running: Office
) -> None:
    town = Town(store)
    town.study(open_link=True)
    grace.leaves()
    await grace.says("hello")
    await until(lambda: [each.phase for each in town.interviews()] == [Phase.UNREACHABLE])


# ── what failures mean ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("how", "meant"),
    [
        pytest.param(
            {"error": 429, "retry_after": 7}, {"retry_after": timedelta(seconds=7)}, id="429"
        ),
        pytest.param({"error": "ratelimited"}, {"retry_after": timedelta(seconds=5)}, id="named"),
        pytest.param({"error": "invalid_auth"}, {"unauthorized": True}, id="a wrong token"),
        pytest.param({"error": "token_revoked"}, {"unauthorized": True}, id="revoked"),
        pytest.param({"error": "account_inactive"}, {"unauthorized": True}, id="inactive"),
        pytest.param({"error": "missing_scope"}, {"unauthorized": True}, id="a missing scope"),
        pytest.param(
            {"error": "channel_not_found"}, {"permanent": True, "unreachable": True}, id="nobody"
        ),
        pytest.param(
            {"error": "cannot_dm_bot"}, {"permanent": True, "unreachable": True}, id="a bot"
        ),
        pytest.param({"error": "invalid_blocks"}, {"permanent": True}, id="bad blocks"),
        pytest.param({"error": "msg_too_long"}, {"permanent": True}, id="too long"),
        pytest.param({"error": 500}, {"uncertain": True, "answered": True}, id="500"),
        pytest.param({"error": 503}, {"uncertain": True, "answered": True}, id="503"),
        pytest.param({"error": "fatal_error"}, {"uncertain": True, "answered": True}, id="fatal"),
        pytest.param({"drop": True}, {"uncertain": True}, id="cut off"),
        pytest.param({"hang": 9}, {"uncertain": True}, id="no answer in time"),
    ],
)
async def test_each_failure_says_what_to_do(  # noqa: PLR0917 - fixtures
    slack: FakeSlack,
    grace: FakeSlackPerson,
    messenger: Messenger,
    monkeypatch: pytest.MonkeyPatch,
    how: dict[str, Any],
    meant: dict[str, Any],
) -> None:
    monkeypatch.setattr("bot.slack.adapter.CALL_SECONDS", 0.5)
    slack.fail("chat.postMessage", **how)
    with pytest.raises(SendFailed) as failed:
        await messenger.send(grace.id, SAID, None, None)

    error = failed.value
    names = ("retry_after", "permanent", "uncertain", "answered", "unreachable", "unauthorized")
    told = {name: getattr(error, name) for name in names if getattr(error, name)}
    assert told == meant
    assert slack.workspace().token not in str(error)


async def test_what_may_have_arrived_is_not_sent_again_by_the_library(
    slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    slack.fail("chat.postMessage", drop=True, after=True)
    with pytest.raises(SendFailed):
        await messenger.send(grace.id, SAID, None, None)
    assert len(grace.screen) == 1


async def test_where_nobody_listens_nothing_has_arrived(
    slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    client = messenger._client  # type: ignore[attr-defined]
    client.base_url = "http://127.0.0.1:1/api/"
    with pytest.raises(SendFailed, match="cannot connect") as failed:
        await messenger.send(grace.id, SAID, None, None)
    assert not failed.value.uncertain
    assert not failed.value.permanent


# ── edits ─────────────────────────────────────────────────────────────────────────────────────


def _prompt(text: str) -> dict[str, Any]:
    tap = {"type": "button", "action_id": "choose:0", "value": "i=;t=1;o=0"}
    tap["text"] = {"type": "plain_text", "text": "Yes"}  # type: ignore[assignment]
    section = {"type": "section", "text": {"type": "plain_text", "text": text}}
    return {"do": "say", "text": text, "blocks": [section, {"type": "actions", "elements": [tap]}]}


async def test_a_prompt_is_redrawn_in_its_place_or_below_where_it_is_gone(
    slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    sent = await messenger.send(grace.id, _prompt("Before"), None, None)
    redraw = {**_prompt("After"), "do": "redraw"}
    assert await messenger.send(grace.id, redraw, sent, None) == sent
    assert [seen.text for seen in grace.screen] == ["After"]
    grace.dm.messages.clear()
    again = await messenger.send(grace.id, redraw, sent, None)
    assert again not in {None, sent}
    assert [seen.text for seen in grace.screen] == ["After"]
    assert await messenger.send(grace.id, redraw, None, None) not in {None, again}


async def test_a_prompt_that_is_asked_again_has_its_buttons_below_only(
    slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    prompt = _prompt("Well?")
    sent = await messenger.send(grace.id, prompt, None, None)
    await messenger.send(grace.id, prompt, sent, prompt)
    assert [seen.labels for seen in grace.screen] == [(), ("Yes",)]
    slack.fail("chat.update", error="fatal_error")
    await messenger.send(grace.id, prompt, grace.last.id, prompt)
    assert len(grace.screen) == 3


async def test_a_prompt_that_is_gone_is_settled_all_the_same(
    slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    prompt, settled = _prompt("Well?"), {"do": "settle", "turn": 1, "chosen": "Yes"}
    sent = await messenger.send(grace.id, prompt, None, None)
    grace.dm.messages.clear()
    assert await messenger.send(grace.id, settled, sent, prompt) == sent
    assert await messenger.send(grace.id, settled, None, None) is None
    assert len(slack.called("chat.update")) == 1


async def test_a_toast_is_for_the_one_who_tapped(
    slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    await messenger.send(grace.id, SAID, None, None)
    await messenger.acknowledge(f"{grace.dm.id}/{grace.id}", "Too late")
    assert [seen.text for seen in grace.screen if seen.ephemeral] == ["Too late"]
    await messenger.acknowledge(f"{grace.dm.id}/{grace.id}", None)
    await messenger.acknowledge(f"D0NOWHERE/{grace.id}", "Lost")  # best effort
    assert len(slack.called("chat.postEphemeral")) == 2


# ── parcels ───────────────────────────────────────────────────────────────────────────────────


async def test_map_files_go_to_the_one_who_asked_alone(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    load_sample(store)
    with store.reading() as reading:
        study = reading.studies()[0].id
    wanted = {"do": "files", "study": study, "formats": ["html", "md"], "interview": None}
    await messenger.send(grace.id, {**wanted, "slow": True, "id": "f1"}, None, None)
    names = sorted(name for seen in grace.screen for name in seen.files)
    assert [name.rpartition(".")[2] for name in names] == ["html", "md"]
    (completed,) = slack.called("files.completeUploadExternal")
    assert completed.given["channel_id"] == grace.dm.id

    nobodys = {**wanted, "interview": "nobody's", "slow": True}
    await messenger.send(grace.id, nobodys, None, None)
    assert "no interview" in grace.last.text
    assert slack.refused == []


async def test_an_order_reaches_the_people_of_groups_but_no_bots_and_strangers(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    home = slack.workspace()
    ada, ben, cy = (home.person(name) for name in ("Ada", "Ben", "Cy"))
    gone, stranger = home.person("Gone", is_gone=True), home.stranger()
    room = home.channel("room", ada, ben, gone, stranger, home.guest())
    group = home.group(ben, cy)
    Town(store).study()
    add_user(store, "grace", "researcher", "a long password")
    link_slack(store, "grace", f"{home.id}/{grace.id}")
    order = f"invite errand <#{room.id}|room> <!subteam^{group}|@clerks>"
    await grace.slash("/journey", order)
    await grace.hears("4 invited.")
    for invited in (ada, ben, cy, home.guest()):
        (card,) = await invited.hears("Errand")
        assert card.labels == ("Start", "Not now", "Never")
    assert [gone.screen, stranger.screen] == [[], []]
    assert slack.refused == []


async def test_a_group_that_nobody_lets_us_see_is_told(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    order = {"do": "find", "words": "invite x", "groups": ["C0NOWHERE"], "people": []}
    await messenger.send(grace.id, {**order, "slow": True, "id": "f1"}, None, None)
    assert grace.last.text.startswith("I cannot see who is in that group.")
    assert inbox(store) == []


async def test_a_look_up_that_is_slowed_down_comes_further_the_next_time(
    slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    home = slack.workspace()
    room = home.channel("room", *[home.person(f"P{n}") for n in range(5)])
    order = {
        "do": "find",
        "words": "x",
        "groups": [room.id],
        "people": [],
        "slow": True,
        "id": "f1",
    }
    slack.fail("users.info", error=429)
    with pytest.raises(SendFailed):
        await messenger.send(grace.id, order, None, None)
    await messenger.send(grace.id, order, None, None)
    await messenger.send(grace.id, order, None, None)
    assert len(slack.called("users.info")) == 1 + len(room.members)


async def test_an_invitation_shows_what_was_tapped(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, messenger: Messenger
) -> None:
    card = InvitationCard(
        invitation="i1", title="Errands", asker=grace.id, minutes=5, promise="Kept safe."
    )
    for body in parts(None, card):
        await messenger.send(grace.id, body, None, None)
    await grace.taps("Not now")
    seen = await grace.sees("that is fine")
    assert seen.labels == ("Start",)
    await grace.taps("Start")
    seen = await grace.sees("You pressed Start")
    assert seen.labels == ()
    assert slack.refused == []


async def test_buttons_that_went_are_not_taken_away_again_with_each_try(
    messenger: Messenger, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    skip = {"type": "button", "action_id": "skip", "text": {"type": "plain_text", "text": "Skip"}}
    prompt = {"do": "say", "text": "How?", "blocks": [{"type": "actions", "elements": [skip]}]}
    message = await messenger.send(grace.id, prompt, None, None)
    slack.fail("chat.postMessage", error="ratelimited", times=2)
    for _ in range(2):
        with pytest.raises(SendFailed):
            await messenger.send(grace.id, prompt, message, prompt)
    await messenger.send(grace.id, prompt, message, prompt)
    assert len(slack.called("chat.update")) == 1
