from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from threading import Barrier
from typing import Any

import pytest

from cxmodel.errors import NotStored, StaleInterview
from cxmodel.interview import (
    Absence,
    Answer,
    AnswerId,
    Attachment,
    Consent,
    Correction,
    Interview,
    InterviewId,
    Kind,
    OpenProbe,
    Part,
    Phase,
    Playback,
    Position,
    ProbeMark,
    Progress,
    QuestionId,
    Reminded,
    Step,
    StepId,
)
from cxmodel.records import Queued, Turned
from cxmodel.store import Store
from cxmodel.vault import Vault
from tests.store.values import (
    NOW,
    STUDY,
    TELEGRAM,
    answer,
    answered,
    begin,
    claim,
    interview,
    received,
    set_up,
    turned,
)

FULL = interview(
    phase=Phase.EDITING,
    segment="managers",
    language="de",
    completed_at=NOW,
    consent=Consent("hash", "de", NOW),
    quotes_allowed=True,
    playback=Playback(3, corrected=True),
    steps=(
        Step(id=StepId("s1"), order=2, text="asked my boss", source=QuestionId("story"), at=NOW),
        Step(id=StepId("s2"), order=1, text="üñí 🚶", hidden=True, source=QuestionId("story")),
    ),
    attachments=(
        Attachment("m1", "photo", "form.png", 12_345, "ab" * 32, AnswerId("a1"), "file-id"),
        Attachment("m2", "voice", "", 2**40, ""),
    ),
    answers=(
        answer(1, value=("hr", "own words"), kind=Kind.CHOICES, messages=("11", "12")),
        answer(2, value=-2, kind=Kind.FEELING, step=StepId("s1"), excluded=True),
        answer(3, value=7.5, kind=Kind.NUMBER, probe=ProbeMark("why", 2, AnswerId("a2"))),
        answer(4, value=True, kind=Kind.YESNO, revision_of=AnswerId("a1"), turn=None),
        answer(5, value=None, verbatim="", absence=Absence.DID_NOT_HAPPEN, turn=None),
        answer(6, value="", verbatim="\x0b\u202e zalgo\u0300\u0301 👩‍👩‍👧"),
        answer(7, probe=ProbeMark("contradiction", 1, AnswerId("a3"), AnswerId("a2"))),
    ),
    progress=Progress(
        turn=7,
        at=Position(QuestionId("pain"), StepId("s1")),
        returns_to=Phase.ASKING,
        revising=AnswerId("a1"),
        probe=OpenProbe("why", 2, AnswerId("a2"), 1, ("a1",)),
        probed_before=OpenProbe("too_short", 1, AnswerId("a1")),
        probes_used=(("why", 2), ("too_short", 1)),
        probes_of=(("path", "why", 2), ("start", "too_short", 1)),
        thin=("pain", "wish"),
        saturated=("need",),
        parts=(Part("first I", "11"), Part("then", None)),
        selected=(0, 3),
        draft_steps=("one", "two"),
        corrections=(Correction("change 1: one", 0, ("none",), 1, Part("one", "12")),),
        adding_to=AnswerId("a3"),
        forgetting=True,
        forget_explained=True,
        noting=True,
        album="album",
        pictured=True,
        guessed=True,
        naming_language=True,
    ),
    heard_at=NOW,
    reminded=Reminded(2, NOW, refused=True, zone="Europe/Berlin", goodbye_due=True),
)


@pytest.mark.parametrize(
    "value",
    [
        *(FULL, FULL.progress, FULL.progress.probe, FULL.reminded, FULL.answers[2]),
        *(FULL.answers[6].probe, FULL.steps[0]),
    ],
)
def test_the_full_interview_leaves_no_field_at_its_default(value: Any) -> None:
    plain = {"version", "wave", "side", "turn", "absence", "revision_of", "excluded", "step"}
    plain |= {"messages", "hidden"}
    for field in fields(value):
        if field.name not in plain:
            assert getattr(value, field.name) != field.default, field.name


def test_an_interview_comes_back_as_it_was(store: Store) -> None:
    with store.writing() as work:
        set_up(work)
        work.add_respondent(STUDY, FULL.respondent, None, None)
        work.begin_interview(FULL, None)
        loaded = work.load_interviews([FULL.id, InterviewId("none")])
    assert loaded == {FULL.id: FULL}
    assert loaded[FULL.id].heard_at == NOW
    with store.reading() as reading:
        assert reading.interview(FULL.id) == FULL
        assert reading.chat_of(FULL.id) is None


