import json
import re
from pathlib import Path

import pytest
import yaml

from bot.settings import read_settings
from bot.studies import create_study, study_plan
from bot.workplace import open_store
from interview_flows.lint import lint
from interview_flows.loader import load_flow
from tests.docs.conftest import Clone
from tests.docs.pages import Block, blocks, page

KNOWN = {"sh", "sh make", "yaml flow", "yaml section", "yaml study", "yaml", "json", "text"}
KNOWN |= {"mermaid", "env"}
PAGES_WITH_SHELL = sorted({block.page for block in blocks("sh")})
FLOW = blocks("yaml flow")[0].text


def test_every_block_is_of_a_kind_that_is_looked_at() -> None:
    assert {block.info for block in blocks()} <= KNOWN
    assert [
        *("README.md", "docs/read-a-map.md", "docs/slack.md", "docs/telegram.md"),
        "docs/templates.md",
    ] == PAGES_WITH_SHELL


@pytest.mark.parametrize("name", PAGES_WITH_SHELL)
def test_the_commands_of_a_page_run_one_after_the_other(clone: Clone, name: str) -> None:
    for block in blocks("sh"):
        if block.page == name:
            said = clone.run(block.text, TELEGRAM_BOT_USERNAME="your_bot")
            if "invite" in block.text:
                assert said.count("https://t.me/your_bot?start=") == 5
    assert list((clone.folder / "out").glob("*.html"))


def test_the_make_targets_that_are_named_exist() -> None:
    named = {
        word
        for name in ("README.md", "CONTRIBUTING.md", "docs/performance.md")
        for word in re.findall(r"\bmake ([a-z]+)\b(?=[`\s])", _in_code(page(name)))
    }
    targets = re.findall(r"^([a-z]+):", page("Makefile"), re.MULTILINE)
    assert named >= {"run", "test", "chat", "bench", "lint"}
    assert named <= set(targets)


def _in_code(text: str) -> str:
    return "\n".join([*re.findall(r"`[^`\n]+`|^ {4}.+$|^make .+$", text, re.MULTILINE)])


def test_the_two_commands_stand_in_the_readme() -> None:
    (block,) = blocks("sh make")
    assert [line.split("#")[0].strip() for line in block.text.splitlines()] == [
        "make run",
        "make test",
    ]


def test_the_flow_of_the_authors_page_loads_and_needs_no_advice() -> None:
    assert lint(load_flow(FLOW, "write-a-flow.md")) == []


@pytest.mark.parametrize("block", blocks("yaml section"), ids=lambda block: block.id)
def test_a_section_that_is_shown_loads_in_a_flow(block: Block) -> None:
    head, sections, _ = FLOW.partition("sections:\n")
    load_flow(f"{head}{sections}{block.text}", block.page)


def test_the_study_file_that_is_shown_makes_a_study(tmp_path: Path) -> None:
    (block,) = blocks("yaml study")
    file = tmp_path / "study.yaml"
    file.write_text(block.text, encoding="utf-8")
    plan = study_plan(
        file, flows=[], title="", persona="", anonymity="", open_link=False, limit=None
    )
    settings = read_settings(DESIREPATH_HOME=tmp_path / "home")
    store = open_store(settings)
    study = create_study(store, settings, plan)
    store.close()
    assert study.id == "getting-a-training"
    assert study.persona.name == "Jennifer"


@pytest.mark.parametrize("block", blocks("yaml"), ids=lambda block: block.id)
def test_yaml_that_is_shown_is_yaml(block: Block) -> None:
    yaml.safe_load(block.text)


@pytest.mark.parametrize("block", blocks("json"), ids=lambda block: block.id)
def test_json_that_is_shown_is_json(block: Block) -> None:
    json.loads(block.text)


def test_the_lines_that_the_protocol_page_shows_have_the_keys_that_are_sent(clone: Clone) -> None:
    said = clone.run(
        "printf 'I agree\nA training\n' | .venv/bin/desirepath chat employee-process --json"
    )
    first, prompt, *_, last = (json.loads(line) for line in said.splitlines())
    shown_ends, shown_prompt = (json.loads(block.text) for block in blocks("json")[:2])
    assert first.keys() == last.keys() == shown_ends.keys()
    assert shown_prompt.keys() <= prompt.keys()
    assert prompt.keys() - shown_prompt.keys() <= {"context", "controls", "selected"}


@pytest.mark.parametrize("block", blocks("env"), ids=lambda block: block.id)
def test_env_examples_are_taken_as_settings(
    block: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(block.text.replace("…", "abcdefghij"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names = {line.partition("=")[0] for line in block.text.splitlines() if line}
    settings = read_settings()
    set_here = settings.model_fields_set
    aliases = {str(type(settings).model_fields[name].validation_alias) for name in set_here}
    assert names <= aliases
