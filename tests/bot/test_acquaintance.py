"""What the platform knows of whoever is in a chat, in the interviews of that chat."""

from datetime import timedelta

from tests.bot.test_reminders import FIRST, HOUR, agreed, dial, town
from tests.bot.town import Dial, Respondent, Town

__all__ = ["dial", "town"]  # fixtures

AUCKLAND = {"known": ["Pacific/Auckland", ""]}


def _is_silent(respondent: Respondent, dial: Dial, hours: int) -> int:
    """Let hours go by; how many reminders came."""
    before = len(respondent.town.pigeon.delivered)
    for _ in range(hours):
        dial.now += HOUR
        respondent.town.looks_at_clock()
        respondent.town.works()
    said = [body.get("say", "") for _, body in respondent.town.pigeon.delivered[before:]]
    return sum(words.startswith(FIRST) for words in said)


def test_nobody_is_reminded_in_a_night_that_the_platform_knows_of(town: Town, dial: Dial) -> None:
    jennifer = agreed(town, "77")  # 9:00 here, 22:00 there
    jennifer.sends(AUCKLAND)
    assert _is_silent(jennifer, dial, 33) == 0
    assert _is_silent(jennifer, dial, 2) == 1


def test_by_the_study_s_own_clock_the_same_person_is_reminded(town: Town, dial: Dial) -> None:
    assert _is_silent(agreed(town, "77"), dial, 25) == 1


def test_every_interview_of_the_chat_goes_by_it_and_nothing_is_said(town: Town, dial: Dial) -> None:
    jennifer = agreed(town, "77")
    soon = dial.now + timedelta(days=1)
    jennifer.starts(town.invites(town.study("other"), expires_at=soon))
    jennifer.sends(AUCKLAND)
    assert jennifer.replies == []
    both = [*town.interviews("errand"), *town.interviews("other")]
    assert [each.reminded.zone for each in both] == ["Pacific/Auckland"] * 2


def test_without_an_interview_it_is_of_no_use_and_does_no_harm(town: Town) -> None:
    stranger = town.respondent()
    stranger.sends(AUCKLAND)
    assert stranger.replies == []


def test_the_platform_is_asked_once_for_each_interview_that_begins(town: Town) -> None:
    town.pigeon.asks_around = True
    jennifer = town.respondent()
    token = town.invites(town.study(open_link=True), reusable=True, expires_at=None)
    town.receives("77", jennifer.letter(start=token), jennifer.letter(say="yes"))
    town.works()
    jennifer.says("shoes").starts(token)
    assert len(jennifer.parcels("GetToKnow")) == 1
