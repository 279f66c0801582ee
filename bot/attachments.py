"""The folder of files that respondents sent: each once, named by its SHA-256, and never opened."""

import hashlib
import os
import re
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from cxmodel.errors import SendFailed
from cxmodel.records import KeptFile
from cxmodel.store import Store
from interview_flows.attaching import LARGEST_FILE

ATTACHMENTS = "attachments"  # the folder's name, in DESIREPATH_HOME
_DRAFT = ".fetching-"
_OLD = timedelta(hours=1)  # whoever began such a draft has died
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Draft:
    """A file as it comes in."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=_DRAFT, dir=folder)
        self._stream, self._path = os.fdopen(handle, "wb"), Path(name)
        self._hash, self.size = hashlib.sha256(), 0

    @property
    def sha256(self) -> str:
        """Digest of all that has come in."""
        return self._hash.hexdigest()

    def add(self, piece: bytes) -> None:
        """Write what came. Raises SendFailed where it is more than is kept, and OSError."""
        self.size += len(piece)
        if self.size > LARGEST_FILE:
            raise SendFailed("the file is larger than 20 MB", permanent=True)
        self._hash.update(piece)
        self._stream.write(piece)

    def seal(self) -> None:
        """Everything came: have it on disk."""
        self._stream.flush()
        os.fsync(self._stream.fileno())
        self._stream.close()

    def keep(self) -> None:
        """Name it by its digest, over the same file kept before."""
        folder = self._path.parent
        self._path.replace(folder / self.sha256)
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)  # the name too is on disk before a row says so
        finally:
            os.close(handle)

    def drop(self) -> None:
        """Leave nothing behind; a kept file stays."""
        self._stream.close()
        self._path.unlink(missing_ok=True)


@contextmanager
def drafted(folder: Path) -> Iterator[Draft]:
    """A draft that is gone at the end, unless it was kept."""
    draft = Draft(folder)
    try:
        yield draft
    finally:
        draft.drop()


def remove_discarded(store: Store, folder: Path) -> None:
    """Delete what only erased respondents had sent. Raises OSError where a file resists."""
    with store.reading() as reading:
        if not reading.has_discarded_files():
            return
    with store.writing() as work:
        work.lock_files()
        found = work.discarded_files()
        for digest in (digest for digest, is_used in found if not is_used):
            (folder / digest).unlink(missing_ok=True)
        work.forget_discarded([digest for digest, _ in found])


def tidy(store: Store, folder: Path) -> None:
    """Delete what a crash left: drafts, and files that no attachment names."""
    if not folder.is_dir():
        return
    with store.writing() as work:
        work.lock_files()
        names = [path.name for path in folder.iterdir()]
        digests = {name for name in names if _DIGEST.fullmatch(name)}
        for name in [*(digests - work.used_files(digests)), *_old_drafts(folder, names)]:
            (folder / name).unlink(missing_ok=True)


def _old_drafts(folder: Path, names: Iterable[str]) -> Iterator[str]:
    for name in names:
        if name.startswith(_DRAFT):
            age = time.time() - (folder / name).stat().st_mtime
            if age > _OLD.total_seconds():
                yield name


def missing(files: Iterable[KeptFile], folder: Path) -> Iterator[str]:
    """A sentence for each file that was kept and is not there as it was."""
    for file in files:
        path = folder / file.sha256
        if not path.is_file() or path.stat().st_size != file.size:
            yield (
                f"File {file.attachment} of interview {file.interview} is missing or damaged: "
                f"restore {path} from a backup."
            )
