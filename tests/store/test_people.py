from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cxmodel import tables
from cxmodel.errors import StaleInterview
from cxmodel.interview import InterviewId, Phase, Pseudonym, StudyId
from cxmodel.records import Invitation, Person, Queued, Sent
from cxmodel.store import Store, StudyCounts, Work
from cxmodel.study import Anonymity, Persona, Programme, Segment
from tests.store.values import (
    LEASE,
    NOW,
    STUDY,
    TELEGRAM,
    answered,
    begin,
    claim,
    interview,
    person,
    received,
    set_up,
    study,
    turned,
)

TOKEN = "the-token-that-nobody-may-read-0123456789ab"


def invitation(**changes: Any) -> Invitation:
    plain = Invitation(
        id="inv1",
        study=STUDY,
        messenger="telegram",
        segment="managers",
        expires_at=NOW + timedelta(days=30),
        reusable=False,
        limit=None,
        interview=None,
    )
    return replace(plain, **changes)


@pytest.fixture
def work(store: Store) -> Iterator[Work]:
    with store.writing() as work:
        set_up(work)
        yield work


def use(work: Work, who: Person, number: int) -> None:
    begun = interview(number)
    work.add_respondent(STUDY, begun.respondent, None, who)
    work.begin_interview(begun, None)
    work.use_invitation("inv1", who, begun.id)


def test_a_study_comes_back_as_it_was_saved_last(work: Work) -> None:
    full = study(
        title="Later",
        persona=Persona(name="Jennifer", goals=("a training",)),
        segments=(Segment(id="new", rule="years < 2"),),
        programme=Programme(loop="map", early_wins=("one form",)),
        anonymity=Anonymity.IDENTIFIED,
        languages=("en", "de"),
        quiet_hours=("22:00", "07:00"),
        limit=3,
        closed_at=NOW,
    )
    work.save_study(full)
    assert work.study(STUDY) == full
    assert work.studies() == [full]
    assert work.study("none") is None


def test_a_flow_version_is_kept_as_it_was_first(work: Work) -> None:
    work.keep_flow("v1", "process", "changed under the same hash")
    assert work.flow_text("v1") == "id: process"
    assert work.flow_text("v2") is None


def test_an_invitation_is_found_by_its_token_alone(work: Work) -> None:
    work.add_invitation(invitation(), TOKEN)
    assert work.find_invitation(TOKEN, person()) == invitation()
    assert work.find_invitation(TOKEN + "x", person()) is None


def test_an_expired_invitation_is_found_too(work: Work) -> None:
    expired = invitation(expires_at=NOW - timedelta(days=1))
    work.add_invitation(expired, TOKEN)
    assert work.find_invitation(TOKEN, person()) == expired


def test_a_single_use_invitation_is_bound_to_the_first_account(work: Work) -> None:
    work.add_invitation(invitation(), TOKEN)
    use(work, person("77"), 1)
    mine = work.find_invitation(TOKEN, person("77"))
    theirs = work.find_invitation(TOKEN, person("78"))
    assert mine is not None
    assert theirs is not None
    assert (mine.interview, mine.bound_to_other, mine.used) == ("i1", False, 1)
    assert theirs.bound_to_other
    with pytest.raises(StaleInterview):
        work.use_invitation("inv1", person("78"), InterviewId("i1"))


def test_the_link_of_an_open_study_serves_many_up_to_its_limit(work: Work) -> None:
    work.add_invitation(invitation(reusable=True, limit=2), TOKEN)
    use(work, person("77"), 1)
    use(work, person("78"), 2)
    found = work.find_invitation(TOKEN, person("79"))
    assert found is not None
    assert (found.interview, found.bound_to_other, found.used) == (None, False, 2)
    with pytest.raises(StaleInterview):
        work.use_invitation("inv1", person("79"), InterviewId("i1"))


def test_an_account_is_recognised_within_a_study(work: Work) -> None:
    work.add_respondent(STUDY, "r1", None, person("77"))
    work.add_respondent(STUDY, "r1", None, person("77"))
    assert work.respondent_of(STUDY, person("77")) == "r1"
    assert work.respondent_of(STUDY, replace(person("77"), name="Renamed")) == "r1"
    assert work.respondent_of(STUDY, person("78")) is None
    with pytest.raises(StaleInterview):
        work.add_respondent(STUDY, "r2", None, person("77"))


