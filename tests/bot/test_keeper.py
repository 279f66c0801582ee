"""What respondents send is fetched, kept once, and gone when it must go."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from bot import attachments
from bot.attachments import missing, remove_discarded, tidy
from bot.commands.upkeep import doctor
from cxmodel import tables as t
from cxmodel.errors import Refused, SendFailed
from cxmodel.interview import Phase
from cxmodel.store import Store
from cxmodel.study import Anonymity
from cxmodel.vault import Vault
from tests.bot.fetching import PHOTO, QUICK, Album, digest
from tests.bot.post import until
from tests.conftest import SECRET

LOST = "could not keep your file “desk.jpg”"


@pytest.fixture
def album(store: Store, tmp_path: Path) -> Album:
    return Album(store, tmp_path / "attachments")


# ── in ────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_file_is_kept_under_its_digest(album: Album) -> None:
    album.sends(album.asked_for_photo(), "p1", PHOTO[:100], PHOTO[100:])
    async with album.kept():
        await until(album.is_kept)
    assert (album.row["sha256"], album.row["size"]) == (digest(PHOTO), len(PHOTO))
    assert album.files == [digest(PHOTO)]
    assert (album.folder / digest(PHOTO)).read_bytes() == PHOTO
    assert (album.folder / digest(PHOTO)).stat().st_mode & 0o777 == 0o600


async def test_what_two_people_send_alike_is_kept_once(album: Album) -> None:
    for account in ("1", "2"):
        album.sends(album.asked_for_photo(account), account, PHOTO)
    async with album.kept():
        await until(album.is_kept)
    assert album.files == [digest(PHOTO)]


async def test_a_talk_that_goes_on_meanwhile_keeps_the_file(album: Album) -> None:
    """The turn knows the interview from memory, and writes the file's answer beside its digest."""
    who = album.newcomer()
    album.sends(who, "p1", PHOTO)
    async with album.kept():
        await until(album.is_kept)
        who.says("A new desk")
        album.sends(who, "p2", PHOTO + b"2")
        await until(album.is_kept)
    assert [row["sha256"] for row in album.rows] == [digest(PHOTO), digest(PHOTO + b"2")]
    (interview,) = album.town.interviews("album")
    assert interview.phase is Phase.COMPLETED
    with album.store.writing() as work:
        remembered = work.load_interviews([interview.id])[interview.id]
    assert [a.sha256 for a in remembered.attachments] == [row["sha256"] for row in album.rows]


async def test_nothing_is_fetched_before_consent(album: Album) -> None:
    who = album.town.respondent().starts(album.town.invites(album.study))
    album.sends(who, "p1", PHOTO)
    async with album.kept():
        await asyncio.sleep(0.1)
    assert album.rows == []
    assert album.pigeon.fetched == []


async def test_nothing_is_fetched_of_who_withdrew(album: Album) -> None:
    who = album.newcomer()
    album.sends(who, "p1", PHOTO)
    who.says("stop")
    assert who.finds(album.town.interviews("album")[0].id).phase is Phase.WITHDRAWN
    async with album.kept():
        await asyncio.sleep(0.1)
    assert (album.pigeon.fetched, album.files) == ([], [])


async def test_a_few_are_fetched_at_once(album: Album) -> None:
    """Three at a time of one installation, and the next as soon as one is there."""
    who, gate = album.newcomer(), asyncio.Event()
    for number in range(5):
        album.sends(who, f"p{number}", gate_of(gate), f"{number}".encode())
    async with album.kept():
        await until(lambda: len(album.pigeon.fetched) == 3)
        await asyncio.sleep(0.1)
        assert len(album.pigeon.fetched) == 3
        gate.set()
        await until(album.is_kept)
    assert len(album.files) == 5


def gate_of(gate: asyncio.Event) -> object:
    async def opens() -> None:
        await gate.wait()

    return opens


# ── what fails ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(SendFailed("no answer", uncertain=True), id="no answer"),
        pytest.param(SendFailed("502", answered=True), id="5xx"),
        pytest.param(SendFailed("401", unauthorized=True), id="token not accepted"),
        pytest.param(OSError(28, "no space left"), id="disk full"),
        pytest.param(KeyError("a defect"), id="defect"),
    ],
)
async def test_what_may_pass_is_tried_again(album: Album, failure: Exception) -> None:
    album.sends(album.asked_for_photo(), "p1", PHOTO[:50], failure)
    async with album.kept():
        await until(lambda: bool(album.row["attempts"]) and len(album.pigeon.fetched) > 1)
        album.pigeon.luggage["p1"] = [PHOTO]
        await until(album.is_kept)
    assert album.files == [digest(PHOTO)]


