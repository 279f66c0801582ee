"""An anonymous interview on Telegram, from the invitation to the goodbye, leaves nobody behind."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from cxmodel import tables
from cxmodel.interview import StudyId
from cxmodel.study import Anonymity
from tests.e2e.town import PATIENCE, Town

pytestmark = pytest.mark.asyncio(loop_scope="session")

NAME = "Canarina"


def _anonymous(place: Town) -> Town:
    """The same town, with an anonymous study of the same flow."""
    with place.store.writing() as work:
        study = work.study(place.study)
        assert study is not None
        work.save_study(
            replace(study, id=StudyId("unnamed"), title="?", anonymity=Anonymity.ANONYMOUS)
        )
    return replace(place, study="unnamed", known=set())


def holding(town: Town, *words: str) -> set[str]:
    """Tables in which one of these words stands."""
    found = set()
    with town.store._reading.connect() as connection:
        for name, table in tables.metadata.tables.items():
            for row in connection.execute(select(table)):
                text = " ".join(map(_text, row))
                if any(word in text for word in words):
                    found.add(name)
    return found


def _text(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def is_in(home: Path, *words: str) -> bool:
    files = [file.read_bytes() for file in home.glob("desirepath.db*")]
    return any(word.encode() in held for held in files for word in words)


async def test_who_completed_it_is_found_nowhere(place: Town) -> None:
    town = _anonymous(place)
    guest = town.newcomer(NAME)
    await guest.chooses()
    account = str(guest.person.id)
    assert holding(town, NAME) == holding(town, account) == {"inbox"}

    await guest.taps("The shop")
    for words, answer in (
        ("What did you do?", "I went there"),
        ("press Done", "done"),
        ("Is that right?", "yes"),
        ("How was", "4"),
        ("How many forms?", "2"),
        ("What would you wish for?", "Nothing more"),
        ("From 0 to 10?", "9"),
        ("That was all. Good-bye.", "forget me"),
    ):
        await guest.hears(words)
        await guest.says(answer)
    await guest.hears("I know of no answers of yours here")
    await guest.settled()

    assert guest.interview["phase"] == "completed"
    assert guest.answers["need"] == "Shoes for winter"
    assert holding(town, NAME, account) == set()
    async with asyncio.timeout(PATIENCE):  # until the server was quiet
        while is_in(place.place.home, NAME, account):  # noqa: ASYNC110
            await asyncio.sleep(0.2)
