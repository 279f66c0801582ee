"""A flow file as a `Flow`, or the one line that is wrong with it.

Read in one pass, in the order of the talk: what a question looks at must stand before it. So there
is no way back, and every flow ends.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from cxmodel.guide import Audience, OptionsFrom, Reason
from cxmodel.interview import Kind, QuestionId
from interview_flows.conditions import Answered, Condition, Expression
from interview_flows.flow import Flow, Probe, Question, Repeat, Section, Wording
from interview_flows.keys import FLOW_KEYS, PROBE_KEYS, QUESTION_KEYS, REPEAT_KEYS, SECTION_KEYS
from interview_flows.questions import (
    MOST_LONELY,
    PAIR_SLOTS,
    is_weighed,
    read_question,
    sets_side_by_side,
)
from interview_flows.reach import Asked
from interview_flows.schema import LONGEST_TITLE, Fields, Place, did_you_mean, languages_of, shown
from interview_flows.scope import Scope
from interview_flows.yaml_source import Node, Table, decode, read_tree

MOST_QUESTIONS = 500
MOST_MINUTES = 120  # what nobody would sit through
MOST_PROBES = 100  # of one reason in one interview

Guards = tuple[Expression, ...]


def load_flow(text: str | bytes, file: str) -> Flow:
    """Read and check a flow. Raises InvalidFlow, which names the file, the line and the reason."""
    source = decode(text, file)
    fields = Fields(Place(file), read_tree(source, file), "the flow", FLOW_KEYS)
    fields.place = Place(file, languages_of(fields, "languages"))
    return _Loader(fields.place).flow(fields, source)


class _Loader:
    """One pass over one file, with what was met so far."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._scope = Scope(place)
        self._sections: dict[str, int] = {}  # id → line
        self._repeats: dict[str, int] = {}
        self._stages = 0  # gone through before what is read now
        self._screens: int | None = None  # line of the first question that screens

    def flow(self, fields: Fields, source: str) -> Flow:
        head = {"title": fields.wording("title", LONGEST_TITLE)}
        head |= {key: fields.wording(key) for key in ("consent", "closing")}
        self._scope.slots(fields.node("consent"))
        sections = tuple(self._section(node) for node in fields.items("sections"))
        if not sections:
            raise fields.error("sections", "a dead end: the flow has no `sections`")
        self._scope.slots(fields.node("closing"))
        head["screened_out"] = self._screened_out(fields)
        return Flow(
            id=fields.flow_id("id"),
            version=hashlib.sha256(source.encode()).hexdigest(),
            text=source,
            languages=self._place.languages,
            audience=fields.one_of("audience", Audience),
            minutes=fields.whole("minutes", low=1, high=MOST_MINUTES),
            sections=sections,
            playback=fields.yes("playback", default=True),
            repeatable=fields.yes("repeatable", default=False),
            probe_budget=_probe_budget(fields),
            **head,
        )

    def _screened_out(self, fields: Fields) -> Wording:
        """What is said to whom a question screens out; there, it must not be missing."""
        if self._screens is not None and "screened_out" not in fields:
            reason = "`screens` ends interviews, and the flow has no `screened_out` to say then"
            raise self._place.error(self._screens, reason)
        if "screened_out" in fields:
            self._scope.slots(fields.node("screened_out"))
        return fields.maybe_wording("screened_out")

    def _section(self, node: Node) -> Section:
        fields = Fields(self._place, node, "the section", SECTION_KEYS)
        name = fields.identifier("id")
        fields.what = f"section `{name}`"
        self._claim(self._sections, name, fields, "section")
        title = fields.wording("title", LONGEST_TITLE)
        self._scope.slots(fields.node("title"))
        stage = fields.yes("stage", default=False)
        when, guards = self._when(fields, (), None)
        nodes = fields.items("items")
        if not nodes:
            raise fields.error("items", f"a dead end: section `{name}` asks nothing")
        items = tuple(self._item(item, guards) for item in nodes)
        self._stages += stage
        budget = _probe_budget(fields)
        return Section(
            id=name, title=title, stage=stage, items=items, when=when, probe_budget=budget
        )

    def _item(self, node: Node, guards: Guards) -> Question | Repeat:
        if isinstance(node, Table) and any(key.text == "repeat" for key, _ in node.entries):
            return self._repeat(node, guards)
        return self._question(node, guards, None)

    def _repeat(self, node: Node, guards: Guards) -> Repeat:
        fields = Fields(self._place, node, "the repeat", REPEAT_KEYS)
        name = fields.identifier("repeat")
        fields.what = f"repeat `{name}`"
        self._claim(self._repeats, name, fields, "repeat")
        nodes = fields.items("questions")
        if not nodes:
            raise fields.error("questions", f"a dead end: repeat `{name}` asks nothing")
        story = self._story(fields)
        if story is None:
            questions = self._round(nodes, guards)
        else:
            inner = (*guards, Answered(story))
            questions = tuple(self._question(question, inner, story) for question in nodes)
        return Repeat(id=name, each=story, questions=questions, line=fields.line)

    def _story(self, fields: Fields) -> QuestionId | None:
        """The story whose steps are gone through; None: rounds, until "that's all"."""
        if ("each" in fields) == ("until" in fields):
            reason = f"a loop without exit: {fields.what} needs `each: STORY` or `until: done`"
            raise fields.error("until", reason)
        if "until" in fields:
            if fields.word("until") != "done":
                reason = f"a loop without exit: `until` of {fields.what} can only be `done`"
                raise fields.error("until", reason)
            return None
        story = fields.word("each")
        asked = self._scope.asked.get(story)
        if asked is None or asked.question.kind is not Kind.STORY:
            stories = [n for n, a in self._scope.asked.items() if a.question.kind is Kind.STORY]
            hint = did_you_mean(story, stories)
            reason = f"{fields.what} goes through {shown(story)}, no story asked before it{hint}"
            raise fields.error("each", reason)
        return asked.question.id

    def _round(self, nodes: tuple[Node, ...], guards: Guards) -> tuple[Question, ...]:
        """The first question opens a round or, left out, ends them."""
        opener = self._question(nodes[0], guards, None, opens=True)
        if not opener.skippable:
            reason = f"a loop without exit: `{opener.id}` opens each round, so it must be skippable"
            raise self._place.error(opener.line, reason)
        inner = (*guards, Answered(opener.id))
        return (opener, *(self._question(node, inner, opener.id) for node in nodes[1:]))

    def _question(
        self, node: Node, guards: Guards, source: str | None, *, opens: bool = False
    ) -> Question:
        fields = Fields(self._place, node, "the question", QUESTION_KEYS)
        question = read_question(fields)
        self._refuse_misplaced(fields, question, in_repeat=opens or source is not None)
        pair = PAIR_SLOTS if sets_side_by_side(question) else frozenset[str]()
        self._scope.slots(node, source, step=source is not None, also=pair)
        when, guards = self._when(fields, guards, source)
        asked_about = question.id if opens else source
        self._scope.asked[question.id] = Asked(question, guards, asked_about)
        probes = self._with_rules(fields, question, guards, asked_about)
        screens = self._screening(fields, question, guards, asked_about)
        return replace(question, when=when, probes=probes, screens=screens)

    def _screening(
        self, fields: Fields, question: Question, guards: Guards, source: str | None
    ) -> Condition | None:
        """What an answer must meet for the interview to go on."""
        if "screens" not in fields:
            return None
        if source is not None:
            raise fields.error("screens", f"{fields.what} is in a repeat, where nobody is screened")
        if question.skippable:
            reason = f"{fields.what} screens, so it needs an answer: add `skippable: no`"
            raise fields.error("screens", reason)
        text, line = fields.word("screens"), fields.line_of("screens")
        condition, _ = self._scope.condition(text, line, guards, key="screens")
        if question.id not in condition.names:
            raise fields.error("screens", f"`screens` must look at `{question.id}`")
        self._screens = self._screens or line
        return condition

    def _with_rules(
        self, fields: Fields, question: Question, guards: Guards, source: str | None
    ) -> tuple[Probe, ...]:
        """The probes with what an answer contradicts, which may look at that answer too."""
        ruled = []
        for node, probe in zip(fields.items("probes"), question.probes, strict=True):
            if probe.reason is Reason.CONTRADICTION:
                keys = Fields(self._place, node, f"a probe of {fields.what}", PROBE_KEYS)
                rule = self._rule(keys, question, guards, source)
                ruled.append(replace(probe, contradicts=rule))
            else:
                ruled.append(probe)
        return tuple(ruled)

    def _rule(
        self, probe: Fields, question: Question, guards: Guards, source: str | None
    ) -> Condition | None:
        if "contradicts" not in probe:
            if is_weighed(question):
                return None
            reason = "`contradicts`, or an effort or the measure csat, ces or nps"
            raise self._place.error(probe.line, f"{probe.what} needs {reason}")
        text, line = probe.word("contradicts"), probe.line_of("contradicts")
        condition, _ = self._scope.condition(text, line, guards, source, key="contradicts")
        others = {name for name in condition.names if name in self._scope.asked} - {question.id}
        if question.id not in condition.names or not others:
            reason = f"`contradicts` must look at `{question.id}` and at an earlier question"
            raise self._place.error(line, reason)
        return condition

    def _refuse_misplaced(self, fields: Fields, question: Question, *, in_repeat: bool) -> None:
        earlier = self._scope.asked.get(question.id)
        if earlier is not None:
            line = earlier.question.line
            reason = f"the id `{question.id}` is there twice (first in line {line})"
            raise fields.error("id", reason)
        if len(self._scope.asked) == MOST_QUESTIONS:
            reason = f"more than {MOST_QUESTIONS} questions in one flow"
            raise self._place.error(fields.line, reason)
        if in_repeat and question.kind is Kind.STORY:
            raise fields.error("kind", "a story cannot be told inside a repeat")
        if question.options_from is OptionsFrom.STEPS and not self._scope.has_steps():
            reason = f"a dead end: no steps are told before {fields.what}"
            raise fields.error("options_from", reason)
        if question.options_from is OptionsFrom.STAGES and self._stages < MOST_LONELY:
            reason = f"a dead end: fewer than two stages are gone through before {fields.what}"
            raise fields.error("options_from", reason)

    def _when(
        self, fields: Fields, guards: Guards, source: str | None
    ) -> tuple[Condition | None, Guards]:
        if "when" not in fields:
            return None, guards
        text, line = fields.word("when"), fields.line_of("when")
        condition, expression = self._scope.condition(text, line, guards, source)
        return condition, (*guards, expression)

    def _claim(self, taken: dict[str, int], name: str, fields: Fields, what: str) -> None:
        if name in taken:
            reason = f"the {what} `{name}` is there twice (first in line {taken[name]})"
            raise self._place.error(fields.line, reason)
        taken[name] = fields.line


def _probe_budget(fields: Fields) -> Mapping[str, int]:
    if "probe_budget" not in fields:
        return {}
    reasons = [reason.value for reason in Reason]
    budget = Fields(fields.place, fields.node("probe_budget"), "`probe_budget`", reasons)
    return {r: budget.whole(r, low=0, high=MOST_PROBES) for r in reasons if r in budget}
