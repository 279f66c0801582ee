"""Reminders on their way from a timer to a chat, and what keeps them away from it."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.messenger import Nothing
from bot.reminders import Sweeper
from bot.slack.reading import read as read_slack
from bot.studies import _plan
from bot.telegram.reading import read as read_telegram
from bot.terminal import Conversation
from bot.writer import Writer
from cxmodel.interchange import dump_study, load_study
from cxmodel.interview import Phase, StudyId
from cxmodel.store import Store
from cxmodel.store.timers import CALL
from cxmodel.study import Anonymity, Reminders
from interview_flows.english import ENGLISH
from tests.bot.town import Dial, Respondent, Town, lost_flow

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST, SECOND = ENGLISH.reminders
NEED = "What did you need?"


@pytest.fixture
def dial() -> Dial:
    return Dial()


@pytest.fixture
def town(store: Store, dial: Dial) -> Town:
    return Town(store, clock=dial)


@pytest.fixture
def jennifer(town: Town) -> Respondent:
    return agreed(town, "77")


def agreed(town: Town, account: str, **fields: Any) -> Respondent:
    study = town.study(**fields) if fields else town.study()
    token = town.invites(study, expires_at=datetime(2099, 1, 1, tzinfo=UTC))
    return town.respondent(account).starts(token).agrees()


def reminders(town: Town, account: str = "77") -> int:
    texts = town.pigeon.texts(account)
    return sum(text.startswith((FIRST, SECOND)) for text in texts)


def test_a_silent_respondent_is_called_back_and_the_old_button_lives(
    town: Town, dial: Dial, jennifer: Respondent
) -> None:
    jennifer.says("shoes")
    button = jennifer.prompt
    dial.now += 23 * HOUR
    assert (town.looks_at_clock(), reminders(town)) == (0, 0)
    dial.now += HOUR
    assert (town.looks_at_clock(), reminders(town)) == (1, 1)
    assert jennifer.prompt["say"] == f"{FIRST}\n\nWhich way did you go?"
    assert jennifer.prompt["turn"] == button["turn"]
    jennifer.taps("The shop", button)
    assert jennifer.answers["way"] == "The shop"


def test_due_in_quiet_hours_down_over_it_a_day_jumped_one_nudge_in_the_morning(
    towns: list[Town], dial: Dial
) -> None:
    """F23, with two servers that come up again and again and sweep at once."""
    for each in towns:
        each.clock = dial
    dial.now = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
    first, second = (Town(each.store, clock=dial) for each in towns)
    agreed(first, "77")
    assert first.timers()["first reminder"].hour == 8
    dial.now += DAY + 4 * HOUR  # down over it
    for _ in range(3):
        first.looks_at_clock()
    dial.now += DAY - 3 * HOUR  # the clock jumps; still night
    for town in (first, second) * 3:
        town.looks_at_clock()
    assert reminders(first) + reminders(second) == 0
    dial.now = dial.now.replace(hour=7, minute=59) + (DAY if dial.now.hour > 8 else 0 * HOUR)
    assert (first.looks_at_clock(), second.looks_at_clock()) == (0, 0)
    for _ in range(90):
        dial.now += timedelta(minutes=1)
        with first.store.writing() as work:
            work.call_due([first.pigeon.key], dial())
        for town in (second, first):
            town.looks_at_clock()
            town.works()
    assert reminders(first) + reminders(second) == 1
    dial.now -= HOUR
    assert first.looks_at_clock() == 0
    dial.now += 24 * HOUR
    first.looks_at_clock()
    assert reminders(first) + reminders(second) == 1


def test_a_timer_moves_only_where_something_else_comes_next(
    town: Town, dial: Dial, jennifer: Respondent
) -> None:
    due = {"first reminder": dial.now + DAY}
    assert town.timers() == due
    dial.now += HOUR
    jennifer.says("shoes")
    assert town.timers() == due  # early, and nobody had to write it down
    dial.now += 23 * HOUR
    assert (town.looks_at_clock(), reminders(town)) == (1, 0)
    assert town.timers() == {"first reminder": dial.now + HOUR}
    jennifer.says("no reminders")
    assert list(town.timers()) == ["expiry"]


def test_before_consent_only_the_end_is_due(town: Town, dial: Dial) -> None:
    town.respondent().starts(town.invites(town.study()))
    assert town.timers() == {"expiry": dial.now + 14 * DAY}


@pytest.mark.parametrize("last", ["stop", "forget me"])
def test_a_timer_ends_with_its_interview(town: Town, jennifer: Respondent, last: str) -> None:
    jennifer.says(last, last)
    assert town.timers() == {}


def test_a_completed_interview_has_no_timer_nor_has_an_anonymous_one(town: Town) -> None:
    for account, tier in (("77", Anonymity.PSEUDONYMOUS), ("78", Anonymity.ANONYMOUS)):
        guest = agreed(town, account, name=f"errand{account}", anonymity=tier)
        guest.says("shoes").taps("The shop").says("nothing")
        assert guest.last_reply.startswith("Thank you")
    assert town.timers() == {}


def test_nobody_is_reminded_of_one_interview_in_the_midst_of_another(
    town: Town, dial: Dial, jennifer: Respondent
) -> None:
    other = town.study("lost", lost_flow(), open_link=True)
    aside = jennifer.interview.id
    jennifer.sends({"door": {"study": other}})
    jennifer.presses("to_other").agrees()
    for _ in range(10):
        dial.now += 6 * HOUR
        town.looks_at_clock()
        jennifer.says("help")
    assert reminders(town) == 0
    jennifer.says("my keys and my bag").taps("It slipped away").says("nothing")
    dial.now += 84 * HOUR
    town.looks_at_clock()
    assert town.pigeon.texts("77")[-1] == ENGLISH.reminders_paused[0]
    assert jennifer.interview.id == aside
    jennifer.says("resume")
    assert jennifer.last_reply.endswith(NEED)


def test_no_more_reminders_holds_for_what_stands_aside_too(
    town: Town, dial: Dial, jennifer: Respondent
) -> None:
    other = town.study("lost", lost_flow(), open_link=True)
    jennifer.sends({"door": {"study": other}})
    jennifer.presses("to_other").agrees().says("no reminders")
    jennifer.says("my keys and my bag").taps("It slipped away").says("nothing")
    for _ in range(8):
        dial.now += DAY
        town.looks_at_clock()
    texts = town.pigeon.texts("77")
    assert reminders(town) == 0
    assert not [text for text in texts if text.startswith(ENGLISH.reminders_paused)]
    assert list(town.timers()) == ["expiry"]


def test_one_that_stands_aside_for_too_long_ends_without_a_word(
    town: Town, dial: Dial, jennifer: Respondent
) -> None:
    aside = jennifer.interview.id
    jennifer.sends({"door": {"study": town.study("lost", lost_flow(), open_link=True)}})
    jennifer.presses("to_other").agrees()
    for _ in range(15):
        dial.now += DAY - HOUR
        town.looks_at_clock()
        jennifer.says("help")
    assert ENGLISH.expired not in town.pigeon.texts("77")
    with town.store.reading() as reading:
        found = reading.interview(aside)
    assert found is not None
    assert found.phase is Phase.EXPIRED
    assert len(town.timers()) == 1


def test_it_is_closed_by_night_and_the_goodbye_comes_in_the_morning(town: Town, dial: Dial) -> None:
    jennifer = agreed(town, "77", name="errand", reminders=None)
    dial.now += 14 * DAY + 14 * HOUR
    town.looks_at_clock()
    assert jennifer.phase is Phase.EXPIRED
    assert list(town.timers()) == ["goodbye"]
    assert ENGLISH.expired not in town.pigeon.texts("77")
    dial.now += 9 * HOUR + HOUR / 2
    town.looks_at_clock()
    assert town.pigeon.texts("77")[-1] == ENGLISH.expired
    assert town.timers() == {}


def test_a_goodbye_comes_before_what_stands_aside(
    town: Town, dial: Dial, jennifer: Respondent
) -> None:
    short = town.study("lost", lost_flow(), open_link=True, reminders=None, expires=10 * HOUR)
    jennifer.sends({"door": {"study": short}})
    jennifer.presses("to_other").agrees()
    dial.now += 13 * HOUR
    town.looks_at_clock()
    assert jennifer.phase is Phase.EXPIRED
    dial.now += 10 * HOUR + HOUR * 3 / 4
    town.looks_at_clock()
    assert town.pigeon.texts("77")[-1] == ENGLISH.expired
    dial.now += HOUR
    town.looks_at_clock()
    assert town.pigeon.texts("77")[-1] == ENGLISH.reminders_paused[0]


def test_no_goodbye_follows_who_has_begun_something_else(town: Town, dial: Dial) -> None:
    jennifer = agreed(town, "77", name="errand", reminders=None)
    dial.now += 14 * DAY + 14 * HOUR
    town.looks_at_clock()
    jennifer.sends({"door": {"study": town.study("lost", lost_flow(), open_link=True)}})
    dial.now += 10 * HOUR
    town.looks_at_clock()
    assert ENGLISH.expired not in town.pigeon.texts("77")
    assert list(town.timers()) == ["expiry"]


def test_who_was_lost_and_comes_back_may_be_reminded_again(
    town: Town, dial: Dial, jennifer: Respondent
) -> None:
    jennifer.sends({"blocked": True})
    dial.now += DAY
    town.looks_at_clock()
    assert list(town.timers()) == ["expiry"]
    jennifer.says("shoes")
    assert town.timers() == {"first reminder": dial.now + DAY}


def test_a_call_that_fails_is_not_laid_at_their_door(
    town: Town, dial: Dial, jennifer: Respondent
) -> None:
    other = Town(town.store, clock=dial)
    with town.store._writing.begin() as connection:
        connection.exec_driver_sql("UPDATE flow_version SET text = 'nonsense'")
    dial.now += DAY
    other.looks_at_clock()
    with town.store.reading() as reading:
        assert reading.health().inbox_poison == 1
    assert other.pigeon.texts("77") == []


def test_a_release_that_knows_no_timers_takes_a_call_for_nothing() -> None:
    """N and N-1 run together: neither messenger's reader sets it aside or answers it."""
    assert read_telegram(CALL, "123").content == Nothing()
    assert read_slack(CALL, "T1").content == Nothing()