async def test_a_wait_that_the_platform_names_is_kept_to(album: Album) -> None:
    album.sends(album.asked_for_photo(), "p1", SendFailed("429", retry_after=timedelta(hours=2)))
    async with album.kept():
        await until(lambda: bool(album.row["due_at"]) and album.row["attempts"] == 0)
        await asyncio.sleep(0.1)
    assert len(album.pigeon.fetched) == 1
    due = datetime.fromisoformat(album.row["due_at"])
    assert timedelta(minutes=119) < due - datetime.now(UTC) < timedelta(minutes=121)


async def test_a_file_that_is_gone_is_told_once(album: Album) -> None:
    who = album.newcomer()
    album.sends(who, "p1", SendFailed("it was deleted", permanent=True))
    async with album.kept():
        await until(lambda: album.row["lost"] is not None)
        await asyncio.sleep(0.1)
    album.town.works()
    assert album.row["lost"] == "it was deleted"
    assert sum(LOST in text for text in album.pigeon.texts("77")) == 1
    assert album.pigeon.fetched == ["p1"]
    who.says("A new desk")
    assert "What does your desk look like?" in who.last_reply


async def test_a_file_that_is_larger_than_it_said_is_given_up(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "LARGEST_FILE", 100)
    album.sends(album.newcomer(), "p1", b"x" * 60, b"x" * 60)
    async with album.kept():
        await until(lambda: album.row["lost"] is not None)
    album.town.works()
    assert "20 MB" in album.row["lost"]
    assert LOST in album.pigeon.texts("77")[-1]
    assert album.files == []


