"""Map files beside each other: one that cannot be made stands in no other's way."""

from pathlib import Path

import pytest

from bot.maps import write_maps
from cxmodel.errors import Refused
from reports.compile import compile_journey
from reports.exports import Look
from tests.reports.talk import VERSION, a_study, jennifer, process_guide

FORMATS = ("md", "html", "mermaid", "pdf")


def test_a_format_that_fails_leaves_the_others_and_is_named_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "journey.md.j2").write_text("{{ nothing }}")
    (tmp_path / "journey.mmd.j2").write_text("{% if %}")
    document = compile_journey(a_study(), {VERSION: process_guide()}, [jennifer()])
    files = write_maps(document, FORMATS, tmp_path / "out", Look(templates=tmp_path))
    made = [next(files), next(files)]
    with pytest.raises(Refused, match=r"journey\.md\.j2:1: .*; journey\.mmd\.j2:1: "):
        next(files)
    assert [(form, path.name) for form, path, _ in made] == [
        ("html", "training.html"),
        ("pdf", "training.pdf"),
    ]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "training.html",
        "training.pdf",
    ]
