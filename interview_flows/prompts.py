"""The prompt that waits, built from the interview alone: the same interview, the same prompt."""

import re
from dataclasses import replace

from cxmodel.interview import OPEN_PHASES, Kind, OpenProbe, Phase, Step, StepId
from interview_flows.agenda import Place, said_at
from interview_flows.exchange import Exchange
from interview_flows.fitting import fits
from interview_flows.listing import is_step_told
from interview_flows.minimap import picture, told_map
from interview_flows.offers import QUOTE, brief, filled, in_words, options_of
from interview_flows.talk import Document, Reply, ReplyKind
from interview_flows.wordings import options_of as options_of_probe
from interview_flows.wordings import worded

STEP_SHOWN = 120  # characters of a step above its questions
_PARTED = " · "  # between a section's title and the step that is asked about
_HALTED = (Phase.PAUSED, Phase.UNREACHABLE)
_AT_A_QUESTION = (Phase.ASKING, Phase.EDITING)


def show(x: Exchange, before: str = "", *, redraws: bool = False) -> None:
    """Send the waiting prompt, led by a sentence where there is one to say."""
    prompt = _prompt(x)
    if prompt is None:
        x.tell(before or x.words.not_now)
        return
    led = _led_by(before, prompt)
    x.effects.append(replace(led, redraws=True) if redraws else led)
    if prompt.picture is not None:
        x.move(replace(x.progress, pictured=True))


def show_next_section(x: Exchange, title: str) -> None:
    """Send the waiting prompt, the first of a section: its title leads, and is said once."""
    prompt = _prompt(x)
    if prompt is not None:
        named = _led_by(x.words.next_section.format(title=title), prompt)
        rest = prompt.context.removeprefix(title).removeprefix(_PARTED)
        x.effects.append(replace(named, context=rest))


def show_in_short(
    x: Exchange,
    aside: str,
    *,
    controls: tuple[str, ...] = (),
    document: Document | None = None,
) -> None:
    """Say something aside from the talk, with the waiting prompt below it in a line or two.

    `controls` stand behind those of the prompt, `document` follows behind all.
    """
    prompt = _prompt(x) if x.phase in OPEN_PHASES else None
    if prompt is None:
        x.tell(aside, controls=controls, document=document)
        return
    say = f"{aside}\n\n{_in_short(x)}"
    controls = (*prompt.controls, *controls)
    prompt = replace(prompt, say=say, kind=ReplyKind.NOTICE, context="", controls=controls)
    x.effects.append(replace(prompt, picture=None, document=document))


def _led_by(before: str, prompt: Reply) -> Reply:
    return replace(prompt, say=f"{before}\n\n{prompt.say}") if before else prompt


def _prompt(x: Exchange) -> Reply | None:
    if x.phase is Phase.CONSENTING:
        return _consent(x)
    if x.phase is Phase.PLAYBACK:
        return _amiss(x) if _is_disputed(x) else _playback(x)
    place = x.place
    if place is None:
        return None
    if x.phase is Phase.PROBING and x.progress.probe is not None:
        return _follow_up(x, place, x.progress.probe)
    if is_draft(x, place):
        return _confirm(x, place)
    return _question(x, place)


def _in_short(x: Exchange) -> str:
    """What the waiting prompt asks, without what stands around it."""
    place, probe = x.place, x.progress.probe
    if x.phase is Phase.CONSENTING:
        return x.words.consent_first
    if place is None:
        return x.words.amiss if _is_disputed(x) else x.words.playback_question
    if is_draft(x, place):
        return x.words.steps_help
    asked = filled(x, place.question.wording, place.step)
    if x.phase is Phase.PROBING and probe is not None:
        asked = worded(x, place, probe)
    about = "" if is_step_told(place) else _which_step(x, place)
    return f"{about}\n{asked}" if about else asked


def has_options(x: Exchange) -> bool:
    """Whether the waiting prompt has options to tap; so far as known, where the talk is halted."""
    phase = x.progress.returns_to if x.phase in _HALTED else x.phase
    place = x.place
    if phase not in _AT_A_QUESTION or place is None or is_draft(x, place):
        return True
    return bool(options_of(x, place))


def is_draft(x: Exchange, place: Place) -> bool:
    """Whether a story's steps are on the table, to be corrected or confirmed."""
    return place.question.kind is Kind.STORY and x.progress.draft_steps is not None


