"""Silence: who is reminded, when, how often, and when an interview is closed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cxmodel.errors import NotWaiting
from cxmodel.interview import InterviewId, Phase
from cxmodel.study import Reminders, Study
from interview_flows.english import ENGLISH
from interview_flows.nudging import Due, Next, due_from, due_next
from interview_flows.quiet import SPREAD, awake, zone_called
from interview_flows.talk import Began, NoReminders, Paused, Resumed, TimePassed, ToldZone
from tests.engine.flows import EVERY
from tests.engine.respondent import Respondent, a_study, an_interview

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FIRST, SECOND = ENGLISH.reminders
BERLIN = ZoneInfo("Europe/Berlin")


def at_the_mood(**fields: object) -> Respondent:
    """Somebody who was asked for their mood on Monday, 2 March 2026, at 9:03 UTC."""
    respondent = Respondent(EVERY, a_study(EVERY, **fields)).agrees()
    respondent.says("A passport")
    return respondent


def local(respondent: Respondent) -> datetime:
    return respondent.now.astimezone(BERLIN)


# ── reminders ─────────────────────────────────────────────────────────────────────────────────────


def test_a_day_of_silence_earns_one_reminder_and_no_button_dies() -> None:
    respondent = at_the_mood()
    turn, mood = respondent.turn, respondent.last
    respondent.is_silent(23 * HOUR)
    assert respondent.replies == []
    respondent.is_silent(HOUR)
    assert respondent.heard == f"{FIRST}\n\nHow did you feel?"
    assert (respondent.turn, respondent.last.turn) == (turn, turn)
    assert respondent.last.options == mood.options
    assert respondent.last.controls == (*mood.controls, "no_reminders")
    respondent.taps(0, turn)
    assert respondent.value("mood") == -2


def test_there_are_two_reminders_in_other_words_and_no_third() -> None:
    respondent = at_the_mood()
    heard = []
    for _ in range(13 * 24):
        respondent.is_silent(HOUR - timedelta(minutes=1))
        heard += [reply.say.partition("\n")[0] for reply in respondent.replies]
    assert heard == [FIRST, SECOND]


def test_the_second_is_due_a_full_interval_after_the_first_was_sent() -> None:
    respondent = at_the_mood()
    respondent.is_silent(10 * DAY)  # the server was down
    assert respondent.heard.startswith(FIRST)
    for _ in range(71):
        respondent.is_silent(HOUR - timedelta(minutes=1))
        assert respondent.replies == []
    respondent.is_silent(HOUR)
    assert respondent.heard.startswith(SECOND)


def test_who_comes_back_is_silent_anew_and_reminded_once_more_only() -> None:
    respondent = at_the_mood()
    respondent.is_silent(DAY)
    respondent.says("4")
    respondent.is_silent(71 * HOUR)
    assert respondent.replies == []
    respondent.is_silent(HOUR)
    assert respondent.heard.startswith(SECOND)
    respondent.says("Found it")
    respondent.is_silent(10 * DAY)
    assert (respondent.replies, respondent.phase) == ([], Phase.ASKING)


def test_asking_for_help_breaks_the_silence() -> None:
    respondent = at_the_mood()
    respondent.is_silent(10 * HOUR)
    respondent.says("help")
    respondent.is_silent(20 * HOUR)
    assert respondent.replies == []


def test_a_paused_interview_is_reminded_of_and_stays_paused() -> None:
    respondent = at_the_mood()
    respondent.does(Paused())
    respondent.is_silent(DAY)
    assert respondent.heard == ENGLISH.reminders_paused[0]
    assert respondent.last.controls == ("no_reminders", "resume")
    assert respondent.phase is Phase.PAUSED
    respondent.does(Resumed())
    assert respondent.asked == "mood"


def test_nobody_is_reminded_before_they_agreed() -> None:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    respondent.is_silent(DAY * 13)
    assert respondent.replies == []
    respondent.is_silent(DAY)
    assert (respondent.phase, respondent.replies) == (Phase.EXPIRED, [])


def test_nobody_is_reminded_whom_the_messenger_lost() -> None:
    respondent = at_the_mood()
    respondent.interview = replace(respondent.interview, phase=Phase.UNREACHABLE)
    respondent.is_silent(DAY * 13)
    assert respondent.replies == []
    respondent.is_silent(DAY)
    assert (respondent.phase, respondent.replies) == (Phase.EXPIRED, [])


def test_a_study_may_send_none_or_at_other_times() -> None:
    silent, brisk = at_the_mood(reminders=None), at_the_mood(reminders=Reminders(first=2 * HOUR))
    silent.is_silent(DAY * 10)
    assert silent.replies == []
    brisk.is_silent(2 * HOUR)
    assert brisk.heard.startswith(FIRST)


@pytest.mark.parametrize("typed", ["no reminders", "No reminders.", "/noreminders"])
def test_no_reminders_are_sent_to_who_wants_none(typed: str) -> None:
    respondent = at_the_mood()
    respondent.says(typed)
    assert respondent.heard == f"{ENGLISH.no_reminders}\n\nHow did you feel?"
    respondent.is_silent(DAY * 13)
    assert respondent.replies == []
    assert len(respondent.answers) == 1


def test_reminders_can_be_refused_while_paused() -> None:
    respondent = at_the_mood()
    respondent.does(Paused())
    respondent.does(NoReminders())
    assert (respondent.heard, respondent.phase) == (ENGLISH.no_reminders, Phase.PAUSED)
    respondent.is_silent(DAY * 13)
    assert respondent.replies == []


def test_nothing_is_said_of_an_interview_that_stands_aside() -> None:
    respondent = at_the_mood()
    respondent.now += 5 * DAY
    before = respondent.interview
    respondent.does(TimePassed(aside=True))
    assert (respondent.replies, respondent.interview) == ([], before)
    respondent.now += 10 * DAY
    respondent.does(TimePassed(aside=True))
    assert (respondent.replies, respondent.phase) == ([], Phase.EXPIRED)
    assert not respondent.interview.reminded.goodbye_due


# ── faults of clocks ──────────────────────────────────────────────────────────────────────────────


def test_the_clock_jumps_a_day_and_back_and_the_nudge_is_one() -> None:
    respondent = at_the_mood()
    for jump in (DAY, -DAY, DAY, -HOUR, HOUR):
        respondent.is_silent(jump)
    assert respondent.interview.reminded.sent == 1
    respondent.is_silent(71 * HOUR)
    assert respondent.interview.reminded.sent == 1


def test_asked_ten_times_in_a_minute_it_nudges_once() -> None:
    respondent = at_the_mood()
    respondent.now += DAY
    replies = []
    for _ in range(10):
        respondent.does(TimePassed())
        replies += respondent.replies
    assert len(replies) == 1


# ── quiet hours ───────────────────────────────────────────────────────────────────────────────────


def test_at_night_it_waits_for_the_morning() -> None:
    """Due at 23:30, the server is down over it, the clock jumps a day: one nudge at eight."""
    respondent = at_the_mood(time_zone="Europe/Berlin")
    respondent.now = datetime(2026, 3, 2, 22, 29, tzinfo=UTC)
    respondent.says("help")
    assert local(respondent).hour == 23
    heard = []
    respondent.is_silent(2 * DAY - timedelta(minutes=1))
    assert (respondent.replies, local(respondent).hour) == ([], 23)
    while local(respondent).hour != 9:
        respondent.is_silent(timedelta(minutes=4))
        heard += [local(respondent) for _ in respondent.replies]
    assert len(heard) == 1
    assert heard[0].hour == 8
    assert heard[0].minute <= SPREAD.total_seconds() / 60 + 5


def test_mornings_are_spread_always_in_the_same_way() -> None:
    study, night = a_study(EVERY), datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    interviews = [replace(an_interview(EVERY), id=InterviewId(f"i{n}")) for n in range(300)]
    mornings = [awake(night, each, study) for each in interviews]
    eight = datetime(2026, 3, 3, 8, 0, tzinfo=UTC)
    assert all(eight <= morning < eight + SPREAD for morning in mornings)
    assert len(set(mornings)) > 200
    for morning, each in zip(mornings, interviews, strict=True):
        assert awake(night + 5 * HOUR, each, study) == morning
        assert awake(morning, each, study) == morning


@pytest.mark.parametrize(
    ("hours", "hour", "quiet"),
    [
        pytest.param(("21:00", "08:00"), 20, False, id="evening"),
        pytest.param(("21:00", "08:00"), 21, True, id="the-hour-itself"),
        pytest.param(("21:00", "08:00"), 3, True, id="past-midnight"),
        pytest.param(("12:00", "14:00"), 13, True, id="siesta"),
        pytest.param(("12:00", "14:00"), 15, False, id="after-siesta"),
        pytest.param(("00:00", "00:00"), 0, False, id="no-quiet-hours"),
        pytest.param(("9:00", "8:59"), 3, True, id="one-minute-a-day"),
    ],
)
def test_quiet_hours_may_pass_midnight_or_not(
    hours: tuple[str, str], hour: int, *, quiet: bool
) -> None:
    at = datetime(2026, 3, 2, hour, 0, tzinfo=UTC)
    then = awake(at, an_interview(EVERY), a_study(EVERY, quiet_hours=hours))
    assert (then > at) is quiet
    assert then - at < DAY


@pytest.mark.parametrize("evening", [datetime(2026, 3, 28, 22, tzinfo=UTC),
                                     datetime(2026, 10, 24, 22, tzinfo=UTC)])  # fmt: skip
def test_morning_is_at_eight_also_when_the_clocks_change(evening: datetime) -> None:
    study = a_study(EVERY, time_zone="Europe/Berlin")
    morning = awake(evening, an_interview(EVERY), study).astimezone(BERLIN)
    assert (morning.hour, morning.date()) == (8, evening.date() + DAY)


def test_their_own_clock_counts_where_it_is_known() -> None:
    respondent = at_the_mood()
    respondent.says("time zone Asia/Tokyo")
    assert "Asia/Tokyo" in respondent.heard
    assert respondent.heard.endswith("How did you feel?")
    respondent.now = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)  # ten in the evening there
    respondent.does(TimePassed())
    assert respondent.replies == []
    respondent.now = datetime(2026, 3, 4, 0, 0, tzinfo=UTC)
    respondent.does(TimePassed())
    assert respondent.heard.startswith(FIRST)


def test_an_unknown_zone_changes_nothing() -> None:
    respondent = at_the_mood()
    respondent.does(ToldZone("Atlantis"))
    assert "I do not know that time zone" in respondent.heard
    assert respondent.interview.reminded.zone == ""
    respondent.says("time zone")
    assert "UTC" in respondent.heard


def test_zones_are_found_by_their_place() -> None:
    assert zone_called("São Paulo") == "America/Sao_Paulo"
    assert zone_called(" sao  paulo ") == "America/Sao_Paulo"
    assert zone_called("../etc/passwd") is None


# ── the end ───────────────────────────────────────────────────────────────────────────────────────


def test_two_weeks_of_silence_close_it_with_a_goodbye() -> None:
    respondent = at_the_mood()
    respondent.is_silent(DAY)
    respondent.is_silent(3 * DAY)
    respondent.is_silent(10 * DAY)
    assert (respondent.phase, respondent.heard) == (Phase.EXPIRED, ENGLISH.expired)
    assert respondent.settled
    with pytest.raises(NotWaiting):
        respondent.does(TimePassed())


def test_by_night_it_is_closed_without_a_word_which_comes_in_the_morning() -> None:
    respondent = at_the_mood(reminders=None)
    respondent.is_silent(14 * DAY + 14 * HOUR)
    assert (respondent.phase, respondent.replies) == (Phase.EXPIRED, [])
    respondent.is_silent(HOUR)
    assert respondent.replies == []
    respondent.is_silent(9 * HOUR)
    assert respondent.heard == ENGLISH.expired
    with pytest.raises(NotWaiting):
        respondent.does(TimePassed())


def test_nobody_is_closed_right_after_a_reminder() -> None:
    respondent = at_the_mood()
    respondent.is_silent(20 * DAY)
    assert (respondent.phase, respondent.interview.reminded.sent) == (Phase.ASKING, 1)
    respondent.is_silent(3 * DAY)
    assert (respondent.phase, respondent.interview.reminded.sent) == (Phase.ASKING, 2)
    respondent.is_silent(3 * DAY)
    assert respondent.phase is Phase.EXPIRED


def test_a_short_study_closes_before_it_would_remind() -> None:
    respondent = at_the_mood(expires=2 * HOUR)
    respondent.is_silent(2 * HOUR)
    assert (respondent.phase, respondent.heard) == (Phase.EXPIRED, ENGLISH.expired)


# ── what is due ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_due_only_moves_away_while_they_talk() -> None:
    """A timer is set anew only where something else comes next: it must never be too late."""
    respondent = at_the_mood()
    study: Study = respondent.study
    before = due_next(respondent.interview, study)
    assert before == Due(Next.FIRST, respondent.now + DAY)
    respondent.says("4", "Found it", "done")
    after = due_next(respondent.interview, study)
    assert after is not None
    assert (after.what, after.at > before.at) == (Next.FIRST, True)


def test_an_interview_from_before_is_as_old_as_its_last_answer() -> None:
    respondent = at_the_mood()
    old = replace(respondent.interview, heard_at=None)
    assert due_next(old, respondent.study) == Due(Next.FIRST, old.answers[-1].at + DAY)


def test_nothing_is_due_of_what_is_over() -> None:
    respondent = at_the_mood()
    respondent.says("stop")
    assert due_from(respondent.interview, respondent.study, respondent.now) is None
