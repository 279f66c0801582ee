"""Coming in, leaving and what arrives out of order, each with its one outcome (s-cases)."""

import asyncio
from datetime import timedelta

import pytest

from tests.e2e.town import RIGHT, STORY, WAY, Guest, Town

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_s19_start_in_the_middle_goes_on(place: Town) -> None:
    guest = await place.newcomer().chooses()
    for words in ("/start", f"/start {guest.token}"):
        await guest.says(words)
        await guest.hears(WAY)
    assert guest.answers == {"need": "Shoes for winter"}
    assert sum("The shop" in seen.labels for seen in guest.screen) == 1
    await guest.taps("The shop")
    await guest.hears(STORY)


async def test_s20_an_invitation_is_for_one_account(place: Town) -> None:
    owner = await place.newcomer().agrees()
    other = Guest(place, place.telegram.person(), owner.token)
    await other.person.start(other.token)
    await other.hears("already been used from another account")
    assert len(place.news()) == 1


@pytest.mark.parametrize("token", ["nonsense", "x" * 43, "..", "a b c"])
async def test_s20_a_bad_invitation_is_refused_kindly(place: Town, token: str) -> None:
    guest = place.newcomer()
    await guest.person.start(token)
    await guest.hears("invitation")
    assert place.news() == []


async def test_s20_an_invitation_that_expired_says_so(place: Town) -> None:
    guest = place.newcomer()
    await guest.person.start(place.invites(timedelta(seconds=-1)))
    await guest.hears("has expired")
    assert place.news() == []


async def test_without_an_invitation_one_is_told_whom_to_ask(place: Town) -> None:
    guest = place.newcomer()
    await guest.person.start()
    await guest.hears("I need an invitation link")
    await guest.says("hello?")
    await guest.hears("I need an invitation link")
    assert place.news() == []


async def test_after_the_end_the_own_link_says_that_it_is_finished(place: Town) -> None:
    guest = await place.newcomer().ends()
    assert guest.person.keys == ()
    await guest.person.start(guest.token)
    await guest.hears("Our interview is finished")
    assert len(place.news()) == 1


async def test_s21_an_unknown_command_is_no_answer(place: Town) -> None:
    guest = await place.newcomer().agrees()
    await guest.says("/dance")
    await guest.hears("I do not know that command")
    assert guest.interview["answers"] == []


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("x", id="s23"),
        pytest.param("' OR 1=1", id="s23-sql"),
        pytest.param("{interview}:{turn}:99", id="s24"),
        pytest.param("{interview}:99:0", id="turn-to-come"),
        pytest.param("zzzzzzzzzzzz:{turn}:0", id="other-interview"),
    ],
)
async def test_forged_data_is_answered_where_the_finger_is(place: Town, data: str) -> None:
    guest = await place.newcomer().chooses()
    interview, turn, _ = dict(guest.last.data)["The shop"].split(":")
    tapped = await guest.person.taps_data(data.format(interview=interview, turn=turn))
    assert await tapped.answered()
    await guest.hears_nothing()
    assert guest.answers == {"need": "Shoes for winter"}


async def test_s26_an_answer_and_stop_together_keep_the_answer_and_stop(place: Town) -> None:
    guest = await place.newcomer().agrees()
    place.telegram.hold()
    await guest.says("Shoes")
    await guest.says("/stop")
    place.telegram.release()
    await guest.hears("your answers will not be used")
    assert (guest.answers, guest.interview["phase"]) == ({"need": "Shoes"}, "withdrawn")
    assert guest.person.keys == ()


async def test_s27_what_is_said_before_consent_is_stored_nowhere(place: Town) -> None:
    guest = place.newcomer()
    await guest.person.start(guest.token)
    await guest.hears("May I ask you about an errand?")
    await guest.says("Xylophone secrets")
    await guest.hears("nothing has been stored yet")
    await guest.settled()
    assert guest.interview["answers"] == []
    assert b"Xylophone" not in place.bodies()


async def test_who_declines_is_let_go(place: Town) -> None:
    guest = place.newcomer()
    await guest.person.start(guest.token)
    await guest.hears("May I ask you about an errand?")
    await guest.taps("No, thanks")
    await guest.hears("That is fine.")
    assert (guest.interview["phase"], guest.interview["answers"]) == ("declined", [])
    assert guest.screen[1].labels == ()


async def test_s28_an_update_that_names_nobody_is_passed_over(place: Town) -> None:
    guest = await place.newcomer().agrees()
    chat = {"id": guest.person.id, "type": "private"}
    message = {"message_id": 9_000_001, "chat": chat, "date": 1_800_000_000, "text": "Ghost"}
    place.telegram.inject({"message": message})
    await guest.hears_nothing()
    assert guest.interview["answers"] == []


@pytest.mark.parametrize(
    "update",
    [
        pytest.param({"telepathy": {"chat": {"id": 1}, "thought": "?"}}, id="s29"),
        pytest.param({"message_reaction": {"chat": {"id": 1, "type": "private"}}}, id="s14"),
        pytest.param({}, id="empty"),
    ],
)
async def test_an_unknown_update_holds_nothing_up(place: Town, update: dict[str, object]) -> None:
    guest = await place.newcomer().agrees()
    place.telegram.inject(dict(update))
    await guest.says("Shoes")
    await guest.hears(WAY)


