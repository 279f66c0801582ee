"""What people do beside answering, each with its one outcome (ROBUSTNESS.md §3, s-cases)."""

import pytest

from bot.sentences import OLD_REPLY
from tests.e2e.town import STORY, WAY, Town

pytestmark = pytest.mark.asyncio(loop_scope="session")

STALE = "This question has been answered already."


async def test_a_double_tap_is_one_answer(place: Town) -> None:
    guest = await place.newcomer().chooses()
    first, second = await guest.taps("The shop"), await guest.taps("The shop")
    assert await first.answered() is None
    assert await second.answered() == STALE
    await guest.hears(STORY)
    await guest.hears_nothing()
    assert guest.answers == {"need": "Shoes for winter", "way": "The shop"}
    assert place.refused == []


async def test_s25_of_two_buttons_of_one_turn_the_first_counts(place: Town) -> None:
    guest = await place.newcomer().chooses()
    await guest.taps("The web page")
    second = await guest.taps("The shop")
    assert await second.answered() == STALE
    await guest.hears(STORY)
    assert guest.answers["way"] == "The web page"


async def test_s22_a_stale_button_is_answered_where_the_finger_is(place: Town) -> None:
    guest = await place.newcomer().chooses()
    way = guest.last
    await guest.taps("The shop")
    await guest.hears(STORY)
    tapped = await guest.taps("The web page", way)
    assert await tapped.answered() == STALE
    await guest.hears_nothing()
    assert guest.answers["way"] == "The shop"


async def test_f20_an_update_that_comes_ten_times_counts_once(place: Town) -> None:
    guest = await place.newcomer().agrees()
    update = await guest.says("Shoes for winter")
    await guest.hears(WAY)
    place.telegram.repeat(update, 10)
    await guest.hears_nothing()
    assert len(guest.interview["answers"]) == 1


async def test_s11_an_edited_answer_is_a_revision(place: Town) -> None:
    guest = await place.newcomer().agrees()
    update = await guest.says("Shoes for winter")
    await guest.hears(WAY)
    await guest.person.edits(update, "Boots for winter")
    await guest.hears("I have noted your edit.")
    first, second = guest.interview["answers"]
    assert (first["verbatim"], second["verbatim"]) == ("Shoes for winter", "Boots for winter")
    assert second["revision_of"] == first["id"]
    await guest.taps("The shop")
    await guest.hears(STORY)


async def test_s12_an_edit_after_the_end_is_a_revision_too(place: Town) -> None:
    guest = await place.newcomer().ends()
    need = next(seen for seen in guest.screen if seen.text == "Shoes for winter")
    await guest.person.edits(need, "Boots")
    await guest.hears("I have noted your edit.")
    assert guest.answers["need"] == "Boots"
    assert guest.interview["phase"] == "completed"


async def test_s01_a_sticker_is_no_answer(place: Town) -> None:
    guest = await place.newcomer().agrees()
    await guest.person.sends_sticker()
    await guest.hears("I cannot read that (a sticker).")
    assert guest.interview["answers"] == []
    await guest.says("Shoes")
    await guest.hears(WAY)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param(
            {"contact": {"phone_number": "+491234", "first_name": "Ann"}}, "a contact", id="s05"
        ),
        pytest.param({"location": {"latitude": 1.5, "longitude": 2.5}}, "a location", id="s06"),
        pytest.param({"dice": {"emoji": "🎲", "value": 3}}, "a dice", id="s08"),
        pytest.param(
            {
                "poll": {
                    "id": "77",
                    "question": "Well?",
                    "options": [{"text": "a", "voter_count": 0}, {"text": "b", "voter_count": 0}],
                    "total_voter_count": 0,
                    "is_closed": False,
                    "is_anonymous": True,
                    "type": "regular",
                    "allows_multiple_answers": False,
                }
            },
            "a poll",
            id="s08-poll",
        ),
    ],
)
async def test_what_cannot_be_read_is_said_kindly(
    place: Town, content: dict[str, object], named: str
) -> None:
    guest = await place.newcomer().agrees()
    await guest.person.sends(**content)
    await guest.hears(f"I cannot read that ({named})")
    assert guest.interview["answers"] == []


async def test_s07_a_location_that_moves_says_nothing(place: Town) -> None:
    guest = await place.newcomer().agrees()
    sent = await guest.person.sends(location={"latitude": 1.5, "longitude": 2.5, "live_period": 60})
    await guest.hears("a location")
    place.telegram.inject({"edited_message": {**sent["message"], "edit_date": 1_800_000_000}})
    await guest.hears_nothing()


