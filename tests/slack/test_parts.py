import json
from typing import Any

import pytest

from bot.messenger import FindPeople, Home, InvitationCard, MapFiles, Parcel
from bot.slack.parts import is_early, parts
from cxmodel.interview import InterviewId, Phase, StudyId
from cxmodel.records import Person
from interview_flows.talk import Effect, Reply, ReplyKind, Settled

ANN = Person(messenger="slack", installation="T1", id="U1", name="ann")
SAID = Reply(say="Thank you.", kind=ReplyKind.NOTICE, turn=3, phase=Phase.ASKING)


@pytest.mark.parametrize(
    ("effect", "body"),
    [
        (Settled(3, "Yes\ud83d"), {"do": "settle", "turn": 3, "chosen": "Yes\ufffd"}),
        (Settled(3, None), {"do": "settle", "turn": 3, "chosen": None}),
        (
            MapFiles(study=StudyId("s"), formats=("pdf", "xlsx")),
            {
                "do": "files",
                "study": "s",
                "formats": ["pdf", "xlsx"],
                "interview": None,
                "language": "en",
            },
        ),
        (
            MapFiles(study=StudyId("s"), formats=("pdf",), interview=InterviewId("abc")),
            {
                "do": "files",
                "study": "s",
                "formats": ["pdf"],
                "interview": "abc",
                "language": "en",
            },
        ),
        (
            FindPeople("invite s", ("C1", "S1"), (ANN,)),
            {"do": "find", "words": "invite s", "groups": ["C1", "S1"], "people": ["U1"]},
        ),
    ],
)
def test_effects_become_bodies(effect: Effect | Parcel, body: dict[str, Any]) -> None:
    assert parts("abc", effect) == [body]


@pytest.mark.parametrize(
    ("effect", "what"),
    [
        (SAID, "say"),
        (Reply(say="3 so far", kind=ReplyKind.QUESTION, turn=3, phase=SAID.phase, redraws=True),
         "redraw"),
        (Home((), ()), "home"),
        (InvitationCard(invitation="i", title="t", asker="U9", minutes=3, promise="p"), "say"),
    ],
)  # fmt: skip
def test_every_body_says_what_to_do_and_lies_in_the_outbox_as_json(
    effect: Effect | Parcel, what: str
) -> None:
    (body,) = parts(None, effect)
    assert body["do"] == what
    assert json.loads(json.dumps(body)) == body


@pytest.mark.parametrize(
    ("message", "prompt", "early"),
    [
        ("D1/1700000000.000100", "D1/1700000000.000200", True),
        ("D1/1700000000.000300", "D1/1700000000.000200", False),
        ("D1/1700000000.000200", "D1/1700000000.000200", False),
        ("D1/999999999.999999", "D1/1700000000.000200", True),
        (None, "D1/1700000000.000200", False),
        ("D1/1700000000.000200", None, False),
        ("nonsense", "D1/1700000000.000200", False),
    ],
)
def test_early_is_what_was_sent_before_the_prompt(
    message: str | None, prompt: str | None, early: bool
) -> None:
    assert is_early(message, prompt) is early
