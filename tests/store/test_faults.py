import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from time import perf_counter, sleep
from traceback import format_exception

import psycopg
import pytest

from cxmodel.errors import Misconfigured, NotStored, StoreUnavailable
from cxmodel.interview import Interview
from cxmodel.store import Store, Work, engines
from cxmodel.vault import Vault
from tests.conftest import NewDatabase
from tests.store.values import (
    NOW,
    STUDY,
    answer,
    answered,
    begin,
    interview,
    received,
    set_up,
    turned,
)

SECRET = "what nobody may read in a log"


def test_an_error_shows_no_word_of_a_row(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    twice = tuple(answer(n, verbatim=SECRET, value=SECRET, turn=1) for n in (1, 2))
    with pytest.raises(NotStored) as caught:
        _import(store, interview(1, answers=twice))
    assert SECRET not in "".join(format_exception(caught.value)) + caplog.text


def test_a_row_without_a_value_is_not_quoted_either(store: Store) -> None:
    bad = answer(1, verbatim=SECRET, question=None)
    with pytest.raises(NotStored) as caught:
        _import(store, interview(1, answers=(bad,)))
    assert SECRET not in "".join(format_exception(caught.value))


def _import(store: Store, interview: Interview) -> None:
    with store.writing() as work:
        set_up(work)
        work.add_interviews([interview])


def test_parameters_stay_hidden_in_what_sqlalchemy_runs_itself(store: Store) -> None:
    with pytest.raises(NotStored) as caught, store.writing() as work:
        work.receive([received(SECRET, body=None)])  # type: ignore[arg-type]
    assert SECRET not in "".join(format_exception(caught.value))


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises((NotStored, StoreUnavailable)), store.reading() as reading:
        reading._connection.exec_driver_sql("INSERT INTO note VALUES ('a', 'b')")


def test_a_reader_does_not_hold_up_a_writer(store: Store) -> None:
    begin(store)
    with store.reading() as reading, store.writing() as work:
        assert reading.interview("i1") == work.interview("i1")
        before = work.interview("i1")
        chat = work.chat_of("i1")
        assert before is not None
        assert chat is not None
        work.save([turned(chat, (before, answered(before)))], NOW)


def test_a_reader_sees_one_moment(store: Store) -> None:
    begin(store)
    with store.reading() as reading:
        before = list(reading.interviews(STUDY))
        begin(store, 2)
        assert list(reading.interviews(STUDY)) == before


@pytest.mark.parametrize(
    "url",
    [
        "",
        "mysql://localhost/db",
        "postgresql+asyncpg://localhost/db",
        "postgresql://host:notaport:9/db?=",
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:////no/such/directory/desirepath.db",
        "sqlite:////tmp",
        "desirepath.db",
    ],
)
def test_a_wrong_address_is_refused_in_a_sentence(vault: Vault, url: str) -> None:
    with pytest.raises(Misconfigured, match="DESIREPATH_DATABASE_URL"):
        Store.connect(url, vault)


def test_an_unreachable_server_is_told_without_its_password(vault: Vault) -> None:
    store = Store.connect("postgresql://me:hunter2@127.0.0.1:1/db", vault)
    with pytest.raises(StoreUnavailable, match="DESIREPATH_DATABASE_URL") as caught:
        store.upgrade()
    assert "hunter2" not in f"{caught.value}"
    store.close()


def test_an_unwritable_file_is_told(tmp_path: Path, vault: Vault) -> None:
    (tmp_path / "desirepath.db").write_bytes(b"this is no database" * 100)
    store = Store.connect(f"sqlite:///{tmp_path}/desirepath.db", vault)
    assert len(store.check()) == 1
    with pytest.raises((NotStored, StoreUnavailable)):
        store.upgrade()
    store.close()


def test_a_locked_sqlite_file_is_waited_for(tmp_path: Path, vault: Vault) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/desirepath.db", vault)
    store.upgrade()
    other = sqlite3.connect(
        f"{tmp_path}/desirepath.db", isolation_level=None, check_same_thread=False
    )
    other.execute("BEGIN IMMEDIATE")

    def let_go() -> None:
        sleep(0.2)
        other.execute("COMMIT")

    thread = Thread(target=let_go)
    thread.start()
    with store.writing() as work:
        assert work.receive([received(1)]) == 1
    thread.join()
    other.close()
    store.close()


def test_a_sqlite_file_locked_for_long_is_told(
    tmp_path: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "BUSY_TIMEOUT", 50)
    store = Store.connect(f"sqlite:///{tmp_path}/desirepath.db", vault)
    store.upgrade()
    other = sqlite3.connect(f"{tmp_path}/desirepath.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable), store.writing():
        pass
    other.close()
    with store.writing() as work:
        assert work.receive([received(1)]) == 1
    store.close()


def test_a_row_that_another_process_holds_is_not_waited_for_long(
    migrated_postgres: Callable[[], Store],
) -> None:
    first, second = migrated_postgres(), migrated_postgres()
    chat = begin(first)
    with first.writing() as mine:
        before = mine.load_interviews([interview().id])[interview().id]
        mine.save([turned(chat, (before, answered(before)))], NOW)
        started = perf_counter()
        with pytest.raises(StoreUnavailable), second.writing() as theirs:
            theirs.save([turned(chat, (before, answered(before)))], NOW)
        assert 0.4 < perf_counter() - started < 2


def test_a_connection_that_died_is_not_used_again(
    migrated_postgres: Callable[[], Store], shared_postgres_url: str
) -> None:
    store = migrated_postgres()
    with pytest.raises(StoreUnavailable), store.writing() as work:
        _receive_while_cut_off(work, shared_postgres_url)
    with store.writing() as work:
        assert work.receive([received(1)]) == 1
    _kill_connections(shared_postgres_url)
    with store.writing() as work:
        assert work.receive([received(1)]) == 0


def _receive_while_cut_off(work: Work, url: str) -> None:
    _kill_connections(url)
    work.receive([received(1)])


def _kill_connections(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def test_sqlite_is_durable_and_keeps_references(tmp_path: Path, vault: Vault) -> None:
    store = Store.connect(f"sqlite:///{tmp_path}/desirepath.db", vault)
    store.upgrade()
    with store.writing() as work:
        pragmas = {
            name: work._connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    store.close()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,  # FULL
        "foreign_keys": 1,
        "busy_timeout": 10_000,
    }


def test_postgresql_addresses_take_libpqs_forms(postgres_url: NewDatabase, vault: Vault) -> None:
    url = postgres_url()
    database, host = url.removeprefix("postgresql://postgres@/").split("?host=")
    for form in (
        f"postgresql://postgres@/{database}?host={host}&application_name=mine",
        f"postgres://postgres@/{database}?host={host}",
        f"postgresql:///{database}?host={host}&user=postgres",
    ):
        store = Store.connect(form, vault)
        assert store.is_shared
        assert store.check() == ["The database is empty: run `desirepath db upgrade`."]
        store.close()
