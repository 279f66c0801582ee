"""What a respondent does to messages they sent: edits, deletes, adds to them, writes too early."""

from dataclasses import replace

from cxmodel.errors import RejectedAnswer
from cxmodel.interview import Answer, Kind, Phase, Position
from interview_flows.agenda import place_of
from interview_flows.course import go_on
from interview_flows.drafting import wordless
from interview_flows.exchange import Exchange
from interview_flows.offers import QUOTE, brief, read_words
from interview_flows.parsing import Read
from interview_flows.prompts import is_draft, show
from interview_flows.recording import revise, take_back
from interview_flows.storytelling import continue_story
from interview_flows.talk import Deleted, Edited, ReplyKind, Said
from interview_flows.unsaid import absence_said
from interview_flows.words import clean

_IN_WORDS = (Kind.TEXT, Kind.STORY)
_TALKING = (Phase.ASKING, Phase.PROBING, Phase.CONFIRMING, Phase.PLAYBACK, Phase.EDITING)


def edit(x: Exchange, given: Edited) -> None:
    """Revise the answer that a message gave; the talk stays where it is."""
    text = clean(given.text)
    if given.message and _edit_part(x, given.message, text):
        _tell_noted(x, x.words.edited)
        return
    answer = _answer_of(x, given.message, given.turn)
    if answer is None:
        x.tell(x.words.edit_unknown)
        return
    try:
        read = _read_again(x, answer, given.message, text)
    except RejectedAnswer as error:
        x.tell(x.words.edit_refused.format(reason=error))
        return
    revise(x, answer, read, answer.messages)
    _tell_noted(x, x.words.edited_story if answer.kind is Kind.STORY else x.words.edited)
    _leave_if_gone(x)


def delete(x: Exchange, given: Deleted) -> None:
    """Take back what a deleted message said."""
    if _edit_part(x, given.message, None):
        _tell_noted(x, x.words.deleted)
        return
    answer = _answer_of(x, given.message, None)
    if answer is None:
        return  # a message that was no answer is theirs to delete without a word
    rest = _without(answer, given.message)
    if rest is None:
        take_back(x, answer)
    else:
        messages = tuple(m for m in answer.messages if m != given.message)
        revise(x, answer, Read(rest, rest), messages)
    _tell_noted(x, x.words.deleted)
    _leave_if_gone(x)


def start_adding(x: Exchange) -> None:
    """Let the next words go to the last answer that was given in words."""
    if x.place is not None and is_draft(x, x.place):
        show(x, x.words.add_step)
        return
    if x.progress.parts or (x.place is not None and x.place.question.kind is Kind.STORY):
        show(x)  # a story is being told: there, all words are added
        return
    last = _last_in_words(x)
    if last is None:
        x.tell(x.words.nothing_to_add_to)
        return
    x.move(replace(x.progress, adding_to=last.id))
    x.tell(x.words.add_what.format(words=brief(last.verbatim, QUOTE)))


def add(x: Exchange, given: Said) -> None:
    """Add words to the answer that was chosen for it."""
    answer = next((a for a in _current(x) if a.id == x.progress.adding_to), None)
    x.move(replace(x.progress, adding_to=None))
    if answer is not None:
        append(x, answer, given)
    show(x, x.words.added)


def take_early(x: Exchange, given: Said) -> None:
    """Let what was typed before the prompt was visible continue the answer before it."""
    place = x.place
    if x.phase is Phase.CONFIRMING:
        continue_story(x, given)
        return
    last = x.interview.answers[-1] if x.interview.answers else None
    if place is not None and last is not None and last in _current(x) and _takes_more(last):
        append(x, last, given)
        x.tell(x.words.added, ReplyKind.ECHO)  # what waits stands below their words already
    else:
        show(x, x.words.early)


def append(x: Exchange, answer: Answer, given: Said) -> None:
    """Revise an answer in words: the same, and what was said now."""
    before = answer.verbatim if answer.absence is None else ""
    words = "\n".join(part for part in (before, given.text) if part)
    messages = (*answer.messages, given.message) if given.message else answer.messages
    revise(x, answer, Read(words, words), messages)


# ── which answer, and what remains of it ──────────────────────────────────────────────────────────


def _current(x: Exchange) -> list[Answer]:
    return list(x.interview.current_answers())


def _takes_more(answer: Answer) -> bool:
    return answer.kind in _IN_WORDS and answer.absence is None


def _last_in_words(x: Exchange) -> Answer | None:
    return next((a for a in reversed(_current(x)) if _takes_more(a)), None)


def _answer_of(x: Exchange, message: str | None, turn: int | None) -> Answer | None:
    """Find the last word of the answer that a message gave, or that was given in a turn."""
    answers = x.interview.answers
    found = next(
        (
            a
            for a in reversed(answers)
            if (message is not None and message in a.messages)
            or (turn is not None and a.turn == turn)
        ),
        None,
    )
    heirs = {a.revision_of: a for a in answers}
    while found is not None and found.id in heirs:
        found = heirs[found.id]
    return found


def _read_again(x: Exchange, answer: Answer, message: str | None, text: str) -> Read:
    """Understand an edited message as the answer it gave. Raises RejectedAnswer."""
    if not text:
        raise RejectedAnswer(x.words.empty)
    if answer.kind in _IN_WORDS:
        words = _exchanged(answer, message, text)
        unsaid = absence_said(words, x.words) if answer.kind is Kind.TEXT else None
        return Read(None if unsaid else words, words, unsaid)
    place = place_of(x.flow, x.interview, Position(answer.question, answer.step))
    if place is None:
        raise RejectedAnswer(x.words.edit_unknown)
    return read_words(x, place, text)


def _lines(answer: Answer, message: str | None) -> list[str] | None:
    """Part an answer by its messages; None where its lines do not match them one to one."""
    lines = answer.verbatim.split("\n")
    return lines if message in answer.messages and len(lines) == len(answer.messages) else None


def _exchanged(answer: Answer, message: str | None, text: str) -> str:
    """Exchange one message in an answer's words; all of them where it was the only one."""
    if len(answer.messages) <= 1:
        return text
    lines = _lines(answer, message)
    if lines is None:
        return f"{answer.verbatim}\n{text}"  # nothing is lost, something may stand there twice
    at = answer.messages.index(message or "")
    return "\n".join([*lines[:at], text, *lines[at + 1 :]])


def _without(answer: Answer, message: str) -> str | None:
    """Leave one message out of an answer in words; None where nothing remains."""
    lines = _lines(answer, message)
    if lines is None or len(lines) == 1 or answer.kind not in _IN_WORDS:
        return None
    at = answer.messages.index(message)
    return "\n".join([*lines[:at], *lines[at + 1 :]])


def _edit_part(x: Exchange, message: str, text: str | None) -> bool:
    """Exchange or drop a part of the story that is being told; False where it is none."""
    parts = x.progress.parts
    if not any(part.message == message for part in parts):
        return False
    kept = [part if part.message != message else replace(part, text=text or "") for part in parts]
    told = tuple(part for part in kept if part.text)
    corrections = x.progress.corrections if text else wordless(x.progress.corrections, message)
    x.move(replace(x.progress, parts=told, corrections=corrections))
    return True


def _tell_noted(x: Exchange, words: str) -> None:
    """Say that a change was noted. A summary that waits is shown anew: it may hold what changed."""
    if x.phase is Phase.PLAYBACK:
        show(x, words)
    else:
        x.tell(words)


def _leave_if_gone(x: Exchange) -> None:
    """Go on where the question that waits lost its place by the change."""
    if x.lost_its_place:
        x.settle()
        go_on(x)
