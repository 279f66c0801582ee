"""The durable pipeline against python-telegram-bot's ConversationHandler, both over one fake API."""

import asyncio
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from benchmarks.respondents import Respondents

RESPONDENTS = 16
ROUNDS = 7


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


async def compare() -> tuple[float, float]:
    """Median updates a second: ours, the peer's; rounds interleaved, the first of each unmeasured."""
    respondents = Respondents()
    runner = await respondents.start()
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        ours = _subject(stack, "peer_desirepath", respondents.address, home)
        theirs = _subject(stack, "peer_ptb", respondents.address)
        await asyncio.gather(_up(ours), _up(theirs))
        rates: dict[str, list[float]] = {ours: [], theirs: []}
        for _ in range(ROUNDS + 1):
            for webhook, rate in rates.items():
                rate.append(await respondents.interviewed(webhook, RESPONDENTS))
    await respondents.stop()
    await runner.cleanup()
    return median(rates[ours][1:]), median(rates[theirs][1:])


def _subject(stack: ExitStack, module: str, api: str, *more: str) -> str:
    port = free_port()
    command = [sys.executable, "-m", f"benchmarks.{module}", str(port), api, *more]
    process = subprocess.Popen(command, cwd=Path(__file__).parent.parent)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return f"http://127.0.0.1:{port}/telegram/webhook"


async def _up(webhook: str) -> None:
    """Return once something answers there, whatever it says to a GET."""
    for _ in range(200):
        try:
            await asyncio.to_thread(urllib.request.urlopen, webhook, timeout=1)
        except urllib.error.HTTPError:
            return
        except OSError:
            await asyncio.sleep(0.1)
    raise SystemExit(f"nothing answers at {webhook}")
