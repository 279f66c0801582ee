"""How far a long piece of work is, for whoever looks on; nobody does unless they say so."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

Item = TypeVar("Item")
Onlooker = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and of how much."""

_onlooker: ContextVar[Onlooker | None] = ContextVar("onlooker", default=None)


@contextmanager
def looked_on_by(onlooker: Onlooker) -> Iterator[None]:
    """Tell them, as long as the block runs, of what is followed in this context."""
    token = _onlooker.set(onlooker)
    try:
        yield
    finally:
        _onlooker.reset(token)


def followed(items: Iterable[Item], what: str, total: int) -> Iterable[Item]:
    """The same items; the onlooker, if there is one, is told of each that is done."""
    onlooker = _onlooker.get()
    return items if onlooker is None else _told(items, what, total, onlooker)


def _told(items: Iterable[Item], what: str, total: int, onlooker: Onlooker) -> Iterator[Item]:
    onlooker(what, 0, total)
    for done, item in enumerate(items, start=1):
        yield item
        onlooker(what, done, total)
