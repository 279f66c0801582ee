"""What nobody would notice at once: reasons, machine paths, addresses of package indexes."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, page

FOLDERS = ("bot", "cxmodel", "interview_flows", "reports", "tests", "benchmarks", "docs", ".ci")
TEXTS = {".py", ".md", ".yaml", ".toml", ".lock", ".j2", ".html", ".css", ".txt", ".mmd", ".jsonl"}
_PROJECT = tomllib.loads(page("pyproject.toml"))
DEPENDENCIES = [*_PROJECT["project"]["dependencies"], *_PROJECT["dependency-groups"]["dev"]]
_MACHINE = re.compile(
    r"(?:^|[\s\"'`(=:,])(/(?:work|home|root|Users|tmp|mnt)/[\w.-]+)", re.MULTILINE
)


@pytest.mark.parametrize("dependency", DEPENDENCIES)
def test_a_dependency_has_its_reason(dependency: str) -> None:
    line = next(line for line in page("pyproject.toml").splitlines() if f'"{dependency}"' in line)
    _, hash_sign, reason = line.partition('",')[2].partition("#")
    assert hash_sign, f"{dependency} has no reason"
    assert reason.split()


def test_the_lock_has_hashes_and_no_address_of_an_index() -> None:
    lock = page("requirements.lock")
    pinned = re.findall(r"^[a-z0-9][\w.\[\]-]*==\S+", lock, re.MULTILINE)
    assert len(pinned) > 50
    for entry in re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE)[1:]:
        assert "--hash=sha256:" in entry, entry.splitlines()[0]
    assert re.findall(r"https?://\S+|--(?:extra-)?index-url|--find-links", lock) == []


def test_every_dependency_is_locked() -> None:
    lock = page("requirements.lock")
    locked = {name.lower() for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    names = {re.split(r"[\[<>=;~ ]", dependency)[0].lower() for dependency in DEPENDENCIES}
    assert names - locked == set()


def texts() -> Iterator[Path]:
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in TEXTS)
    for folder in FOLDERS:
        yield from (path for path in (ROOT / folder).rglob("*") if path.suffix in TEXTS)


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {where}"
        for path in texts()
        for where in _MACHINE.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_such_a_path_would_be_found() -> None:
    assert _MACHINE.findall('open("/home/' + 'somebody/x")') == ["/home/" + "somebody"]


def test_the_license_is_the_one_that_is_named() -> None:
    assert _PROJECT["project"]["license"] == "Apache-2.0"
    assert "Apache License" in page("LICENSE")[:200]
    assert "[Apache-2.0](LICENSE)" in page("README.md")
