"""Our frozen dataclasses as plain JSON data and back, by their fields and type hints alone.

A field that is added to a value is carried from then on; one that is missing takes its default.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from cxmodel.instants import instant, moment

T = TypeVar("T")
Decode = Callable[[Any], Any]

_SCALARS = frozenset({str, int, float, bool, NoneType, dict})

dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Compact JSON text of plain data."""

load = json.JSONDecoder().decode
"""Plain data of JSON text."""


def to_plain(value: object, *, sparse: bool = False) -> Any:
    """Plain data of a value; `sparse` leaves out what a field's default says anyway."""
    kind: Any = type(value)
    if kind in _SCALARS:
        return value
    if kind is tuple:
        return [to_plain(item, sparse=sparse) for item in value]  # type: ignore[attr-defined]
    if kind is datetime:
        return instant(value)  # type: ignore[arg-type]
    if isinstance(value, Enum):
        return value.value
    plain = {}
    for name, default in _defaults(kind):
        item = getattr(value, name)
        if not sparse or item != default:
            plain[name] = to_plain(item, sparse=sparse)
    return plain


def from_plain(cls: type[T], plain: dict[str, Any]) -> T:
    """The value of class `cls` that `to_plain` was given.

    Keys that no field knows are left aside. Raises TypeError, ValueError or KeyError where
    the data does not fit.
    """
    hint: Any = cls
    value: T = _decoder(hint)(plain)
    return value


@cache
def _defaults(cls: Any) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, _default(field)) for field in fields(cls))


def _default(field: Field[Any]) -> object:
    if field.default_factory is not MISSING:
        return field.default_factory()
    return field.default


@cache
def _decoder(hint: Any) -> Decode:
    """How plain data becomes a value of the hinted type."""
    if isinstance(hint, NewType):
        return _decoder(hint.__supertype__)
    if get_origin(hint) in (Union, UnionType):
        return _either(get_args(hint))
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint))
    if hint is datetime:
        return moment
    if is_dataclass(hint):
        return _dataclass(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _as_it_is


def _as_it_is(plain: Any) -> Any:
    return plain


def _either(hints: tuple[Any, ...]) -> Decode:
    """Of a union: nothing, the only other type, or (an answer's value) a scalar or a tuple."""
    some = [hint for hint in hints if hint is not NoneType]
    if len(some) > 1:
        return lambda plain: tuple(plain) if type(plain) is list else plain
    decode = _decoder(some[0])
    return lambda plain: None if plain is None else decode(plain)


def _tuple(hints: tuple[Any, ...]) -> Decode:
    if hints[-1] is Ellipsis:
        decode = _decoder(hints[0])
        return lambda plain: tuple([decode(item) for item in plain])
    decoders = [_decoder(hint) for hint in hints]
    return lambda plain: tuple([d(item) for d, item in zip(decoders, plain, strict=True)])


def _dataclass(cls: Any) -> Decode:
    hints = get_type_hints(cls)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(cls)}

    def decode(plain: dict[str, Any]) -> Any:
        return cls(
            **{name: decoders[name](item) for name, item in plain.items() if name in decoders}
        )

    return decode
