"""Where the app is installed: tokens kept sealed in the store, and renewed before they run out."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from logging import Logger
from typing import Any

import structlog
from slack_sdk.errors import SlackTokenRotationError
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator

from bot.background import to_its_end
from bot.slack.calls import QUIET, send_failed, translated
from bot.slack.envelope import installation_key
from bot.writer import Writer
from cxmodel.errors import CxError, SendFailed, StoreUnavailable
from cxmodel.store import Store
from cxmodel.store.installations import Installed

log = structlog.get_logger()

MESSENGER = "slack"
SWEEP = timedelta(seconds=15)  # another process may have installed the app, or renewed a token
EARLY = 120  # minutes before a token runs out in which it is renewed
LEASE = timedelta(minutes=2)  # to renew one; after a failure nobody tries again before that
SELDOM = timedelta(minutes=1)  # between two renewals, unless the token runs out before
RENEWAL = timedelta(seconds=5)  # what a message waits for while its token is renewed
PATIENCE = timedelta(seconds=10)  # at the end of the server, for a renewal that is under way
SAVING = timedelta(seconds=1)  # between two tries to store what exists nowhere else


@dataclass(frozen=True, slots=True)
class _Known:
    """An installation as it is in the store, and as Slack's library knows it."""

    installed: Installed
    installation: Installation


class Installations(AsyncInstallationStore):
    """All installations of the app, as this process knows them; the store is what counts.

    Slack's library only saves here: who may speak for a workspace, it is never asked.
    """

    def __init__(self, store: Store, writer: Writer, rotator: AsyncTokenRotator | None) -> None:
        self._store, self._writer, self._rotator = store, writer, rotator
        self._known: dict[str, _Known] = {}
        self._wake = asyncio.Event()
        self.troubles: dict[str, str] = {}  # tokens that could not be renewed, by installation

    @property
    def logger(self) -> Logger:
        """Where Slack's library logs about us."""
        return QUIET

    # ── tokens ────────────────────────────────────────────────────────────────────────────────

    def knows(self, key: str) -> bool:
        """Whether the app is installed there, as far as this process has seen."""
        return key in self._known

    def token(self, key: str) -> str:
        """The bot's token. Raises SendFailed where there is none, or none that holds any more."""
        known = self._known.get(key)
        if known is None or not known.installation.bot_token:
            self.look_soon()
            raise SendFailed("the app is not installed there any more", unauthorized=True)
        runs_out = known.installation.bot_token_expires_at
        if runs_out is not None and runs_out <= time.time():
            self.look_soon()
            raise SendFailed("the token ran out and is being renewed", retry_after=RENEWAL)
        return known.installation.bot_token

    # ── installing and its end ────────────────────────────────────────────────────────────────

    async def async_save(self, installation: Installation) -> None:
        """Store an installation, over an earlier one of the same workspace."""
        key, content = key_of(installation), _content(installation)

        def keep() -> None:
            with self._store.writing() as work:
                work.keep_installation(MESSENGER, key, content, datetime.now(UTC))

        await self._writer.run(keep)
        log.info("slack.installed", installation=key)
        self.look_soon()

    async def remove(self, key: str, ended: datetime) -> None:
        """Forget an installation that ended then; one made since stays. Raises StoreUnavailable."""

        def forget() -> bool:
            with self._store.writing() as work:
                return work.remove_installation(MESSENGER, key, ended)

        if await self._writer.run(forget):
            log.warning("slack.uninstalled", installation=key)
            self._known.pop(key, None)

    # ── looking after them ────────────────────────────────────────────────────────────────────

    def look_soon(self) -> None:
        """Something may have changed in the store."""
        self._wake.set()

    async def watch(self, seen: Callable[[str], Awaitable[None]]) -> None:
        """Until cancelled, keep up with the store; `seen` hears of each new token."""
        while True:
            self._wake.clear()
            try:
                await self.look(seen)
            except CxError as error:  # the database is away; what is known serves on
                log.warning("slack.installations_unread", reason=str(error))
            # Not wait_for: until Python 3.12 it loses a cancellation that comes with the wake-up.
            with suppress(TimeoutError):
                async with asyncio.timeout(SWEEP.total_seconds()):
                    await self._wake.wait()

    async def look(self, seen: Callable[[str], Awaitable[None]]) -> None:
        """Read what is new in the store, then renew what runs out. Raises StoreUnavailable."""
        rows = {row.key: row for row in await asyncio.to_thread(self._read)}
        for key in self._known.keys() - rows.keys():
            del self._known[key]
        for key, row in rows.items():
            known = self._known.get(key)
            if known is None or known.installed.version != row.version:
                self._known[key] = _Known(row, Installation(**json.loads(row.content)))
                self.troubles.pop(key, None)
                await seen(key)
            await self._renew(self._known[key])

    def _read(self) -> list[Installed]:
        with self._store.reading() as reading:
            return reading.installations(MESSENGER)

    # ── renewing ──────────────────────────────────────────────────────────────────────────────

    async def _renew(self, known: _Known) -> None:
        runs_out = known.installation.bot_token_expires_at
        if self._rotator is None or runs_out is None or runs_out > time.time() + EARLY * 60:
            return
        if not await self._writer.run(lambda: self._lease(known.installed)):
            return  # somebody else is at it
        await to_its_end(self._exchange(self._rotator, known), PATIENCE)

    async def _exchange(self, rotator: AsyncTokenRotator, known: _Known) -> None:
        key = known.installed.key
        try:
            async with translated():
                renewed = await rotator.perform_token_rotation(
                    installation=known.installation, minutes_before_expiration=EARLY
                )
        except SlackTokenRotationError as error:
            self._not_renewed(key, str(send_failed(error.api_error)))
        except SendFailed as error:
            self._not_renewed(key, str(error))
        else:
            if renewed is not None:
                await self._save_renewed(known, renewed)

    def _lease(self, installed: Installed) -> bool:
        now = datetime.now(UTC)
        with self._store.writing() as work:
            return work.lease_renewal(MESSENGER, installed, now, now + LEASE)

    async def _save_renewed(self, known: _Known, renewed: Installation) -> None:
        """Store what Slack gave, however long it takes: the token before it can renew no more."""
        content = _content(renewed)

        def keep() -> bool:
            with self._store.writing() as work:
                now = datetime.now(UTC)
                until = _again(renewed, now)
                return work.renew_installation(MESSENGER, known.installed, content, now, until)

        while True:
            try:
                kept = await self._writer.run(keep)
            except StoreUnavailable as error:
                log.warning("slack.renewed_token_not_stored", reason=str(error))
                await asyncio.sleep(SAVING.total_seconds())
            else:
                break
        if kept:
            log.info("slack.token_renewed", installation=known.installed.key)
        self.look_soon()

    def _not_renewed(self, key: str, reason: str) -> None:
        self.troubles[key] = reason
        log.error("slack.token_not_renewed", installation=key, reason=reason)


def key_of(installation: Installation) -> str:
    """Where it is, as `installation` everywhere else."""
    return installation_key(
        installation.enterprise_id,
        installation.team_id,
        org_wide=bool(installation.is_enterprise_install),
    )


def _again(renewed: Installation, now: datetime) -> datetime:
    """When a token may be renewed again; one that lives shortly would be renewed without end."""
    runs_out = renewed.bot_token_expires_at
    floor = now + SELDOM
    return floor if runs_out is None else min(floor, datetime.fromtimestamp(runs_out, UTC))


def _content(installation: Installation) -> str:
    return json.dumps(installation.to_dict_for_copying(), default=_instant)


def _instant(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
