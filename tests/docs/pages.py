"""The written pages, and the pieces of them that tests look at."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_FENCE = re.compile(r"^( *)```([^\n]*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    page: str  # relative to the root
    info: str  # what stands behind the fence, such as "yaml flow"
    text: str

    @property
    def id(self) -> str:
        return f"{self.page}: {' '.join(self.text.split())[:40]}"


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def without_blocks(text: str) -> str:
    return _FENCE.sub("", text)


def blocks(*infos: str) -> list[Block]:
    return [block for block in _all_blocks() if not infos or block.info in infos]


def _all_blocks() -> Iterator[Block]:
    for path in PAGES:
        for indent, info, text in _FENCE.findall(path.read_text(encoding="utf-8")):
            unindented = re.sub(rf"^{indent}", "", text, flags=re.MULTILINE)
            yield Block(str(path.relative_to(ROOT)), info, unindented)


def section(text: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its rank or above."""
    rank = heading.split(maxsplit=1)[0]
    _, _, rest = text.partition(f"\n{heading}\n")
    assert rest, f"no heading {heading!r}"
    return re.split(rf"^#{{1,{len(rank)}}} ", rest, maxsplit=1, flags=re.MULTILINE)[0]


def in_code(text: str) -> set[str]:
    """Everything between backticks."""
    return set(re.findall(r"`([^`\n]+)`", without_blocks(text)))
