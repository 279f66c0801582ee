"""How long a platform has to reach us before what waited there has come in."""

from datetime import timedelta

import pytest

from bot.settling import SETTLE, Settling


class Watch:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.seconds = 50.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr("bot.settling.time", watch)
    return watch


def test_it_begins_when_the_platform_can_reach_us_and_anew_after_a_break(watch: Watch) -> None:
    settling = Settling(SETTLE)
    watch.seconds += SETTLE.total_seconds()
    assert not settling.is_over
    settling.reachable()
    watch.seconds += SETTLE.total_seconds() - 1
    settling.reachable()
    assert not settling.is_over
    watch.seconds += 1
    assert settling.is_over
    settling.unreachable()
    settling.reachable()
    assert not settling.is_over


def test_the_last_try_of_slack_falls_into_it() -> None:
    assert timedelta(minutes=1 + 5) <= SETTLE < timedelta(minutes=10)  # a late timer is a finding