def test_a_study_says_when_to_remind_and_keeps_it_through_an_export(town: Town) -> None:
    plan = _plan({"flows": ["errand"], "reminders": {"first": "2h"}, "expires": "7d"})
    assert plan.details == {"reminders": Reminders(first=2 * HOUR), "expires": 7 * DAY}
    assert _plan({"flows": ["errand"], "reminders": False}).details == {"reminders": None}
    town.study("often", **plan.details)
    town.study("never", reminders=None)
    with town.store.reading() as reading:
        for study in (reading.study("often"), reading.study("never")):
            assert study is not None
            line = dump_study(study, {})
            assert load_study(line)[0] == study
    assert '"expires":"14d"' in line
    assert '"reminders":null' in line


@pytest.mark.parametrize(
    ("key", "value"),
    [("reminders", True), ("reminders", {"third": "2h"}), ("reminders", {"first": "soon"}),
     ("expires", "-1d"), ("expires", 14), ("expires", "0m"), ("reminders", {"first": "0h"}),
     ("reminders", {"first": "24h", "second": "0m"}), ("reminders", {"first": "30d"})],
)  # fmt: skip
def test_a_time_that_is_none_is_refused(key: str, value: object) -> None:
    with pytest.raises(ValueError, match=key):
        _plan({"flows": ["errand"], key: value})


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ('"time_zone":"UTC"', '"time_zone":"Atlantis"'),
        ('"quiet_hours":["21:00","08:00"]', '"quiet_hours":["21:00","25:00"]'),
    ],
)
def test_a_study_whose_clock_cannot_be_read_is_not_imported(
    town: Town, whole: str, broken: str
) -> None:
    town.study()
    with town.store.reading() as reading:
        study = reading.study("errand")
    assert study is not None
    line = dump_study(study, {})
    assert whole in line
    with pytest.raises((ValueError, KeyError)):
        load_study(line.replace(whole, broken))


