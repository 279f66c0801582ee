"""Queued replies → sent, in order within each chat, after the commit that queued them.

A chat's queue is leased to one sender; every message is marked as it goes out, so that a crash
repeats one prompt at the most. What takes its time, such as map files, leaves the queue where it is
met and is sent beside it, under a lease of its own.
"""

import asyncio
import random
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot import sentences
from bot.clock import Clock, utc_now
from bot.messenger import Messenger
from bot.pace import Limiter
from bot.visit import notice
from bot.writer import Gathered, Writer
from cxmodel.errors import SendFailed
from cxmodel.records import Claim, OutboxRow, Queued, Sent
from cxmodel.store import Store, Work
from interview_flows import tongue

AT_ONCE = 64  # chats that are sent to side by side
SLOW_AT_ONCE = 4  # bodies that take their time, beside those
TRIES = 5  # of a message that fails in a way that nobody foresaw
DOUBTS = 5  # tries of a prompt whose arrival stays in doubt, over some four minutes
_BLOCKED = "unreachable"
_EDITS = frozenset({"settle", "redraw"})  # they change a message that stands there already
_RANK = 0  # within a commit: before what comes in and the turns, for which it frees chats

log = structlog.get_logger()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How long the outbox waits for what."""

    send_timeout: timedelta = timedelta(seconds=8)  # below the lease: no one else sends meanwhile
    lease: timedelta = timedelta(seconds=12)  # how long a chat waits if we die; then it is claimed
    slow_lease: timedelta = timedelta(minutes=5)  # of a body that takes its time: map files
    sweep: timedelta = timedelta(seconds=2)  # the net under missed wake-ups
    first_wait: timedelta = timedelta(seconds=1)  # before the second try, and doubled with each
    longest_wait: timedelta = timedelta(minutes=5)  # between two tries
    doubtful_wait: timedelta = timedelta(seconds=15)  # doubled with each try of a prompt in doubt

    @property
    def last_call(self) -> timedelta:
        """How long after the claim one more message can be sent within the lease."""
        return (self.lease - self.send_timeout) * 0.8

    def timeout_of(self, row: OutboxRow) -> timedelta:
        """How long one message may take on its way."""
        return self.slow_lease * 0.95 if row.body.get("slow") else self.send_timeout


@dataclass(frozen=True, slots=True)
class _Finished:
    """One row's fate; with `release`, the chat's queue is given back as well.

    `told` is what the chat is told of it, as bodies of further messages.
    """

    sent: Sent | None
    claim: Claim
    release: bool = False
    told: Sequence[dict[str, Any]] = ()


class Outbox:
    """Sends what turns have queued."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        messengers: Mapping[tuple[str, str], Messenger],
        limiters: Mapping[tuple[str, str], Limiter],
        freed: Callable[[], None],
        *,
        timing: Timing | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._store, self._writer, self._timing = store, writer, timing or Timing()
        self._messengers, self._limiters = messengers, limiters
        self._clock = clock
        self._freed = freed  # a chat's queue is empty: its next update may be worked through
        self._wake = asyncio.Event()
        self._finished: Gathered[_Finished] = Gathered(writer, store, self._mark, _RANK)
        self._sending: set[asyncio.Task[None]] = set()
        self._sending_slowly: set[asyncio.Task[None]] = set()
        self._ending = False
        self.halted: dict[tuple[str, str], datetime] = {}  # token not accepted; tried again then

    def wake(self) -> None:
        """There may be something to send."""
        self._wake.set()

    def claim(self, work: Work) -> list[Claim]:
        """Lease queues that can be sent now, within a transaction of the writer's thread."""
        now = self._clock()
        open_to = self._open_to(now)
        room = AT_ONCE - len(self._sending)
        if not open_to or (room <= 0 and not work.parting):
            return []
        return work.claim(open_to, now, lease=self._timing.lease, limit=max(room, 0))

    def send(self, claims: Sequence[Claim]) -> None:
        """Send claimed queues, each in a task of its own; their claim must be committed."""
        last_call = asyncio.get_running_loop().time() + self._timing.last_call.total_seconds()
        for claim in claims:
            task = asyncio.create_task(self._send_queue(claim, last_call))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)

    def _open_to(self, now: datetime) -> list[tuple[str, str]]:
        return [key for key in self._messengers if self.halted.get(key, now) <= now]

    async def run(self) -> None:
        """Until cancelled, send what no turn has just queued: what was left, what is due again."""
        while True:
            self._wake.clear()
            claims = await self._claimed()
            if len(self._sending) >= AT_ONCE:
                await asyncio.wait(self._sending, return_when=asyncio.FIRST_COMPLETED)
            elif not claims:
                await self._rest()

    async def drain(self) -> None:
        """Let what is on its way arrive; what waits behind it stays queued."""
        self._ending = True
        if under_way := self._sending | self._sending_slowly:
            await asyncio.wait(under_way, timeout=self._timing.send_timeout.total_seconds())

    async def _rest(self) -> None:
        # Not wait_for: until Python 3.12 it loses a cancellation that comes with the wake-up.
        with suppress(TimeoutError):
            async with asyncio.timeout(self._timing.sweep.total_seconds()):
                await self._wake.wait()

    async def _claimed(self) -> list[Claim]:
        try:
            claims, slow = await self._writer.run_to_end(self._claim, self._send_all)
        except Exception as error:  # noqa: BLE001 - the database may be back at the next sweep
            log.warning("outbox.claim_failed", error=type(error).__name__)
            return []
        return claims + slow

    def _claim(self) -> tuple[list[Claim], list[Claim]]:
        with self._store.writing() as work:
            return self.claim(work), self._claim_slow(work)

    def _claim_slow(self, work: Work) -> list[Claim]:
        now = self._clock()
        open_to, room = self._open_to(now), SLOW_AT_ONCE - len(self._sending_slowly)
        if not open_to or room <= 0:
            return []
        return work.claim_slow(open_to, now, lease=self._timing.slow_lease, limit=room)

    def _send_all(self, claimed: tuple[list[Claim], list[Claim]]) -> None:
        claims, slow = claimed
        self.send(claims)
        for claim in slow:
            task = asyncio.create_task(self._send_slowly(claim))
            self._sending_slowly.add(task)
            task.add_done_callback(self._sending_slowly.discard)

    async def _finish(self, finished: _Finished) -> None:
        marked = self._finished.put(finished)
        if finished.release:
            self._freed()  # behind it: the chat's next update is worked through in the same commit
        await marked

    def _mark(self, work: Work, finished: list[_Finished]) -> None:
        sent = [f.sent for f in finished if f.sent is not None]
        ours = work.mark(sent) if sent else set()
        for each in finished:
            if each.sent is not None and each.sent.row in ours:
                queued = [Queued(turn=0, body=body) for body in each.told]
                work.queue(each.claim.chat.id, None, queued)
        for blocked in (each.chat for each in sent if each.error == _BLOCKED):
            work.unreachable(blocked)
        released = [f.claim for f in finished if f.release]
        if released:
            work.release(released)

    async def _send_queue(self, claim: Claim, last_call: float) -> None:
        prompt = _Prompt(claim.chat.prompt_turn, claim.chat.prompt_message, claim.prompt)
        rows = list(claim.rows)
        limiter = self._limiters[claim.chat.messenger, claim.chat.installation]
        try:
            while rows:
                if rows[0].body.get("slow") and not claim.fleeting:
                    beside = _fate(claim, rows.pop(0), "slow")
                    await self._finish(_Finished(beside, claim, release=not rows))
                    self._wake.set()  # to send it
                    continue
                await limiter.wait(claim.chat.id, edits=rows[0].body.get("do") in _EDITS)
                late = asyncio.get_running_loop().time() > last_call
                if (self._ending or late) and not claim.fleeting:
                    break
                sent, prompt = await self._try(claim, rows.pop(0), prompt)
                if sent.state in {"queued", "uncertain"} or sent.error == _BLOCKED:
                    rows.clear()  # what follows waits for this one, or never goes out
                await self._finish(_Finished(sent, claim, release=not rows))
            if rows:
                await self._finish(_Finished(None, claim, release=True))
                self._wake.set()
        except Exception as error:  # noqa: BLE001 - the lease runs out and the queue is tried again
            log.warning("outbox.queue_failed", chat=claim.chat.id, error=type(error).__name__)
        if len(self._sending) >= AT_ONCE:  # a claim may have found no room
            self._wake.set()

    async def _send_slowly(self, claim: Claim) -> None:
        """Send what takes its time; whoever asked for it is told where that is given up."""
        key = (claim.chat.messenger, claim.chat.installation)
        (row,) = claim.rows
        try:
            await self._limiters[key].wait(claim.chat.id)
            sent, _ = await self._send(claim, row, _Prompt(None, None, None))
            is_optional = row.body.get("optional", False)
            may_be_given_up = sent.state == "uncertain" or (is_optional and sent.state != "sent")
            if may_be_given_up and row.attempts + 1 >= TRIES:
                sent = replace(sent, state="dead", not_before=None)
            elif sent.not_before is not None:
                sent = replace(sent, state="slow")
            is_told = sent.state == "dead" and sent.error != _BLOCKED and not is_optional
            sorry = tongue.told(row.body.get("language", "en"), sentences.NOT_DONE)
            apology = notice(sorry.format(reason=sent.error))
            told = self._messengers[key].parts(None, apology) if is_told else ()
            await self._finish(_Finished(sent, claim, told=told))
        except Exception as error:  # noqa: BLE001 - the lease runs out and it is tried again
            log.warning("outbox.slow_failed", row=row.id, error=type(error).__name__)
        self._wake.set()  # there is room for another one

    async def _try(self, claim: Claim, row: OutboxRow, prompt: "_Prompt") -> "tuple[Sent, _Prompt]":
        """Send a message; what is stored nowhere is tried again from here."""
        sent, told = await self._send(claim, row, prompt)
        while claim.fleeting and sent.not_before is not None and row.attempts + 1 < TRIES:
            await asyncio.sleep((sent.not_before - self._clock()).total_seconds())
            row = replace(row, attempts=row.attempts + 1, uncertain=sent.state == "uncertain")
            sent, told = await self._send(claim, row, prompt)
        return sent, told

    async def _send(
        self, claim: Claim, row: OutboxRow, prompt: "_Prompt"
    ) -> "tuple[Sent, _Prompt]":
        chat = claim.chat
        key = (chat.messenger, chat.installation)
        messenger = self._messengers[key]
        known = prompt if prompt.turn == row.turn else _Prompt(None, None, None)
        try:
            async with asyncio.timeout(self._timing.timeout_of(row).total_seconds()):
                message = await _send_or_plain(messenger, chat.address, row, known)
        except TimeoutError:
            failure = SendFailed("no answer in time", uncertain=True)
        except SendFailed as error:
            failure = error
        except Exception as error:  # noqa: BLE001 - a defect must not hold up the chat for ever
            failure = SendFailed(type(error).__name__, permanent=row.attempts + 1 >= TRIES)
        else:
            sent = _fate(claim, row, "sent", message=message)
            return sent, _Prompt(row.turn, message, row.body) if row.prompt else prompt
        return self._failed(claim, row, failure), prompt

    def _failed(self, claim: Claim, row: OutboxRow, failure: SendFailed) -> Sent:
        """What a failure means: again later, given up, or the whole messenger halted."""
        key = (claim.chat.messenger, claim.chat.installation)
        log.warning("outbox.send_failed", row=row.id, attempt=row.attempts, reason=str(failure))
        wait = failure.retry_after or self._backoff(row.attempts)
        again = self._clock() + wait
        if failure.unauthorized:
            self.halted[key] = again
            log.error("messenger.unauthorized", at="/".join(key), again_in=wait.total_seconds())
            return _fate(claim, row, "queued", not_before=again)
        if failure.unreachable:
            return _fate(claim, row, "dead", error=_BLOCKED)
        if failure.permanent:
            return _fate(claim, row, "dead", error=str(failure))
        if failure.uncertain and row.uncertain and not failure.answered:  # resent once already
            if not row.prompt or row.attempts + 1 >= DOUBTS:
                return _fate(claim, row, "sent", error="may have arrived")
            # A question that nobody saw ends the talk; one that is seen twice does no harm.
            again = self._clock() + self._timing.doubtful_wait * 2**row.attempts
        state = "uncertain" if failure.uncertain or row.uncertain else "queued"
        return _fate(claim, row, state, not_before=again, error=str(failure))

    def _backoff(self, attempts: int) -> timedelta:
        """1, 2, 4 … seconds up to five minutes, with jitter: chats do not return together."""
        longest = min(self._timing.longest_wait, self._timing.first_wait * 2.0 ** min(attempts, 20))
        return longest * random.uniform(0.5, 1)  # noqa: S311 - jitter, no secret


@dataclass(frozen=True, slots=True)
class _Prompt:
    """The last prompt that a chat was sent."""

    turn: int | None
    message: str | None
    body: dict[str, Any] | None


async def _send_or_plain(
    messenger: Messenger, address: str, row: OutboxRow, prompt: _Prompt
) -> str | None:
    """Send; where the platform refuses the form, send the bare words once."""
    try:
        return await messenger.send(address, row.body, prompt.message, prompt.body)
    except SendFailed as error:
        has_form = not (row.body.get("plain") or row.body.get("slow"))
        if not error.permanent or error.unreachable or not has_form:
            raise
        return await messenger.send(
            address, {**row.body, "plain": True}, prompt.message, prompt.body
        )


def _fate(
    claim: Claim,
    row: OutboxRow,
    state: str,
    *,
    message: str | None = None,
    not_before: datetime | None = None,
    error: str = "",
) -> Sent:
    return Sent(
        row=row.id,
        chat=claim.chat.id,
        fence=claim.fence,
        state=state,
        message=message,
        unsure=row.uncertain or state == "uncertain",
        not_before=not_before,
        error=error,
    )
