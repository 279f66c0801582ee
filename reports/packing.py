"""Values as bytes and back, for what this process puts aside for itself."""

import pickle
from io import BytesIO
from typing import Any

from reports.themes import Told


def _told(told: Told) -> tuple[type[Told], tuple[str, bool, str]]:
    return Told, (told.text, told.fixed, told.language)


class _Packer(pickle.Pickler):
    dispatch_table = {Told: _told}  # noqa: RUF012 - dataclasses are slow to pickle


def packed(value: object) -> bytes:
    """The value as bytes."""
    buffer = BytesIO()
    _Packer(buffer, protocol=5).dump(value)
    return buffer.getvalue()


def unpacked(content: bytes) -> Any:
    """The value that `packed` was given."""
    return pickle.loads(content)  # noqa: S301 - our own, of this process
