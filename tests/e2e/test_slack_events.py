"""What Slack delivers twice, late or out of order, and what colleagues do beside answering."""

from collections.abc import AsyncIterator
from functools import partial

import pytest
import pytest_asyncio

from bot import sentences
from tests.e2e.slack_town import Colleague, SlackTown, slack_town
from tests.e2e.town import NEED, STORY, WAY
from tests.fakes.slack import Delivery

pytestmark = pytest.mark.asyncio(loop_scope="module")

STALE = "This question has been answered already."


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[SlackTown]:
    async with slack_town(tmp_path_factory.mktemp("home")) as found:
        yield found
        assert found.refused == []
        assert found.late == []


# ── more than once ────────────────────────────────────────────────────────────────────────────


async def test_what_is_delivered_three_times_counts_once(place: SlackTown) -> None:
    grace = place.colleague()
    for act, given, words in (
        (partial(grace.person.slash, "/journey"), f"start {grace.token}", "May I ask you"),
        (grace.taps, "I agree", NEED),
        (grace.says, "Shoes", WAY),
        (grace.taps, "The shop", STORY),
    ):
        delivered = await act(given)
        await grace.hears(words)
        await place.slack.repeat(delivered, 2)
        assert [each.number for each in delivered.attempts] == [0, 1, 2]
        assert all(each.went_well for each in delivered.attempts)
        await grace.hears_nothing()
    assert [a["verbatim"] for a in grace.interview["answers"]] == ["Shoes", "The shop"]


async def test_what_arrives_out_of_order_is_all_there_once(place: SlackTown) -> None:
    grace = await place.colleague().tells()
    lines = ["I asked Ann", "I asked Ben", "I asked Cleo"]
    place.slack.hold()
    said = [await grace.says(line) for line in lines]
    await place.slack.release(backwards=True)
    for each in said:
        await place.slack.repeat(each, 2)
    await grace.settled()
    await grace.taps("Done")
    await grace.hears("Is that right?")
    await grace.taps("That's right")
    await grace.hears("How was")
    assert sorted(grace.answers["story"].split("\n")) == lines
    assert len(grace.interview["steps"]) == 3


async def test_what_comes_again_after_a_restart_counts_once(place: SlackTown) -> None:
    grace = await place.colleague().agrees()
    said = await grace.says("Shoes")
    await grace.hears(WAY)
    tapped = await grace.taps("The shop")
    await grace.hears(STORY)
    await place.ends()
    await place.server.start()
    await place.slack.repeat(said, 3)
    await place.slack.repeat(tapped, 3)
    await grace.hears_nothing()
    assert grace.answers == {"need": "Shoes", "way": "The shop"}
    assert len(grace.interview["answers"]) == 2


async def test_a_double_tap_is_answered_where_the_finger_is(place: SlackTown) -> None:
    grace = await place.colleague().chooses()
    way = grace.person.last
    await grace.taps("The shop", way)
    await grace.hears(STORY)
    await grace.taps("The web page", way)
    (told,) = await grace.hears(STALE)
    assert told.ephemeral
    assert grace.answers["way"] == "The shop"


# ── not Slack's ───────────────────────────────────────────────────────────────────────────────


async def test_what_is_forged_or_old_is_refused_and_not_stored(place: SlackTown) -> None:
    grace = await place.colleague().agrees()
    said = await grace.says("Shoes")
    await grace.hears(WAY)
    forged = _as_if_said(place, said, "The shop")
    before = place.stored()
    assert (await place.slack.forges(forged, secret="guessed")).status == 401
    assert (await place.slack.forges(forged, age=301)).status == 401
    assert place.stored() == before
    assert (await place.slack.forges(forged, age=200)).status == 200
    await grace.hears(STORY)
    assert place.stored() == before + 1


def _as_if_said(place: SlackTown, said: Delivery, words: str) -> Delivery:
    """An event like another one, as if they had said something else later."""
    ts = place.slack.world.new_ts()
    event = said.event | {"text": words, "ts": ts, "event_ts": ts}
    payload = said.payload | {"event": event, "event_id": place.slack.world.new_id("Ev")}
    return Delivery("events_api", payload)


# ── not an answer ─────────────────────────────────────────────────────────────────────────────


async def test_other_bots_reactions_and_channels_are_no_answers(place: SlackTown) -> None:
    grace = await place.colleague().agrees()
    before = place.stored()
    workspace = place.slack.workspace()
    await workspace.other_app_says("Your build has failed", grace.person.dm)
    await grace.person.reacts(grace.person.last)
    await grace.person.says("Shoes for the channel", workspace.channel("general", grace.person))
    assert place.stored() == before
    await grace.hears_nothing()
    assert grace.answers == {}
    await grace.says("Shoes")
    await grace.hears(WAY)


async def test_an_edited_answer_is_a_revision(place: SlackTown) -> None:
    grace = await place.colleague().agrees()
    said = await grace.says("Shoes")
    await grace.hears(WAY)
    await grace.person.edits(said, "Boots")
    await grace.hears("I have noted your edit.")
    first, second = grace.interview["answers"]
    assert (first["verbatim"], second["verbatim"]) == ("Shoes", "Boots")
    assert second["revision_of"] == first["id"]


async def test_a_deleted_answer_is_taken_back(place: SlackTown) -> None:
    grace = await place.colleague().agrees()
    said = await grace.says("Shoes")
    await grace.hears(WAY)
    await grace.person.deletes(said)
    await grace.hears("I have taken back what it said.")
    first, second = grace.interview["answers"]
    assert (first["verbatim"], second["revision_of"]) == ("Shoes", first["id"])
    assert (second["absence"], second["verbatim"]) == ("skipped", "")
    assert grace.answers == {"need": ""}


async def test_a_reply_in_a_thread_is_an_answer(place: SlackTown) -> None:
    grace = await place.colleague().agrees()
    need = grace.person.last
    await grace.person.replies_in_thread(need, "Shoes")
    await grace.hears(WAY)
    assert grace.answers == {"need": "Shoes"}

    await grace.person.replies_in_thread(need, "The telephone")
    await grace.hears(sentences.OLD_REPLY)
    assert grace.answers == {"need": "Shoes"}


# ── who is asked ──────────────────────────────────────────────────────────────────────────────


async def test_strangers_of_slack_connect_are_not_interviewed(place: SlackTown) -> None:
    place.forgets()
    stranger = place.slack.workspace().stranger()
    await stranger.says("Hello")
    await stranger.hears(sentences.OUTSIDER)
    await stranger.says("Really?")
    await stranger.hears_nothing()
    assert place.news() == []


async def test_guests_of_the_workspace_answer_like_everyone(place: SlackTown) -> None:
    place.forgets()
    guest = place.slack.workspace().guest()
    gus = Colleague(place, guest, place.invites(messenger="slack"))
    await gus.ends()
    assert gus.interview["phase"] == "completed"
