import pytest

from cxmodel.errors import InvalidFlow
from interview_flows.composing import Shape, Wish, compose
from interview_flows.lint import lint
from interview_flows.loader import load_flow

PLAIN = Wish(
    id="my-flow",
    title="My flow",
    audience="customer",
    languages=("en",),
    shape=Shape.STORY,
    stages=("Before", "On the way", "Afterwards"),
)


def wished(**fields: object) -> str:
    return compose(Wish(**{**{n: getattr(PLAIN, n) for n in PLAIN.__slots__}, **fields}))


@pytest.mark.parametrize("shape", Shape)
@pytest.mark.parametrize(
    "stages",
    [
        ("One",),
        ("1", "2"),
        ("Start", "Start", "End", "Ende: ö"),
        ("Need", "Start"),
        ("Stage 2", "商店"),
        ("商店", "Stage 1", "店"),
    ],
)
def test_a_new_flow_checks_clean_in_every_shape(shape: Shape, stages: tuple[str, ...]) -> None:
    flow = load_flow(wished(shape=shape, stages=stages), "my-flow.yaml")
    assert lint(flow) == []
    assert sum(section.stage for section in flow.sections) == len(stages)


@pytest.mark.parametrize("title", ['He said "now"', "a: b # c", "{x}", "- x", "'", "\\"])
def test_a_title_is_written_as_it_was_typed(title: str) -> None:
    assert load_flow(wished(title=title, stages=(title,)), "f").title == {"en": title}


def test_every_language_has_its_line_and_check_says_what_waits() -> None:
    flow = load_flow(wished(languages=("de", "en", "fr"), title="Mein Weg"), "f")
    assert flow.title == {"de": "Mein Weg", "en": "[en] Mein Weg", "fr": "[fr] Mein Weg"}
    notes = [finding.message for finding in lint(flow)]
    assert len(notes) == 3
    assert all(finding.severity == "note" for finding in lint(flow))


def test_an_editor_is_told_where_the_schema_is() -> None:
    assert wished(schema="x.json").startswith("# yaml-language-server: $schema=x.json\n")


@pytest.mark.parametrize(("name", "value"), [("id", "My Flow"), ("languages", ("english",))])
def test_what_no_flow_can_be_is_refused(name: str, value: object) -> None:
    with pytest.raises(InvalidFlow):
        wished(**{name: value})