async def test_s02_a_voice_message_is_kept_and_the_question_stays(place: Town) -> None:
    guest = await place.newcomer().agrees()
    await guest.says("Shoes")
    await guest.hears(WAY)
    await guest.person.sends_voice()
    await guest.hears("I keep your file")
    (kept,) = guest.interview["attachments"]
    assert kept["kind"] == "voice"
    await guest.taps("The shop")
    await guest.hears(STORY)


async def test_s03_a_caption_answers_and_its_photo_is_kept(place: Town) -> None:
    guest = await place.newcomer().agrees()
    await guest.person.sends_photo("These shoes")
    await guest.hears(WAY)
    assert guest.answers == {"need": "These shoes"}
    assert [kept["kind"] for kept in guest.interview["attachments"]] == ["photo"]


async def test_s04_an_album_is_one_answer_with_four_photos(place: Town) -> None:
    guest = await place.newcomer().agrees()
    await guest.person.sends_album(4, "These shoes")
    await guest.hears(WAY)
    await guest.settled()
    assert guest.answers == {"need": "These shoes"}
    assert [kept["kind"] for kept in guest.interview["attachments"]] == ["photo"] * 4


async def test_s09_a_forwarded_message_is_not_taken_as_their_words(place: Town) -> None:
    guest = await place.newcomer().agrees()
    await guest.person.forwards("Shoes, as my boss wrote")
    await guest.hears("I cannot read that (a forwarded message)")
    assert guest.answers == {}


async def test_s10_a_reply_to_an_old_prompt_never_changes_the_earlier_answer(place: Town) -> None:
    guest = await place.newcomer().agrees()
    need = guest.last
    await guest.says("Shoes")
    await guest.hears(WAY)
    way = guest.last
    await guest.person.replies(need, "By telephone")
    await guest.hears(OLD_REPLY)
    assert guest.answers == {"need": "Shoes"}
    await guest.person.replies(way, "The shop")
    await guest.hears(STORY)


async def test_a_text_of_5000_characters_is_one_answer(place: Town) -> None:
    guest = await place.newcomer().agrees()
    long = "We had to wait. " * 313
    await guest.says(long)
    await guest.hears("Added, thank you.")
    assert guest.answers["need"].replace("\n", "") == long
    assert sum(WAY in seen.text for seen in guest.screen) == 1
    await guest.taps("The shop")
    await guest.hears(STORY)


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        pytest.param("😀" * 2048, "😀" * 2048, id="t25-as-long-as-can-be"),
        pytest.param("👩‍👩‍👧‍👦 wir alle", "👩‍👩‍👧‍👦 wir alle", id="t06-joined"),
        pytest.param("احتجت إلى حذاء 2 للشتاء", "احتجت إلى حذاء 2 للشتاء", id="t13-arabic"),
        pytest.param("abc\u202edef", "abc\u202edef", id="t08-override"),
        pytest.param("a\x00b", "a\ufffdb", id="t02-nul"),
        pytest.param("x\ud83d", "x\ufffd", id="t04-lone-high"),
        pytest.param("\ude00x", "\ufffdx", id="t05-lone-low"),
        pytest.param("<b>*_[ {{7*7}} <!channel>", "<b>*_[ {{7*7}} <!channel>", id="i19-markup"),
        pytest.param("'; DROP TABLE answer; --", "'; DROP TABLE answer; --", id="i22-sql"),
    ],
)
async def test_words_are_kept_as_they_are(place: Town, words: str, kept: str) -> None:
    guest = await place.newcomer().agrees()
    await guest.person.sends(text=words)
    await guest.hears(WAY)
    assert guest.answers == {"need": kept}
    await guest.says("back")
    await guest.hears("You said: “")
    assert place.refused == []


@pytest.mark.parametrize("words", [" ", "\u200b", "\n"])
async def test_t01_words_without_a_letter_are_asked_again(place: Town, words: str) -> None:
    guest = await place.newcomer().agrees()
    await guest.person.sends(text=words)
    await guest.hears("I could not see any words in that.")
    assert guest.interview["answers"] == []


async def test_nothing_was_refused(place: Town) -> None:
    """Whatever people did above, the bot made no call that Telegram refuses."""
    assert [line for line in place.refused if "query is too old" not in line] == []
