"""Respondents who send files by pigeon, and a keeper that fetches them."""

import asyncio
import hashlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.attachments import Draft
from bot.keeper import Keeper, Patience
from bot.writer import Writer
from cxmodel import tables as t
from cxmodel.store import Store
from cxmodel.vault import Vault
from interview_flows.loader import load_flow
from tests.bot.pigeon import Pigeon
from tests.bot.town import Respondent, Town
from tests.conftest import SECRET

QUICK = Patience(
    sweep=timedelta(seconds=0.02),
    first_wait=timedelta(seconds=0.02),
    longest_wait=timedelta(seconds=0.05),
    refused_wait=timedelta(seconds=0.05),
    end=timedelta(seconds=0.2),
)
PHOTO = b"\x89PNG" * 1000

ALBUM = """\
id: album
title: An album
languages: [en]
audience: customer
minutes: 1
playback: no
consent: May I ask you for photos?
closing: Thank you and good-bye.
sections:
  - id: main
    title: Main
    stage: yes
    items:
      - {id: need, kind: text, lane: need, text: What did you need?}
      - {id: desk, kind: media, lane: touchpoint_current, text: What does your desk look like?}
"""


class Album:
    """A study that asks for photos, and what its pigeons are sent back for."""

    def __init__(self, store: Store, folder: Path, **study: Any) -> None:
        self.town, self.folder = Town(store), folder
        self.store, self.pigeon = store, self.town.pigeon
        self.study = self.town.study("album", load_flow(ALBUM, "album.yaml"), **study)

    def newcomer(self, account: str = "77") -> Respondent:
        """Somebody who was just asked what they needed."""
        return self.town.respondent(account).starts(self.town.invites(self.study)).agrees()

    def asked_for_photo(self, account: str = "77") -> Respondent:
        return self.newcomer(account).says("A new desk")

    def sends(self, who: Respondent, source: str, *pieces: Any, **more: Any) -> None:
        """One file; the pigeon can be sent back for it."""
        self.pigeon.luggage[source] = list(pieces)
        file = {"kind": "photo", "name": "desk.jpg", "size": 10, "source": source} | more
        who.sends({"files": [file]})

    @asynccontextmanager
    async def kept(self, patience: Patience = QUICK) -> AsyncIterator[Keeper]:
        """While a keeper is at work; it ends as the server does."""
        writer = Writer()
        keeper = Keeper(
            self.store, writer, {self.pigeon.key: self.pigeon}, self.folder, patience=patience
        )
        work = asyncio.create_task(keeper.run())
        try:
            yield keeper
        finally:
            work.cancel()
            await asyncio.wait([work])
            await keeper.drain()
            writer.close()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Attachments as they are stored."""
        wanted = select(t.attachment).order_by(t.attachment.c.interview, t.attachment.c.number)
        with self.store._reading.connect() as connection:
            return [dict(row._mapping) for row in connection.execute(wanted)]

    @property
    def row(self) -> dict[str, Any]:
        (row,) = self.rows
        return row

    @property
    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir()) if self.folder.is_dir() else []

    def is_kept(self) -> bool:
        return all(row["sha256"] for row in self.rows)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# ── a process of its own: python -m tests.bot.fetching URL FOLDER SOURCE … ────────────────────────


class _Courier(Pigeon):
    """Carries what every source says of itself, and tells on stdout that it went."""

    async def fetch(self, source: str) -> Any:
        sys.stdout.write(f"fetches {source}\n")
        sys.stdout.flush()
        await asyncio.sleep(0.05)
        yield source.encode()


async def _keep(url: str, folder: str, dies: str) -> None:
    pigeon, writer = _Courier(), Writer()
    store = Store.connect(url, Vault(SECRET))
    if dies:
        Draft.keep = _die(Draft.keep)  # type: ignore[method-assign]
    patience = Patience(sweep=timedelta(seconds=0.02), lease=timedelta(seconds=0.2 if dies else 60))
    keeper = Keeper(store, writer, {pigeon.key: pigeon}, Path(folder), patience=patience)
    work = asyncio.create_task(keeper.run())
    sys.stdout.write("at work\n")
    sys.stdout.flush()
    await asyncio.to_thread(sys.stdin.read)  # until it is closed
    work.cancel()
    await asyncio.wait([work])
    await keeper.drain()
    writer.close()
    store.close()


def _die(keep: Any) -> Any:
    """As killed in the moment between the file and its row."""

    def keep_and_die(draft: Any) -> None:
        keep(draft)
        os.kill(os.getpid(), signal.SIGKILL)

    return keep_and_die


if __name__ == "__main__":
    asyncio.run(_keep(*sys.argv[1:4]))
