"""A respondent's mini-map as a PNG for a phone: the same data, the same bytes."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

from reports.typeset.fonts import FAMILIES, FOLDERS, writable

COLOURS: Final = ("#B35806", "#C77A12", "#6B7280", "#4A90BF", "#2166AC")
"""Of feelings, −2 … +2."""
MOST_STEPS = 40  # drawn; Telegram takes no picture that is much longer than wide
LONGEST = 400  # characters of one sentence
PIXELS_PER_INCH = 144  # twice the points: sharp on a phone
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
_SETTING = Lock()  # the compiler is one, and remembers between two settings


def png(picture: Mapping[str, Any], language: str) -> bytes:
    """Draw `heading`, `need`, `steps` (`title`, `detail`, `feeling`), `low` and `wish`.

    A sentence may be empty; what no font has a glyph for is written by its name. Takes some tens of
    milliseconds, and more the first time. Raises typst.TypstError.
    """
    steps: Sequence[Mapping[str, Any]] = picture["steps"]
    data = {name: _shown(picture[name]) for name in ("heading", "need", "low", "wish")}
    drawn = {
        **data,
        "steps": [_step(step) for step in steps[:MOST_STEPS]],
        "more": len(steps) > MOST_STEPS,
        "colours": COLOURS,
        "fonts": FAMILIES,
        "lang": language.partition("-")[0].lower(),
        "dir": "rtl" if language.partition("-")[0].lower() in _RIGHT_TO_LEFT else "ltr",
    }
    with _SETTING:
        made = _compiler().compile(
            _template(), format="png", ppi=PIXELS_PER_INCH, sys_inputs={"data": json.dumps(drawn)}
        )
    assert isinstance(made, bytes)  # noqa: S101 - one page
    return made


def _step(step: Mapping[str, Any]) -> dict[str, Any]:
    feeling = step["feeling"]
    return {
        "title": _shown(step["title"]),
        "detail": _shown(step["detail"]),
        "feeling": feeling if feeling in range(-2, 3) else None,
    }


def _shown(text: str) -> str:
    """On one line, cut at a length that a phone still shows."""
    line = writable(" ".join(text.split()))
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(FOLDERS)
    )
    return typst.Compiler(font_paths=fonts)


@cache
def _template() -> bytes:
    return Path(__file__).with_name("mini_map.typ").read_bytes()
