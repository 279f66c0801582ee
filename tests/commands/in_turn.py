"""Many commands in one process, for tables of them: `python -m tests.commands.in_turn`.

Reads a JSON list of [settings, arguments, input], runs each through the real entry point, and
prints what each did. Starting Python anew for every one would take most of a minute.
"""

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout

from bot.cli import main


def ran(settings: dict[str, str], arguments: list[str], given: str) -> dict[str, object]:
    """Exit code and output of one command."""
    os.environ.clear()
    os.environ.update(settings)
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    code: object = 0
    sys.argv = ["desirepath", *arguments]
    sys.stdin = io.TextIOWrapper(io.BytesIO(given.encode("utf-8", "surrogateescape")), "utf-8")
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as end:
            code = end.code or 0
    texts = [stream.buffer.getvalue().decode() for stream in (out, err)]
    return {"code": code, "out": texts[0], "err": texts[1]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps([ran(*each) for each in json.load(sys.stdin)]))
