"""The page on templates of one's own: what it names exists, and what it shows works."""

import re
from pathlib import Path

import pytest

from cxmodel.errors import Refused
from reports.exports import Look, export
from reports.render import TEMPLATES, _environment
from tests.docs.pages import ROOT, page
from tests.reports.exported import dozen, hostile, rich, suppressed

PAGE = page("docs/templates.md")
EXAMPLE = ROOT / "docs/examples/templates/journey.html.j2"


def named(heading: str) -> list[str]:
    """First column of the table under a head cell."""
    _, _, rest = PAGE.partition(f"\n| {heading} |")
    rows = rest.split("\n\n", maxsplit=1)[0].splitlines()[2:]
    return [name for row in rows for name in re.findall(r"`(\w[\w.]*)", row.split("|")[1])]


def test_all_that_the_page_names_exists() -> None:
    environment = _environment(None)
    assert set(named("function")) <= environment.globals.keys()
    assert set(named("filter")) <= environment.filters.keys()
    assert sorted(named("file")) == sorted(TEMPLATES.values())


def test_the_example_is_a_page_with_steps_pains_and_quotable_words(tmp_path: Path) -> None:
    own = tmp_path / EXAMPLE.name
    own.write_text(EXAMPLE.read_text(encoding="utf-8").replace("Draft.", "Ours."), encoding="utf-8")
    document = dozen()
    made = export(document, "html", Look(templates=tmp_path)).content.decode()
    pain = document["stages"][1]["steps"][0]["pain"][0]
    assert "Ours. 9 of 12 interviews completed." in made
    assert f"<bdi>Search finds nothing</bdi> (5 of {pain['reach']['n']})" in made
    assert "<blockquote><bdi>search finds nothing" in made.lower()


@pytest.mark.parametrize("document", [rich, suppressed, hostile])
def test_the_example_can_show_any_map(document: object) -> None:
    assert callable(document)
    made = export(document(), "html", Look(templates=EXAMPLE.parent)).content.decode()
    assert "<script>" not in made
    assert "None" not in made


def test_a_mistake_is_told_as_the_page_shows(tmp_path: Path) -> None:
    wrong = EXAMPLE.read_text(encoding="utf-8").replace("header.title |", "header.tilte |")
    (tmp_path / EXAMPLE.name).write_text(wrong, encoding="utf-8")
    (shown,) = re.findall(r"^journey\.html\.j2:.*$", PAGE, re.MULTILINE)
    with pytest.raises(Refused) as refusal:
        export(dozen(), "html", Look(templates=tmp_path))
    assert str(refusal.value) == shown
