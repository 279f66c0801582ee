import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import PAGES, ROOT, page, without_blocks

_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")
_NAMED = re.compile(r"`([A-Za-z_.]+)` \(`([a-z_]+/[a-z_/]+\.py)`")
_PATH = re.compile(r"`((?:bot|cxmodel|interview_flows|reports|benchmarks|docs)/[\w./-]+)`")


def links() -> Iterator[tuple[Path, str]]:
    for path in PAGES:
        for inline, source in _LINK.findall(without_blocks(path.read_text(encoding="utf-8"))):
            if not (inline or source).startswith(("http://", "https://", "mailto:")):
                yield path, inline or source


def anchors(path: Path) -> set[str]:
    headings = re.findall(
        r"^#+ (.+)$", without_blocks(path.read_text(encoding="utf-8")), re.MULTILINE
    )
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    ("path", "link"), [pytest.param(p, to, id=f"{p.name}: {to}") for p, to in links()]
)
def test_every_link_leads_somewhere(path: Path, link: str) -> None:
    name, _, anchor = link.partition("#")
    target = (path.parent / name).resolve() if name else path
    assert target.exists()
    assert target.is_relative_to(ROOT)
    if anchor:
        assert anchor in anchors(target)


def test_links_and_anchors_are_found_at_all() -> None:
    assert len(list(links())) > 20
    assert "chat---json" in anchors(ROOT / "docs/reference/formats.md")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_file_that_a_page_names_is_there(path: Path) -> None:
    named = _PATH.findall(path.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_what_how_it_works_names_is_in_the_file_it_names() -> None:
    named = _NAMED.findall(page("docs/how-it-works.md"))
    assert len(named) > 10
    lost = [(name, file) for name, file in named if name.split(".")[-1] not in _defined(file)]
    assert lost == []


def _defined(file: str) -> set[str]:
    tree = ast.parse(page(file))
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds)}
