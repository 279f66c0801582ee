import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.docs.pages import ROOT

BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Clone:
    """A folder like a fresh clone after `make setup`, as the pages' commands expect it."""

    folder: Path

    def run(self, script: str, **variables: str) -> str:
        """Run a shell script as a reader would; what it printed."""
        kept = {key: value for key, value in os.environ.items() if key in {"PATH", "LANG", "HOME"}}
        shell = [shutil.which("bash") or "bash", "-euo", "pipefail", "-c", script]
        done = subprocess.run(
            shell,
            cwd=self.folder,
            env=kept | variables,
            capture_output=True,
            encoding="utf-8",
            timeout=100,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def _clone(folder: Path) -> Clone:
    (folder / ".venv").mkdir()
    (folder / ".venv/bin").symlink_to(BIN)
    (folder / "docs").symlink_to(ROOT / "docs")
    return Clone(folder)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    return _clone(tmp_path)


@dataclass(frozen=True)
class Told:
    """What the reference case left behind."""

    said: str  # all that the bot printed
    interview: dict[str, Any]
    map: dict[str, Any]


@pytest.fixture(scope="session")
def jennifer(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """The reference case, piped through the real command into an empty database."""
    clone = _clone(tmp_path_factory.mktemp("jennifer"))
    command = ".venv/bin/desirepath"
    said = clone.run(f"{command} chat employee-process < docs/examples/jennifer.txt")
    clone.run(f"{command} compile employee-process --format json --out out")
    clone.run(f"{command} export employee-process --out out/told.jsonl")
    lines = (clone.folder / "out/told.jsonl").read_text(encoding="utf-8").splitlines()
    document = json.loads((clone.folder / "out/employee-process.json").read_text(encoding="utf-8"))
    return Told(said, json.loads(lines[1]), document)
