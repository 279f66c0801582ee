"""What a study has heard little about is asked in more depth, and what it knows in less."""

from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock import utc_now
from bot.depth import FRESH, MOST_THIN, WINDOW, Depth, Depths, deepened, depth_after
from cxmodel.interview import (
    Absence,
    Answer,
    AnswerId,
    Interview,
    Kind,
    Phase,
    QuestionId,
)
from cxmodel.store import Store
from interview_flows.flow import Flow
from interview_flows.loader import load_flow
from tests.bot.town import Town
from tests.store.values import NOW, STUDY, interview, study

FLOW = """\
id: walk
title: A walk
languages: [en]
audience: customer
minutes: 2
consent: May I?
closing: Thank you.
playback: no
sections:
  - id: main
    title: Main
    items:
      - {id: need, kind: text, text: What did you need?}
      - id: pain
        kind: text
        text: What went wrong?
        probes: [{reason: why, times: 2}]
      - id: wish
        kind: text
        text: What would you wish?
        probes: [{reason: anything_else}]
      - id: mood
        kind: feeling
        text: How was it?
        probes: [{reason: why, times: 2}]
      - id: short
        kind: text
        text: In a word?
        probes: [{reason: too_short}]
"""
NEW = ("forms", "waiting", "parking", "prices", "queues", "shouting", "heating", "music")
SAME = ("forms",) * 8


def flow() -> Flow:
    return load_flow(FLOW, "walk.yaml")


def talk(number: int, **said: str | None) -> Interview:
    """A completed interview; None: asked and left out."""
    answers = tuple(
        Answer(
            id=AnswerId(f"a{n}"),
            question=QuestionId(question),
            kind=Kind.TEXT,
            value=words,
            verbatim=words or "",
            at=NOW,
            absence=None if words else Absence.SKIPPED,
        )
        for n, (question, words) in enumerate(said.items(), 1)
    )
    return interview(
        number,
        flow="walk",
        phase=Phase.COMPLETED,
        answers=answers,
        started_at=NOW + timedelta(minutes=number - 1),
        completed_at=NOW + timedelta(minutes=number),
    )


def test_only_open_questions_that_are_gone_into_are_looked_at() -> None:
    assert deepened(flow()) == ["pain", "wish"]


@pytest.mark.parametrize(
    ("pains", "wishes", "depth"),
    [
        pytest.param(NEW[:5], SAME[:5], Depth(), id="too few interviews"),
        pytest.param(NEW[:6], SAME[:6], Depth(("pain",), ("wish",)), id="new ones still come"),
        pytest.param(SAME, SAME, Depth((), ("pain", "wish")), id="all was said"),
        pytest.param(
            SAME, (*SAME[:5], None, None, None), Depth(("wish",), ("pain",)), id="few answered"
        ),
        pytest.param(
            NEW, (*SAME[:3], *[None] * 5), Depth(("wish", "pain"), ()), id="the thinnest first"
        ),
    ],
)
def test_a_question_is_thin_while_few_answer_or_new_things_come_up(
    pains: tuple[str, ...], wishes: tuple[str | None, ...], depth: Depth
) -> None:
    talks = [talk(n, pain=p, wish=w) for n, (p, w) in enumerate(zip(pains, wishes, strict=True), 1)]
    assert depth_after(flow(), talks) == depth
    assert depth_after(flow(), talks[::-1]) == depth


def test_an_interview_is_made_longer_by_a_few_questions_only() -> None:
    probed = "probes: [{reason: why}]"
    more = "".join(f"      - {{id: q{n}, kind: text, text: Q?, {probed}}}\n" for n in range(9))
    talks = [talk(n, pain="x") for n in range(1, 8)]
    assert len(depth_after(load_flow(FLOW + more, "walk.yaml"), talks).thin) == MOST_THIN


def test_only_a_bounded_part_of_the_study_is_read_and_that_not_each_time(store: Store) -> None:
    with store.writing() as work:
        work.save_study(study())
        work.keep_flow("v1", "walk", FLOW)
        work.add_interviews([talk(n, pain="forms") for n in range(1, WINDOW + 4)])
        paused, other = talk(50, pain="noise"), talk(51, pain="noise")
        work.add_interviews([replace(paused, phase=Phase.PAUSED), replace(other, flow="process")])
    depths, found = Depths(), Depth(("wish",), ("pain",))
    with store.reading() as reading:
        lately = reading.lately_completed(STUDY, "walk", 1, WINDOW)
        assert [i.id for i in lately] == [f"i{n}" for n in range(WINDOW + 3, 3, -1)]
        assert reading.lately_completed(STUDY, "walk", 2, WINDOW) == []
        assert depths.of(study(), flow(), reading, NOW) == found
    with store.writing() as work:
        work.add_interviews([talk(40, pain="waiting")])
    with store.reading() as reading:
        assert depths.of(study(), flow(), reading, NOW + FRESH - timedelta(seconds=1)) == found
        later = depths.of(study(), flow(), reading, NOW + FRESH)
    assert later == Depth(("wish", "pain"), ())


def test_the_next_respondent_is_asked_more_and_the_log_tells_why_without_words(
    store: Store,
) -> None:
    """A whole study in a chat: six people tell new things, and the seventh is asked once more."""
    passed = [timedelta()]
    town = Town(store, clock=lambda: utc_now() + passed[0])
    study = town.study("walk", flow(), open_link=True)
    for number, pain in enumerate(NEW[:6], 1):
        someone = town.respondent(str(number)).starts(town.invites(study)).agrees()
        someone.says("a need", pain, "no idea", "a wish", "no", "skip", "long enough for this one")
        assert someone.phase is Phase.COMPLETED
    passed.append(passed.pop() + FRESH)
    last = town.respondent("7").starts(town.invites(study)).agrees()
    with capture_logs() as logs:
        last.says("a need", "cold", "a rule", "a law", "a vote")
    assert [a.probe.rung for a in last.interview.answers if a.probe] == [1, 2, 3]
    lines = [line for line in logs if line["event"] == "probe"]
    told = [(line["question"], line["reason"], line["rung"]) for line in lines]
    assert told == [("pain", "why", 1), ("pain", "why", 2), ("pain", "why", 3)]
    assert {*lines[0]} == {"event", "log_level", "interview", "question", "reason", "rung"}
