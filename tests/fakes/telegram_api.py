"""The Bot API's rules of form: which methods take which parameters, of which types."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_API = json.loads(Path(__file__).with_name("telegram_methods.json").read_text())
METHODS: Mapping[str, dict[str, list[Any]]] = {
    name.lower(): fields for name, fields in _API["methods"].items()
}
NAMES: Mapping[str, str] = {name.lower(): name for name in _API["methods"]}  # any case is taken
_TYPES: Mapping[str, Any] = _API["types"]


class Refusal(Exception):
    """What Telegram answers instead of a result."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(f"{code} {description}")
        self.code, self.description, self.parameters = code, description, parameters

    def answer(self) -> dict[str, Any]:
        """Build the JSON object that goes out."""
        answer = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def bad(reason: str) -> Refusal:
    """Make the commonest refusal, a 400."""
    return Refusal(400, f"Bad Request: {reason}")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the request."""

    name: str
    content: bytes
    content_type: str


def checked(method: str, given: Mapping[str, Any], *, as_text: bool) -> dict[str, Any]:
    """Type the parameters of a call. Raises Refusal for one that is unknown, missing or wrong.

    `as_text`: they came as a form or in the address, so that all but uploads are strings and
    anything with a structure is JSON.
    """
    fields = METHODS[method.lower()]
    if unknown := given.keys() - fields.keys():
        raise bad(f"unknown parameter {min(unknown)} (the fake is strict)")
    typed = {}
    for name, (required, *types) in fields.items():
        if name in given:
            value = _from_text(given[name], types) if as_text else given[name]
            typed[name] = _typed(value, types, name)
        elif required:
            raise bad(f"parameter {name} is required")
    return typed


def _from_text(value: Any, types: list[str]) -> Any:
    """Read a form's string as what it stands for."""
    if not isinstance(value, str) or types == ["String"]:
        return value
    if "Integer" in types and re.fullmatch(r"-?\d{1,18}", value):
        return int(value)
    if types == ["Boolean"] and value.lower() in {"true", "false", "1", "0"}:
        return value.lower() in {"true", "1"}
    if "String" in types or "InputFile" in types:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _typed(value: Any, types: list[str], where: str) -> Any:
    """Let a value through that has one of the types."""
    refusals = []
    for kind in types:
        try:
            return _of_type(value, kind, where)
        except Refusal as refusal:
            refusals.append(refusal)
    raise refusals[0]


def _of_type(value: Any, kind: str, where: str) -> Any:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            raise bad(f"{where} must be an Array")
        part = kind.removeprefix("Array of ")
        return [_of_type(item, part, f"{where}[{n}]") for n, item in enumerate(value)]
    if kind in {"Integer", "String", "Boolean", "Float"}:
        return _primitive(value, kind, where)
    if kind == "InputFile":
        if isinstance(value, Upload | str):
            return value
        raise bad(f"{where} must be a file")
    return _object(value, kind, where)


def _primitive(value: Any, kind: str, where: str) -> Any:
    python = {"Integer": int, "String": str, "Boolean": bool, "Float": int | float}[kind]
    if not isinstance(value, python) or (kind != "Boolean" and isinstance(value, bool)):
        raise bad(f"{where} must be of type {kind}")
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise bad("strings must be encoded in UTF-8") from error
    return value


def _object(value: Any, kind: str, where: str) -> Any:
    """Check an object's fields; of a type with variants, those of the one that `type` names."""
    if not isinstance(value, dict):
        raise bad(f"{where} must be an object of type {kind}")
    described = _TYPES[kind]
    if isinstance(described, list):
        for variant in described:
            if _snake(variant.removeprefix(kind)) == value.get("type"):
                return _object(value, variant, where)
        raise bad(f"{where} has an unknown type {value.get('type')}")
    if unknown := value.keys() - described.keys():
        raise bad(f"{where} has an unknown field {min(unknown)} (the fake is strict)")
    for name, (required, *types) in described.items():
        if name in value:
            _typed(value[name], types, f"{where}.{name}")
        elif required:
            raise bad(f"field {name} of {where} is required")
    return value


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def units(text: str) -> int:
    """Length of a text as Telegram counts, in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2