def test_a_person_returns_to_their_newest_interview_of_the_wave(work: Work) -> None:
    work.add_respondent(STUDY, "r1", None, person())
    later = NOW + timedelta(hours=1)
    for number, wave, at in [(1, 1, NOW), (2, 1, later), (3, 2, later)]:
        work.begin_interview(
            interview(number, wave=wave, started_at=at, respondent=Pseudonym("r1")), None
        )
    assert work.interview_by_person(STUDY, person()) == "i2"
    work.save_study(study(wave=2))
    assert work.interview_by_person(STUDY, person()) == "i3"
    assert work.interview_by_person(STUDY, person("78")) is None


def test_a_study_is_counted(work: Work) -> None:
    work.add_invitation(invitation(), TOKEN)
    work.add_invitation(invitation(id="inv2", reusable=True, used=4), TOKEN + "2")
    phases = [Phase.ASKING, Phase.CONSENTING, *(set(Phase) - {Phase.ASKING, Phase.CONSENTING})]
    work.add_interviews(
        [interview(number, phase=phase, completed_at=NOW) for number, phase in enumerate(phases)]
    )
    assert work.study_counts(STUDY) == StudyCounts(
        invited=5,
        started=13,
        open=6,
        completed=1,
        paused=1,
        expired=1,
        unreachable=1,
        declined=1,
        withdrawn=1,
    )
    assert work.study_counts("none").invited == 0


def test_a_note_is_kept_under_its_name(work: Work) -> None:
    work.set_note("telegram.username", "old")
    work.set_note("telegram.username", "path_bot")
    assert work.note("telegram.username") == "path_bot"
    assert work.note("other") is None


def everything_stored(store: Store) -> str:
    with store._reading.connect() as connection:
        names = (
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            if connection.dialect.name == "sqlite"
            else "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        )
        tables = [row[0] for row in connection.exec_driver_sql(names)]
        rows = [
            tuple(row) for t in tables for row in connection.exec_driver_sql(f"SELECT * FROM {t}")
        ]
    return repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in rows])


CANARY = "canary-word"


def talk(store: Store, chat_id: str = "1") -> None:
    """An interview in which the canary is said, sent back, and waits in the queue."""
    chat = begin(store, 1, chat=chat_id)
    with store.writing() as work:
        work.add_invitation(invitation(), TOKEN)
        work.use_invitation("inv1", person(chat_id), InterviewId("i1"))
        work.receive([received(1, chat=chat_id, body=CANARY.encode())])
    with store.writing() as work:
        (waiting,) = work.take([TELEGRAM], NOW)
        before = work.load_interviews([InterviewId("i1")])[InterviewId("i1")]
        after = answered(before, verbatim=CANARY, value=CANARY)
        done = [row.id for row in waiting.rows]
        said = turned(chat, (before, after), say=(f"You said {CANARY}", CANARY), done=done)
        work.save([said], NOW)
    (claimed,) = claim(store)
    sent = Sent(row=claimed.rows[0].id, chat=chat.id, fence=1, state="sent", message="m1")
    with store.writing() as work:
        work.mark([sent], NOW)
        work.release([claimed])


def test_erasing_leaves_no_word_and_no_way_to_the_person(store: Store) -> None:
    talk(store)
    assert CANARY in everything_stored(store)
    with store.writing() as work:
        assert work.erase(STUDY, "r1")
    stored = everything_stored(store)
    assert CANARY not in stored
    with store.writing() as work:
        assert work.respondent_of(STUDY, person("1")) is None
        assert work.interview_by_person(STUDY, person("1")) is None
        assert list(work.interviews(STUDY)) == []
        assert work.study_counts(STUDY).started == 1
        assert work.erased(STUDY) == {"r1"}
        assert work.problems() == []
        found = work.find_invitation(TOKEN, person("1"))
    assert found is not None
    assert found.bound_to_other
    assert claim(store) == []


def test_erasing_twice_is_told(store: Store) -> None:
    talk(store)
    with store.writing() as work:
        assert work.erase(STUDY, "r1")
        assert not work.erase(STUDY, "r1")
        assert not work.erase(STUDY, "nobody")