def test_a_reminder_after_the_end_is_refused_and_one_at_the_end_is_not() -> None:
    both = {"reminders": {"first": "2d"}, "expires": "2d"}
    assert _plan({"flows": ["errand"], **both}).details["expires"] == 2 * DAY
    with pytest.raises(ValueError, match="2d of silence, but the interview is closed after 1d"):
        _plan({"flows": ["errand"], **both, "expires": "1d"})
    assert _plan({"flows": ["errand"], "reminders": False, "expires": "1m"}).details["expires"]


def test_a_terminal_is_never_written_to_unasked(town: Town) -> None:
    town.study("errand", open_link=True)
    conversation = Conversation.new(town.store)
    conversation._take({"start": None, "study": StudyId("errand")})
    conversation._take({"choose": 0})
    assert town.timers() == {}


async def test_the_sweeper_calls_and_wakes_and_outlives_a_database_that_is_away(
    town: Town, dial: Dial, jennifer: Respondent
) -> None:
    woken, writer = asyncio.Event(), Writer()
    looks = iter([True])

    def clock() -> datetime:
        if next(looks, False):
            raise OSError("away")
        return dial.now

    sweeper = Sweeper(
        town.store, writer, lambda: [town.pigeon.key], woken.set, clock=clock, every=HOUR / 360_000
    )
    dial.now += DAY
    task = asyncio.create_task(sweeper.run())
    async with asyncio.timeout(5):
        await woken.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    writer.close()
    town.works()
    assert reminders(town) == 1
