"""One input on its way through the engine: the interview as it changes, and what goes out."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from cxmodel.interview import Answer, Interview, Phase, Progress, Step, changed
from cxmodel.study import Study
from interview_flows.agenda import Agenda, Place, place_of
from interview_flows.flow import Flow, Wording, in_language
from interview_flows.machine import NOTHING_AHEAD, Ahead, advance
from interview_flows.phrasebook import phrases_in
from interview_flows.phrases import Phrases
from interview_flows.talk import Document, Effect, Outcome, Picture, Reply, ReplyKind, Settled

_AT_A_PLACE = (Phase.ASKING, Phase.PROBING, Phase.CONFIRMING, Phase.EDITING)


@dataclass(slots=True)
class Exchange:
    """Lives for one step. The interview inside is only ever replaced, never changed."""

    interview: Interview
    flow: Flow
    study: Study
    now: datetime
    effects: list[Effect] = field(default_factory=list)
    toast: str | None = None
    erased: bool = False
    begins_anew: bool = False
    _agenda: Agenda | None = None

    @property
    def phase(self) -> Phase:
        """Phase of the interview as it stands now."""
        return self.interview.phase

    @property
    def progress(self) -> Progress:
        """Where the talk stands now."""
        return self.interview.progress

    @property
    def words(self) -> Phrases:
        """The engine's own sentences, in the respondent's language."""
        return phrases_in(self.interview.language)

    def wording(self, wording: Wording) -> str:
        """Take a sentence of the flow in the respondent's language where there is one."""
        return in_language(wording, self.interview.language, self.flow.languages[0])

    @property
    def agenda(self) -> Agenda:
        """What is to be asked, as of now; drawn up again only after answers or steps changed."""
        if self._agenda is None or not _agree(self._agenda.drawn_from, self.interview):
            self._agenda = Agenda(self.flow, self.interview, self.study)
        return self._agenda

    @property
    def place(self) -> Place | None:
        """The place that waits; None where no question does."""
        at = self.progress.at
        return place_of(self.flow, self.interview, at) if at is not None else None

    @property
    def lost_its_place(self) -> bool:
        """Whether the question that waits is no longer on the agenda."""
        place = self.place
        return self.phase in _AT_A_PLACE and (place is None or place not in self.agenda)

    # ── what changes ──────────────────────────────────────────────────────────────────────────

    def note(
        self,
        *,
        answers: tuple[Answer, ...] | None = None,
        steps: tuple[Step, ...] | None = None,
    ) -> None:
        """Replace the answers or the steps: a picture that was sent of them is out of date."""
        interview, progress = self.interview, self.interview.progress
        self.interview = changed(
            interview,
            progress=replace(progress, pictured=False) if progress.pictured else progress,
            answers=interview.answers if answers is None else answers,
            steps=interview.steps if steps is None else steps,
        )

    def fire(self, trigger: str, ahead: Ahead = NOTHING_AHEAD) -> None:
        """Take the machine to the next phase. Raises NotWaiting."""
        self.interview = advance(self.interview, trigger, ahead)

    def move(self, progress: Progress) -> None:
        """Say where the talk stands now; the token of the waiting prompt stays."""
        self.interview = changed(self.interview, progress=progress)

    def turn_over(self, progress: Progress) -> None:
        """Go to another position: the buttons of every earlier prompt are dead from here on."""
        self.move(replace(progress, turn=self.progress.turn + 1))

    # ── what goes out ─────────────────────────────────────────────────────────────────────────

    def settle(self, chosen: str | None = None) -> None:
        """Take the buttons of the waiting prompt away, leaving what was chosen."""
        self.effects.append(Settled(self.progress.turn, chosen))

    def tell(
        self,
        say: str,
        kind: ReplyKind = ReplyKind.NOTICE,
        *,
        controls: tuple[str, ...] = (),
        picture: Picture | None = None,
        document: Document | None = None,
    ) -> None:
        """Say something that asks nothing; while paused, with the way to go on."""
        if self.phase is Phase.PAUSED:
            controls = (*controls, "resume")
        self.effects.append(
            Reply(
                say=say,
                kind=kind,
                controls=controls,
                picture=picture,
                document=document,
                turn=self.progress.turn,
                phase=self.phase,
                language=self.interview.language,
            )
        )

    def outcome(self) -> Outcome:
        """Hand over what this input did."""
        effects = tuple(self.effects)
        return Outcome(self.interview, effects, self.toast, self.erased, self.begins_anew)


def _agree(then: Interview, now: Interview) -> bool:
    return now.answers is then.answers and now.steps is then.steps