# ── consent and the end ───────────────────────────────────────────────────────────────────────────


def consent_text(x: Exchange) -> str:
    """Word what the respondent agrees to; its hash is kept with their consent."""
    wording = filled(x, x.flow.consent)
    minutes = x.words.minutes.of(x.flow.minutes)
    parts = (
        wording,
        "" if _tells_minutes(wording, x.flow.minutes, minutes) else minutes,
        x.words.anonymity[x.study.anonymity.value],
        x.words.contact.format(contact=x.study.contact) if x.study.contact else "",
    )
    return "\n\n".join(part for part in parts if part)


def _tells_minutes(wording: str, minutes: int, said: str) -> bool:
    """Whether a consent text says itself how long it takes, in whichever language."""
    in_figures = rf"(?<![0-9]){minutes}[\s-]+(?:min|دق)"
    return said.rstrip(".") in wording or bool(re.search(in_figures, wording, re.IGNORECASE))


def _consent(x: Exchange) -> Reply:
    return Reply(
        say=consent_text(x),
        kind=ReplyKind.CONSENT,
        input=Kind.YESNO.value,
        options=(x.words.agree, x.words.decline),
        turn=x.progress.turn,
        phase=x.phase,
        language=x.interview.language,
    )


def _playback(x: Exchange) -> Reply:
    """Play the mini-map back, with a picture where they have none of it as it stands."""
    question = (x.words.playback_question, x.words.playback_help)
    lines = [x.words.playback, *told_map(x), "", *question]
    return Reply(
        say="\n".join(lines),
        kind=ReplyKind.PLAYBACK,
        input=Kind.CHOICE.value,
        options=x.words.verdicts,
        controls=("skip", "back", "pause"),
        picture=None if x.progress.pictured else picture(x),
        turn=x.progress.turn,
        phase=x.phase,
        language=x.interview.language,
    )


def _is_disputed(x: Exchange) -> bool:
    return x.interview.playback is not None and x.interview.playback.is_disputed


def _amiss(x: Exchange) -> Reply:
    """Ask what is off about a mini-map that they did not find themselves in."""
    return Reply(
        say=x.words.amiss,
        kind=ReplyKind.PLAYBACK,
        input=Kind.TEXT.value,
        options=(x.words.leave_it,),
        controls=("back", "pause"),
        turn=x.progress.turn,
        phase=x.phase,
        language=x.interview.language,
    )


# ── questions ─────────────────────────────────────────────────────────────────────────────────────


def _question(x: Exchange, place: Place) -> Reply:
    question = place.question
    lines = (
        _which_step(x, place) if _introduces_step(x, place) else "",
        filled(x, question.wording, place.step),
        _scale_ends(x, place),
        _hint(x, place),
        x.words.file_limit if question.kind is Kind.MEDIA else "",
        _said_before(x, place),
        _told_so_far(x, place) if question.kind is Kind.STORY else "",
    )
    return Reply(
        say="\n".join(line for line in lines if line),
        kind=ReplyKind.QUESTION,
        question=question.id,
        input=question.kind.value,
        options=tuple(choice.label for choice in options_of(x, place)),
        selected=x.progress.selected,
        controls=tuple(_controls(x, place)),
        context=_context(x, place),
        turn=x.progress.turn,
        phase=x.phase,
        language=x.interview.language,
    )


def _hint(x: Exchange, place: Place) -> str:
    """Say how to answer; of what is asked about each step, at the first one only."""
    is_repeated = place.step is not None and place.repeat is not None and not place.opens_round
    if is_repeated and _number_of(x, place) > 1 and x.phase is not Phase.EDITING:
        return ""
    return filled(x, place.question.hint, place.step)


def _told_so_far(x: Exchange, place: Place) -> str:
    count = len(x.progress.parts)
    if count:
        return x.words.still_telling.of(count)
    steps = (step for step in x.interview.visible_steps() if step.source == place.question.id)
    noted = [f"– {brief(step.text, STEP_SHOWN)}" for step in steps if step.at is not None]
    return x.words.noted_so_far.format(list="\n".join(noted)) if noted else ""


