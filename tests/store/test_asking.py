import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from cxmodel.interview import InterviewId, Phase, Pseudonym
from cxmodel.records import Invitation, Watcher
from cxmodel.store import Store, Work
from cxmodel.study import Anonymity
from tests.store.values import (
    NOW,
    STUDY,
    begin,
    interview,
    person,
    received,
    set_up,
    study,
    turned,
)

INVITATION = Invitation(
    id="inv1",
    study=STUDY,
    messenger="telegram",
    segment=None,
    expires_at=NOW + timedelta(days=30),
    reusable=False,
    limit=None,
    interview=None,
)
ANN, BOB = person("1"), person("2")


@pytest.fixture
def work(store: Store) -> Iterator[Work]:
    with store.writing() as work:
        set_up(work)
        yield work


def test_whoever_waits_with_an_invitation_is_not_asked_again(work: Work) -> None:
    work.add_sent([(INVITATION, ANN)])
    assert work.askable(STUDY, [ANN, BOB], NOW) == [BOB]
    assert work.askable(STUDY, [ANN, BOB], NOW + timedelta(days=31)) == [ANN, BOB]
    assert work.askable(STUDY, [], NOW) == []


def test_whoever_was_interviewed_is_asked_again_in_the_next_wave_only(work: Work) -> None:
    begun = interview(1)
    work.add_respondent(STUDY, begun.respondent, None, ANN)
    assert work.askable(STUDY, [ANN], NOW) == [ANN]
    work.begin_interview(begun, None)
    assert work.askable(STUDY, [ANN], NOW) == []
    work.save_study(study(wave=2))
    assert work.askable(STUDY, [ANN], NOW) == [ANN]


def test_an_invitation_is_to_its_own_wave(store: Store) -> None:
    """Who answered an anonymous wave is asked for the next one, and so is who never did."""
    with store.writing() as work:
        set_up(work)
        work.save_study(study(anonymity=Anonymity.ANONYMOUS))
        work.add_sent([(INVITATION, ANN), (replace(INVITATION, id="inv2"), BOB)])
    chat = begin(store)
    with store.writing() as work:
        (began,) = work.load_interviews([InterviewId("i1")]).values()
        ended = replace(began, phase=Phase.COMPLETED, completed_at=NOW)
        work.use_invitation("inv1", ANN, began.id)
        work.save([turned(chat, (began, ended))], NOW)
        work.part(chat.id, ended, Pseudonym("nobody"))
    with store.writing() as work:
        assert work.askable(STUDY, [ANN, BOB], NOW) == []
        work.save_study(study(anonymity=Anonymity.ANONYMOUS, wave=2))
        assert work.askable(STUDY, [ANN, BOB], NOW) == [ANN, BOB]
        work.add_sent([(replace(INVITATION, id="inv3"), ANN)])
        assert work.askable(STUDY, [ANN, BOB], NOW) == [BOB]


def test_whoever_said_never_is_never_asked(work: Work) -> None:
    chats = work.chats_with([ANN, BOB])
    work.never_invite(chats["1"])
    work.save_study(study(id="other"))
    for of in (STUDY, "other"):
        assert work.askable(of, [ANN, BOB], NOW) == [BOB]


def test_a_chat_is_made_once_whoever_writes_first(work: Work) -> None:
    work.receive([received(1, "1")])
    chats = work.chats_with([ANN, BOB, ANN])
    assert work.chats_with([BOB, ANN]) == chats
    assert len(set(chats.values())) == 2
    work.receive([received(2, "2")])
    waiting = {each.chat.address: each.chat.id for each in work.take([("telegram", "bot1")], NOW)}
    assert waiting == chats


def test_a_sent_invitation_is_its_accounts_alone(work: Work) -> None:
    work.add_sent([(INVITATION, ANN)])
    work.add_invitation(replace(INVITATION, id="free"), "u")
    assert work.sent_invitation("inv1", ANN) == INVITATION
    assert work.sent_invitation("inv1", BOB) is None
    assert work.sent_invitation("free", ANN) is None
    assert work.sent_invitation("none", ANN) is None


def test_two_who_invite_at_once_ask_nobody_twice(store: Store) -> None:
    with store.writing() as work:
        set_up(work)

    def invites(number: int) -> int:
        with store.writing() as work:
            people = work.askable(STUDY, [ANN], NOW)
            time.sleep(0.1)
            invitation = replace(INVITATION, id=f"inv{number}")
            work.add_sent([(invitation, each) for each in people])
            return len(people)

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(invites, range(2))) == [0, 1]


def test_who_watches_says_so_last(work: Work) -> None:
    chats = work.chats_with([ANN, BOB])
    work.watch(STUDY, chats["1"])
    work.watch(STUDY, chats["2"])
    assert work.watchers(STUDY) == [
        Watcher(chat, "telegram", "bot1") for chat in sorted(chats.values())
    ]
    work.watch(STUDY, chats["1"], wanted=False)
    work.watch(STUDY, chats["1"])
    assert work.watchers(STUDY) == [Watcher(chats["2"], "telegram", "bot1")]
    work.watch(STUDY, chats["1"], wanted=True)
    assert len(work.watchers(STUDY)) == 2


def test_interviews_are_found_by_flow_chat_and_minute(work: Work) -> None:
    chat = work.chats_with([ANN])["1"]
    begun = interview(1)
    work.add_respondent(STUDY, begun.respondent, None, ANN)
    work.begin_interview(begun, chat)
    assert work.interview_by_person(STUDY, ANN, begun.flow) == begun.id
    assert work.interview_by_person(STUDY, ANN, "other") is None
    assert work.interviews_in(chat, 5) == [begun.id]
    assert work.begun_since(STUDY, begun.started_at - timedelta(seconds=1)) == 1
    assert work.begun_since(STUDY, begun.started_at) == 0
