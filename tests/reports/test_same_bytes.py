"""The same document is the same file: in another process, at another time, in another zone."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cxmodel.journey import Document, dump
from reports.exports import Look, export
from tests.reports.exported import hostile, rich

OURS = ("xlsx", "csv", "pptx", "xes", "brief", "md", "mermaid")
SCRIPT = """
import hashlib, json, sys
from reports.exports import Look, export
document = json.loads(sys.stdin.buffer.read())
for form in sys.argv[1:]:
    print(form, hashlib.sha256(export(document, form, Look()).content).hexdigest())
"""


@pytest.mark.parametrize("made", [rich, hostile])
def test_two_processes_write_the_same_bytes(made: Callable[[], Document]) -> None:
    text = dump(made())
    there = subprocess.run(
        [sys.executable, "-c", SCRIPT, *OURS],
        input=text.encode(),
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu", "LC_ALL": "C"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        timeout=100,
    )
    document = json.loads(text)
    here = [
        f"{form} {hashlib.sha256(export(document, form, Look()).content).hexdigest()}"
        for form in OURS
    ]
    assert there.stdout.decode().split("\n")[:-1] == here