async def test_tries_come_to_an_end(album: Album, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.keeper.TRIES", 3)
    album.sends(album.newcomer(), "p1", SendFailed("no answer", uncertain=True))
    async with album.kept():
        await until(lambda: album.row["lost"] is not None)
    assert len(album.pigeon.fetched) == 3


async def test_a_download_that_hangs_is_broken_off(album: Album) -> None:
    album.sends(album.newcomer(), "p1", gate_of(asyncio.Event()))
    async with album.kept(replace(QUICK, download=timedelta(seconds=0.05))):
        await until(lambda: len(album.pigeon.fetched) > 1)
        album.pigeon.luggage["p1"] = [PHOTO]
        await until(album.is_kept)


async def test_a_server_that_ends_leaves_no_draft(album: Album) -> None:
    album.sends(album.newcomer(), "p1", PHOTO, gate_of(asyncio.Event()))
    async with album.kept():
        await until(lambda: bool(album.files))
    assert album.files == []
    assert album.row["sha256"] == ""


# ── processes ─────────────────────────────────────────────────────────────────────────────────────


@asynccontextmanager
async def process(url: str, folder: Path, *, dies: bool = False) -> AsyncIterator[Process]:
    """A keeper in a process of its own."""
    command = (sys.executable, "-m", "tests.bot.fetching", url, str(folder), "dies" if dies else "")
    running = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
    try:
        yield running
    finally:
        assert running.stdin is not None
        running.stdin.close()
        await running.wait()


async def fetched_by(ended: Process) -> list[str]:
    assert ended.stdout is not None
    lines = (await ended.stdout.read()).decode().splitlines()
    return [line.removeprefix("fetches ") for line in lines if line.startswith("fetches ")]


async def test_a_crash_between_file_and_row_costs_a_second_download(
    album: Album, database_url: str
) -> None:
    album.sends(album.asked_for_photo(), "p1", b"p1")
    async with process(database_url, album.folder, dies=True) as dying:
        assert await dying.wait() == -signal.SIGKILL
    assert album.files == [digest(b"p1")]
    assert album.row["sha256"] == ""

    async with album.kept():
        await until(album.is_kept)
    assert album.files == [digest(b"p1")]
    assert album.row["attempts"] == 2


async def test_two_processes_fetch_each_file_once(
    shared_postgres_url: str, vault: Vault, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    store = Store.connect(shared_postgres_url, vault)
    request.addfinalizer(store.close)
    album = Album(store, tmp_path)
    who = album.newcomer()
    async with (
        process(shared_postgres_url, tmp_path) as one,
        process(shared_postgres_url, tmp_path) as other,
    ):
        for each in (one, other):  # or the first could be done before the second is there
            assert each.stdout is not None
            assert await each.stdout.readline() == b"at work\n"
        for number in range(20):
            album.sends(who, f"p{number}")
        await until(album.is_kept, seconds=30)
    told = [await fetched_by(each) for each in (one, other)]
    assert sorted(told[0] + told[1]) == sorted(f"p{number}" for number in range(20))
    assert all(told)
    assert len(album.files) == 20


# ── out ───────────────────────────────────────────────────────────────────────────────────────────


async def test_what_an_erased_respondent_sent_goes_unless_somebody_else_sent_it(
    album: Album,
) -> None:
    one, other = album.newcomer("1"), album.newcomer("2")
    album.sends(one, "own", b"own")
    album.sends(one, "shared", b"shared")
    album.sends(other, "shared too", b"shared")
    async with album.kept():
        await until(album.is_kept)
        one.says("forget me", "forget me")
        await until(lambda: digest(b"own") not in album.files)
        assert album.files == [digest(b"shared")]
        other.says("forget me", "forget me")
        await until(lambda: album.files == [])
    assert album.rows == []


async def test_a_file_on_its_way_while_its_sender_is_erased_is_dropped(album: Album) -> None:
    who, gate = album.newcomer(), asyncio.Event()
    album.sends(who, "p1", PHOTO, gate_of(gate))
    async with album.kept():
        await until(lambda: bool(album.pigeon.fetched))
        who.says("forget me", "forget me")
        gate.set()
        await until(lambda: album.files == [])
    assert album.rows == []


async def test_what_a_crash_left_is_tidied_away(album: Album) -> None:
    album.sends(album.newcomer(), "p1", PHOTO)
    async with album.kept():
        await until(album.is_kept)
    for name in (digest(b"orphan"), ".fetching-new", "notes.txt"):
        (album.folder / name).touch()
    tidy(album.store, album.folder)
    assert album.files == sorted([digest(PHOTO), ".fetching-new", "notes.txt"])


async def test_erasing_by_command_needs_no_server(album: Album) -> None:
    album.sends(album.newcomer(), "p1", PHOTO)
    async with album.kept():
        await until(album.is_kept)
    (interview,) = album.town.interviews("album")
    with album.store.writing() as work:
        work.erase(interview.study, interview.respondent)
    remove_discarded(album.store, album.folder)
    assert album.files == []
    with album.store.reading() as reading:
        assert not reading.has_discarded_files()


# ── anonymous ─────────────────────────────────────────────────────────────────────────────────────


async def test_an_anonymous_file_is_fetched_from_memory_once_it_is_nobodys(
    store: Store, tmp_path: Path
) -> None:
    album = Album(store, tmp_path / "attachments", anonymity=Anonymity.ANONYMOUS)
    who = album.asked_for_photo()
    album.sends(who, "p1", SendFailed("no answer", uncertain=True), name="Canarina.jpg")
    assert "the file stays as you sent it" in " ".join(who.replies)
    (interview,) = album.town.interviews("album")
    assert interview.phase is Phase.COMPLETED
    assert (album.row["source"], album.row["due_at"], album.row["name"]) == ("", "", "photo 1")
    assert interview.answers[-1].verbatim == "photo 1"

    async with album.kept():
        await until(lambda: bool(album.pigeon.fetched))
        album.pigeon.luggage["p1"] = [PHOTO]
        await until(album.is_kept)
    assert (album.row["source"], album.row["due_at"], album.row["lost"]) == ("", "", None)
    assert album.files == [digest(PHOTO)]


async def test_a_server_that_ends_takes_the_memory_along(store: Store, tmp_path: Path) -> None:
    album = Album(store, tmp_path / "attachments", anonymity=Anonymity.ANONYMOUS)
    album.sends(album.asked_for_photo(), "p1", gate_of(asyncio.Event()))
    async with album.kept():
        await until(lambda: bool(album.pigeon.fetched))
    assert album.row["lost"] == "the anonymous interview ended, and its file had not come"
    async with album.kept():
        await asyncio.sleep(0.1)
    assert album.pigeon.fetched == ["p1"]


# ── doctor ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_file_that_went_missing_is_reported(album: Album) -> None:
    album.sends(album.newcomer(), "p1", PHOTO)
    async with album.kept():
        await until(album.is_kept)
    with album.store.reading() as reading:
        kept = reading.kept_files()
    assert list(missing(kept, album.folder)) == []

    (album.folder / digest(PHOTO)).write_bytes(b"cut")
    (problem,) = missing(kept, album.folder)
    assert problem.startswith(f"File f1 of interview {kept[0].interview} is missing or damaged")


async def test_files_of_imported_interviews_are_not_missed(album: Album) -> None:
    album.sends(album.newcomer(), "p1", PHOTO)
    with album.store._writing.begin() as connection:
        connection.execute(update(t.attachment).values(sha256="ab" * 32, source=""))
    with album.store.reading() as reading:
        assert reading.kept_files() == []


async def test_the_doctor_names_a_missing_file(
    album: Album, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DESIREPATH_HOME", str(tmp_path))
    monkeypatch.setenv("DESIREPATH_DATABASE_URL", database_url)
    monkeypatch.setenv("DESIREPATH_SECRET_KEY", SECRET)
    album.sends(album.newcomer(), "p1", PHOTO)
    async with album.kept():
        await until(album.is_kept)
    doctor()

    (album.folder / digest(PHOTO)).unlink()
    with pytest.raises(Refused, match="is missing or damaged: restore"):
        doctor()
