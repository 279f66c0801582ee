"""A server whose clock jumps, and that is down when somebody should be reminded (F23)."""

import asyncio
import os
import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cxmodel.interview import StudyId
from interview_flows.english import ENGLISH
from tests.e2e.shifted import FILE, SWEEP
from tests.e2e.town import NEED, STORY, WAY, Guest, Town, town

SHIFTED = ("tests.e2e.shifted", "run")
DAY = timedelta(days=1)
FIRST, SECOND = ENGLISH.reminders


class Dial:
    """The hands of a server's clock."""

    def __init__(self, home: Path) -> None:
        self._file = home / FILE

    def turns_to(self, moment: datetime) -> None:
        """Show this moment from now on."""
        ahead = moment - datetime.now(UTC)
        draft = self._file.with_suffix(".new")
        draft.write_text(str(ahead.total_seconds()))
        os.replace(draft, self._file)  # noqa: PTH105 - never half written


async def _sweeps() -> None:
    """Let it look a few times for what is due."""
    await asyncio.sleep(SWEEP.total_seconds() * 4)


def _reminders(guest: Guest) -> int:
    return sum(seen.text.startswith((FIRST, SECOND)) for seen in guest.screen if not seen.mine)


@pytest.mark.timeout(60)
async def test_down_over_a_reminder_in_quiet_hours_and_a_day_jumped_is_one_nudge_in_the_morning(
    tmp_path: Path,
) -> None:
    dial = Dial(tmp_path)
    night = datetime.now(UTC).replace(hour=22, minute=30) + 2 * DAY
    dial.turns_to(night)
    async with town(tmp_path, None, webhook=False, module=SHIFTED) as there:
        guest = Guest(there, there.telegram.person(), there.invites(30 * DAY))
        await guest.agrees()
        await guest.settled()
        assert await there.server.end() == 0

        dial.turns_to(night + DAY + timedelta(hours=2))  # due by now, and still quiet
        await there.server.start()
        await _sweeps()
        dial.turns_to(night + 2 * DAY + timedelta(hours=2))  # jumped, past a morning
        await _sweeps()
        await there.server.end(signal.SIGKILL)
        await there.server.start()
        await _sweeps()
        assert _reminders(guest) == 0

        morning = night.replace(hour=8, minute=31) + 4 * DAY
        dial.turns_to(morning)
        await guest.hears(f"{FIRST}\n\n{NEED}")
        for moment in (morning - timedelta(hours=1), morning + DAY, morning):
            dial.turns_to(moment)
            await _sweeps()
        assert _reminders(guest) == 1

        await guest.says("Shoes for winter")
        await guest.hears(WAY)
        assert there.refused == []


def _closed_without_a_reminder(there: Town) -> None:
    """Have the study remind nobody: whoever is silent for 14 days has ended."""
    with there.store.reading() as reading:
        study = reading.study(StudyId(there.study))
    assert study is not None
    with there.store.writing() as work:
        work.save_study(replace(study, reminders=None))


@pytest.mark.timeout(60)
@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_what_was_answered_while_we_were_down_comes_before_what_is_due(
    tmp_path: Path, database_url: str, *, webhook: bool
) -> None:
    dial = Dial(tmp_path)
    noon = datetime.now(UTC).replace(hour=12)
    dial.turns_to(noon)
    async with town(tmp_path, database_url, webhook=webhook, module=SHIFTED) as there:
        guest = Guest(there, there.telegram.person(), there.invites(30 * DAY))
        await guest.agrees()
        await guest.settled()
        assert await there.server.end() == 0

        _closed_without_a_reminder(there)
        await guest.says("Shoes for winter")  # in time
        dial.turns_to(noon + 15 * DAY)
        await there.server.start()
        await guest.hears(WAY)
        await _sweeps()
        await guest.taps("The shop")
        await guest.hears(STORY)
        assert guest.answers["need"] == "Shoes for winter"

        dial.turns_to(noon + 30 * DAY)
        await guest.hears(ENGLISH.expired)
