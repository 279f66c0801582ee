"""Files that respondents sent → the folder, and the row that says so.

The rows decide: a file is fetched until it is kept or given up, by whichever process is there. A
crash between file and row costs a second download.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import aclosing, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from bot.attachments import Draft, drafted, remove_discarded, tidy
from bot.messenger import Messenger
from bot.visit import notice
from bot.writer import Writer
from cxmodel.errors import SendFailed
from cxmodel.records import Queued, Wanted
from cxmodel.store import Store, Work
from interview_flows.phrasebook import phrases_in

AT_ONCE = 3  # downloads side by side from one installation
TRIES = 30  # with the waits below: most of a day
TRIES_FROM_MEMORY = 5  # of what is stored nowhere; the server may end meanwhile

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long the keeper waits for what."""

    download: timedelta = timedelta(seconds=150)  # below the lease: no one else begins it meanwhile
    lease: timedelta = timedelta(minutes=5)  # how long a file waits if we die
    sweep: timedelta = timedelta(seconds=2)
    first_wait: timedelta = timedelta(seconds=5)  # before the second try, and doubled with each
    longest_wait: timedelta = timedelta(hours=1)
    refused_wait: timedelta = timedelta(minutes=5)  # while the token is not accepted
    end: timedelta = timedelta(seconds=3)  # for downloads under way when the server ends
    tidying: timedelta = timedelta(hours=1)  # between two looks through the folder


