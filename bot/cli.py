"""The `desirepath` command: what outside scripts call (contract §1)."""

import sys

import typer

from bot.commands import (
    codebook,
    drafts,
    erase,
    flows,
    interviews,
    maps,
    overlay,
    server,
    slack,
    studies,
    upkeep,
    users,
)
from cxmodel.errors import CxError

app = typer.Typer(
    name="desirepath",
    help="Interview people about a journey, and compile what they said into a draft journey map.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    epilog="Start with: desirepath chat employee-process",
)
for family in (
    server,
    slack,
    interviews,
    studies,
    maps,
    codebook,
    overlay,
    drafts,
    flows,
    users,
    erase,
    upkeep,
):
    family.register(app)


def main() -> None:
    """Run a command. Exit codes: 0 done, 1 refused with one line on stderr, 2 usage."""
    try:
        app(prog_name="desirepath")
    except CxError as error:
        print(f"desirepath: {' '.join(str(error).split())}", file=sys.stderr)
        sys.exit(1)
