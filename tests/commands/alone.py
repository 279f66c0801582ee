"""Import each module named as the first that a command wants: `python -m tests.commands.alone M …`.

What others wrote stays imported; ours is forgotten before each.
"""

import sys
from importlib import import_module

OURS = {"bot", "cxmodel", "interview_flows", "reports"}


def forget() -> None:
    """Be as if none of ours had been imported."""
    for name in [name for name in sys.modules if name.partition(".")[0] in OURS]:
        del sys.modules[name]


if __name__ == "__main__":
    for module in sys.argv[1:]:
        forget()
        import_module("bot.cli")
        import_module(module)
        sys.stdout.write(f"{module}\n")
