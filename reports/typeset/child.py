"""The process that Typst runs in: what to set on the standard input, what was set on its output.

A script by itself, so that it starts in a tenth of a second and nothing of ours is loaded.
"""

import json
import sys
from pathlib import Path
from typing import Any

import typst

FIRST_INSTANT = 315532800  # 1980-01-01 UTC, so that the same map is the same bytes


def _limit(memory: int) -> None:
    """Of the address space; only Linux holds to it."""
    if sys.platform == "linux":
        import resource  # noqa: PLC0415 - where there is one

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _set(asked: dict[str, Any]) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=asked["folders"]
    )
    families = [*asked["families"], *sorted(set(fonts.families()) - set(asked["families"]))]
    root = Path(asked["root"])
    made = typst.compile(
        root / asked["template"],
        root=root,
        font_paths=fonts,
        format=asked["form"],
        ppi=asked["ppi"],
        sys_inputs={"data": asked["data"], "fonts": json.dumps(families)},
        timestamp=FIRST_INSTANT,
    )
    assert isinstance(made, bytes)  # noqa: S101 - pictures are one page
    return made


def main() -> int:
    """Set one document; 1 with a line on the error output where that fails."""
    asked = json.load(sys.stdin.buffer)
    _limit(asked["memory"])
    try:
        made = _set(asked)
    except (typst.TypstError, MemoryError) as error:
        sys.stderr.write(" ".join(str(error).split()) or type(error).__name__)
        return 1
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