def test_the_erased_stay_erased_where_a_turn_was_under_way(store: Store) -> None:
    talk(store)
    with store.reading() as reading:
        seen, chat = reading.interview("i1"), reading.chat_of("i1")
    assert seen is not None
    assert chat is not None
    with store.writing() as work:
        work.erase(STUDY, "r1")
    with pytest.raises(StaleInterview), store.writing() as work:
        work.save([turned(chat, (seen, answered(seen)))], NOW)


def test_the_erased_do_not_come_back_with_an_import(store: Store) -> None:
    talk(store)
    with store.writing() as work:
        before = work.interview("i1")
        work.erase(STUDY, "r1")
    assert before is not None
    with store.writing() as work:
        again = replace(before, id=InterviewId("i9"))
        assert work.add_interviews([again, interview(2)]) == 1


def test_the_goodbye_is_still_sent_and_then_the_address_goes(store: Store) -> None:
    talk(store)
    with store.writing() as work:
        work.receive([received(2, chat="1", body=b"forget me, Jennifer")])
    with store.writing() as work:
        (waiting,) = work.take([TELEGRAM], NOW)
        work.erase(STUDY, "r1")
        done = [row.id for row in waiting.rows]
        after = replace(waiting.chat, interview=None)
        work.queue(waiting.chat.id, None, [Queued(turn=0, body={"text": "Goodbye."})])
        work.save([turned(waiting.chat, after=after, done=done)], NOW)
    assert "Jennifer" not in everything_stored(store)
    (claimed,) = claim(store, NOW + LEASE)
    assert claimed.chat.address == "1"
    with store.writing() as work:
        row = claimed.rows[0].id
        work.mark([Sent(row=row, chat=claimed.chat.id, fence=claimed.fence, state="sent")], NOW)
        work.release([claimed])
    with store.writing() as work:
        found = work.chat(claimed.chat.id)
        assert found is not None
        assert found.address == ""
        work.receive([received(3, chat="1")])
        (anew,) = work.take([TELEGRAM], NOW)
    assert anew.chat.id != claimed.chat.id


def test_a_chat_that_holds_another_interview_is_kept(store: Store) -> None:
    talk(store)
    with store.writing() as work:
        chat = work.chat_of("i1")
        assert chat is not None
        other = study(id=StudyId("other"))
        work.save_study(other)
        work.add_respondent("other", "o1", None, person("1"))
        work.begin_interview(
            replace(interview(2), study=other.id, respondent=Pseudonym("o1")), chat.id
        )
        paused = replace(chat, interview=InterviewId("i2"), paused=(InterviewId("i1"),))
        work.save([turned(chat, after=paused)], NOW)
    with store.writing() as work:
        work.erase(STUDY, "r1")
    with store.reading() as reading:
        kept = reading.chat(chat.id)
    assert kept is not None
    assert (kept.address, kept.interview, kept.paused) == ("1", "i2", ())


def test_who_someone_is_cannot_be_read_from_the_database(store: Store) -> None:
    begin(store, 1, chat="account-4711")
    with store.writing() as work:
        work.add_invitation(invitation(), TOKEN)
    stored = everything_stored(store)
    assert "account-4711" not in stored
    assert "Jennifer" not in stored
    assert TOKEN not in stored


def test_an_invitation_names_a_flow_or_none(work: Work) -> None:
    work.add_invitation(invitation(flow="tour"), TOKEN)
    work.add_invitation(invitation(id="inv2"), "another")
    who = person("1")
    found = [work.find_invitation(token, who) for token in (TOKEN, "another")]
    assert [each.flow for each in found if each is not None] == ["tour", None]


def test_what_the_release_before_stores_names_no_flow(work: Work) -> None:
    """It goes on beside us, and knows nothing of the column."""
    work.add_invitation(invitation(reusable=True), TOKEN)
    ours = [column.name for column in tables.invitation.columns if column.name != "flow"]
    values = ", ".join({"id": "'old'", "token_hash": "'x'"}.get(name, name) for name in ours)
    work._connection.exec_driver_sql(
        f"INSERT INTO invitation ({', '.join(ours)}) SELECT {values} FROM invitation"
    )
    assert [(each.id, each.flow) for each in work.open_links(STUDY)] == [
        ("inv1", None),
        ("old", None),
    ]
