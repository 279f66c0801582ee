"""Payloads on their way to the app: over HTTP with a signature, or over Socket Mode, with retries.

Events are tried again where the app does not acknowledge them; what a person clicked or typed as a
command is not, and its failure is shown to them.
Source: https://docs.slack.dev/apis/events-api (retries), https://docs.slack.dev/interactivity
"""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import aiohttp

from tests.fakes.slack_world import User, World


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to deliver, and how the app took it."""

    number: int  # 0: the first
    sent_at: float  # of time.monotonic
    seconds: float  # until the answer, or until it was given up
    reason: str  # nothing: acknowledged; else as X-Slack-Retry-Reason tells
    status: int = 0  # of HTTP; 0: no answer
    body: Any = None  # what the app answered, read

    @property
    def went_well(self) -> bool:
        return not self.reason


@dataclass(slots=True, eq=False)
class Delivery:
    """One payload for the app, and all tries to deliver it."""

    kind: str  # events_api, interactive, slash_commands
    payload: dict[str, Any]
    user: User | None = None  # who acted, and is shown a failure
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def acknowledged(self) -> bool:
        return any(attempt.went_well for attempt in self.attempts)

    @property
    def answer(self) -> Any:
        """What the app answered, where it acknowledged."""
        return next((each.body for each in self.attempts if each.went_well), None)

    @property
    def seconds(self) -> float:
        """Until the app acknowledged."""
        return next(attempt.seconds for attempt in self.attempts if attempt.went_well)

    @property
    def event(self) -> dict[str, Any]:
        """The inner event, of an event."""
        event: dict[str, Any] = self.payload["event"]
        return event

    def form(self) -> tuple[bytes, str]:
        """The body of a request, and its content type."""
        if self.kind == "events_api":
            return json.dumps(self.payload).encode(), "application/json"
        form = self.payload
        if self.kind == "interactive":
            form = {"payload": json.dumps(self.payload)}
        return urlencode(form).encode(), "application/x-www-form-urlencoded"


def signed(secret: str, body: bytes, at: int) -> dict[str, str]:
    """Headers of a signed request.

    Source: https://docs.slack.dev/authentication/verifying-requests-from-slack
    """
    base = f"v0:{at}:".encode() + body
    digest = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={digest}"}


Sender = Callable[[Delivery, int, str], Awaitable[Attempt]]  # delivery, number, reason to retry


@dataclass(slots=True)
class Deliveries:
    """All that is delivered to one app."""

    world: World
    over_socket: Sender
    address: str | None = None  # of the app's request URL; None: Socket Mode
    patience: float = 3.0  # seconds until a try is given up
    # Seconds until the first retry, the second …; Slack's are almost at once, a minute, five
    delays: tuple[float, ...] = (0.05, 0.2, 0.5)
    sent: list[Delivery] = field(default_factory=list)  # in the order in which they arose
    session: aiohttp.ClientSession | None = None
    secret: str | None = None  # to forge signatures by another one
    age: int = 0  # seconds by which timestamps lie in the past
    _held: list[Delivery] | None = None
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def put(self, delivery: Delivery) -> Delivery:
        """Deliver, and wait for the first try; while held back, wait for nothing."""
        self.sent.append(delivery)
        if self._held is not None:
            self._held.append(delivery)
        else:
            await self.try_first(delivery)
        return delivery

    async def try_first(self, delivery: Delivery) -> Attempt:
        """Try once; where an event is not acknowledged, go on in the background."""
        attempt = await self._try(delivery, 0, "")
        if attempt.went_well:
            return attempt
        if delivery.kind == "events_api":
            self.in_background(self._retry(delivery, attempt.reason))
        elif delivery.user is not None:
            shown = "operation_timeout" if attempt.reason == "http_timeout" else "dispatch_failed"
            command = delivery.payload.get("command", "This app")
            delivery.user.errors_shown.append(f"{command} failed with the error {shown}")
            self.world.bell.ring()
        return attempt

    def put_aside(self, delivery: Delivery) -> None:
        """Deliver in the background: nobody waits for what the app's own doings bring about."""
        self.in_background(self._put(delivery))

    async def _put(self, delivery: Delivery) -> None:
        await self.put(delivery)

    def in_background(self, work: Coroutine[Any, Any, None]) -> None:
        """Let something go on that nobody waits for, until it is done or the fake ends."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def hold(self) -> None:
        """Keep what arises back until `release`."""
        self._held = self._held or []

    async def release(self, *, backwards: bool = False) -> list[Delivery]:
        """Deliver what was held back, one after the other, in order or backwards."""
        held, self._held = self._held or [], None
        for delivery in reversed(held) if backwards else held:
            await self.try_first(delivery)
        return held

    async def repeat(self, delivery: Delivery, times: int = 1) -> None:
        """Deliver the same again as a retry, though it was acknowledged."""
        for number in range(1, times + 1):
            await self._try(delivery, number, "http_timeout")

    async def close(self) -> None:
        """End what is under way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _retry(self, delivery: Delivery, reason: str) -> None:
        for number, delay in enumerate(self.delays, 1):
            await asyncio.sleep(delay)
            attempt = await self._try(delivery, number, reason)
            if attempt.went_well:
                return
            reason = attempt.reason

    async def _try(self, delivery: Delivery, number: int, reason: str) -> Attempt:
        send = self.over_socket if self.address is None else self._posted
        attempt = await send(delivery, number, reason)
        delivery.attempts.append(attempt)
        self.world.bell.ring()
        return attempt

    async def _posted(self, delivery: Delivery, number: int, reason: str) -> Attempt:
        body, kind = delivery.form()
        retry = {"X-Slack-Retry-Num": str(number), "X-Slack-Retry-Reason": reason}
        return await self.post(body, {"Content-Type": kind, **(retry if number else {})}, number)

    async def post(self, body: bytes, headers: dict[str, str], number: int = 0) -> Attempt:
        """Post a body of any kind, signed; headers given here win over the signature's."""
        assert self.session is not None
        assert self.address is not None
        began, status, answer = time.monotonic(), 0, None
        secret = self.world.signing_secret if self.secret is None else self.secret
        signature = signed(secret, body, int(time.time()) - self.age)
        try:
            async with (
                asyncio.timeout(self.patience),
                self.session.post(
                    self.address, data=body, headers=signature | headers, allow_redirects=False
                ) as response,
            ):
                status, answer = response.status, _read(await response.read())
                reason = "" if 200 <= status < 300 else "http_error"
        except TimeoutError:
            reason = "http_timeout"
        except (aiohttp.ClientError, OSError):
            reason = "connection_failed"
        return Attempt(number, began, time.monotonic() - began, reason, status, answer)


def _read(body: bytes) -> Any:
    """What the app answered: an object, words, or nothing."""
    try:
        return json.loads(body) if body else None
    except ValueError:
        return body.decode(errors="replace")
