"""`desirepath run` by another clock: `python -m tests.e2e.shifted`.

How many seconds it is ahead stands in the file `clock` of the server's home and may change while
it runs. It looks for what is due five times a second, and lets a platform that calls it settle for
a second.
"""

import os
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot import serving
from bot.app import House
from bot.cli import main
from tests.e2e.brisk import PACES

FILE = "clock"
SWEEP = timedelta(seconds=0.2)
SETTLE = timedelta(seconds=1)


def now() -> datetime:
    """The present moment, as far ahead as the file says."""
    ahead = (Path(os.environ["DESIREPATH_HOME"]) / FILE).read_text()
    return datetime.now(UTC) + timedelta(seconds=float(ahead))


if __name__ == "__main__":
    shifted = partial(House, paces=PACES, clock=now, sweep=SWEEP, settle=SETTLE)
    serving.House = shifted  # type: ignore[assignment,attr-defined]
    main()
