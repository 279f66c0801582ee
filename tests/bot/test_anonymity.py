"""An anonymous interview, completed: its answers stay, and nothing says whose they are."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import sentences
from cxmodel import tables
from cxmodel.errors import SendFailed
from cxmodel.interview import Interview, Phase, StudyId
from cxmodel.store import Store
from cxmodel.study import Anonymity
from cxmodel.vault import Vault
from interview_flows.english import ENGLISH
from tests.bot.post import PostOffice, until
from tests.bot.town import Dial, Respondent, Town, lost_flow, short_flow

ACCOUNT = "account-of-canary"
FIRST_NUMBER = 700_000_000  # of the messages on the platform
FIRST_PLACE = 800_000_000  # of the updates in their order
SAID = ("canary of the need", "canary of the wish")


@pytest.fixture
def anonymous(town: Town) -> StudyId:
    """An anonymous study, in a town whose numbers are told apart from all others."""
    return _anonymous(town)


def _anonymous(town: Town, name: str = "errand", **fields: Any) -> StudyId:
    town._position = FIRST_PLACE
    town.pigeon._numbers[ACCOUNT] = FIRST_NUMBER
    return town.study(name, anonymity=Anonymity.ANONYMOUS, **fields)


def _begins(town: Town, study: StudyId, account: str = ACCOUNT) -> Respondent:
    return town.respondent(account).turns_to(town.invites(study)).agrees()


def _completes(town: Town, study: StudyId, account: str = ACCOUNT) -> Respondent:
    return _begins(town, study, account).says(SAID[0]).taps("The shop").says(SAID[1])


def _cells(store: Store) -> Iterator[tuple[str, str]]:
    """Every value that is stored, as text, and its table and column."""
    with store._reading.connect() as connection:
        for name, table in tables.metadata.tables.items():
            for row in connection.execute(select(table)).mappings():
                for column, value in row.items():
                    yield f"{name}.{column}", _text(value)


def _text(value: Any) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def _holding(store: Store, *words: str) -> set[str]:
    return {place for place, value in _cells(store) if any(word in value for word in words)}


def _numbers_of(town: Town) -> list[str]:
    """Ids of all messages, either way, and of all places in their order."""
    messages = range(FIRST_NUMBER, int(town.pigeon.number(ACCOUNT)) + 1)
    return [str(n) for n in (*messages, *range(FIRST_PLACE, town._position + 1))]


def test_nothing_leads_to_whoever_told_it(town: Town, anonymous: StudyId) -> None:
    jennifer = _begins(town, anonymous)
    town.receives(ACCOUNT, jennifer.letter(say="answers"))
    town.works()
    jennifer.says("a slip of the tongue", "back", SAID[0]).taps("The shop").says(SAID[1])

    assert jennifer.last_reply == "Thank you and good-bye."
    assert _holding(town.store, ACCOUNT, '"person"', *_numbers_of(town)) == set()
    assert _holding(town.store, "canary") == {"answer.verbatim", "answer.value"}
    assert [interview.phase for interview in town.interviews()] == [Phase.COMPLETED]


def test_before_the_end_all_of_it_is_there(town: Town, anonymous: StudyId) -> None:
    """So that the scan is known to see it."""
    _begins(town, anonymous).says(SAID[0])
    assert _holding(town.store, ACCOUNT) == {"inbox.body"}
    assert {"inbox.position", "answer.messages", "outbox.message", "sender.prompt_message"} <= (
        _holding(town.store, *_numbers_of(town))
    )


def test_all_dates_are_weeks(town: Town, anonymous: StudyId) -> None:
    _completes(town, anonymous)
    (interview,) = town.interviews()
    assert interview.consent is not None
    moments = [interview.started_at, interview.completed_at, interview.consent.at]
    moments += [answer.at for answer in interview.answers]
    assert {(m.weekday(), m.time().isoformat()) for m in moments if m} == {(0, "00:00:00")}
    clock = re.compile(r"\d\dT(?!00:00:00\.000Z)")
    timed = {place for place, value in _cells(town.store) if clock.search(value)}
    assert timed <= {"study.created_at", "study.document", "invitation.expires_at"}


def test_no_row_ties_the_chat_to_the_interview(town: Town, anonymous: StudyId) -> None:
    _completes(town, anonymous)
    (interview,) = town.interviews()
    assert _holding(town.store, interview.id) == {"interview.id", "answer.interview"}
    assert {value for place, value in _cells(town.store) if place == "interview.chat"} == {"None"}
    assert {value for place, value in _cells(town.store) if place == "chat.address"} == {""}


def test_the_invitation_stays_used(town: Town, anonymous: StudyId) -> None:
    token = town.invites(anonymous)
    jennifer = town.respondent(ACCOUNT).starts(token).agrees()
    jennifer.says(SAID[0]).taps("The shop").says(SAID[1])

    assert {value for place, value in _cells(town.store) if place == "invitation.used"} == {"1"}
    jennifer.starts(token)
    assert jennifer.replies == [sentences.TAKEN_LINK]
    assert len(town.interviews()) == 1


def test_a_goodbye_is_said_though_nothing_of_it_is_stored(town: Town, anonymous: StudyId) -> None:
    jennifer = _begins(town, anonymous).says(SAID[0]).taps("The shop")
    town.receives(ACCOUNT, jennifer.letter(say=SAID[1]))
    claims = town.thinks()

    assert _holding(town.store, ACCOUNT, "good-bye") <= {"flow_version.text"}
    assert [claim.fleeting for claim in claims] == [True]
    town.sends(claims)
    assert town.pigeon.texts(ACCOUNT)[-1] == "Thank you and good-bye."


def test_a_goodbye_is_claimed_however_many_are_being_sent_to(
    town: Town, anonymous: StudyId, monkeypatch: pytest.MonkeyPatch
) -> None:
    jennifer = _begins(town, anonymous).says(SAID[0]).taps("The shop")
    monkeypatch.setattr("bot.outbox.AT_ONCE", 0)
    town.receives(ACCOUNT, jennifer.letter(say=SAID[1]))
    town.sends(town.thinks())
    assert town.pigeon.texts(ACCOUNT)[-1] == "Thank you and good-bye."


async def test_a_goodbye_is_tried_again_from_memory(town: Town, anonymous: StudyId) -> None:
    jennifer = _begins(town, anonymous).says(SAID[0]).taps("The shop")
    town.receives(ACCOUNT, jennifer.letter(say=SAID[1]))
    async with PostOffice(town.store) as post:
        post.pigeon.meets(ACCOUNT, SendFailed("502"), SendFailed("late", uncertain=True))
        post.outbox.send(town.thinks())
        await until(lambda: post.pigeon.texts(ACCOUNT) == ["Thank you and good-bye."])
    assert _holding(town.store, ACCOUNT) == set()


async def test_a_goodbye_of_several_letters_is_said_on_the_way_out(
    town: Town, anonymous: StudyId
) -> None:
    """Its rows left the store: what is not sent now is never sent."""
    jennifer = _begins(town, anonymous).says(SAID[0]).taps("The shop")
    town.receives(ACCOUNT, jennifer.letter(say=SAID[1]))
    (claim,) = town.thinks()
    twice = replace(claim, rows=(*claim.rows, *claim.rows))
    lands = asyncio.Event()

    async def slowly() -> None:
        await lands.wait()

    async with PostOffice(town.store) as post:
        post.pigeon.meets(ACCOUNT, slowly, SendFailed("502"))
        post.outbox.send([twice])
        await asyncio.sleep(0.05)
        ending = asyncio.create_task(post.outbox.drain())
        await asyncio.sleep(0.05)
        lands.set()
        await ending
    assert post.pigeon.texts(ACCOUNT) == ["Thank you and good-bye."] * 2


@pytest.mark.parametrize("wish", ["my data", "answers", "forget me", "stop"])
@pytest.mark.parametrize("is_open", [True, False], ids=["open", "by invitation"])
def test_afterwards_there_is_nothing_to_find(town: Town, wish: str, *, is_open: bool) -> None:
    study = town.study(anonymity=Anonymity.ANONYMOUS, open_link=is_open)
    jennifer = _completes(town, study).says(wish)
    assert jennifer.replies == [sentences.NOTHING_OF_YOURS]
    assert len(town.interviews()) == 1


def test_an_addition_finds_no_interview(town: Town, anonymous: StudyId) -> None:
    jennifer = _completes(town, anonymous).says("one more thing")
    assert jennifer.replies == [sentences.NO_STUDY]
    assert jennifer.says("help").replies[1:] == [sentences.NO_STUDY]
    assert _holding(town.store, "one more thing") == set()


def test_what_comes_with_the_last_answer_is_heard(town: Town, anonymous: StudyId) -> None:
    """It waited in the same chat; an open link of another study is not lost with it."""
    other = town.study("other")
    jennifer = _begins(town, anonymous).says(SAID[0]).taps("The shop")
    jennifer.sends({"say": SAID[1]}, {"start": town.invites(other)})
    jennifer.agrees().says("a hat")

    assert jennifer.answers == {"need": "a hat"}
    assert _holding(town.store, SAID[1]) == {"answer.verbatim", "answer.value"}


def test_a_chat_with_another_interview_keeps_its_address_and_no_tie(town: Town) -> None:
    jennifer = town.respondent(ACCOUNT).starts(town.invites(town.study("open"))).agrees()
    jennifer.says("shoes")
    _completes(town, _anonymous(town))
    (interview,) = town.interviews("errand")

    assert _holding(town.store, interview.id) == {"interview.id", "answer.interview"}
    jennifer.says("resume")
    assert jennifer.interview.study == "open"
    assert jennifer.taps("The shop").says("none").phase is Phase.COMPLETED


def test_a_second_guide_of_the_study_does_not_lead_to_the_first(
    town: Town, anonymous: StudyId
) -> None:
    """The respondent is still known by the other interview: this one gets a name of its own."""
    first = _begins(town, anonymous).interview
    _completes(town, anonymous)

    (done,) = (i for i in town.interviews() if i.phase is Phase.COMPLETED)
    (open_one,) = (i for i in town.interviews() if i.phase is Phase.PAUSED)
    assert open_one.id == first.id
    assert open_one.respondent == first.respondent != done.respondent
    assert len([place for place, _ in _cells(town.store) if place == "identity.lookup"]) == 1


@pytest.fixture
def dial() -> Dial:
    return Dial()


@pytest.fixture
def timed(store: Store, dial: Dial) -> Town:
    """A town by another clock."""
    return Town(store, clock=dial)


def _left_alone(town: Town, dial: Dial, *, until: int) -> Interview:
    """Somebody answers one question and is silent until an hour of the fifteenth day."""
    study = _anonymous(town, reminders=None)
    token = town.invites(study, expires_at=dial.now + timedelta(days=999))
    town.respondent(ACCOUNT).starts(token).agrees().says(SAID[0])
    dial.now = dial.now.replace(hour=until) + timedelta(days=15)
    town.looks_at_clock()
    (left,) = town.interviews()
    return left


def test_what_was_left_alone_is_nobodys_either(timed: Town, dial: Dial) -> None:
    town, interview = timed, _left_alone(timed, dial, until=12)

    assert interview.phase is Phase.EXPIRED
    assert town.pigeon.texts(ACCOUNT)[-1] == ENGLISH.expired
    assert _holding(town.store, ACCOUNT, '"person"', *_numbers_of(town)) == set()
    assert _holding(town.store, interview.id) == {"interview.id", "answer.interview"}
    assert _holding(town.store, "canary") == {"answer.verbatim", "answer.value"}
    assert town.timers() == {}
    assert town.respondent(ACCOUNT).says("my data").replies == [sentences.NOTHING_OF_YOURS]
    with town.store.reading() as reading:
        assert reading.problems() == []


def test_a_goodbye_that_waits_for_the_morning_ties_no_longer_than_that(
    timed: Town, dial: Dial
) -> None:
    night = _left_alone(timed, dial, until=23)
    assert (night.phase, night.reminded.goodbye_due) == (Phase.EXPIRED, True)
    dial.now += timedelta(hours=12)
    timed.looks_at_clock()
    assert timed.pigeon.texts(ACCOUNT)[-1] == ENGLISH.expired
    assert _holding(timed.store, ACCOUNT, '"person"', *_numbers_of(timed)) == set()


def test_who_begins_something_else_in_that_night_is_parted_too(timed: Town, dial: Dial) -> None:
    night = _left_alone(timed, dial, until=23)
    other = timed.study("other", open_link=True)
    timed.respondent(ACCOUNT).sends({"door": {"study": other}})
    assert _holding(timed.store, night.id) == {"interview.id", "answer.interview"}
    dial.now += timedelta(hours=12)
    timed.looks_at_clock()
    assert ENGLISH.expired not in timed.pigeon.texts(ACCOUNT)


def test_who_stops_halfway_is_treated_as_ever(town: Town, anonymous: StudyId) -> None:
    jennifer = _begins(town, anonymous).says("shoes", "stop")
    assert jennifer.phase is Phase.WITHDRAWN
    jennifer.says("forget me", "forget me")
    assert jennifer.last_reply.startswith("Everything of yours is deleted.")
    assert town.interviews() == []


def test_the_doctor_finds_nothing_wrong(town: Town, anonymous: StudyId) -> None:
    _completes(town, anonymous)
    with town.store.reading() as reading:
        assert reading.problems() == []


def test_other_tiers_keep_what_they_promise(town: Town) -> None:
    jennifer = _completes(town, town.study("named", anonymity=Anonymity.IDENTIFIED))
    jennifer.says("one more thing")
    assert "added" in jennifer.last_reply


def test_nothing_is_left_in_the_file(vault: Vault, tmp_path: Path) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/own.db", vault)
    store.upgrade()
    town = Town(store)
    _completes(town, _anonymous(town))
    store.tidy()

    files = {part.name: part.read_bytes() for part in tmp_path.iterdir()}
    for word in (ACCOUNT, '"person"', *_numbers_of(town)):
        assert not [name for name, held in files.items() if word.encode() in held], word
    assert any(SAID[0].encode() in held for held in files.values())
    store.close()


def test_what_was_said_before_consent_leaves_the_file_when_it_is_quiet(
    vault: Vault, tmp_path: Path
) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/own.db", vault)
    store.upgrade()
    town = Town(store)
    town.respondent().starts(town.invites(town.study())).says("canary before consent")
    held = [part for part in tmp_path.iterdir() if b"canary before" in part.read_bytes()]
    assert [part.suffix for part in held] == [".db-wal"]

    store.tidy()
    assert not [part for part in tmp_path.iterdir() if b"canary before" in part.read_bytes()]
    store.close()


# ── invitations that were sent ────────────────────────────────────────────────────────────────────


@pytest.fixture
def bob(town: Town, anonymous: StudyId) -> Respondent:
    """A researcher, who has asked two people."""
    return town.researcher().orders(f"invite {anonymous}", ACCOUNT, "88")


def _taps_card(town: Town, account: str = ACCOUNT) -> Respondent:
    respondent = town.respondent(account)
    card = respondent.parcels("InvitationCard")[-1]
    respondent.sends({"door": {"invitation": card["invitation"]}})
    return respondent


def _goes_through(respondent: Respondent) -> Respondent:
    return respondent.agrees().says(SAID[0]).taps("The shop").says(SAID[1])


def test_who_completed_and_who_did_not_begin_are_not_asked_again_alike(
    town: Town, anonymous: StudyId, bob: Respondent
) -> None:
    _goes_through(_taps_card(town))
    for account in (ACCOUNT, "88"):
        bob.orders(f"invite {anonymous}", account)
        assert bob.replies == [
            "0 invited; 1 was not asked (they had said no, or are in it already)."
        ]


def test_a_card_leads_to_one_interview(town: Town, bob: Respondent) -> None:
    _goes_through(_taps_card(town))
    assert _taps_card(town).replies == [sentences.USED_INVITATION]
    assert len(town.interviews()) == 1


def test_a_card_is_used_up_by_who_came_through_another_door(
    town: Town, anonymous: StudyId, bob: Respondent
) -> None:
    _completes(town, anonymous)
    assert _taps_card(town).replies == [sentences.USED_INVITATION]
    assert len(town.interviews()) == 1
    assert _taps_card(town, "88").last_reply.startswith("May I ask")


def test_what_is_kept_of_a_card_is_tied_to_no_interview(town: Town, bob: Respondent) -> None:
    _goes_through(_taps_card(town))
    with town.store._reading.connect() as connection:
        rows = connection.execute(select(tables.invitation.c.interview)).scalars().all()
    assert rows == [None, None]


def test_a_card_leads_again_to_a_guide_that_repeats(town: Town) -> None:
    town.study("pains", lost_flow(), anonymity=Anonymity.ANONYMOUS)
    town.researcher().orders("invite pains", ACCOUNT)
    for count in (1, 2):
        key = "my only key, in the rain"
        _taps_card(town).agrees().says(key).taps("It slipped away").says("I wait")
        assert len(town.interviews("pains")) == count


def test_a_card_to_one_guide_is_not_used_up_by_another(town: Town) -> None:
    guides = (short_flow(), lost_flow())
    town.study("pains", *guides, anonymity=Anonymity.ANONYMOUS, open_link=True)
    town.researcher().orders("invite pains", ACCOUNT)
    respondent = town.respondent(ACCOUNT)
    respondent.sends({"door": {"flow": "lost"}})
    respondent.agrees().says("my only key, in the rain").taps("It slipped away").says("I wait")
    assert respondent.last_reply == "Thank you, come again."
    assert _taps_card(town).last_reply.startswith("May I ask you three things?")
