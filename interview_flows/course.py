"""The course of the talk: from what was just said to what comes next."""

from dataclasses import replace

from cxmodel.interview import Kind, OpenProbe, Phase, Playback, Progress
from interview_flows.agenda import Place, Standing, place_of_answer
from interview_flows.exchange import Exchange
from interview_flows.machine import Ahead
from interview_flows.minimap import picture, told_map
from interview_flows.offers import filled
from interview_flows.probing import asking, next_probe
from interview_flows.prompts import show, show_next_section
from interview_flows.recording import thread
from interview_flows.screening import end_screened_out, screens_out
from interview_flows.talk import ReplyKind


def follow_up_or_go_on(x: Exchange, place: Place) -> None:
    """Ask once more about what was just said at a place where that is due, else go on."""
    if screens_out(x, place):
        end_screened_out(x)
        return
    probe = None if _is_aside(x, place) else _due(x, place)
    if probe is None:
        go_on(x)
        return
    x.fire("probe")
    x.move(asking(_arrived(x, place), place, probe))
    show(x)


def _is_aside(x: Exchange, place: Place) -> bool:
    """Whether an answer was changed on the side: the talk goes on at another place."""
    if x.phase is not Phase.EDITING or x.progress.returns_to is Phase.ASKING:
        return False
    here = place_of_answer(x.flow, x.interview, x.progress.probe.of) if x.progress.probe else None
    return here is None or here.key != place.key


def _due(x: Exchange, place: Place) -> OpenProbe | None:
    if not place.question.probes:
        return None
    return next_probe(x, place, thread(x, place))


def go_on(x: Exchange) -> None:
    """Go to the first open place, back to a follow-up that was interrupted, or to the end."""
    left, was_editing = x.place, x.phase is Phase.EDITING
    place, probed = x.agenda.first_open(), _interrupted_follow_up(x)
    x.fire("go_on", _ahead(x, place, probed))
    title = ""
    if x.phase is Phase.PROBING:
        place = probed
    elif left is not None and place is not None and not was_editing:
        title = _new_section(x, left, place)
    x.move(_arrived(x, place))
    if x.phase is Phase.COMPLETED:
        _close(x)
    elif title:
        show_next_section(x, title)
    else:
        show(x)


def _ahead(x: Exchange, place: Place | None, probed: Place | None) -> Ahead:
    is_story = place is not None and place.question.kind is Kind.STORY
    return Ahead(
        draft=is_story
        and x.progress.returns_to is Phase.CONFIRMING
        and x.progress.draft_steps is not None,
        probe=probed is not None,
        question=place is not None,
        playback=place is None and _is_playback_due(x),
    )


def _interrupted_follow_up(x: Exchange) -> Place | None:
    """Find the place whose follow-up still waits after a detour to an earlier answer."""
    probe = x.progress.probe
    if probe is None or x.progress.returns_to is not Phase.PROBING:
        return None
    if not Standing(x.interview, x.agenda).counts(probe.of):
        return None
    return place_of_answer(x.flow, x.interview, probe.of)


def _is_playback_due(x: Exchange) -> bool:
    playback = x.interview.playback or Playback()
    is_open = playback.verdict is None or playback.is_disputed
    return x.flow.playback and is_open and bool(told_map(x))


def _arrived(x: Exchange, place: Place | None) -> Progress:
    """Progress at a new position: what belonged to the one that was left is gone.

    Its turn is a new one, as in `Exchange.turn_over`.
    """
    before = x.progress
    return Progress(
        turn=before.turn + 1,
        at=place.position if place else None,
        probe=before.probe if x.phase is Phase.PROBING else None,
        probed_before=before.probed_before,
        probes_used=before.probes_used,
        probes_of=before.probes_of,
        thin=before.thin,
        saturated=before.saturated,
        parts=before.parts,
        album=before.album,
        pictured=before.pictured,
        draft_steps=before.draft_steps if x.phase is Phase.CONFIRMING else None,
        corrections=before.corrections if x.phase is Phase.CONFIRMING else (),
    )


def _new_section(x: Exchange, left: Place, place: Place) -> str:
    """The title of the section that is entered; empty where it goes on."""
    return "" if place.section is left.section else filled(x, place.section.title)


def _close(x: Exchange) -> None:
    x.interview = replace(x.interview, completed_at=x.now)
    is_outdated = x.interview.playback is not None and not x.progress.pictured
    anew = picture(x) if is_outdated else None  # they keep none that has their old words
    x.tell(filled(x, x.flow.closing), ReplyKind.CLOSING, picture=anew)


def mark_corrected(x: Exchange) -> None:
    """Note that the respondent corrected their mini-map, where that is what they came from."""
    if x.phase is Phase.EDITING and x.progress.returns_to is Phase.PLAYBACK:
        before = x.interview.playback or Playback()
        corrected = replace(before, verdict=None, corrected=True)
        x.interview = replace(x.interview, playback=corrected)
