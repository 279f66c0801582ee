import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from interview_flows.flow_schema import flow_schema, flow_schema_text, schema_file
from interview_flows.library import shipped
from tests.docs.pages import blocks
from tests.flows.corpus import CORPUS

VALIDATOR = Draft202012Validator(flow_schema())
FLOWS = {**shipped(), "the authors' page": blocks("yaml flow")[0].text}

# What an editor can mark without knowing the rest of the file.
SEEN_IN_AN_EDITOR = (
    *("f03", "f05 an empty", "f05 no sections", "f05 no closing"),
    *("f07 repeat", "f07 until", "f08 101", "f08 label of 76"),
)


def problems(text: str | bytes) -> list[str]:
    return [error.message for error in VALIDATOR.iter_errors(yaml.load(text, yaml.CSafeLoader))]


def test_the_schema_that_ships_is_current() -> None:
    stale = "stale: run `python -m interview_flows.flow_schema`"
    assert schema_file().read_text("utf-8") == flow_schema_text(), stale
    Draft202012Validator.check_schema(json.loads(flow_schema_text()))


@pytest.mark.parametrize("name", FLOWS)
def test_a_flow_that_loads_is_fine_by_the_schema(name: str) -> None:
    assert problems(FLOWS[name]) == []


@pytest.mark.parametrize(
    "bad", [bad for bad in CORPUS if bad.id.startswith(SEEN_IN_AN_EDITOR)], ids=lambda bad: bad.id
)
def test_a_bad_flow_is_marked_where_one_place_shows_it(bad: object) -> None:
    assert problems(bad.text)  # type: ignore[attr-defined]