def _controls(x: Exchange, place: Place) -> list[str]:
    controls = []
    if place.question.kind in (Kind.STORY, Kind.CHOICES):
        controls.append("done")
    if place.question.skippable or x.phase is Phase.EDITING:
        controls.append("skip")
    if x.agenda.last_answered(before=place) is not None:
        controls.append("back")
    return [*controls, "pause"]


def _context(x: Exchange, place: Place) -> str:
    title = filled(x, place.section.title)
    if place.step is None:
        return title
    named = is_step_told(place) or (x.phase is not Phase.PROBING and _introduces_step(x, place))
    parts = (title, _which_step(x, place, in_words=not named))
    return _PARTED.join(part for part in parts if part)


def _which_step(x: Exchange, place: Place, *, in_words: bool = True) -> str:
    """Count the step that is asked about; with its words where the question has them not."""
    number = _number_of(x, place)
    if place.step is None or not number:
        return ""
    step = brief(place.step.text, STEP_SHOWN)
    wording = x.words.step_of if in_words else x.words.step_number
    return wording.format(number=number, count=len(_siblings(x, place.step)), step=step)


def _number_of(x: Exchange, place: Place) -> int:
    """1-based number of a place's step among those of its story; 0 where there is none."""
    if place.step is None:
        return 0
    siblings = _siblings(x, place.step)
    return siblings.index(place.step.id) + 1 if place.step.id in siblings else 0


def _siblings(x: Exchange, step: Step) -> list[StepId]:
    return [s.id for s in x.interview.visible_steps() if s.source == step.source]


def _introduces_step(x: Exchange, place: Place) -> bool:
    """Whether this is the first question about its step, or asked out of turn."""
    if place.step is None or place.repeat is None or place.opens_round:
        return False
    if is_step_told(place) or x.phase is Phase.EDITING:
        return not is_step_told(place)
    return x.agenda.introduces_step(place)


def _scale_ends(x: Exchange, place: Place) -> str:
    limits = place.question.range
    if limits is None or not (limits.low_label and limits.high_label):
        return ""
    return x.words.scale_ends.format(
        low=f"{limits.low:g}",
        low_label=x.wording(limits.low_label),
        high=f"{limits.high:g}",
        high_label=x.wording(limits.high_label),
    )


def _said_before(x: Exchange, place: Place) -> str:
    if x.phase is not Phase.EDITING:
        return _said_to_another(x, place)
    answer = x.agenda.answer_at(place.key)
    if answer is None or (answer.absence is not None and not answer.verbatim):
        return f"{x.words.you_skipped}\n{x.words.keeps}"
    words = brief(in_words(x, place.question, answer), QUOTE)
    return f"{x.words.you_said.format(words=words)}\n{x.words.keeps}"


def _said_to_another(x: Exchange, place: Place) -> str:
    """Name the answer given to this question before a new version of the flow changed it."""
    said = said_at(x.interview, place.key)
    if not said or not said[-1].verbatim or fits(said[-1], place.question):
        return ""
    return x.words.asked_anew.format(words=brief(said[-1].verbatim, QUOTE))


# ── follow-ups and steps ──────────────────────────────────────────────────────────────────────────


def _follow_up(x: Exchange, place: Place, probe: OpenProbe) -> Reply:
    return Reply(
        say=worded(x, place, probe),
        kind=ReplyKind.PROBE,
        question=place.question.id,
        input=Kind.TEXT.value,
        options=tuple(choice.label for choice in options_of_probe(x, probe)),
        controls=("skip", "back", "pause"),
        context=_context(x, place),
        turn=x.progress.turn,
        phase=x.phase,
        language=x.interview.language,
    )


def _confirm(x: Exchange, place: Place) -> Reply:
    draft = x.progress.draft_steps or ()
    listed = [f"{number}. {text}" for number, text in enumerate(draft, 1)]
    lines = [x.words.steps_heading, *listed, "", x.words.steps_help]
    return Reply(
        say="\n".join(lines),
        kind=ReplyKind.CONFIRM,
        question=place.question.id,
        input=Kind.CHOICE.value,
        options=(x.words.steps_right,),
        controls=("skip", "back", "pause") if x.phase is Phase.EDITING else ("back", "pause"),
        context=_context(x, place),
        turn=x.progress.turn,
        phase=x.phase,
        language=x.interview.language,
    )
