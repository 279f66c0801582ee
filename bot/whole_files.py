"""Files that are written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cxmodel.errors import Refused


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A stream to write a file by: beside its place, and there under its name once all is written.

    Nobody ever sees half of it, and where writing fails an older one stays. Raises Refused where
    the disk refuses.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())  # else a crash may keep the name and lose the content
        draft.replace(path)
    except OSError as error:
        raise Refused(f"cannot write {path}: {error.strerror}") from None
    finally:
        draft.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write all of a file at once. Raises Refused where the disk refuses."""
    with whole_file(path) as stream:
        stream.write(content)
