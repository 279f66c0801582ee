from dataclasses import replace
from pathlib import Path

import pytest

from cxmodel.errors import BrokenInterview, NotWaiting
from cxmodel.interview import Interview, Phase, Progress
from interview_flows.machine import Ahead, advance, lifecycle_mermaid
from tests.engine.flows import EVERY
from tests.engine.respondent import an_interview

DRAWING = Path(__file__).parents[2] / "docs" / "lifecycle.mmd"


def in_phase(phase: Phase, **progress: object) -> Interview:
    return replace(an_interview(EVERY), phase=phase, progress=Progress(**progress))  # type: ignore[arg-type]


def test_the_drawing_is_current() -> None:
    assert DRAWING.read_text(encoding="utf-8") == lifecycle_mermaid()


def test_every_phase_is_in_the_drawing() -> None:
    drawing = lifecycle_mermaid()
    for phase in Phase:
        assert f" {phase.value}" in drawing


@pytest.mark.parametrize(
    ("ahead", "phase"),
    [
        (Ahead(question=True, playback=True), Phase.ASKING),
        (Ahead(playback=True), Phase.PLAYBACK),
        (Ahead(), Phase.COMPLETED),
    ],
)
def test_what_is_ahead_decides_where_to_go(ahead: Ahead, phase: Phase) -> None:
    assert advance(in_phase(Phase.ASKING), "go_on", ahead).phase is phase


def test_a_follow_up_is_returned_to_only_from_editing() -> None:
    ahead = Ahead(question=True, probe=True)
    assert advance(in_phase(Phase.EDITING), "go_on", ahead).phase is Phase.PROBING
    assert advance(in_phase(Phase.ASKING), "go_on", ahead).phase is Phase.ASKING


def test_the_playback_is_shown_once() -> None:
    assert advance(in_phase(Phase.PLAYBACK), "go_on", Ahead(playback=True)).phase is Phase.COMPLETED


@pytest.mark.parametrize(
    "phase", [Phase.CONSENTING, Phase.ASKING, Phase.PROBING, Phase.CONFIRMING, Phase.PLAYBACK]
)
def test_a_pause_remembers_its_phase(phase: Phase) -> None:
    paused = advance(in_phase(phase), "pause")
    assert (paused.phase, paused.progress.returns_to) == (Phase.PAUSED, phase)
    resumed = advance(paused, "resume")
    assert (resumed.phase, resumed.progress.returns_to) == (phase, None)


@pytest.mark.parametrize(
    ("phase", "trigger"),
    [
        (Phase.COMPLETED, "go_on"),
        (Phase.WITHDRAWN, "withdraw"),
        (Phase.DECLINED, "agree"),
        (Phase.ASKING, "resume"),
        (Phase.EXPIRED, "expire"),
    ],
)
def test_what_does_not_fit_is_not_waited_for(phase: Phase, trigger: str) -> None:
    with pytest.raises(NotWaiting):
        advance(in_phase(phase), trigger)


def test_an_unknown_trigger_is_a_broken_interview() -> None:
    with pytest.raises(BrokenInterview):
        advance(in_phase(Phase.ASKING), "levitate")


def test_a_pause_without_a_return_is_a_broken_interview() -> None:
    with pytest.raises(BrokenInterview):
        advance(in_phase(Phase.PAUSED), "resume")
