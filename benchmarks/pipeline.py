"""The durable pipeline against python-telegram-bot's ConversationHandler, over one fake API."""

import asyncio
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import uvloop

from benchmarks.respondents import THINKING, Respondents

RESPONDENTS = 16
ROUNDS = 5
THINKING_ROUNDS = 3  # they take long, and differ little: most of their time is the API's


def free_port() -> int:
    """A port nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True, slots=True)
class Rates:
    """Median updates a second, and how often somebody had to repeat what was overlooked."""

    bare: float  # what is left without interviewing: no peer, but the ground we stand on
    ours: float
    side_by_side: float  # the peer with concurrent_updates, so that nobody waits for another's send
    in_turn: float  # the peer as it is by default: one update after the other
    repeated: dict[str, int]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same with an API that answers at once, and with one that takes `THINKING` seconds."""

    at_once: Rates
    thinking: Rates


def compare() -> Comparison:
    """All over one fake API, rounds interleaved, the first of each unmeasured."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(_compared())


async def _compared() -> Comparison:
    respondents = Respondents()
    runner = await respondents.start()
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory())
        subjects = {
            "bare": _subject(stack, "peer_bare", respondents.address, home),
            "ours": _subject(stack, "peer_desirepath", respondents.address, home),
            "side_by_side": _subject(stack, "peer_ptb", respondents.address, str(RESPONDENTS)),
            "in_turn": _subject(stack, "peer_ptb", respondents.address, "1"),
        }
        await asyncio.gather(*(_up(webhook) for webhook in subjects.values()))
        await _rates(respondents, subjects, 1)
        at_once = await _rates(respondents, subjects, ROUNDS)
        respondents.thinking = THINKING
        thinking = await _rates(respondents, subjects, THINKING_ROUNDS)
    await respondents.stop()
    await runner.cleanup()
    return Comparison(at_once, thinking)


async def _rates(respondents: Respondents, subjects: dict[str, str], rounds: int) -> Rates:
    rates: dict[str, list[float]] = {name: [] for name in subjects}
    repeated = dict.fromkeys(subjects, 0)
    for _ in range(rounds):
        for name, webhook in subjects.items():
            before = respondents.repeated
            rates[name].append(await respondents.interviewed(webhook, RESPONDENTS))
            repeated[name] += respondents.repeated - before
    return Rates(**{name: median(seen) for name, seen in rates.items()}, repeated=repeated)


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
        else:
            return
    raise SystemExit(f"nothing answers at {webhook}")
