"""Sets a template with data, in a process of its own that can be ended when it takes too long."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cxmodel.errors import Refused
from reports.typeset.fonts import FAMILIES, FOLDERS

HERE: Final = Path(__file__).parent
CHILD: Final = HERE / "child.py"


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a setting may take."""

    seconds: float = 180.0  # a map of thousands of verbatims takes some ten
    memory: int = 4 * 1024**3  # bytes of address space, on Linux


BOUNDS: Final = Bounds()
_OUT_OF_MEMORY = frozenset({-6, -9, -11})  # how a process ends that gets no more memory


def typeset(  # noqa: PLR0917 - what a setting is made of
    template: str,
    data: Mapping[str, Any],
    form: str,
    fonts: Path | None,
    pixels_per_inch: int = 144,
    bounds: Bounds = BOUNDS,
) -> bytes:
    """Set `data` with one of the templates beside this module, as pdf, png or svg.

    Templates see nothing but the data and each other; there is no network. Raises Refused where
    it fails, or takes more time or memory than `bounds`; nothing is left running then.
    """
    asked = {
        "root": str(HERE),
        "template": template,
        "data": json.dumps(data, ensure_ascii=False),
        "form": form,
        "folders": [*FOLDERS, *([str(fonts.absolute())] if fonts else [])],
        "families": FAMILIES,
        "ppi": pixels_per_inch,
        "memory": bounds.memory,
    }
    name = form.upper()
    try:
        done = subprocess.run(  # noqa: S603
            # -P: a folder that someone works in lends no modules.
            [sys.executable, "-P", str(CHILD)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            timeout=bounds.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise Refused(
            f"the {name} could not be set in {bounds.seconds:g} s and was given up; choose"
            " another format, or map one segment at a time"
        ) from None
    except OSError as error:
        raise Refused(f"the {name} could not be set: {error.strerror or error}") from None
    if done.returncode in _OUT_OF_MEMORY:
        raise Refused(
            f"the {name} could not be set in {bounds.memory // 1024**2} MB of memory; choose"
            " another format, or map one segment at a time"
        )
    if done.returncode or not done.stdout:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise Refused(f"the {name} could not be set: {said[-1] if said else 'nothing came'}")
    return done.stdout
