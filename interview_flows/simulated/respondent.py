"""One simulated respondent: how they answer what waits, after their manner and a plan."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from random import Random

from cxmodel.interview import Kind, Phase, Value
from interview_flows.agenda import Place
from interview_flows.choosing import Choice
from interview_flows.exchange import Exchange
from interview_flows.offers import options_of
from interview_flows.prompts import is_draft
from interview_flows.reach import OTHER_WORDS
from interview_flows.simulated.speech import GARBAGE, speech_in
from interview_flows.talk import (
    Attached,
    Chose,
    ChoseSeveral,
    Finished,
    Input,
    Paused,
    Resumed,
    Said,
    Skipped,
    TimePassed,
    WentBack,
    Withdrew,
)

MOST_ROUNDS = 2  # of an "until that's all", unless the manner is to tell at length
_OFTEN, _NOW_AND_THEN = 0.7, 0.15  # how likely a habit shows at one prompt


class Manner(StrEnum):
    """How somebody takes part."""

    PLAIN = "plain"  # answers as asked
    TERSE = "terse"  # in as few words as will do
    RAMBLING = "rambling"  # a long story in several messages, with an afterthought
    WAVERING = "wavering"  # goes back and answers again
    DOUBLE_TAPPING = "double-tapping"  # presses every button twice
    CONTRARY = "contrary"  # types nonsense first
    PAUSING = "pausing"  # goes away and comes back
    SKIPPING = "skipping"  # leaves out what can be left out
    QUITTING = "quitting"  # stops, falls silent, or does not even agree


PATIENT = frozenset(Manner) - {Manner.SKIPPING, Manner.QUITTING}
"""Manners in which a plan is kept to the end."""


@dataclass(slots=True)
class Respondent:
    """Decides what is done next. `plan` says what is answered to some questions."""

    manner: Manner
    random: Random
    plan: Mapping[str, Value]
    rounds: dict[str, int] = field(default_factory=dict)
    acted: int = 0
    quits_after: int = 0
    _last: tuple[int, str] = (-1, "")  # the turn at which a habit showed last, and which

    def __post_init__(self) -> None:
        if self.manner is Manner.QUITTING:
            self.quits_after = self.random.randint(1, 25)

    def next(self, x: Exchange) -> Iterator[Input]:
        """What is done at the prompt that waits: one thing, or several in a row."""
        self.acted += 1
        if self.quits_after and self.acted >= self.quits_after:
            yield from self._leave(x)
            return
        habit = self._habit(x)
        if habit:
            yield from habit
            return
        given = list(self._answer(x))
        yield from given
        if self.manner is Manner.DOUBLE_TAPPING and isinstance(given[-1], Chose):
            yield given[-1]

    def pause_before_next(self) -> timedelta:
        """How long nothing is heard before the next thing is done."""
        return timedelta(seconds=self.random.randint(5, 40))

    # ── habits ────────────────────────────────────────────────────────────────────────────────

    def _leave(self, x: Exchange) -> Iterator[Input]:
        if x.phase is Phase.CONSENTING:
            yield Chose(1, x.progress.turn)
        elif self.random.random() < 0.5:  # noqa: PLR2004 - as often the one as the other
            yield Withdrew()
        else:
            yield from (TimePassed(), TimePassed(), TimePassed())

    def _habit(self, x: Exchange) -> list[Input]:
        """What a manner does before an answer; not twice at the same prompt."""
        if self._last[0] == x.progress.turn or x.phase is Phase.CONSENTING:
            return []
        done = list(self._habits(x))
        if done:
            self._last = (x.progress.turn, self.manner)
        return done

    def _habits(self, x: Exchange) -> Iterator[Input]:
        chance = self.random.random()
        match self.manner:
            case Manner.CONTRARY if chance < _OFTEN:
                yield Said(self.random.choice(GARBAGE))
            case Manner.PAUSING if chance < _NOW_AND_THEN:
                yield from (Paused(), Resumed())
            case Manner.WAVERING if chance < _NOW_AND_THEN and x.phase is not Phase.EDITING:
                if x.agenda.last_answered(before=x.place) is not None:
                    yield WentBack()

    # ── answers ───────────────────────────────────────────────────────────────────────────────

    def _answer(self, x: Exchange) -> Iterator[Input]:
        turn, place = x.progress.turn, x.place
        if x.phase is Phase.CONSENTING:
            yield Chose(0, turn)
        elif x.phase is Phase.PLAYBACK:
            yield from self._judge(x)
        elif place is None:
            yield Finished()
        elif x.phase is Phase.PROBING:
            yield self._follow_up(x)
        elif is_draft(x, place):
            yield Chose(0, turn)
        else:
            yield from self._question(x, place)

    def _judge(self, x: Exchange) -> Iterator[Input]:
        is_disputed = x.interview.playback is not None and x.interview.playback.is_disputed
        if is_disputed:
            yield Said(speech_in(x.interview.language).full[2])
        else:
            yield Chose(self.random.choice((1, 2, 3, 3, 3)), x.progress.turn)

    def _follow_up(self, x: Exchange) -> Input:
        if self.manner in {Manner.TERSE, Manner.SKIPPING}:
            return Chose(0, x.progress.turn)
        return Said(self._words(x))

    def _question(self, x: Exchange, place: Place) -> Iterator[Input]:
        wanted = self._wanted(place)
        options = options_of(x, place)
        if self._is_to_be_left_out(x, place, wanted):
            yield self._none(x, place, options)
            return
        match place.question.kind:
            case Kind.STORY:
                yield from self._story(x)
            case Kind.TEXT | Kind.DATE | Kind.NUMBER:
                yield Said(self._typed(x, place, wanted))
            case Kind.MEDIA:
                yield Attached("photo", "photo.jpg", 1000, "simulated")
            case Kind.CHOICES:
                yield from self._ticks(x, options, wanted)
            case _:
                yield self._pick(x, place, options, wanted)

    def _wanted(self, place: Place) -> Value:
        """What the plan says; where it is silent, anything."""
        return self.plan.get(place.question.id, OTHER_WORDS)

    def _is_to_be_left_out(self, x: Exchange, place: Place, wanted: Value) -> bool:
        question = place.question
        if place.opens_round and place.step is None:
            told = self.rounds.get(question.id, 0)
            self.rounds[question.id] = told + 1
            most = MOST_ROUNDS + 2 * (self.manner is Manner.RAMBLING)
            return wanted is None or told >= most
        if not question.skippable and x.phase is not Phase.EDITING:
            return False
        if question.id in self.plan:
            return wanted is None
        return self.manner is Manner.SKIPPING and self.random.random() < _OFTEN

    def _none(self, x: Exchange, place: Place, options: tuple[Choice, ...]) -> Input:
        """An option that says that there is nothing, or a skip."""
        nothing = [n for n, choice in enumerate(options) if choice.absence is not None]
        if not nothing or (place.question.skippable and self.random.random() < _NOW_AND_THEN):
            return Skipped(x.progress.turn)
        if place.question.kind is Kind.CHOICES:
            return ChoseSeveral((nothing[0],), x.progress.turn)
        return Chose(self.random.choice(nothing), x.progress.turn)

    def _story(self, x: Exchange) -> Iterator[Input]:
        speech = speech_in(x.interview.language)
        if self.manner is Manner.TERSE:
            yield Said("\n".join(speech.steps[:2]))
        else:
            yield from (Said(step) for step in speech.steps)
        if self.manner is Manner.RAMBLING:
            yield from (Said(speech.full[0]), Said(speech.afterthought))
        yield Finished()

    def _typed(self, x: Exchange, place: Place, wanted: Value) -> str:
        kind, limits = place.question.kind, place.question.range
        if isinstance(wanted, int | float) and not isinstance(wanted, bool):
            return f"{wanted:.10g}"
        if kind is Kind.NUMBER:
            low, high = (limits.low, limits.high) if limits else (0, 30)
            return f"{self.random.randint(int(low), int(min(high, low + 12)))}"
        if isinstance(wanted, str) and wanted.isprintable() and wanted:
            return wanted
        return "2026-03-02" if kind is Kind.DATE else self._words(x)

    def _words(self, x: Exchange) -> str:
        speech = speech_in(x.interview.language)
        if self.manner is Manner.TERSE:
            return self.random.choice(speech.brief)
        if self.manner is Manner.RAMBLING:
            return " ".join(speech.full)
        return self.random.choice((*speech.full, speech.brief[0]))

    def _ticks(self, x: Exchange, options: tuple[Choice, ...], wanted: Value) -> Iterator[Input]:
        turn = x.progress.turn
        at = {choice.id: position for position, choice in enumerate(options)}
        if isinstance(wanted, tuple):
            ticked = [at[one] for one in wanted if one in at]
        else:
            plain = [n for n, c in enumerate(options) if not c.exclusive and c.absence is None]
            alone = [n for n, c in enumerate(options) if c.exclusive and c.absence is None]
            is_alone = alone and self.random.random() < _NOW_AND_THEN
            most = min(len(plain), self.random.randint(1, 3))
            ticked = [alone[0]] if is_alone else self.random.sample(plain, most)
        others = [n for n, choice in enumerate(options) if not choice.exclusive]
        ticked = ticked or [self._unnamed(options, others)]
        yield ChoseSeveral(tuple(sorted(ticked)), turn)

    def _unnamed(self, options: tuple[Choice, ...], others: list[int]) -> int:
        """An option that no condition names, where there is one."""
        named = {one for value in self.plan.values() if isinstance(value, tuple) for one in value}
        free = [n for n in others if options[n].id not in named]
        return self.random.choice(free or others or [0])

    def _pick(self, x: Exchange, place: Place, options: tuple[Choice, ...], wanted: Value) -> Input:
        turn, limits = x.progress.turn, place.question.range
        position = _position(options, place.question.kind, wanted)
        if position is not None:
            return Chose(position, turn)
        if place.question.kind is Kind.SCALE and limits is not None:
            points = range(int(limits.low), int(limits.high) + 1)
            is_point = isinstance(wanted, int | float)
            return Said(f"{wanted:.0f}" if is_point else str(self.random.choice(points)))
        if place.question.free and (
            wanted is not OTHER_WORDS or self.random.random() < _NOW_AND_THEN
        ):
            return Said(self._words(x))
        real = [n for n, choice in enumerate(options) if choice.absence is None]
        return Chose(self.random.choice(real or [0]), turn)


def _position(options: tuple[Choice, ...], kind: Kind, wanted: Value) -> int | None:
    """Where the wanted value stands among the options; None where it is not among them."""
    if wanted is OTHER_WORDS or wanted is None or isinstance(wanted, tuple):
        return None
    if kind is Kind.YESNO:
        return 0 if wanted else 1
    sought = f"{wanted:.0f}" if isinstance(wanted, int | float) else wanted
    return next((n for n, choice in enumerate(options) if choice.id == sought), None)
