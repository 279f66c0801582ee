"""One locked chat while its updates are worked through: which interview talks, and what is said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import structlog

from bot import sentences
from bot.entry import is_under_way, language_of
from bot.ids import new_interview_id, new_pseudonym
from bot.messenger import Delivery, Parcel, Reader
from bot.shelf import Shelf
from cxmodel.interview import Interview, InterviewId, Phase, Progress
from cxmodel.records import Chat, Queued, Timer, Turned
from cxmodel.store import Work
from cxmodel.study import Study, StudyFlow
from interview_flows.engine import step
from interview_flows.nudging import due_from, due_next
from interview_flows.talk import Effect, Input, Outcome, Paused, Reply, ReplyKind
from interview_flows.tongue import is_spoken, told

log = structlog.get_logger()

UNTIMED = frozenset({"terminal"})
"""Messengers on which nobody can be written to unasked."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A tapped button that waits for its answer in place."""

    place: tuple[str, str]  # messenger and installation
    id: str
    toast: str | None


@dataclass(slots=True)
class Visit:
    """What the updates of one chat have done so far, before any of it is saved."""

    work: Work
    shelf: Shelf
    reader: Reader
    before: Chat
    now: datetime
    read: Mapping[InterviewId, Interview]
    chat: Chat = field(init=False)
    interviews: dict[InterviewId, tuple[Interview, Interview]] = field(default_factory=dict)
    queued: list[tuple[InterviewId | None, Queued]] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    taps: list[Tap] = field(default_factory=list)
    platform_language: str | None = None  # of whom it hears, as the platform knows it
    blank: bool = False  # something came in before consent, or holds a token
    lost: bool = False  # the person blocked us, and that was the last we heard
    retimed: set[InterviewId] = field(default_factory=set)  # their timers are to be set anew
    begun: bool = False  # an interview, in what was read last
    anew: bool = False  # they asked to go through a repeatable guide once more

    def __post_init__(self) -> None:
        self.chat = self.before

    def turned(self) -> Turned:
        """All that is to be saved for this chat."""
        return Turned(
            before=self.before,
            after=self.chat,
            interviews=tuple((old, new) for old, new in self.interviews.values() if old is not new),
            queued=tuple(self.queued),
            done=tuple(self.done),
            blank=self.blank,
            timers=tuple(self._timers()),
        )

    def _timers(self) -> Iterator[Timer]:
        """The timers that are to be set anew: of interviews for which something else comes next.

        Others stay: whatever their respondent did since can only have put off what is due, and a
        timer that is early is set anew when it calls.
        """
        if self.chat.messenger in UNTIMED:
            return
        speaker = self.next_to_talk()
        if speaker is not None and speaker not in self.interviews and self.load(speaker):
            self.retimed.add(speaker)  # its turn comes, now that the other one is over
        for old, new in self.interviews.values():
            study, aside = self.shelf.study(new.study, self.work), new.id != speaker
            if new.id in self.retimed or _is_paced_anew(old, new, study):
                due = due_from(new, study, self.now, aside=aside)
                yield Timer(new.id, due.what if due else "", due.at if due else None)

    def next_to_talk(self) -> InterviewId | None:
        """The interview that this chat talks of: the active one, else the next that was set aside.

        One that ended without a goodbye still has that to say.
        """
        active = self.active()
        if is_under_way(active) or (active is not None and active.reminded.goodbye_due):
            return self.chat.interview
        return next(iter(self.chat.paused), self.chat.interview)

    # ── which interview ───────────────────────────────────────────────────────────────────────

    def active(self) -> Interview | None:
        """The interview that the chat is in, as it is by now."""
        return None if self.chat.interview is None else self.load(self.chat.interview)

    def load(self, wanted: InterviewId) -> Interview | None:
        """An interview, as it is by now."""
        if wanted not in self.interviews:
            found = self.read.get(wanted) or self.work.load_interviews([wanted]).get(wanted)
            if found is None:
                return None
            self.interviews[wanted] = (found, found)
        return self.interviews[wanted][1]

    def load_all(self, wanted: Sequence[InterviewId]) -> list[Interview]:
        """Those of these interviews that there are, as they are by now, read together."""
        unread = [each for each in wanted if each not in self.interviews and each not in self.read]
        self.read = {**self.read, **self.work.load_interviews(unread)}
        return [found for each in wanted if (found := self.load(each)) is not None]

    def all_here(self) -> list[Interview]:
        """The active interview and those that were set aside, as they are by now."""
        here = () if self.chat.interview is None else (self.chat.interview,)
        return self.load_all((*here, *self.chat.paused))

    def take_up(self) -> None:
        """Where the active interview is over, turn to the one that was set aside for it."""
        if self.chat.paused and not is_under_way(self.active()):
            self.turn_to(self.chat.paused[0])

    def turn_to(self, interview: InterviewId) -> None:
        """Make an interview the active one; one before it that is over has no more to say."""
        last = self.active()
        if last is not None and last.id != interview and last.reminded.goodbye_due:
            self._keep(replace(last, reminded=replace(last.reminded, goodbye_due=False)))
        # The last prompt that was sent belongs to another interview, whatever its turn.
        others = tuple(each for each in self.chat.paused if each != interview)
        self.retimed |= {interview, *filter(None, [self.chat.interview])}
        self.chat = replace(
            self.chat, interview=interview, paused=others, prompt_turn=None, prompt_message=None
        )

    def set_aside(self) -> None:
        """One chat holds one active interview: pause the one that is open."""
        current = self.active()
        if current is None or not is_under_way(current):
            return
        if current.phase is not Phase.PAUSED:
            self.advance(current, Paused())
        self.tell(sentences.PAUSED_FOR_ANOTHER)
        self.chat = replace(self.chat, paused=(current.id, *self.chat.paused))

    def begin(
        self, study: Study, chosen: StudyFlow, delivery: Delivery, segment: str | None
    ) -> Interview:
        """A new interview that is not yet opened, nor the active one."""
        pseudonym = self.work.respondent_of(study.id, delivery.person)
        if pseudonym is None:
            pseudonym = new_pseudonym()
            self.work.add_respondent(study.id, pseudonym, segment, delivery.person)
        flow = self.shelf.flow(chosen.version, self.work)
        depth = self.shelf.depths.of(study, flow, self.work, self.now)
        interview = Interview(
            id=new_interview_id(),
            study=study.id,
            wave=study.wave,
            side=chosen.side,
            respondent=pseudonym,
            segment=segment,
            messenger=self.chat.messenger,
            language=language_of(flow, study, delivery.language),
            flow=chosen.flow,
            flow_version=chosen.version,
            started_at=self.now,
            progress=Progress(
                thin=depth.thin, saturated=depth.saturated, guessed=delivery.language is None
            ),
        )
        self.work.begin_interview(interview, self.chat.id)
        self.begun = True
        self.interviews[interview.id] = (interview, interview)
        return interview

    # ── stepping ──────────────────────────────────────────────────────────────────────────────

    def step(self, interview: Interview, given: Input) -> str | None:
        """Take one input and queue what it is answered with; the word where the finger is."""
        outcome = self.advance(interview, given)
        self.anew = outcome.begins_anew
        for effect in outcome.effects:
            self.queue(None if outcome.erased else interview.id, effect)
        return outcome.toast

    def advance(self, interview: Interview, given: Input) -> Outcome:
        """Take one input; nothing of its answer is queued."""
        flow = self.shelf.flow(interview.flow_version, self.work)
        study = self.shelf.study(interview.study, self.work)
        outcome = step(interview, given, flow, study, self.now)
        if outcome.erased:
            self._erase(interview)
        else:
            self._keep(outcome.interview)
            _log_probe(interview, outcome.interview)
            if outcome.interview.reminded.refused and not interview.reminded.refused:
                self._remind_no_more()
        return outcome

    def _remind_no_more(self) -> None:
        """Whoever wants no reminders is not asked which interview they mean."""
        for each in self.all_here():
            if is_under_way(each) and not each.reminded.refused:
                self._keep(replace(each, reminded=replace(each.reminded, refused=True)))

    def _keep(self, changed: Interview) -> None:
        self.interviews[changed.id] = (self.interviews[changed.id][0], changed)

    def _erase(self, interview: Interview) -> None:
        """Forget the respondent, in what is stored and in what this visit was about to store."""
        whose = (interview.study, interview.respondent)
        here = {each: self.load(each) for each in (*self.interviews, *self.chat.paused)}
        left = {
            i for i, found in here.items() if found and (found.study, found.respondent) != whose
        }
        self.work.erase(*whose)
        self.interviews = {i: pair for i, pair in self.interviews.items() if i in left}
        self.queued = [(i, queued) for i, queued in self.queued if i is None or i in left]
        paused = tuple(each for each in self.chat.paused if each in left)
        self.chat = replace(self.chat, interview=None, paused=paused)
        self.blank = True

    # ── speaking ──────────────────────────────────────────────────────────────────────────────

    def queue(self, interview: InterviewId | None, effect: Effect) -> None:
        """Put an interview's effect at the end of what is to be sent."""
        parts = self.reader.parts(interview, effect)
        is_prompt = isinstance(effect, Reply) and effect.input != "none" and not effect.redraws
        messages = sum(not body.get("slow") for body in parts)  # files follow behind them
        for number, body in enumerate(parts, 1):
            prompt = is_prompt and number == messages
            self.queued.append((interview, Queued(turn=effect.turn, body=body, prompt=prompt)))

    def carry(self, parcel: Parcel, interview: InterviewId | None = None) -> bool:
        """Send a parcel; False where this messenger cannot carry it."""
        parts = self.reader.parts(interview, parcel)
        self.queued += [(interview, Queued(turn=0, body=body)) for body in parts]
        return bool(parts)

    def language(self, study: Study | None = None) -> str:
        """What to talk in here: that of the active interview, else of the platform or the study."""
        active = self.active()
        if active is not None:
            return active.language
        if is_spoken(self.platform_language):
            return self.platform_language
        return study.languages[0] if study is not None else "en"

    def worded(self, sentence: str, study: Study | None = None, **filled: str) -> str:
        """One of our English sentences in the language to talk in here, its fields filled."""
        words = told(self.language(study), sentence)
        return words.format(**filled) if filled else words

    def tell(self, sentence: str, study: Study | None = None, **filled: str) -> None:
        """Say one of our English sentences as `worded`; it belongs to no interview."""
        self.say(self.worded(sentence, study, **filled))

    def say(self, words: str) -> None:
        """Say something that belongs to no interview, as it is."""
        self.queue(None, notice(words, self.active()))


def _is_paced_anew(old: Interview, new: Interview, study: Study) -> bool:
    """Whether something else is due next than before, or by another clock."""
    if old is new:
        return False
    before, after = due_next(old, study), due_next(new, study)
    changes = (before and before.what) != (after and after.what)
    return changes or old.reminded != new.reminded


def _log_probe(old: Interview, new: Interview) -> None:
    """Log a follow-up that is asked now: why, and of which question."""
    probe, at = new.progress.probe, new.progress.at
    if probe is not None and at is not None and new.progress.probes_of != old.progress.probes_of:
        log.info(
            "probe",
            interview=new.id,
            question=at.question,
            reason=probe.reason,
            rung=probe.rung,
        )


def notice(words: str, during: Interview | None = None) -> Reply:
    """A message that belongs to no interview; said `during` one, it changes nothing there."""
    turn, phase = (during.progress.turn, during.phase) if during else (0, Phase.INVITED)
    language = during.language if during else "en"
    return Reply(say=words, kind=ReplyKind.NOTICE, turn=turn, phase=phase, language=language)