def test_what_a_turn_changed_comes_back(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        before = work.load_interviews([InterviewId("i1")])[InterviewId("i1")]
        first = answered(answered(before))
        work.save([turned(chat, (before, first))], NOW)
    with store.writing() as work:
        before = work.load_interviews([before.id])[before.id]
        struck = replace(before.answers[0], excluded=True)
        more = replace(
            answered(before),
            phase=Phase.COMPLETED,
            completed_at=NOW,
            segment="new",
            language="fr",
            steps=FULL.steps,
            attachments=FULL.attachments,
            progress=FULL.progress,
        )
        after = replace(more, answers=(struck, *more.answers[1:]))
        work.save([turned(chat, (before, after))], NOW)
    with store.reading() as reading:
        assert reading.interview(before.id) == replace(after, version=before.version + 1)


def test_an_attachment_that_was_fetched_later_is_updated(store: Store) -> None:
    chat = begin(store)
    _turn(store, "i1", lambda found: replace(found, attachments=(Attachment("m", "p", "", 1, ""),)))
    fetched = Attachment("m", "p", "", 1, "ff")
    _turn(store, "i1", lambda found: replace(found, attachments=(fetched,)))
    with store.reading() as reading:
        found = reading.interview("i1")
        assert found is not None
        assert found.attachments == (fetched,)
        assert reading.chat_of("i1") == chat


def _turn(
    store: Store,
    which: str,
    change: Callable[[Interview], Interview],
    *,
    fails: bool = False,
) -> None:
    """Read, change and save one interview, outside of any update."""
    with store.writing() as work:
        before = work.load_interviews([InterviewId(which)])[InterviewId(which)]
        chat = work.chat_of(which)
        assert chat is not None
        work.save([turned(chat, (before, change(before)), say=("next",))], NOW)
        if fails:
            raise RuntimeError


def test_no_update_is_lost_where_four_threads_add_answers(store: Store) -> None:
    chat = begin(store)

    def add_answers(_: int) -> None:
        for _ in range(25):
            with store.writing() as work:
                work.take([TELEGRAM], NOW, only_chat=chat.id)
                _lock_chat(work, chat.id)
                before = work.load_interviews([InterviewId("i1")])[InterviewId("i1")]
                work.save([turned(chat, (before, answered(before)))], NOW)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add_answers, range(4)))
    with store.reading() as reading:
        found = reading.interview("i1")
    assert found is not None
    assert [each.id for each in found.answers] == [f"a{number}" for number in range(1, 101)]


def _lock_chat(work: Any, chat: int) -> None:
    """Wait for the chat as a taker that cannot skip it would."""
    work._connection.exec_driver_sql(
        f"UPDATE chat SET refused = refused WHERE id = {chat}"  # locks on both databases
    )


def test_who_saves_second_is_stale(store: Store) -> None:
    chat = begin(store)
    with store.reading() as reading:
        seen = reading.interview("i1")
    assert seen is not None
    with store.writing() as work:
        work.save([turned(chat, (seen, answered(seen)))], NOW)
    with pytest.raises(StaleInterview), store.writing() as work:
        work.save([turned(chat, (seen, answered(seen)))], NOW)
    with store.reading() as reading:
        found = reading.interview("i1")
    assert found is not None
    assert len(found.answers) == 1


def test_one_stale_interview_holds_back_its_whole_batch(store: Store) -> None:
    chats = [begin(store, number) for number in (1, 2)]
    with store.writing() as work:
        seen = work.load_interviews([InterviewId("i1"), InterviewId("i2")])
    _turn(store, "i2", answered)
    with pytest.raises(StaleInterview), store.writing() as work:
        work.save(
            [
                turned(chat, (seen[which], answered(seen[which])), say=("next",))
                for chat, which in zip(chats, seen, strict=True)
            ],
            NOW,
        )
    with store.reading() as reading:
        assert [len(found.answers) for found in reading.interviews(STUDY)] == [0, 1]
        assert reading.health().outbox_unsent == 1


def test_a_turn_cannot_be_answered_twice(store: Store) -> None:
    begin(store)
    _turn(store, "i1", answered)
    with pytest.raises(NotStored):
        _turn(store, "i1", lambda found: answered(found, turn=1))
    _turn(store, "i1", lambda found: answered(found, turn=None))


def test_what_another_process_saved_is_seen_at_the_next_turn(
    database_url: str, vault: Vault
) -> None:
    first, second = (Store.connect(database_url, vault) for _ in range(2))
    begin(first)
    _turn(second, "i1", answered)
    _turn(first, "i1", answered)
    _turn(second, "i1", answered)
    with first.reading() as reading:
        found = reading.interview("i1")
    assert found is not None
    assert len(found.answers) == 3
    first.close()
    second.close()


def test_what_was_rolled_back_is_not_remembered(store: Store) -> None:
    begin(store)
    with pytest.raises(RuntimeError):
        _turn(store, "i1", answered, fails=True)
    with store.writing() as work:
        assert work.load_interviews([InterviewId("i1")])[InterviewId("i1")].answers == ()
        assert work.health().outbox_unsent == 0


def test_a_new_interview_can_be_saved_as_such(store: Store) -> None:
    with store.writing() as work:
        set_up(work)
        work.add_respondent(STUDY, FULL.respondent, None, None)
        work.receive([received(1)])
        (waiting,) = work.take([TELEGRAM], NOW)
        work.save([turned(waiting.chat, (None, FULL))], NOW)
    with store.reading() as reading:
        assert reading.interview(FULL.id) == FULL
        assert reading.chat_of(FULL.id) == waiting.chat


