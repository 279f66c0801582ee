from datetime import timedelta

import pytest

from cxmodel.store import Health, Store
from tests.store.values import NOW, TELEGRAM, answered, begin, received, say, turned


def test_a_store_in_use_has_no_problems(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        before = work.load_interviews([chat.interview])[chat.interview] if chat.interview else None
        assert before is not None
        work.save([turned(chat, (before, answered(before)), say=("next",))], NOW)
    with store.reading() as reading:
        assert reading.problems() == []


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE interview SET phase = 'completed'", "Interview i1 is completed but has no time"),
        ("UPDATE answer SET number = 3 WHERE number = 2", "Interview i1 has a gap"),
        ("UPDATE answer SET number = 0 WHERE number = 1", "Interview i1 has a gap"),
        ("UPDATE inbox SET state = 'open', chat = NULL", "waits but belongs to no chat"),
        ("UPDATE inbox SET state = 'poison'", "was set aside"),
        ("UPDATE chat SET interview = 'gone'", "points to an interview that does not exist"),
        ("DELETE FROM sender", "can never be sent to"),
        ("UPDATE outbox SET attempts = 20", "cannot be sent out"),
        ("UPDATE interview SET state = '{'", "interview i1 cannot be read"),
        ("UPDATE interview SET phase = 'lost'", "interview i1 cannot be read"),
        ("UPDATE interview SET state = '{\"steps\": 3}'", "interview i1 cannot be read"),
        ("UPDATE answer SET value = 'x'", "interview i1 cannot be read"),
        ("UPDATE answer SET kind = 'guess'", "interview i1 cannot be read"),
    ],
)
def test_what_cannot_be_true_is_told(store: Store, harm: str, told: str) -> None:
    chat = begin(store)
    with store.writing() as work:
        assert chat.interview is not None
        before = work.load_interviews([chat.interview])[chat.interview]
        after = answered(answered(before))
        work.save([turned(chat, (before, after), say=("next",))], NOW)
    with store._writing.begin() as connection:
        connection.exec_driver_sql(harm)
    with store.reading() as reading:
        (problem,) = reading.problems()
    assert told in problem
    assert problem.endswith(".")


def test_a_flow_version_that_is_missing_is_told(own_store: Store) -> None:
    begin(own_store)
    with own_store._writing.connect() as connection:
        without_check = (
            "PRAGMA foreign_keys = OFF"
            if connection.dialect.name == "sqlite"
            else "ALTER TABLE interview DROP CONSTRAINT fk_interview_flow_version"
        )
        connection.connection.driver_connection.cursor().execute(without_check)  # type: ignore[union-attr]
        connection.exec_driver_sql("DELETE FROM flow_version")
        connection.commit()
        connection.invalidate()
    with own_store.reading() as reading:
        assert "Interview i1 needs a flow version that is not kept." in reading.problems()


def test_what_waits_is_counted(store: Store) -> None:
    with store.reading() as reading:
        assert reading.health() == Health(
            inbox_open=0, oldest_open=None, inbox_poison=0, outbox_unsent=0, outbox_dead=0
        )
    chat = begin(store)
    say(store, chat, "one", "two")
    with store.writing() as work:
        work.receive([received(1), received(2, chat="other")])
        assert work.health() == Health(
            inbox_open=2, oldest_open=NOW, inbox_poison=0, outbox_unsent=2, outbox_dead=0
        )
        assert len(work.take([TELEGRAM], NOW + timedelta(days=1))) == 2
