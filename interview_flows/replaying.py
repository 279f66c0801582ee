"""A recorded interview held again with a flow: where the talk would go another way."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from cxmodel.errors import CxError
from cxmodel.interview import (
    OPEN_PHASES,
    Absence,
    Answer,
    Interview,
    Kind,
    Phase,
    Playback,
    Progress,
    StepId,
)
from cxmodel.study import Study
from interview_flows.agenda import Place
from interview_flows.engine import step
from interview_flows.exchange import Exchange
from interview_flows.flow import Flow
from interview_flows.offers import options_of
from interview_flows.prompts import is_draft
from interview_flows.talk import (
    Attached,
    Began,
    Chose,
    ChoseSeveral,
    Finished,
    Input,
    Outcome,
    Said,
    Skipped,
)

_SHOWN = 60  # characters of an answer in a difference
_MOST_INPUTS = 5_000
_A_MOMENT = timedelta(seconds=20)


def replay(recorded: Interview, flow: Flow, study: Study) -> list[str]:
    """Give the recorded answers again, each to its question; the differences, a sentence each.

    Nothing where the talk would be the same. An interview that was broken off is held as far as
    it went. Whoever did not agree answered nothing, and nothing differs.
    """
    if recorded.consent is None:
        return []
    return _Replay(recorded, flow, study).differences()


@dataclass(slots=True)
class _Replay:
    recorded: Interview
    flow: Flow
    study: Study
    interview: Interview = field(init=False)
    found: list[str] = field(default_factory=list)
    _left: list[Answer] = field(init=False)  # recorded answers that were not given again yet
    _steps: dict[str, StepId] = field(default_factory=dict)  # step of the replay → as recorded

    def __post_init__(self) -> None:
        self._left = list(self.recorded.current_answers())
        self.interview = replace(
            self.recorded,
            flow=self.flow.id,
            flow_version=self.flow.version,
            phase=Phase.INVITED,
            consent=None,
            steps=(),
            answers=(),
            attachments=(),
            playback=None,
            completed_at=None,
            progress=Progress(),
        )

    def differences(self) -> list[str]:
        """Hold the talk, and say what differed."""
        try:
            self._do(Began())
            self._do(Chose(0))
            for _ in range(_MOST_INPUTS):
                if self.interview.phase not in OPEN_PHASES or not self._go_on():
                    break
        except CxError as error:
            self.found.append(f"the talk breaks off: {error}")
        self.found += [f"{_named(answer)} is not asked any more" for answer in self._left]
        return self.found

    def _do(self, given: Input) -> Outcome:
        now = self.recorded.started_at + _A_MOMENT * (self.interview.progress.turn + 1)
        outcome = step(self.interview, given, self.flow, self.study, now)
        self.interview = outcome.interview
        return outcome

    def _go_on(self) -> bool:
        """Answer what waits; False where the recorded interview ended here."""
        x = Exchange(self.interview, self.flow, self.study, self.recorded.started_at)
        place = x.place
        if self.interview.phase is Phase.PLAYBACK:
            self._judge()
        elif place is None:
            return False
        elif self.interview.phase is Phase.PROBING:
            self._follow_up(place)
        elif is_draft(x, place):
            self._confirm(place)
        else:
            return self._answer(x, place)
        return True

    # ── one prompt ────────────────────────────────────────────────────────────────────────────

    def _answer(self, x: Exchange, place: Place) -> bool:
        recorded = self._taken(place)
        if recorded is None:
            if self._is_over():
                return False
            if place.opens_round:
                self._do(Finished())
                if self._stands_at(place):
                    self._do(Skipped())
                return True
            self.found.append(f"`{place.question.id}` is asked, and was not then")
            return self._leave_out(place)
        self._give(x, place, recorded)
        if self._stands_at(place) and not is_draft(self._now(), place):
            self.found.append(f"{_named(recorded)}: {_words(recorded)} is not understood")
            return self._leave_out(place)
        self._compare(place, recorded)
        return True

    def _leave_out(self, place: Place) -> bool:
        self._do(Skipped())
        return not self._stands_at(place)

    def _give(self, x: Exchange, place: Place, recorded: Answer) -> None:
        for given in self._inputs(x, place, recorded):
            self._do(given)

    def _inputs(self, x: Exchange, place: Place, recorded: Answer) -> Iterator[Input]:
        if recorded.absence is not None and not recorded.verbatim:
            yield Skipped()
        elif place.question.kind is Kind.MEDIA:
            yield Attached("document", recorded.verbatim or "file", 1, "recorded")
        elif place.question.kind is Kind.STORY:
            steps = [s.text for s in self.recorded.visible_steps() if s.source == recorded.question]
            yield Said("\n".join(steps) or recorded.verbatim, literal=True)
            yield Finished()
        elif (tapped := self._tapped(x, place, recorded)) is not None:
            yield tapped
        else:
            yield Said(recorded.verbatim, literal=True)

    def _tapped(self, x: Exchange, place: Place, recorded: Answer) -> Input | None:
        """Options by their labels, as they stood on the buttons; None where they were typed."""
        labels = [choice.label for choice in options_of(x, place)]
        if recorded.verbatim in labels and place.question.kind is not Kind.CHOICES:
            return Chose(recorded.verbatim)
        ids = [choice.id for choice in options_of(x, place)]
        chosen = recorded.value if isinstance(recorded.value, tuple) else ()
        if place.question.kind is Kind.CHOICES and chosen and set(chosen) <= set(ids):
            return ChoseSeveral(tuple(ids.index(one) for one in chosen), x.progress.turn)
        return None

    def _confirm(self, place: Place) -> None:
        draft = len(self.interview.progress.draft_steps or ())
        told = [s for s in self.recorded.visible_steps() if s.source == place.question.id]
        if told and draft != len(told):
            self.found.append(f"`{place.question.id}`: read as {draft} steps, and was {len(told)}")
        self._do(Chose(0))
        mine = [s for s in self.interview.visible_steps() if s.source == place.question.id]
        self._steps |= {new.id: old.id for new, old in zip(mine, told, strict=False)}

    def _follow_up(self, place: Place) -> None:
        probe = self.interview.progress.probe
        about = self._recorded_step(place)
        found = next(
            (
                answer
                for answer in self._left
                if answer.probe is not None
                and probe is not None
                and (answer.question, answer.step) == (place.question.id, about)
                and (answer.probe.reason, answer.probe.rung) == (probe.reason, probe.rung)
            ),
            None,
        )
        if found is None:
            reason = probe.reason if probe is not None else ""
            if not self._is_over():
                self.found.append(
                    f"`{place.question.id}` is followed up ({reason}), and was not then"
                )
            self._do(Chose(0))
            return
        self._left.remove(found)
        self._do(Said(found.verbatim, literal=True) if found.verbatim else Skipped())

    def _judge(self) -> None:
        said = self.recorded.playback or Playback()
        is_disputed = self.interview.playback is not None and self.interview.playback.is_disputed
        if is_disputed:
            self._do(Said(said.words, literal=True) if said.words else Chose(0))
        else:
            self._do(Chose(said.verdict - 1) if said.verdict else Skipped())

    # ── what was recorded ─────────────────────────────────────────────────────────────────────

    def _taken(self, place: Place) -> Answer | None:
        """The recorded answer to a place, which is not given twice."""
        about = self._recorded_step(place)
        opens = place.opens_round and place.step is None
        for answer in self._left:
            same_step = answer.step == about or opens
            if answer.probe is None and answer.question == place.question.id and same_step:
                self._left.remove(answer)
                return answer
        return None

    def _recorded_step(self, place: Place) -> StepId | None:
        return self._steps.get(place.step.id) if place.step is not None else None

    def _compare(self, place: Place, recorded: Answer) -> None:
        given = next(
            (a for a in reversed(self.interview.answers) if a.question == place.question.id), None
        )
        if given is None:
            return
        if place.opens_round and given.step is not None and recorded.step is not None:
            self._steps[given.step] = recorded.step
        if place.question.kind in {Kind.STORY, Kind.MEDIA} or place.question.options_from:
            return
        if (given.value, given.absence) != (recorded.value, recorded.absence):
            before, now = _value(recorded), _value(given)
            words = f"{_named(recorded)}: {_words(recorded)}"
            self.found.append(f"{words} is read as {now}, and was {before}")

    def _is_over(self) -> bool:
        """Whether the recorded interview went no further: it was broken off, all was said."""
        return self.recorded.phase is not Phase.COMPLETED and not self._left

    def _stands_at(self, place: Place) -> bool:
        """Whether the same prompt still waits."""
        at = self.interview.progress.at
        return (
            self.interview.phase is Phase.ASKING
            and at == place.position
            and (
                not self.interview.answers
                or self.interview.answers[-1].question != place.question.id
            )
        )

    def _now(self) -> Exchange:
        return Exchange(self.interview, self.flow, self.study, self.recorded.started_at)


def _named(answer: Answer) -> str:
    about = f" of {answer.step}" if answer.step is not None else ""
    follow_up = f" (follow-up {answer.probe.reason})" if answer.probe is not None else ""
    return f"`{answer.question}`{about}{follow_up}"


def _words(answer: Answer) -> str:
    said = " ".join(answer.verbatim.split())
    return f"“{said[:_SHOWN]}{'…' if len(said) > _SHOWN else ''}”"


def _value(answer: Answer) -> str:
    if answer.absence is not None:
        return "nothing" if answer.absence is Absence.DID_NOT_HAPPEN else answer.absence.value
    return ", ".join(answer.value) if isinstance(answer.value, tuple) else f"{answer.value}"
