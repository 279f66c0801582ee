"""The flows that ship, as text."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType


@cache
def shipped() -> Mapping[str, str]:
    """Text of every shipped flow by its id, which is its file's name, in order of id."""
    found = (entry for entry in files(__name__).iterdir() if entry.name.endswith(".yaml"))
    texts = {entry.name.removesuffix(".yaml"): entry.read_bytes().decode() for entry in found}
    return MappingProxyType({name: texts[name] for name in sorted(texts)})
