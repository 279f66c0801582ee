"""Our frozen dataclasses as plain JSON data and back, by their fields and type hints alone.

A field that is added to a value is carried from then on; one that is missing takes its default.
"""

import json
from collections.abc import Callable
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from cxmodel.instants import instant, moment
from cxmodel.spans import span, span_text

T = TypeVar("T")
Decode = Callable[[Any], Any]

_SCALARS = frozenset({str, int, float, bool, NoneType, dict})
_WRITTEN: dict[Any, Decode] = {datetime: moment, timedelta: span}
_EXPECTED: dict[type, set[type]] = {str: {str}, int: {int}, float: {int, float}, bool: {bool}}

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
    if kind is timedelta:
        return span_text(value)  # type: ignore[arg-type]
    if isinstance(value, Enum):
        return value.value
    names, values_of, defaults = _fields(kind)
    plain = {}
    for name, item, default in zip(names, values_of(value), defaults, strict=True):
        if sparse and (item is default or item == default):
            continue
        plain[name] = item if type(item) in _SCALARS else to_plain(item, sparse=sparse)
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
def _fields(cls: Any) -> tuple[tuple[str, ...], Callable[[Any], Any], tuple[object, ...]]:
    """Names of a dataclass's fields, all their values in one go, and their defaults."""
    names = tuple(field.name for field in fields(cls))
    one = attrgetter(names[0])
    values_of = attrgetter(*names) if len(names) > 1 else lambda value: (one(value),)
    return names, values_of, tuple(_default(field) for field in fields(cls))


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
    if hint in _WRITTEN:
        return _WRITTEN[hint]
    if is_dataclass(hint):
        return _dataclass(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint in _EXPECTED:
        return _scalar(hint)
    return _as_it_is


def _as_it_is(plain: Any) -> Any:
    return plain


def _scalar(hint: type) -> Decode:
    """A string, number or truth value, and nothing that merely looks like it."""
    expected = _EXPECTED[hint]

    def decode(plain: Any) -> Any:
        if type(plain) not in expected:
            raise TypeError(f"{hint.__name__} expected, not {type(plain).__name__}")
        return plain

    return decode


def _either(hints: tuple[Any, ...]) -> Decode:
    """Of a union: nothing, the only other type, or (an answer's value) a scalar or a tuple."""
    some = [hint for hint in hints if hint is not NoneType]
    if len(some) > 1:
        return _value
    decode = _decoder(some[0])
    return lambda plain: None if plain is None else decode(plain)


def _value(plain: Any) -> Any:
    """An answer's value: a scalar, or a tuple of words."""
    if type(plain) is list:
        return _tuple((str, Ellipsis))(plain)
    if type(plain) is dict:
        raise TypeError("a value cannot be an object")
    return plain


def _tuple(hints: tuple[Any, ...]) -> Decode:
    if hints[-1] is Ellipsis:
        decode = _decoder(hints[0])
        return lambda plain: tuple([decode(item) for item in _listed(plain)])
    decoders = [_decoder(hint) for hint in hints]
    return lambda plain: tuple([d(item) for d, item in zip(decoders, _listed(plain), strict=True)])


def _listed(plain: Any) -> list[Any]:
    if type(plain) is not list:
        raise TypeError(f"a list expected, not {type(plain).__name__}")
    return plain


def _dataclass(cls: Any) -> Decode:
    hints = get_type_hints(cls)
    decoders = {field.name: _decoder(hints[field.name]) for field in fields(cls)}

    def decode(plain: dict[str, Any]) -> Any:
        if type(plain) is not dict:
            raise TypeError(f"an object expected, not {type(plain).__name__}")
        return cls(
            **{name: decoders[name](item) for name, item in plain.items() if name in decoders}
        )

    return decode
