"""Files that are written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cxmodel.errors import Refused


@contextmanager
def whole_file(path: Path, such_as: str = "") -> Iterator[BinaryIO]:
    """A stream to write a file by: beside its place, and there under its name once all is written.

    Nobody ever sees half of it, and where writing fails an older one stays. Raises Refused where
    the disk refuses, or where a folder is named: `such_as` is the name of a file to propose then.
    """
    if not path.name or path.is_dir():
        instead = f": name a file, such as {such_as}" if such_as else ""
        raise Refused(f"{path} is a folder{instead}")
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


def write_whole(path: Path, content: bytes, such_as: str = "") -> None:
    """Write all of a file at once. Raises Refused as `whole_file` does."""
    with whole_file(path, such_as) as stream:
        stream.write(content)
