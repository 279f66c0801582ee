"""A story: told in as many messages as it takes, split into steps, corrected and confirmed."""

import re
from dataclasses import replace

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Absence, Part, Phase
from interview_flows.afterthoughts import Afterthought, afterthought_in
from interview_flows.agenda import Place
from interview_flows.agreeing import agreement, says_only
from interview_flows.answering import Answering
from interview_flows.choosing import Choice
from interview_flows.corrections import correct_steps, insert_steps
from interview_flows.course import follow_up_or_go_on, go_on, mark_corrected
from interview_flows.drafting import corrected, take_back_correction
from interview_flows.exchange import Exchange
from interview_flows.numerals import bare_number
from interview_flows.offers import position_of
from interview_flows.parsing import Read
from interview_flows.prompts import is_draft, show
from interview_flows.recording import record, set_steps
from interview_flows.stories import split_story
from interview_flows.talk import Chose, Finished, ReplyKind, Said, Skipped
from interview_flows.unconfirmed import moments_of, proposed_steps, record_story
from interview_flows.words import unaccented

_NUMBERS = re.compile(r"\d+")
_HEARD_EVERY = 5  # messages of a story, after which we say again that we listen


def answer_story(x: Exchange, place: Place, given: Answering) -> None:
    """Take a part of the story or a word on its steps. Raises RejectedAnswer to ask again."""
    if is_draft(x, place):
        _answer_draft(x, place, given)
    else:
        _answer_telling(x, place, given)


# ── telling ───────────────────────────────────────────────────────────────────────────────────────


def _answer_telling(x: Exchange, place: Place, given: Answering) -> None:
    match given:
        case Said(text, message):
            _listen(x, Part(text, message))
        case Chose():
            x.toast = x.words.gone
        case Skipped() if not (x.progress.parts or moments_of(x, place)):
            _leave_out(x, place)
        case Skipped() | Finished():
            _propose(x, place)


def _listen(x: Exchange, part: Part) -> None:
    x.move(replace(x.progress, parts=_in_order((*x.progress.parts, part))))
    count = len(x.progress.parts)
    if count == 1:
        x.tell(x.words.go_on_telling, ReplyKind.ECHO)
    elif count % _HEARD_EVERY == 0:
        x.tell(x.words.still_telling.of(count), ReplyKind.ECHO)
    else:
        show(x, redraws=True)


def _leave_out(x: Exchange, place: Place) -> None:
    if x.phase is not Phase.EDITING and not place.question.skippable:
        raise RejectedAnswer(x.words.needed)
    x.settle()
    if x.phase is not Phase.EDITING:
        record(x, place, Read(None, "", Absence.SKIPPED), turn=x.progress.turn)
    go_on(x)


def _propose(x: Exchange, place: Place) -> None:
    """Show the steps that were told, to be corrected or confirmed."""
    steps = proposed_steps(x, place)
    if not steps:
        raise RejectedAnswer(x.words.tell_first)
    x.settle()
    if x.phase is Phase.ASKING:
        x.fire("propose")
    x.turn_over(replace(x.progress, draft_steps=steps, corrections=()))
    show(x)


def propose_more(x: Exchange, place: Place, words: str, behind: str | None = None) -> None:
    """Show the steps again, with those that a follow-up brought up: last, or `behind` a step."""
    x.fire("propose")
    known = [s for s in x.interview.visible_steps() if s.source == place.question.id]
    at = next((n for n, step in enumerate(known, 1) if step.id == behind), len(known))
    texts = [step.text for step in known]
    more = split_story((words,), x.words.heard) or (words,)
    draft = (*texts[:at], *more, *texts[at:])
    before = replace(x.progress, probe=None, draft_steps=tuple(texts), corrections=())
    x.turn_over(corrected(before, draft, words))
    show(x)


