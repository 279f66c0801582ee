import json
import re
from importlib.resources import files
from typing import Any

import pytest

from bot.sample import FILE
from bot.settings import Settings
from bot.terminal import _DO
from cxmodel.guide import Lane, Measure, Reason
from cxmodel.interview import Kind, Phase
from cxmodel.journey import schema
from docs.reference import make
from interview_flows import keys
from interview_flows.talk import ReplyKind
from reports.render import FORMATS
from tests.docs.pages import in_code, page, section

COMMANDS = page("docs/reference/commands.md")
ENVIRONMENT = page("docs/reference/environment.md")
FORMATS_PAGE = page("docs/reference/formats.md")
FLOWS = page("docs/write-a-flow.md")
SAMPLE = json.loads(files("bot.sample").joinpath(FILE).read_text("utf-8").splitlines()[1])


# ── commands ──────────────────────────────────────────────────────────────────────────────────


def test_every_command_is_in_the_reference_and_no_other() -> None:
    assert sorted(make.named(COMMANDS)) == sorted(make.commands())


def test_every_commands_help_is_as_it_is_printed() -> None:
    stale = "stale: run `python -m docs.reference.make`"
    assert make.with_help(COMMANDS) == COMMANDS, stale


@pytest.mark.parametrize("name", make.commands())
def test_a_commands_help_shows_all_its_options(name: str) -> None:
    shown = make._shown(name, make.commands()[name])
    options = [word for param in make.commands()[name].params for word in param.opts]
    assert [word for word in options if word.startswith("-") and word not in shown] == []


def test_every_format_of_compile_is_named() -> None:
    text = section(COMMANDS, "### compile")
    assert set(FORMATS) <= in_code(text)


# ── environment ───────────────────────────────────────────────────────────────────────────────


def test_every_setting_is_documented_and_no_other() -> None:
    variables = {str(field.validation_alias) for field in Settings.model_fields.values()}
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", ENVIRONMENT, re.MULTILINE))
    assert documented == variables


@pytest.mark.parametrize(
    ("variable", "default"),
    [
        ("DESIREPATH_HOME", "data"),
        ("DESIREPATH_HOST", "127.0.0.1"),
        ("DESIREPATH_PORT", "8080"),
        ("DESIREPATH_LOG", "console,info"),
        ("TELEGRAM_API_URL", "https://api.telegram.org"),
        ("SLACK_API_URL", "https://slack.com/api/"),
    ],
)
def test_a_documented_default_is_the_default(variable: str, default: str) -> None:
    fields = {str(f.validation_alias): f.default for f in Settings.model_fields.values()}
    assert str(fields[variable]) == default
    assert f"| `{variable}` | `{default}` |" in ENVIRONMENT


# ── formats ───────────────────────────────────────────────────────────────────────────────────


def table_keys(text: str) -> set[str]:
    """What stands in backticks in the first column."""
    rows = re.findall(r"^\| (`[^|]+) \|", text, re.MULTILINE)
    return {key for row in rows for key in re.findall(r"`(\w+)`", row)}


def test_every_key_of_the_map_is_documented_and_no_other() -> None:
    assert table_keys(section(FORMATS_PAGE, "## The journey map")) == set(schema()["properties"])


@pytest.mark.parametrize("part", ["step", "claim", "pain"])
def test_every_key_of_a_steps_claims_is_documented(part: str) -> None:
    text = section(FORMATS_PAGE, "## The journey map")
    words = set(re.findall(r"\w+", " ".join(in_code(text))))
    lanes = {lane.value for lane in Lane}  # "a list of claims for each other lane"
    assert _properties(schema()["$defs"][part]) - words - lanes == set()


def _properties(node: dict[str, Any]) -> set[str]:
    if "$ref" in node:
        node = schema()["$defs"][node["$ref"].split("/")[-1]]
    return set(node.get("properties", {})).union(*map(_properties, node.get("allOf", [])))


def test_every_key_of_an_interview_is_documented_and_no_other() -> None:
    text = section(FORMATS_PAGE, "## Interview interchange")
    assert table_keys(text) == set(SAMPLE)


@pytest.mark.parametrize("part", ["answers", "steps"])
def test_every_key_of_an_answer_and_a_step_is_documented_and_no_other(part: str) -> None:
    text = section(FORMATS_PAGE, "## Interview interchange")
    listed = re.search(rf"^\| `{part}` \| `\[\{{(.*)\}}\]`", text, re.MULTILINE)
    assert listed
    assert set(listed[1].split(", ")) == set(SAMPLE[part][0])


def test_every_phase_is_documented_and_no_other() -> None:
    row = re.search(r"^\| `phase` \| (`invited`.*) \|$", FORMATS_PAGE, re.MULTILINE)
    assert row
    assert in_code(row[1]) == {phase.value for phase in Phase}


def test_every_kind_and_input_of_the_chat_protocol_is_documented() -> None:
    text = section(FORMATS_PAGE, "### Out")
    kinds = re.search(r"^\| `kind` \| (.*) \|$", text, re.MULTILINE)
    inputs = re.search(r"^\| `input` \| what is waited for: (.*) \|$", text, re.MULTILINE)
    assert kinds
    assert inputs
    assert in_code(kinds[1]) == {kind.value for kind in ReplyKind}
    assert in_code(inputs[1]) == {kind.value for kind in Kind} | {"none"}


def test_every_thing_to_do_by_the_chat_protocol_is_documented() -> None:
    text = section(FORMATS_PAGE, "### In")
    written = set(re.findall(r'"do": "(\w+)"', text))
    also = re.search(r'\{"do": "skip"\}` \| also (.*) \|', text)
    assert also
    assert written | in_code(also[1]) == {*_DO, "change", "language", "edit"}


# ── flow files ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(keys.FLOW_KEYS, id="flow"),
        pytest.param(keys.SECTION_KEYS, id="section"),
        pytest.param(keys.REPEAT_KEYS, id="repeat"),
        pytest.param(keys.QUESTION_KEYS, id="question"),
        pytest.param([kind.value for kind in Kind], id="kinds"),
        pytest.param([lane.value for lane in Lane if lane is not Lane.REACH], id="lanes"),
        pytest.param([measure.value for measure in Measure], id="measures"),
        pytest.param([reason.value for reason in Reason], id="reasons"),
        pytest.param(["absence", "channel", "exclusive", "label"], id="options"),
        pytest.param(["times", "words", "wordings"], id="probes"),
    ],
)
def test_every_key_of_a_flow_file_is_explained(words: list[str]) -> None:
    explained = set(re.findall(r"\w+", " ".join(in_code(FLOWS))))
    assert [key for key in words if key not in explained] == []