class Keeper:
    """Fetches files, one task each; deletes those that nobody may keep."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        messengers: Mapping[tuple[str, str], Messenger],
        folder: Path,
        *,
        patience: Patience | None = None,
    ) -> None:
        self._store, self._writer, self._messengers = store, writer, messengers
        self._folder, self._patience = folder, patience or Patience()
        self._wake = asyncio.Event()
        self._fetching: set[asyncio.Task[None]] = set()
        self._busy: Counter[tuple[str, str]] = Counter()
        self._tidy_at = datetime.min.replace(tzinfo=UTC)

    async def run(self) -> None:
        """Until cancelled, fetch what is due and delete what is discarded."""
        while True:
            self._wake.clear()
            await self._look(self._clear_out)
            while self._store.loose:
                self._begin(self._store.loose.popleft())
            await self._look(self._lease)
            # Not wait_for: until Python 3.12 it loses a cancellation that comes with the wake-up.
            with suppress(TimeoutError):
                async with asyncio.timeout(self._patience.sweep.total_seconds()):
                    await self._wake.wait()

    async def drain(self) -> None:
        """Let what is almost here arrive; what is not is fetched by the next process."""
        if self._fetching:
            seconds = self._patience.end.total_seconds()
            _, late = await asyncio.wait(self._fetching, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _look(self, at: Callable[[], list[Wanted]]) -> None:
        """Begin with what is found; where database or disk are away, the next sweep finds it."""
        try:
            await self._writer.run_to_end(at, self._begin_all)
        except Exception as error:  # noqa: BLE001 - whatever it is, fetching goes on
            log.warning("attachments.look_failed", error=type(error).__name__)

    def _begin_all(self, due: list[Wanted]) -> None:
        for wanted in due:
            self._begin(wanted)

    def _begin(self, wanted: Wanted) -> None:
        self._busy[wanted.place] += 1
        task = asyncio.create_task(self._fetch(wanted))
        self._fetching.add(task)
        task.add_done_callback(lambda task: self._end(task, wanted))

    def _end(self, task: asyncio.Task[None], wanted: Wanted) -> None:
        self._fetching.discard(task)
        self._busy[wanted.place] -= 1
        self._wake.set()

    # ── one file ──────────────────────────────────────────────────────────────────────────────

    async def _fetch(self, wanted: Wanted) -> None:
        """Fetch a file; where that fails, note when to try again, or try again from memory."""
        try:
            failure = await self._try(wanted)
            while failure is not None and wanted.loose:
                again = self._again(wanted, failure)
                if again is None or wanted.attempts >= TRIES_FROM_MEMORY:
                    return
                await asyncio.sleep(again.total_seconds())
                wanted = replace(wanted, attempts=wanted.attempts + 1)
                failure = await self._try(wanted)
            if failure is not None:
                await self._note(wanted, failure)
        except Exception as error:  # noqa: BLE001 - the lease runs out and the file is tried again
            log.warning("attachment.not_noted", error=type(error).__name__)

    async def _try(self, wanted: Wanted) -> SendFailed | None:
        """Why a file could not be kept; None where it is, or where nobody wants it any more."""
        messenger, limit = self._messengers[wanted.place], self._patience.download
        try:
            with drafted(self._folder) as draft:
                async with asyncio.timeout(limit.total_seconds()):
                    async with aclosing(messenger.fetch(wanted.source)) as pieces:
                        async for piece in pieces:
                            await asyncio.to_thread(draft.add, piece)
                    await asyncio.to_thread(draft.seal)
                await self._writer.run_to_end(lambda: self._keep(wanted, draft), _log)
        except SendFailed as error:
            failure = error
        except TimeoutError:
            failure = SendFailed("the file did not come in time")
        except OSError as error:  # a full disk is no fault of the file's
            log.warning("attachments.folder_failed", error=type(error).__name__)
            failure = SendFailed("the folder refused it", retry_after=self._patience.refused_wait)
        except Exception as error:  # noqa: BLE001 - the database is away, or a defect: tries end
            failure = SendFailed(type(error).__name__)
        else:
            return None
        log.warning("attachment.not_fetched", attempt=wanted.attempts, reason=str(failure))
        return failure

    def _again(self, wanted: Wanted, failure: SendFailed) -> timedelta | None:
        """How long to wait for the next try; None where there is none."""
        if failure.retry_after is not None:
            return failure.retry_after
        if failure.unauthorized:
            return self._patience.refused_wait
        if failure.permanent or wanted.attempts + 1 >= TRIES:
            return None
        doubled = self._patience.first_wait * 2.0 ** min(wanted.attempts, 20)
        return min(self._patience.longest_wait, doubled) * random.uniform(0.5, 1)  # noqa: S311 - jitter

    async def _note(self, wanted: Wanted, failure: SendFailed) -> None:
        again = self._again(wanted, failure)
        # Waits that the platform asks for, and those for an operator, are no tries of the file's.
        counts = failure.retry_after is None and not failure.unauthorized
        attempts = wanted.attempts + counts

        def note() -> None:
            with self._store.writing() as work:
                if again is not None:
                    work.postpone_file(wanted, datetime.now(UTC) + again, attempts)
                elif work.give_up_file(wanted, str(failure)):
                    self._tell(work, wanted)

        await self._writer.run(note)

    # ── in the writer's thread ────────────────────────────────────────────────────────────────

    def _lease(self) -> list[Wanted]:
        room = {place: AT_ONCE - self._busy[place] for place in list(self._messengers)}
        room = {place: left for place, left in room.items() if left > 0}
        if not room:
            return []
        with self._store.writing() as work:
            return work.due_files(room, datetime.now(UTC), self._patience.lease)

    def _keep(self, wanted: Wanted, draft: Draft) -> bool:
        """File and row, or neither: unless the commit fails, and then the file comes again."""
        with self._store.writing() as work:
            work.lock_files()
            is_wanted = work.keep_file(wanted, draft.sha256, draft.size)
            if is_wanted:
                draft.keep()
        return is_wanted

    def _clear_out(self) -> list[Wanted]:
        remove_discarded(self._store, self._folder)
        now = datetime.now(UTC)
        if now >= self._tidy_at:
            tidy(self._store, self._folder)
            self._tidy_at = now + self._patience.tidying
        return []

    def _tell(self, work: Work, wanted: Wanted) -> None:
        """Say once that a file could not be kept, within the commit that gives it up."""
        interview = work.load_interviews([wanted.interview])[wanted.interview]
        name = interview.attachments[wanted.number].name
        sentence = phrases_in(interview.language).file_lost.format(name=name)
        said = notice(sentence, during=interview)
        parts = self._messengers[wanted.place].parts(interview.id, said)
        work.queue(wanted.chat, interview.id, [Queued(turn=said.turn, body=body) for body in parts])


def _log(is_kept: bool) -> None:  # noqa: FBT001 - the result of a commit
    if is_kept:
        log.info("attachment.kept")