def tell_more(x: Exchange) -> None:
    """Go back from the steps to the telling; all parts are kept."""
    if not x.progress.parts:
        raise RejectedAnswer(x.words.finish_story_first)  # it was told, and is only added to
    x.settle()
    x.fire("reopen")
    x.turn_over(replace(x.progress, draft_steps=None))
    show(x)


def _in_order(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Parts as they were sent; a platform may deliver them in another order.

    Within a chat the numbers in the platforms' message ids grow. Where one is unknown, all stay.
    """
    if not all(part.message for part in parts):
        return parts
    return tuple(sorted(parts, key=_sent))


def _sent(part: Part) -> list[int]:
    return [int(number) for number in _NUMBERS.findall(part.message or "")]


def continue_story(x: Exchange, given: Said) -> None:
    """Take a part that was written before its steps were shown."""
    part = Part(given.text, given.message)
    more = split_story((given.text,), x.words.heard) or (given.text,)
    draft = (*(x.progress.draft_steps or ()), *more)
    x.settle()
    x.turn_over(corrected(x.progress, draft, given.text, part))
    show(x)


# ── confirming ────────────────────────────────────────────────────────────────────────────────────


def _answer_draft(x: Exchange, place: Place, given: Answering) -> None:
    right = Choice("right", x.words.steps_right)
    match given:
        case Said():
            _hear_of_draft(x, place, given)
        case Chose(option) if position_of((right,), option) is None:
            x.toast = x.words.gone
        case Chose():
            _confirm(x, place, chosen=right.label)
        case Skipped() if x.phase is Phase.EDITING:
            x.settle()
            go_on(x)  # the steps stay as they were
        case Skipped() | Finished():
            _confirm(x, place)


def _hear_of_draft(x: Exchange, place: Place, given: Said) -> None:
    """Take a yes, a no, a correction or a further step. Raises RejectedAnswer to ask again."""
    text = given.text
    if x.progress.corrections and says_only(text, x.words.heard.undo, x.words.heard):
        take_back_correction(x, place)
        return
    agrees = agreement(text, x.words.heard, whole=True)
    is_first = bare_number(text, x.words.heard) == 1
    if agrees or is_first or unaccented(text) == unaccented(x.words.steps_right):
        _confirm(x, place)
    elif agrees is False:
        raise RejectedAnswer(x.words.steps_wrong)
    else:
        _correct(x, given)


def _correct(x: Exchange, given: Said) -> None:
    """Take an order, else a step that comes to mind only now."""
    steps = x.progress.draft_steps or ()
    try:
        draft = correct_steps(steps, given.text, x.words)
    except RejectedAnswer:
        told = afterthought_in(given.text, steps, x.words.heard)
        if told is None:
            raise
        _insert(x, given, told)
        return
    x.settle()
    x.turn_over(corrected(x.progress, draft, given.text))
    show(x)


def _insert(x: Exchange, given: Said, told: Afterthought) -> None:
    """Put an afterthought among the steps. A story that was told just now keeps its words, too."""
    if not told.words:
        raise RejectedAnswer(x.words.add_step)
    more = split_story((told.words,), x.words.heard) or (told.words,)
    draft = insert_steps(x.progress.draft_steps or (), more, told.at, x.words)
    part = Part(given.text, given.message) if x.progress.parts else None
    x.settle()
    x.turn_over(corrected(x.progress, draft, given.text, part))
    number = told.at + 1
    other = number + 1 if number < len(draft) else 1  # an example that would change something
    show(x, x.words.step_added.format(number=number, other=other))


def _confirm(x: Exchange, place: Place, chosen: str | None = None) -> None:
    """Write down the steps and, where it was told just now, the story."""
    x.settle(chosen)
    mark_corrected(x)
    moments = x.phase is not Phase.EDITING and moments_of(x, place)
    set_steps(x, place.question.id, x.progress.draft_steps or ())
    if x.progress.parts or moments:
        record_story(x, place)
    x.move(replace(x.progress, parts=(), draft_steps=None, corrections=()))
    follow_up_or_go_on(x, place)