def test_a_chat_remembers_what_is_held_in_it(store: Store) -> None:
    chat = begin(store)
    later = replace(chat, interview=None, paused=(InterviewId("i1"),), refused=True)
    with store.writing() as work:
        work.save([turned(chat, after=later)], NOW)
    with store.reading() as reading:
        assert reading.chat(chat.id) == later
        assert reading.active_interview(*TELEGRAM, "1") is None
        assert reading.active_interview(*TELEGRAM, "nobody") is None


def test_the_active_interview_is_found_by_address(store: Store) -> None:
    begin(store)
    with store.reading() as reading:
        assert reading.active_interview(*TELEGRAM, "1") == "i1"


def test_done_updates_are_not_taken_again_and_blanked_where_asked(store: Store) -> None:
    with store.writing() as work:
        work.receive([received(1, chat="a", body=b"mine"), received(2, chat="b", body=b"secret")])
    with store.writing() as work:
        first, second = work.take([TELEGRAM], NOW)
        work.save(
            [
                turned(first.chat, done=[row.id for row in first.rows]),
                turned(second.chat, done=[row.id for row in second.rows], blank=True),
            ],
            NOW,
        )
        assert work.take([TELEGRAM], NOW) == []
    with store._reading.connect() as connection:
        bodies = connection.exec_driver_sql("SELECT body FROM inbox ORDER BY id").fetchall()
    assert [bytes(body) for (body,) in bodies] == [b"mine", b""]


def test_sixty_four_chats_are_saved_in_one_batch(store: Store) -> None:
    for number in range(64):
        begin(store, number)
    with store.writing() as work:
        work.receive([received(f"say{n}", chat=str(n)) for n in range(64)])
    with store.writing() as work:
        batch = work.take([TELEGRAM], NOW)
        found = work.load_interviews([w.chat.interview for w in batch if w.chat.interview])
        work.save([_step(w, found) for w in batch], NOW)
    with store.reading() as reading:
        assert {len(found.answers) for found in reading.interviews(STUDY)} == {1}
        assert reading.health().outbox_unsent == 64
        assert reading.health().inbox_open == 0
        assert reading.problems() == []


def _step(waiting: Any, found: dict[InterviewId, Interview]) -> Turned:
    before = found[waiting.chat.interview]
    done = [row.id for row in waiting.rows]
    return turned(waiting.chat, (before, answered(before)), say=("next",), done=done)


def test_a_message_can_be_queued_outside_of_a_turn(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        work.queue(chat.id, None, [Queued(turn=0, body={"text": "one"}), Queued(turn=0, body={})])
    (claimed,) = claim(store)
    assert [row.body for row in claimed.rows] == [{"text": "one"}, {}]


def test_interviews_are_streamed_in_order_of_id_and_selected(store: Store) -> None:
    with store.writing() as work:
        set_up(work)
        people = [
            interview(3, segment="new", wave=2),
            interview(10, phase=Phase.COMPLETED),
            interview(1, side="staff", answers=(answer(1),)),
            interview(2, segment="new"),
        ]
        assert work.add_interviews(people) == 4
    with store.reading() as reading:
        assert [i.id for i in reading.interviews(STUDY, batch=1)] == ["i1", "i10", "i2", "i3"]
        assert [len(i.answers) for i in reading.interviews(STUDY, batch=3)] == [1, 0, 0, 0]
        assert [i.id for i in reading.interviews(STUDY, segment="new")] == ["i2", "i3"]
        assert [i.id for i in reading.interviews(STUDY, segment="new", wave=2)] == ["i3"]
        assert [i.id for i in reading.interviews(STUDY, side="staff")] == ["i1"]
        assert [i.id for i in reading.interviews(STUDY, phases={Phase.COMPLETED})] == ["i10"]
        assert list(reading.interviews("other")) == []


def test_importing_again_adds_nothing(store: Store) -> None:
    with store.writing() as work:
        set_up(work)
        assert work.add_interviews([FULL]) == 1
        assert work.add_interviews([replace(FULL, segment="other"), interview(2)]) == 1
        assert work.interview(FULL.id) == FULL


def test_two_processes_with_the_same_interview_in_hand_save_it_once(
    migrated_postgres: Callable[[], Store],
) -> None:
    stores = [migrated_postgres(), migrated_postgres()]
    chat = begin(stores[0])
    start = Barrier(2)

    def save(store: Store) -> bool:
        with store.reading() as reading:
            seen = reading.interview("i1")
        assert seen is not None
        start.wait()
        try:
            with store.writing() as work:
                work.save([turned(chat, (seen, answered(seen)))], NOW)
        except StaleInterview:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, stores)) == [False, True]


def test_answers_know_their_order_past_nine(store: Store) -> None:
    many = tuple(answer(number) for number in range(1, 13))
    with store.writing() as work:
        set_up(work)
        work.add_interviews([interview(1, answers=many)])
        found = work.interview("i1")
    assert found is not None
    assert found.answers == many


def test_every_field_of_an_answer_is_stored() -> None:
    assert {field.name for field in fields(Answer)} == {
        *("id", "question", "step", "kind", "value", "verbatim", "at", "absence", "excluded"),
        *("probe", "revision_of", "turn", "messages"),
    }
