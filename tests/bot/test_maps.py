import subprocess
import sys
from pathlib import Path

import pytest

from bot.maps import write_maps
from bot.settings import read_settings
from cxmodel.errors import Misconfigured, Refused
from reports.compile import compile_journey
from reports.exports import Look
from tests.reports.talk import VERSION, a_study, jennifer, process_guide

SMALL = 100  # bytes that a file may grow to, where the disk is as good as full
FULL_DISK = f"""
import resource, sys
from pathlib import Path
from bot.whole_files import write_whole
from cxmodel.errors import Refused
resource.setrlimit(resource.RLIMIT_FSIZE, ({SMALL}, {SMALL}))
try:
    write_whole(Path(sys.argv[1]), b"x" * {2 * SMALL})
except Refused:
    sys.exit(7)
"""


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def a_map() -> dict[str, object]:
    return compile_journey(a_study(), {VERSION: process_guide()}, [jennifer()])


def test_each_format_is_a_file_named_by_the_study(tmp_path: Path) -> None:
    written = list(write_maps(a_map(), ["json", "mermaid"], tmp_path / "new", Look()))
    names = ["training.json", "training.mmd"]
    assert [(form, path.name) for form, path, _ in written] == [
        ("json", names[0]),
        ("mermaid", names[1]),
    ]
    assert names_in(tmp_path / "new") == names


def test_a_full_disk_leaves_the_older_file_and_no_other(tmp_path: Path) -> None:
    older = tmp_path / "training.json"
    older.write_bytes(b"older")
    done = subprocess.run([sys.executable, "-c", FULL_DISK, str(older)], check=False)
    assert done.returncode == 7
    assert names_in(tmp_path) == ["training.json"]
    assert older.read_bytes() == b"older"


def test_a_template_that_fails_leaves_the_older_file_and_no_other(tmp_path: Path) -> None:
    templates, out = tmp_path / "templates", tmp_path / "out"
    for folder in (templates, out):
        folder.mkdir()
    (templates / "journey.md.j2").write_text("{{ nothing.at.all }}")
    (out / "training.md").write_bytes(b"older")
    with pytest.raises(Refused, match=r"journey\.md\.j2:1"):
        list(write_maps(a_map(), ["md"], out, Look(templates=templates)))
    assert names_in(out) == ["training.md"]
    assert (out / "training.md").read_bytes() == b"older"


def test_a_folder_that_is_a_file_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("no folder")
    with pytest.raises(Refused, match=r"cannot write to .*out"):
        list(write_maps(a_map(), ["md"], tmp_path / "out", Look()))


def test_fonts_that_are_no_folder_are_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"DESIREPATH_FONTS: .*nowhere is not a folder"):
        read_settings(DESIREPATH_FONTS=tmp_path / "nowhere")
    assert read_settings(DESIREPATH_FONTS=tmp_path).fonts == tmp_path
