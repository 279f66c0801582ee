"""One input in, the interview after it and what to send out: pure, whatever the messenger."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from cxmodel.errors import NotWaiting, RejectedAnswer
from cxmodel.interview import OPEN_PHASES, OVER, Interview, Kind, Phase, changed
from cxmodel.study import Study
from interview_flows.acquaintance import get_to_know
from interview_flows.afterwards import say_it_is_over, take_afterthought, takes_more
from interview_flows.answering import Answering, answer_question, take_ticks
from interview_flows.attaching import (
    answers_with_file,
    keep_files,
    say_kept,
    takes_caption,
)
from interview_flows.commands import ChangedNumber, Command, UnknownCommand, read_command
from interview_flows.consenting import answer_consent, begin
from interview_flows.course import go_on
from interview_flows.diary import end_waiting, is_for_diary, keep_diary
from interview_flows.exchange import Exchange
from interview_flows.flow import Flow
from interview_flows.following import answer_follow_up
from interview_flows.informing import change_language, inform, named_language
from interview_flows.leaving import (
    answers_whether_to_forget,
    come_back,
    forget,
    pause,
    resume,
    withdraw,
)
from interview_flows.messages import add, delete, edit, start_adding, take_early
from interview_flows.nudging import REMINDABLE, heed, pass_time
from interview_flows.playback import answer_playback
from interview_flows.prompts import has_options, is_draft, show
from interview_flows.revising import change, change_number, go_back
from interview_flows.storytelling import answer_story
from interview_flows.talk import (
    Added,
    AskedFor,
    Attached,
    Began,
    Changed,
    ChangedLanguage,
    Chose,
    ChoseSeveral,
    Deleted,
    Edited,
    Finished,
    Forgot,
    Input,
    Known,
    Moment,
    NoReminders,
    Outcome,
    Paused,
    Resumed,
    Said,
    Settled,
    Skipped,
    TimePassed,
    ToldZone,
    Unreadable,
    WentBack,
    Withdrew,
)
from interview_flows.tongue import told
from interview_flows.words import clean


@dataclass(frozen=True, slots=True)
class _TooEarly:
    """A word for the waiting prompt, typed before that prompt was visible."""


def step(interview: Interview, given: Input, flow: Flow, study: Study, now: datetime) -> Outcome:
    """Take one input to one interview.

    Whatever a respondent does is answered kindly. Raises NotWaiting only for `TimePassed` on an
    interview that is over, and BrokenInterview where the interview does not fit flow or machine.
    `now` is aware, UTC.
    """
    if isinstance(given, TimePassed):
        x = Exchange(interview, flow, study, now)
        pass_time(x, aside=given.aside)
        return _settled_where_tapped(x, interview)
    if isinstance(given, Known):
        x = Exchange(interview, flow, study, now)
        get_to_know(x, given)
        return x.outcome()
    x = Exchange(_heard(interview, now), flow, study, now)
    command = _understand(x, given)
    if x.progress.forgetting and not isinstance(command, Forgot):
        if isinstance(command, Said) and answers_whether_to_forget(x, command):
            return x.outcome()
        x.move(replace(x.progress, forgetting=False, forget_explained=False))
    if x.progress.naming_language:
        x.move(replace(x.progress, naming_language=False))
        command = named_language(x, command) or command
    end_waiting(x, command)
    before = x.interview
    try:
        _take(x, command)
    except RejectedAnswer as error:
        show(x, str(error))
    except NotWaiting:
        if before.phase not in OVER:
            raise
        x = Exchange(before, flow, study, now)
        say_it_is_over(x)
    return _settled_where_tapped(x, before)


def _heard(interview: Interview, now: datetime) -> Interview:
    """The interview of somebody who has just done something."""
    return interview if interview.phase in OVER else changed(interview, heard_at=now)


def _settled_where_tapped(x: Exchange, before: Interview) -> Outcome:
    """What this input did. A prompt without options has no buttons that could be taken away."""
    settles = any(isinstance(effect, Settled) for effect in x.effects)
    if settles and not has_options(Exchange(before, x.flow, x.study, x.now)):
        x.effects = [effect for effect in x.effects if not isinstance(effect, Settled)]
    return x.outcome()


def _understand(x: Exchange, given: Input) -> Command | _TooEarly:
    """Typed words as the command that they are; other words made safe to store."""
    if not isinstance(given, Said):
        return given
    command = None if given.literal else read_command(given.text, x.words)
    if isinstance(command, ChangedNumber) and _corrects_steps(x):
        command = None  # "change 3" is about the third step here
    if given.early and _needs_its_prompt(x, command):
        return _TooEarly()
    if command is not None:
        return command
    text = clean(given.text)
    return given if text == given.text else replace(given, text=text)


def _needs_its_prompt(x: Exchange, command: Command | None) -> bool:
    """Whether a word is said to the waiting prompt alone: a key pressed twice skips one question.

    A story's end is said to its telling, whatever was seen of the prompt meanwhile.
    """
    ends_telling = isinstance(command, Finished) and x.progress.parts and not _corrects_steps(x)
    is_to_prompt = isinstance(command, Skipped | WentBack | Finished) and x.phase in OPEN_PHASES
    return is_to_prompt and not ends_telling


def _corrects_steps(x: Exchange) -> bool:
    return x.place is not None and is_draft(x, x.place)


def _take(x: Exchange, given: Command | _TooEarly) -> None:
    """Take what is possible at any time; leave the rest to the phase."""
    match given:
        case _TooEarly():
            show(x, x.words.early)
        case (
            Chose(turn=turn)
            | ChoseSeveral(turn=turn)
            | Skipped(turn)
            | WentBack(turn)
            | Finished(turn)
            | Paused(turn)
        ) if turn is not None and turn != x.progress.turn:
            x.toast = x.words.stale
        case AskedFor(topic):
            inform(x, topic)
        case ChangedLanguage(code):
            change_language(x, code)
        case UnknownCommand():
            x.tell(x.words.unknown_command)
        case Withdrew():
            withdraw(x)
        case Forgot():
            forget(x)
        case Moment() | Said() | Attached() | Skipped() if is_for_diary(x, given):
            keep_diary(x, given)
        case NoReminders() | ToldZone() if x.phase in REMINDABLE:
            heed(x, given)
        case _:
            _take_in_phase(x, given)


def _take_in_phase(x: Exchange, given: Input | ChangedNumber) -> None:
    match x.phase:
        case Phase.INVITED:
            begin(x)
        case Phase.CONSENTING:
            _take_before_consent(x, given)
        case Phase.PAUSED:
            _take_while_paused(x, given)
        case Phase.UNREACHABLE:
            _take_on_return(x, given)
        case Phase.COMPLETED:
            _take_afterwards(x, given)
        case Phase.DECLINED | Phase.WITHDRAWN | Phase.EXPIRED:
            say_it_is_over(x)
        case Phase.ASKING | Phase.PROBING | Phase.CONFIRMING | Phase.PLAYBACK | Phase.EDITING:
            _take_in_talk(x, given)
        case _:
            assert_never(x.phase)


def _take_before_consent(x: Exchange, given: Input | ChangedNumber) -> None:
    match given:
        case Said(early=True):
            show(x, x.words.early)
        case Said() | Chose() | Skipped() | Finished():
            answer_consent(x, given)
        case Paused():
            pause(x)
        case Began() | Resumed():
            show(x)
        case Deleted():
            pass  # nothing of theirs is stored
        case _:
            show(x, x.words.consent_first)


def _take_while_paused(x: Exchange, given: Input | ChangedNumber) -> None:
    match given:
        case Began() | Resumed():
            resume(x)
        case Edited():
            edit(x, given)
        case Deleted():
            delete(x, given)
        case Paused():
            x.tell(x.words.paused)
        case Chose() | ChoseSeveral():
            x.toast = x.words.still_paused
        case _:
            x.tell(x.words.still_paused)


def _take_on_return(x: Exchange, given: Input | ChangedNumber) -> None:
    """Somebody whom the messenger had lost is there again."""
    if isinstance(given, Began | Resumed):
        resume(x)
        return
    come_back(x)
    _take(x, given)


def _take_afterwards(x: Exchange, given: Input | ChangedNumber) -> None:
    match given:
        case Said() | Added() | Attached() | Edited() | Deleted():
            take_afterthought(x, given)
        case Began():  # the bot was opened again, and nothing was said that could be stored
            x.tell(x.words.is_finished)
        case Changed() | ChangedNumber() | WentBack() if takes_more(x) and not x.flow.repeatable:
            x.tell(x.words.correct_after)
        case _:
            say_it_is_over(x)


def _take_in_talk(x: Exchange, given: Input | ChangedNumber) -> None:
    match given:
        case Said() | Chose() | Skipped() | Finished():
            _hear(x, given)
        case ChoseSeveral():
            take_ticks(x, given)
        case WentBack():
            go_back(x)
        case Changed(question):
            change(x, question)
        case ChangedNumber(number):
            change_number(x, number)
        case Edited() | Deleted() | Added() | Attached():
            _mend(x, given)
        case Paused():
            pause(x)
        case Unreadable(what):
            x.tell(x.words.unreadable.format(what=told(x.interview.language, what)))
        case _:  # begun or resumed in the middle: nothing is reset
            show(x)


def _hear(x: Exchange, given: Answering) -> None:
    """Take an answer to what waits, or words that belong to an answer before. RejectedAnswer."""
    if isinstance(given, Said) and not given.text:
        raise RejectedAnswer(x.words.empty)
    if isinstance(given, Said) and given.early:
        take_early(x, given)
    elif isinstance(given, Said) and x.progress.adding_to is not None:
        add(x, given)
    else:
        _answer(x, given)


def _mend(x: Exchange, given: Edited | Deleted | Added | Attached) -> None:
    """Take what changes or adds to words that were said before."""
    match given:
        case Edited():
            edit(x, given)
        case Deleted():
            delete(x, given)
        case Added():
            start_adding(x)
        case Attached():
            _take_file(x, given)


def _answer(x: Exchange, given: Answering) -> None:
    """Hand an answer to what waits for it. Raises RejectedAnswer."""
    place = x.place
    if x.phase is Phase.PLAYBACK:
        answer_playback(x, given)
    elif place is None:
        go_on(x)  # the question that waited has lost its place
    elif x.phase is Phase.PROBING:
        answer_follow_up(x, place, given)
    elif place.question.kind is Kind.STORY:
        answer_story(x, place, given)
    else:
        answer_question(x, place, given)


def _take_file(x: Exchange, given: Attached) -> None:
    if answers_with_file(x, given):
        return
    is_news, caption = keep_files(x, given), clean(given.caption)
    if caption and takes_caption(x):
        _answer(x, Said(caption, given.message))
    elif is_news:
        say_kept(x)
