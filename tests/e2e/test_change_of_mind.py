"""Somebody in Slack changes their mind: the map holds the last word, the export every one."""

import json
from pathlib import Path
from typing import Any

from tests.e2e.slack_town import Colleague, SlackTown, slack_town

FLOW = """\
id: mind
title: A change of mind
languages: [en]
audience: staff
minutes: 3
consent: May I ask you?
closing: That was all.
playback: no
sections:
  - id: all
    title: All of it
    stage: yes
    items:
      - {id: need, kind: text, lane: need, text: 1 What did you need?}
      - {id: did, kind: text, lane: action, text: 2 What did you do?}
      - {id: thought, kind: text, lane: touchpoint_desired, text: 3 What did you wish for?}
      - {id: mood, kind: feeling, lane: feeling, text: 4 How was it?}
      - {id: upset, kind: text, lane: pain, when: mood <= -1, text: 5 What upset you?}
      - {id: glad, kind: text, lane: action, when: mood >= 1, text: 5 What made you glad?}
      - {id: forms, kind: number, low: 0, high: 99, text: 6 How many forms?}
      - {id: people, kind: number, low: 0, high: 99, text: 7 How many people?}
      - {id: gain, kind: text, lane: improvement_self, text: 8 What would it change?}
      - {id: better, kind: text, lane: difference, text: 9 What would be better?}
      - {id: more, kind: text, text: 10 Anything else?}
"""
FIRST = {
    "need": "A chair at first",
    "did": "I asked nobody at all",
    "thought": "A wish that I regret",
    "upset": "It squeaks all day",
    "better": "Softer cushions everywhere",
}
LAST = {
    "need": "A standing desk",
    "did": "I asked the caretaker",
    "better": "Desks that remember us",
    "glad": "The view from up there",
}


async def test_the_map_holds_the_last_word_and_the_export_every_one(tmp_path: Path) -> None:
    async with slack_town(tmp_path, flow=FLOW) as there:
        grace = there.colleague()
        await _changes_her_mind(grace)
        await there.ends()
        assert (there.refused, there.late) == ([], [])
        (whole,) = await there.place.exported(there.study)
        on_map = await _compiled(there)
    _exports_all(whole["answers"])
    for question, words in LAST.items():
        assert words in on_map, question
    assert [words for words in FIRST.values() if words in on_map] == []


async def _changes_her_mind(grace: Colleague) -> None:
    await grace.begins()
    await grace.hears("May I ask you?")
    await grace.taps("I agree")
    said = {}
    for asked, words in (
        ("1 What did you need?", FIRST["need"]),
        ("2 What did you do?", FIRST["did"]),
        ("3 What did you wish for?", FIRST["thought"]),
        ("4 How was it?", "very bad"),
        ("5 What upset you?", FIRST["upset"]),
        ("6 How many forms?", "3"),
        ("7 How many people?", "2"),
        ("8 What would it change?", "Less pain in my back"),
        ("9 What would be better?", FIRST["better"]),
        ("10 Anything else?", "change 1"),
        ("1 What did you need?", LAST["need"]),
        ("10 Anything else?", "change 9"),
        ("9 What would be better?", LAST["better"]),
        ("10 Anything else?", "change 4"),
        ("4 How was it?", "good"),
        ("5 What made you glad?", LAST["glad"]),
    ):
        await grace.hears(asked)
        said[asked] = await grace.says(words)
    await grace.hears("10 Anything else?")
    await grace.person.edits(said["2 What did you do?"], LAST["did"])
    await grace.hears("I have noted your edit.")
    await grace.person.deletes(said["3 What did you wish for?"])
    await grace.hears("You deleted that message")
    await grace.says("Not a word more")
    await grace.hears("That was all.")
    await grace.settled()


def _exports_all(answers: list[dict[str, Any]]) -> None:
    """Each answer with what it replaces; those of a branch that was left are excluded."""
    said = {question: [a for a in answers if a["question"] == question] for question in FIRST}
    for question in ("need", "did", "better"):
        first, last = said[question]
        assert [first["verbatim"], last["verbatim"]] == [FIRST[question], LAST[question]]
        assert (last["revision_of"], last["excluded"]) == (first["id"], False)
    (upset,) = said["upset"]
    assert (upset["verbatim"], upset["excluded"]) == (FIRST["upset"], True)
    wished = said["thought"]
    assert (wished[0]["verbatim"], wished[0]["excluded"]) == (FIRST["thought"], True)
    assert (wished[-1]["absence"], wished[-1]["value"]) == ("skipped", None)
    moods = [a for a in answers if a["question"] == "mood"]
    assert [(mood["value"], mood["revision_of"]) for mood in moods] == [
        (-2, None),
        (1, moods[0]["id"]),
    ]


async def _compiled(there: SlackTown) -> str:
    """All that stands on the map."""
    out = there.place.home / "map"
    await there.place.command("compile", there.study, "--format", "json", "--out", str(out))
    return json.dumps(
        json.loads((out / f"{there.study}.json").read_text(encoding="utf-8")), ensure_ascii=False
    )