async def test_s17_a_group_is_declined_once(place: Town) -> None:
    group = place.telegram.group()
    await group.adds_bot()
    await group.hears("I only talk one to one")
    await group.says("@desirepath_test_bot hello?")
    await group.says("/start")
    await group.hears_nothing(0.5)


async def test_s18_a_channel_post_begins_nothing(place: Town) -> None:
    place.newcomer()
    channel = place.telegram.group("News", "channel")
    await channel.adds_bot()
    await channel.says("Hello all")
    await asyncio.sleep(0.3)
    assert place.news() == []


async def test_f31_who_blocks_is_unreachable_and_goes_on_after_coming_back(place: Town) -> None:
    guest = await place.newcomer().chooses()
    await guest.person.blocks()
    await guest.settled()
    assert guest.interview["phase"] == "unreachable"
    await guest.person.unblocks()
    await guest.person.start()
    await guest.hears(WAY)
    await guest.taps("The shop")
    await guest.hears(STORY)
    assert guest.interview["phase"] == "asking"
    assert guest.answers == {"need": "Shoes for winter", "way": "The shop"}


async def test_s36_a_new_name_is_the_same_person(place: Town) -> None:
    guest = await place.newcomer().agrees()
    guest.person.chat.name = "Jenny"
    await guest.says("Shoes")
    await guest.hears(WAY)
    assert guest.answers == {"need": "Shoes"}


async def test_a_key_pressed_twice_skips_one_question(place: Town) -> None:
    guest = await place.newcomer().agrees()
    assert guest.person.keys == ("Skip", "Pause")
    place.telegram.hold()
    await guest.taps("Skip")
    await guest.taps("Skip")
    place.telegram.release()
    await guest.hears("before you could see my question")
    assert [a["absence"] for a in guest.interview["answers"]] == ["skipped"]
    assert WAY in guest.last.text
    assert sum("The shop" in seen.labels for seen in guest.screen) == 1


async def test_done_pressed_twice_does_not_confirm_the_steps(place: Town) -> None:
    guest = await place.newcomer().tells("I went there", "I paid")
    await guest.hears("press Done")
    assert guest.person.keys == ("Done", "Skip", "Back", "Pause")
    place.telegram.hold()
    await guest.taps("Done")
    await guest.taps("Done")
    place.telegram.release()
    await guest.hears(RIGHT)
    await guest.settled()
    assert guest.interview["phase"] == "confirming"


async def test_words_are_heard_though_the_question_was_asked_again(place: Town) -> None:
    """What is typed between a question and its repetition answers that question."""
    guest = await place.newcomer().tells("I went there")
    for words in ("done", "yes", "4"):
        await guest.says(words)
        await guest.settled()
    place.telegram.hold()
    first, second = await guest.says("many"), await guest.says("3")
    place.telegram.inject(first)
    await guest.hears("Please type a number")
    place.telegram.inject(second)
    await guest.hears("What would you wish for?")
    place.telegram.release()  # both once more
    assert guest.answers["forms"] == "3"


async def test_what_was_typed_before_the_question_came_continues_the_answer(place: Town) -> None:
    """Its delivery took longer than ours: the message's number tells."""
    guest = await place.newcomer().agrees()
    place.telegram.hold()
    first, second = await guest.says("Shoes"), await guest.says("and a hat")
    place.telegram.inject(first)
    await guest.hears(WAY)
    place.telegram.inject(second)
    await guest.hears("Added, thank you.")
    place.telegram.release()  # both once more
    assert guest.answers == {"need": "Shoes\nand a hat"}


async def test_a_pause_shows_the_key_to_go_on(place: Town) -> None:
    guest = await place.newcomer().chooses()
    await guest.taps("Pause")
    await guest.hears("all your answers are kept")
    assert list(guest.person.keys) == ["Resume"]
    assert guest.interview["phase"] == "paused"
    await guest.taps("Resume")
    await guest.hears(WAY)
    await guest.taps("The shop")
    await guest.hears(STORY)
    assert list(guest.person.keys) == ["Done", "Skip", "Back", "Pause"]


async def test_words_after_the_end_are_added(place: Town) -> None:
    guest = await place.newcomer().ends()
    await guest.says("And it rained")
    await guest.hears("I have added that")
    assert "And it rained" in guest.answers["wish"]


async def test_forget_me_leaves_nothing(place: Town) -> None:
    guest = await place.newcomer().tells("I went there")
    await guest.says("/forget")
    await guest.hears("once more to do it")
    await guest.says("forget me")
    await guest.hears("Everything of yours is deleted")
    assert place.news() == []
    assert guest.person.keys == ()


async def test_nothing_was_refused(place: Town) -> None:
    """Whatever people did above, the bot made no call that Telegram refuses."""
    assert [line for line in place.refused if "query is too old" not in line] == []
