"""Dates of anonymous studies: the ISO week is all that is kept of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cxmodel.interview import Interview


def week_of(moment: datetime) -> datetime:
    """The Monday, 0:00 UTC, that the moment's ISO week begins with.

    >>> week_of(datetime(2026, 3, 1, 23, 59, tzinfo=UTC)).isoformat()
    '2026-02-23T00:00:00+00:00'
    """
    day = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return day - timedelta(days=day.weekday())


def in_weeks(interview: Interview) -> Interview:
    """The interview with every date in it cut to its week; cut again, it stays as it is."""
    consent, completed = interview.consent, interview.completed_at
    return replace(
        interview,
        steps=tuple(
            step if step.at is None else replace(step, at=week_of(step.at))
            for step in interview.steps
        ),
        started_at=week_of(interview.started_at),
        completed_at=None if completed is None else week_of(completed),
        consent=None if consent is None else replace(consent, at=week_of(consent.at)),
        answers=tuple(replace(answer, at=week_of(answer.at)) for answer in interview.answers),
    )
