"""Ourselves in a process of our own: the whole durable pipeline on SQLite, synchronous FULL."""

import sys
from pathlib import Path

from benchmarks.respondents import QUESTIONS, SECRET, TOKEN
from bot import arrivals
from bot.app import House
from bot.logs import set_up_logs
from bot.pace import Pace
from bot.serving import _listening, _serve
from bot.settings import read_settings
from bot.studies import create_study, study_plan
from bot.workplace import open_store

UNLIMITED = Pace(1_000_000, 1_000_000)  # the peer has no limiter either

FLOW = """\
id: bench
title: Benchmark
languages: [en]
audience: customer
minutes: 10
consent: This is a short interview. May I begin?
closing: Thank you.
playback: no
sections:
  - id: all
    title: All
    stage: yes
    items:
"""
QUESTION = (
    "      - {{id: q{n}, kind: text, lane: action, text: 'Question {n}: what did you do then?'}}\n"
)


def main(port: int, api: str, home: Path) -> None:
    """Serve until the process is ended."""
    arrivals.MOST_A_MINUTE = sys.maxsize  # the peer turns nobody away either
    flow = home / "bench.yaml"
    flow.write_text(FLOW + "".join(QUESTION.format(n=n) for n in range(1, QUESTIONS + 1)))
    settings = read_settings(
        DESIREPATH_HOME=home,
        TELEGRAM_BOT_TOKEN=TOKEN,
        TELEGRAM_API_URL=api,
        TELEGRAM_WEBHOOK_SECRET=SECRET,
    )
    set_up_logs("error")
    store = open_store(settings)
    plan = study_plan(
        None, flows=[str(flow)], title="", persona="", anonymity="", open_link=True, limit=None
    )
    create_study(store, settings, plan)
    with _listening("127.0.0.1", port) as listener:
        _serve(House(settings, store, (UNLIMITED, UNLIMITED)).app(), listener)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
