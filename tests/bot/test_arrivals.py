"""Doors other than a link: a guide's own, a form, an invitation that was sent to an account."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot import arrivals, sentences
from cxmodel import tables
from cxmodel.interview import Phase, StudyId
from interview_flows.loader import load_flow
from tests.bot.town import SHORT, Respondent, Town, lost_flow, short_flow

NEED = "What did you need?"
LOST = "What did you lose?"


def starts(respondent: Respondent, **door: Any) -> Respondent:
    respondent.sends({"door": door})
    return respondent


# ── help ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("word", ["help", "hilfe"])
def test_who_asks_for_help_outside_of_interviews_hears_how_it_works_and_what_there_is(
    town: Town, word: str
) -> None:
    town.study("errand", open_link=True)
    jennifer = town.respondent().says(word)
    how, listed = jennifer.replies
    assert how.startswith("You can answer by button")
    assert listed.endswith("1) Errand")
    assert town.interviews() == []


def test_help_without_any_study_is_help_all_the_same(town: Town) -> None:
    _, last = town.respondent().says("help").replies
    assert last == sentences.NO_STUDY


def test_who_never_took_part_is_told_first_that_there_is_nothing(town: Town) -> None:
    town.study("errand", open_link=True)
    for words in ("forget me", "stop"):
        (said,) = town.respondent().says(words).replies
        assert said.startswith("I know of no answers of yours here")


# ── a guide's own door ────────────────────────────────────────────────────────────────────────────


def test_the_door_of_a_guide_leads_to_the_open_study_that_asks_with_it(town: Town) -> None:
    town.study("errand", open_link=True)
    town.study("pains", short_flow(), lost_flow(), open_link=True)
    town.study("hidden", lost_flow())
    town.study("over", lost_flow(), open_link=True, closed_at=datetime.now(UTC))
    jennifer = starts(town.respondent(), flow="lost").agrees()

    assert jennifer.last_reply == LOST
    assert (jennifer.interview.study, jennifer.interview.side) == ("pains", "staff")


def test_the_door_of_a_study_leads_to_its_first_guide(town: Town) -> None:
    town.study("pains", short_flow(), lost_flow())
    assert starts(town.respondent(), study="pains").agrees().last_reply == NEED
    assert starts(town.respondent("2"), study="pains", flow="lost").agrees().last_reply == LOST


def test_where_no_study_asks_so_they_are_told_whom_to_ask(town: Town) -> None:
    town.study("errand", open_link=True)
    assert starts(town.respondent(), flow="lost").replies == [sentences.NO_STUDY_OF_FLOW]


def test_several_studies_with_one_guide_are_listed_and_chosen_by_number(town: Town) -> None:
    town.study("errand", open_link=True)
    town.study("keys", lost_flow(), open_link=True)
    town.study("coats", lost_flow(), open_link=True)
    jennifer = starts(town.respondent(), flow="lost")
    assert jennifer.last_reply.endswith("1) Coats\n3) Keys")

    jennifer.says("3")
    assert jennifer.interview.study == "keys"


def test_a_guide_that_repeats_begins_anew_once_the_interview_before_is_over(town: Town) -> None:
    town.study("pains", lost_flow(), open_link=True)
    jennifer = starts(town.respondent(), flow="lost").agrees()
    first = jennifer.interview.id
    assert starts(jennifer, flow="lost").last_reply == LOST
    assert jennifer.interview.id == first

    jennifer.says("my only key, in the rain").taps("It slipped away").says("I wait")
    assert jennifer.phase is Phase.COMPLETED
    starts(jennifer, flow="lost")

    assert jennifer.interview.id != first
    assert jennifer.last_reply.startswith("May I ask you what you lost?")
    assert len({each.respondent for each in town.interviews("pains")}) == 1


def test_a_guide_that_does_not_repeat_goes_on_where_it_was(town: Town) -> None:
    town.study("errand", open_link=True)
    jennifer = starts(town.respondent(), flow="short").agrees()
    jennifer.says("shoes").taps("The shop").says("less")
    starts(jennifer, flow="short")
    assert len(town.interviews()) == 1
    assert "is finished" in jennifer.last_reply


def test_each_guide_of_a_study_is_gone_through_for_itself(town: Town) -> None:
    town.study("pains", short_flow(), lost_flow(), open_link=True)
    jennifer = starts(town.respondent(), flow="lost").agrees()
    starts(jennifer, study="pains", flow="short").presses("to_other").agrees()

    assert jennifer.last_reply == NEED
    assert {each.flow for each in town.interviews("pains")} == {"short", "lost"}


# ── a rush ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def poster(town: Town, monkeypatch: pytest.MonkeyPatch) -> str:
    """An open link, of a study that two may enter a minute."""
    monkeypatch.setattr(arrivals, "MOST_A_MINUTE", 2)
    return town.invites(town.study(open_link=True), reusable=True, expires_at=None)


def test_more_than_so_many_a_minute_are_told_to_come_back(town: Town, poster: str) -> None:
    for account in "12":
        town.respondent(account).starts(poster)
    late, stranger = town.respondent("3").starts(poster), town.respondent("4").says("hello")
    assert late.replies == stranger.replies == [sentences.TOO_MANY_AT_ONCE]
    assert town.respondent("1").starts(poster).last_reply.startswith("May I ask")

    _a_minute_passes(town)
    assert late.starts(poster).last_reply.startswith("May I ask")


def test_who_was_invited_alone_never_waits_for_others(town: Town, poster: str) -> None:
    for account in "12":
        town.respondent(account).starts(poster)
    alone = town.respondent("3").starts(town.invites(StudyId("errand")))
    assert alone.last_reply.startswith("May I ask")


def _a_minute_passes(town: Town) -> None:
    with town.store._writing.begin() as connection:
        earlier = (datetime.now(UTC) - timedelta(seconds=61)).isoformat()
        connection.execute(tables.interview.update().values(started_at=earlier))


# ── a form ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def pains(town: Town) -> str:
    return town.study("pains", lost_flow(), open_link=True)


def test_a_form_agrees_answers_and_leads_to_the_next_question(town: Town, pains: str) -> None:
    jennifer = town.respondent().fills_in(pains, "lost", "my only key, in the rain")

    assert jennifer.replies == ["How did you lose it?"]
    assert jennifer.answers == {"what": "my only key, in the rain"}
    assert jennifer.interview.consent is not None
    assert jennifer.taps("It slipped away").last_reply == "And since then?"


def test_a_form_delivered_twice_is_one_interview(town: Town, pains: str) -> None:
    jennifer = town.respondent()
    letter = jennifer.letter(form=[pains, "lost", "my only key, in the rain"])
    for _ in range(2):
        with town.store.writing() as work:
            work.receive([town.update("77", letter, event="submitted")])
        town.works()
    assert len(town.interviews("pains")) == 1
    assert town.pigeon.texts("77") == ["How did you lose it?"]


def test_a_form_asks_no_follow_ups_between_its_answers(town: Town, pains: str) -> None:
    jennifer = town.respondent().fills_in(pains, "lost", "a key", "it slipped away", "")
    assert jennifer.phase is Phase.COMPLETED
    assert jennifer.replies == ["Thank you, come again."]
    assert jennifer.answers["how"] == "it slipped away"


def test_a_form_settles_no_prompt_for_it_answered_none(town: Town, pains: str) -> None:
    key = "my only key, in the rain"
    jennifer = town.respondent().fills_in(pains, "lost", key, "it slipped away")
    assert jennifer.replies == ["And since then?"]
    assert not [body for _, body in town.pigeon.delivered if "settle" in body]


def test_the_last_answer_of_a_form_may_be_followed_up(town: Town, pains: str) -> None:
    jennifer = town.respondent().fills_in(pains, "lost", "a key")
    assert jennifer.replies == ["Can you say more about it?"]


def test_a_form_that_is_sent_again_later_is_a_new_interview(town: Town, pains: str) -> None:
    jennifer = town.respondent().fills_in(pains, "lost", "my only key, in the rain")
    jennifer.fills_in(pains, "lost", "my coat, on a train")
    assert jennifer.replies == [sentences.PAUSED_FOR_ANOTHER, "How did you lose it?"]
    assert jennifer.answers == {"what": "my coat, on a train"}
    assert len(town.interviews("pains")) == 2


def test_what_cannot_be_taken_of_a_form_is_said_back(town: Town, pains: str) -> None:
    """They can send it again, each where it is asked."""
    key, zebra, later = "my only key, in the rain", "a zebra ate it", "I wait\nand wait"
    jennifer = town.respondent().fills_in(pains, "lost", key, zebra, later)
    assert jennifer.replies[0] == sentences.FORM_TAKEN_IN_PART.format(
        words=f"“{zebra}”\n\n“{later}”"
    )
    assert "How did you lose it?" in jennifer.last_reply
    assert jennifer.answers == {"what": key}
    assert jennifer.taps("It slipped away").says(later).phase is Phase.COMPLETED


def test_what_a_form_holds_beyond_the_last_question_is_said_back(town: Town, pains: str) -> None:
    jennifer = town.respondent().fills_in(
        pains, "lost", "my only key, in the rain", "it slipped away", "I wait", "one more"
    )
    assert jennifer.phase is Phase.COMPLETED
    assert jennifer.replies[0] == sentences.FORM_TAKEN_IN_PART.format(words="“one more”")
    assert jennifer.answers["since"] == "I wait"


def test_a_field_that_must_be_filled_in_and_is_not_is_asked_for(town: Town) -> None:
    needed = SHORT.replace("{id: need,", "{id: need, skippable: no,")
    study = town.study("errand", load_flow(needed, "short.yaml"), open_link=True)
    jennifer = town.respondent().fills_in(study, "short", " ", "the shop")
    assert jennifer.replies[0] == sentences.FORM_TAKEN_IN_PART.format(words="“the shop”")
    assert NEED in jennifer.last_reply


@pytest.mark.parametrize("words", ["stop", "pause", "/forget_me", "help", "change 1", "/nothing"])
def test_a_field_of_a_form_is_an_answer_whatever_it_says(town: Town, words: str) -> None:
    study = town.study("errand", open_link=True)
    jennifer = town.respondent().fills_in(study, "short", words, "the shop")
    assert jennifer.answers == {"need": words, "way": "the shop"}
    assert jennifer.replies == ["What would you wish for?"]


def test_a_form_of_a_guide_that_was_gone_through_adds_nothing(town: Town) -> None:
    study = town.study()
    jennifer = town.respondent().fills_in(study, "short", "shoes").fills_in(study, "short", "a hat")
    assert jennifer.replies[0] == sentences.FORM_TAKEN_ALREADY
    assert jennifer.answers == {"need": "shoes"}


def test_a_form_of_a_study_that_is_over_is_refused(town: Town) -> None:
    study = town.study(closed_at=datetime.now(UTC))
    assert town.respondent().fills_in(study, "short", "x").replies == [sentences.CLOSED_STUDY]
    assert town.respondent("2").fills_in(study, "?", "x").replies == [sentences.CLOSED_STUDY]


def test_no_word_of_a_form_stays_in_the_inbox(town: Town, pains: str) -> None:
    town.respondent().fills_in(pains, "lost", "my only key, in the rain")
    with town.store._reading.connect() as connection:
        bodies = connection.execute(tables.inbox.select()).mappings().all()
    assert [bytes(row["body"]) for row in bodies] == [b""]


# ── an invitation that was sent ───────────────────────────────────────────────────────────────────


@pytest.fixture
def card(town: Town) -> dict[str, Any]:
    """What account 77 was sent."""
    town.study()
    town.researcher().orders("invite errand", "77")
    return town.respondent().parcels("InvitationCard")[-1]


def test_a_sent_invitation_begins_an_interview_for_its_account_alone(
    town: Town, card: dict[str, Any]
) -> None:
    other = starts(town.respondent("88"), invitation=card["invitation"])
    assert other.replies == [sentences.UNKNOWN_LINK]

    jennifer = starts(town.respondent(), invitation=card["invitation"])
    assert jennifer.last_reply.startswith("May I ask")
    jennifer.agrees().says("shoes")
    starts(jennifer, invitation=card["invitation"])
    assert jennifer.answers == {"need": "shoes"}
    assert len(town.interviews()) == 1


def test_a_link_is_no_sent_invitation(town: Town) -> None:
    town.invites(town.study(), id="anyone")
    assert starts(town.respondent(), invitation="anyone").replies == [sentences.UNKNOWN_LINK]
    assert starts(town.respondent(), invitation="nothing").replies == [sentences.UNKNOWN_LINK]


def test_a_sent_invitation_finds_what_was_begun_through_another_door(
    town: Town, card: dict[str, Any]
) -> None:
    jennifer = town.respondent().starts(town.invites(StudyId("errand"), reusable=True)).agrees()
    starts(jennifer, invitation=card["invitation"])
    assert jennifer.last_reply == NEED
    assert len(town.interviews()) == 1


def test_not_now_leaves_the_invitation_good(town: Town, card: dict[str, Any]) -> None:
    jennifer = town.respondent()
    jennifer.sends({"put_off": card["invitation"], "for_good": False})
    assert jennifer.replies == [sentences.PUT_OFF]
    assert starts(jennifer, invitation=card["invitation"]).last_reply.startswith("May I ask")


def test_never_is_never_whoever_asks(town: Town, card: dict[str, Any]) -> None:
    jennifer = town.respondent()
    jennifer.sends({"put_off": card["invitation"], "for_good": True})
    assert jennifer.replies == [sentences.NEVER_INVITED]

    town.study("other")
    asker = town.researcher("2").orders("invite other", "77", "88")
    assert asker.replies == ["1 invited; 1 was not asked (they had said no, or are in it already)."]
    assert len(jennifer.parcels("InvitationCard")) == 1
    assert len(town.respondent("88").parcels("InvitationCard")) == 1


def test_never_outlasts_that_everything_else_was_forgotten(
    town: Town, card: dict[str, Any]
) -> None:
    jennifer = town.respondent()
    jennifer.sends({"put_off": card["invitation"], "for_good": True})
    starts(jennifer, study="errand").agrees().says("forget me", "forget me")
    with town.store._reading.connect() as connection:
        addresses = connection.execute(select(tables.chat.c.address)).scalars().all()
    assert addresses.count("") == 1

    town.study("other")
    asker = town.researcher("2").orders("invite other", "77")
    assert asker.last_reply.startswith("0 invited; 1 was not asked")


def test_who_was_forgotten_but_for_never_can_come_back(town: Town, card: dict[str, Any]) -> None:
    jennifer = town.respondent()
    jennifer.sends({"put_off": card["invitation"], "for_good": True})
    starts(jennifer, study="errand").agrees().says("forget me", "forget me")

    assert jennifer.says("hello").replies == [sentences.NO_STUDY]
    assert starts(jennifer, study="errand").agrees().last_reply == NEED
    town.study("other")
    asker = town.researcher("2").orders("invite other", "77")
    assert asker.last_reply.startswith("0 invited; 1 was not asked")


# ── outsiders ─────────────────────────────────────────────────────────────────────────────────────


def test_an_outsider_is_refused_once(town: Town) -> None:
    outsider = town.respondent()
    outsider.sends({"outsider": True}, {"outsider": True})
    assert outsider.replies == [sentences.OUTSIDER]
    outsider.sends({"outsider": True})
    assert outsider.replies == []
