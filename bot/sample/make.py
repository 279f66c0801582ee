"""Plays the invented respondents through the real engine and writes the sample study's file.

Run `python -m bot.sample.make` after a change of the flow or of `respondents.yaml`.
"""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from bot.sample import FILE
from cxmodel.errors import Refused
from cxmodel.interchange import dump_interview, dump_study
from cxmodel.interview import OPEN_PHASES, Interview, InterviewId, Phase, Pseudonym, StudyId
from cxmodel.study import Persona, Programme, Segment, Study, StudyFlow
from interview_flows.engine import step
from interview_flows.flow import Flow, in_language
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.talk import (
    Began,
    Chose,
    Finished,
    Input,
    Paused,
    Reply,
    ReplyKind,
    Said,
    Skipped,
)

HERE = Path(__file__).parent
FLOW = "employee-process"
MESSENGER = "telegram"
SPEED = 5  # characters that a person types in a second
TAP = timedelta(seconds=5)  # to read a question and tap

Script = dict[str, Any]


def read_script() -> Script:
    """What the respondents say, as it stands in `respondents.yaml`."""
    script: Script = yaml.load((HERE / "respondents.yaml").read_bytes(), Loader=yaml.CSafeLoader)
    return script


def make_sample(script: Script) -> str:
    """The sample study as JSON Lines. Raises Refused where a written answer was never asked for."""
    flow = load_flow(shipped()[FLOW], f"{FLOW}.yaml")
    study = _study(script["study"], flow)
    interviews = sorted(
        (_Talk(each, flow, study).held() for each in script["respondents"]), key=_id
    )
    lines = [dump_study(study, {flow.version: flow.text}), *map(dump_interview, interviews)]
    return "".join(lines)


def _id(interview: Interview) -> str:
    return interview.id


def _study(script: Script, flow: Flow) -> Study:
    persona = {key: _many(value) for key, value in script["persona"].items()}
    programme = {key: _many(value) for key, value in script["programme"].items()}
    return Study(
        id=StudyId(script["id"]),
        title=script["title"],
        flows=(StudyFlow(flow.id, flow.version, flow.audience),),
        scenario=script["scenario"].strip(),
        expectation=script["expectation"],
        touchpoints=tuple(script["touchpoints"]),
        stated_values=tuple(script["stated_values"]),
        persona=Persona(**persona),
        segments=tuple(Segment(**segment) for segment in script["segments"]),
        contact=script["contact"],
        programme=Programme(**programme),
        sample=True,
        created_at=script["created"],
    )


def _many(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


@dataclass(slots=True)
class _Talk:
    """One respondent at the keyboard."""

    script: Script
    flow: Flow
    study: Study
    interview: Interview = field(init=False)
    now: datetime = field(init=False)
    left: dict[tuple[str, int], deque[Any]] = field(init=False)  # what is still to be said

    def __post_init__(self) -> None:
        self.now = self.script["begins"]
        self.left = _to_say(self.script)
        self.interview = Interview(
            id=InterviewId(self.script["interview"]),
            study=self.study.id,
            side=self.flow.audience,
            respondent=Pseudonym(self.script["respondent"]),
            segment=self.script["segment"],
            messenger=MESSENGER,
            flow=self.flow.id,
            flow_version=self.flow.version,
            started_at=self.now,
        )

    def held(self) -> Interview:
        """The interview from the invitation to its end, or to where it was broken off."""
        prompt = self._give(Began())
        while self.interview.phase in OPEN_PHASES:
            for given in self._answers(prompt):
                prompt = self._give(given) or prompt
        unsaid = [key for key, said in self.left.items() if said]
        if unsaid and self.interview.phase is Phase.COMPLETED:
            raise Refused(
                f"{self.interview.id}: nobody asked for {unsaid[0]}; see respondents.yaml"
            )
        return self.interview

    def _give(self, given: Input) -> Reply | None:
        """One input; the prompt that waits after it, where it changed."""
        typed = len(given.text) if isinstance(given, Said) else 0
        self.now += TAP + timedelta(seconds=round(typed / SPEED))
        outcome = step(self.interview, given, self.flow, self.study, self.now)
        self.interview = outcome.interview
        prompts = [e for e in outcome.effects if isinstance(e, Reply) and e.input != "none"]
        return prompts[-1] if prompts else None

    def _answers(self, prompt: Reply | None) -> list[Input]:
        """What this respondent does about a prompt."""
        match prompt:
            case None:
                raise Refused(f"{self.interview.id}: nothing waits for an answer")
            case Reply(kind=ReplyKind.CONSENT | ReplyKind.CONFIRM):
                return [Chose(0)]
            case Reply(kind=ReplyKind.PLAYBACK):
                return [Chose(self.script["answers"]["playback"] - 1)]
            case Reply(kind=ReplyKind.PROBE):
                said = self._next(prompt)
                return [Chose(0) if said is None else Said(said)]
            case Reply(question="story"):
                return [*(Said(each["does"]) for each in self.script["steps"]), Finished()]
            case _ if self._breaks_off():
                return [Paused()]
            case _:
                return self._answer(prompt, self._next(prompt))

    def _next(self, prompt: Reply) -> Any:
        said = self.left.get((str(prompt.question), self._step()))
        return said.popleft() if said else None

    def _step(self) -> int:
        """1-based position of the step that is asked about, 0 where none is."""
        at = self.interview.progress.at
        ids = [each.id for each in self.interview.visible_steps()]
        return ids.index(at.step) + 1 if at is not None and at.step is not None else 0

    def _breaks_off(self) -> bool:
        at, here = self.script.get("pauses_at"), self.interview.progress.at
        if at is None or here is None:
            return False
        return (at["question"], at["step"]) == (here.question, self._step())

    def _answer(self, prompt: Reply, said: Any) -> list[Input]:
        match prompt.input, said:
            case _, None:
                return [Skipped()]
            case "feeling", int(value):
                return [Chose(value + 2)]
            case "yesno", bool(value):
                return [Chose(0 if value else 1)]
            case "choices", list(ticked):
                return [*(Chose(self._label(prompt, each)) for each in ticked), Finished()]
            case "choice", int(position):  # of a step
                return [Chose(position - 1)]
            case "scale", int(value):
                return [Chose(str(value))]
            case "choice", str(name) if self._label(prompt, name) in prompt.options:
                return [Chose(self._label(prompt, name))]
        return [Said(str(said))]

    def _label(self, prompt: Reply, name: str) -> str:
        """An option's label by its id; a label is its own."""
        labels = {
            option.id: in_language(option.label, self.interview.language)
            for _, _, question in self.flow.questions()
            if question.id == prompt.question
            for option in question.options
        }
        return labels.get(name, name)


def _to_say(script: Script) -> dict[tuple[str, int], deque[Any]]:
    """By question and step: the answer, then what is said to each follow-up."""
    told: dict[tuple[str, int], deque[Any]] = {}
    for number, said in enumerate([script["answers"], *script["steps"]]):
        for question, answer in said.items():
            if question not in {"does", "playback"}:
                told[question, number] = deque(_thread(question, answer))
    return told


def _thread(question: str, answer: Any) -> list[Any]:
    is_thread = isinstance(answer, list) and question != "effort_kinds"
    answers = answer if is_thread else [answer]
    return [" ".join(each.split()) if isinstance(each, str) else each for each in answers]


def main() -> None:
    """Write the file beside this one."""
    (HERE / FILE).write_text(make_sample(read_script()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
