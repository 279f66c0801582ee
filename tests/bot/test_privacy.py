"""Consent, blocking and being forgotten: what is kept, and what is not."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot import sentences
from cxmodel import tables
from cxmodel.interview import Phase
from cxmodel.store import Store
from cxmodel.vault import Vault
from tests.bot.town import Respondent, Town

NEED = "What did you need?"
WAY = "Which way did you go?"


def inbox_bodies(store: Store) -> list[bytes]:
    with store._reading.connect() as connection:
        return [bytes(row[0]) for row in connection.execute(select(tables.inbox.c.body))]


def test_what_was_said_before_consent_is_not_kept(town: Town) -> None:
    jennifer = town.respondent().starts(town.invites(town.study()))
    jennifer.says("canary before consent")
    stranger = town.respondent("88").says("canary of a stranger")
    town.respondent("-100").sends({"group": True, "words": "canary of a group"})
    assert set(inbox_bodies(town.store)) == {b""}
    assert stranger.replies == [sentences.NO_STUDY]

    jennifer.agrees().says("shoes")
    assert sum(b"shoes" in body for body in inbox_bodies(town.store)) == 1
    assert not any(b"canary" in body for body in inbox_bodies(town.store))


def test_an_answer_before_consent_is_no_answer(town: Town) -> None:
    jennifer = town.respondent().starts(town.invites(town.study())).says("I need shoes")

    assert jennifer.interview.answers == ()
    assert "nothing has been stored yet" in jennifer.last_reply


@pytest.mark.parametrize("before", [[], [{"say": "shoes"}]], ids=["alone", "after an answer"])
def test_who_blocks_us_is_unreachable(jennifer: Respondent, before: list[dict[str, str]]) -> None:
    jennifer.sends(*before, {"blocked": True})

    assert jennifer.phase is Phase.UNREACHABLE
    assert jennifer.replies == []
    assert len(jennifer.interview.answers) == len(before)


def test_who_comes_back_goes_on(jennifer: Respondent) -> None:
    jennifer.sends({"blocked": True})
    jennifer.sends({"blocked": False}, {"start": None})

    assert jennifer.last_reply.endswith(NEED)
    assert jennifer.says("shoes").answers == {"need": "shoes"}


def test_who_blocks_and_comes_back_at_once_was_never_gone(jennifer: Respondent) -> None:
    jennifer.sends({"blocked": True}, {"blocked": False})
    assert jennifer.phase is Phase.ASKING


def test_who_is_forgotten_leaves_no_word_anywhere(town: Town) -> None:
    jennifer = town.respondent("canary account").starts(town.invites(town.study())).agrees()
    jennifer.says("canary need").taps("The shop").says("answers")
    jennifer.sends({"say": "canary wish"}, {"say": "my data"}, {"say": "forget me"})
    jennifer.sends({"say": "answers"}, {"say": "forget me"}, {"say": "forget me"})

    assert jennifer.last_reply.startswith("Everything of yours is deleted.")
    assert _mentions(town.store, "canary") == []
    assert town.interviews() == []


def test_who_is_forgotten_leaves_no_word_in_the_file(vault: Vault, tmp_path: Path) -> None:
    file = tmp_path / "own.db"
    store = Store.connect(f"sqlite:///{file}", vault)
    store.upgrade()
    town = Town(store)
    jennifer = town.respondent().starts(town.invites(town.study())).agrees()
    jennifer.says("canary " * 2000, "forget me", "forget me")
    store.close()

    assert not [part.name for part in tmp_path.iterdir() if b"canary" in part.read_bytes()]


def test_who_is_forgotten_can_begin_anew(town: Town, jennifer: Respondent) -> None:
    jennifer.says("canary", "forget me", "forget me")
    jennifer.turns_to(town.invites(town.study("other"))).agrees().says("a hat")

    assert jennifer.answers == {"need": "a hat"}


def test_who_is_forgotten_in_one_study_goes_on_in_another(town: Town, jennifer: Respondent) -> None:
    jennifer.says("shoes").turns_to(town.invites(town.study("other"))).agrees()
    jennifer.says("forget me", "forget me", "resume")

    assert jennifer.interview.study == "errand"
    assert jennifer.last_reply.endswith(WAY)


def test_forgetting_reaches_the_interview_that_was_set_aside(
    town: Town, jennifer: Respondent
) -> None:
    jennifer.says("canary").starts(town.invites("errand")).agrees()  # type: ignore[arg-type]
    jennifer.sends({"say": "forget me"}, {"say": "forget me"}, {"say": "resume"})

    assert town.interviews() == []
    assert _mentions(town.store, "canary") == []
    assert jennifer.last_reply == sentences.NO_STUDY


def _mentions(store: Store, word: str) -> list[str]:
    """Tables that hold a word; times and counters apart."""
    found = []
    with store._reading.connect() as connection:
        for name, table in tables.metadata.tables.items():
            texts = [c for c in table.columns if c.name not in {"id", "chat", "flow", "version"}]
            texts = [c for c in texts if not c.name.endswith(("_at", "lookup", "_hash"))]
            found += [name for row in connection.execute(select(*texts)) if word in str(row)]
    return found
