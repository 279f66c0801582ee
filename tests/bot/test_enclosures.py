"""Files behind messages: the message is what waits for an answer, and forgetting reaches both."""

import pytest
from sqlalchemy import select, update

from cxmodel import tables
from cxmodel.interview import Phase, StudyId
from cxmodel.study import Anonymity
from interview_flows.loader import load_flow
from tests.bot.test_privacy import _mentions
from tests.bot.town import SHORT, Respondent, Town

PLAYED_BACK = SHORT.replace("playback: no", "playback: yes")


def at_the_playback(town: Town, **study: object) -> Respondent:
    town.study("errand", load_flow(PLAYED_BACK, "short.yaml"), **study)
    jennifer = town.respondent().starts(town.invites(StudyId("errand"))).agrees()
    return jennifer.says("canary shoes").taps("The shop").says("canary less")


def kinds(town: Town) -> list[str]:
    return [body["do"] for _, body in town.pigeon.delivered if "do" in body]


def test_the_question_is_what_waits_and_not_its_picture(town: Town) -> None:
    jennifer = at_the_playback(town)
    assert kinds(town) == ["picture"]
    assert "Does this describe your experience?" in jennifer.prompt["say"]
    outbox = tables.outbox.c
    with town.store._reading.connect() as connection:
        waiting = select(outbox.body).where(
            outbox.prompt, outbox.interview == jennifer.interview.id
        )
        bodies = [str(body) for body in connection.execute(waiting).scalars()]
    assert any("Does this describe" in body for body in bodies)
    assert not any("picture" in body for body in bodies)
    assert jennifer.taps("Completely").phase is Phase.COMPLETED


def test_a_corrected_summary_comes_with_a_picture_of_its_own(town: Town) -> None:
    at_the_playback(town).says("change 1", "boots")
    pictures = [str(body) for _, body in town.pigeon.delivered if body.get("do") == "picture"]
    assert ["boots" in drawn for drawn in pictures] == [False, True]
    assert ["canary shoes" in drawn for drawn in pictures] == [True, False]


def test_my_data_comes_as_a_file_of_their_own_answers_alone(town: Town) -> None:
    jennifer = at_the_playback(town)
    bob = town.respondent("88").starts(town.invites(StudyId("errand"))).agrees().says("a hat")
    bob.says("my data")
    jennifer.says("my data")
    theirs, hers = (body["text"] for _, body in town.pigeon.delivered if body.get("name"))
    assert "canary" in hers
    assert "a hat" not in hers
    assert "a hat" in theirs
    assert "canary" not in theirs


@pytest.mark.parametrize("words", ["my data", "help"])
def test_forgetting_reaches_files_that_wait(town: Town, words: str) -> None:
    jennifer = at_the_playback(town).says(words)
    _wait_beside(town)
    assert "outbox" in _mentions(town.store, "canary")
    jennifer.says("forget me", "forget me")
    assert _mentions(town.store, "canary") == []


def test_an_anonymous_interview_leaves_no_file_behind(town: Town) -> None:
    jennifer = at_the_playback(town, anonymity=Anonymity.ANONYMOUS).says("my data")
    _wait_beside(town)
    jennifer.taps("Completely")
    assert "outbox" not in _mentions(town.store, "canary")
    before = len(kinds(town))
    jennifer.says("my data")
    assert len(kinds(town)) == before
    assert "anonymous interview" in jennifer.last_reply


def test_who_withdraws_can_still_take_their_data_along(town: Town) -> None:
    jennifer = at_the_playback(town).says("stop", "my data")
    assert jennifer.phase is Phase.WITHDRAWN
    assert kinds(town) == ["picture", "document"]


def _wait_beside(town: Town) -> None:
    """As if the files were still on their way."""
    with town.store._writing.begin() as connection:
        connection.execute(update(tables.outbox).values(state="slow"))
