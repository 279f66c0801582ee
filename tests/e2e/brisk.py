"""`desirepath run` for people who answer faster than anybody types: `python -m tests.e2e.brisk`.

The server is the same; only the pace at which it may speak to one chat is given by its builder.
"""

from functools import partial

from bot import serving
from bot.app import House
from bot.cli import main
from bot.pace import Pace

PACES = (Pace(1000, 1000), Pace(200, 200))

if __name__ == "__main__":
    serving.House = partial(House, paces=PACES)  # type: ignore[assignment,attr-defined]
    main()
