"""One thing that moved between two maps, and how such a thing is worded."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from cxmodel.journey import Document
from reports.briefly import NOT_SHOWN, figure, reached

MOVED_FROM = 0.1  # of a share, where as many people say it as before but more were asked
_SHARE_BELOW = 20  # people; above it a share is said in per cent
SCORES = {"nps": "NPS", "csat": "CSAT", "ces": "CES", "index": "Satisfaction index"}
SHARES = frozenset({"csat", "index"})


class Weight(IntEnum):
    """What a researcher wants to know first."""

    SCORE = 0
    MOMENT = 1
    PAIN = 2
    STEP = 3
    FEELING = 4
    TIER = 5
    CLAIM = 6
    EFFORT = 7
    WAVE = 8
    GROUP = 9
    WRITTEN = 10
    PEOPLE = 11


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that moved. `size` orders moves of one weight, the greatest first."""

    weight: Weight
    subject: str  # what moved: a label, a claim, a score
    words: str
    before: Any  # as in the documents; None: it was not there
    after: Any
    size: float = 0.0


def score_move(weight: Weight, subject: str, key: str, was: Document, now: Document) -> Move | None:
    """What became of a score; None where it is said as before."""
    told = [_score(key, each["value"], each["n"]) for each in (was, now)]
    if told[0] == told[1]:
        return None
    is_said = was["n"] == now["n"] or key in SHARES
    words = f"{subject} {told[0]} → {told[1]}"
    words += "" if is_said else f" (of {tellers(was['n'])} → {tellers(now['n'])} answers)"
    return Move(weight, subject, words, was["value"], now["value"])


def _score(key: str, value: float | None, n: int) -> str:
    if value is None or key not in SHARES:
        return figure(value, signed=key in {"nps", "gap"})
    return f"{round(value * n)} of {n}" if n < _SHARE_BELOW else f"{round(value * 100)} %"


def reach_move(weight: Weight, subject: str, was: Document, now: Document) -> Move | None:
    """What became of a reach; None where as many say so, of about as many."""
    change = ratio(now) - ratio(was)
    if not (was["x"] != now["x"] and change) and abs(change) < MOVED_FROM:
        return None
    words = f"{subject} {reached(was)} → {reached(now)}"
    return Move(weight, subject, words, was, now, abs(change))


def feeling_move(weight: Weight, subject: str, was: Document, now: Document) -> Move | None:
    """What became of a feeling; None where people felt as before."""
    if was["split"] != now["split"]:
        how = "is split in two groups now" if now["split"] else "is no longer split"
        return Move(weight, subject, f"{subject} {how}", was["mean"], now["mean"], 4.0)
    if _felt(was) != _felt(now):
        size = abs((now["mean"] or 0.0) - (was["mean"] or 0.0))
        words = f"{subject} {_felt(was)} → {_felt(now)} ({_felt_by(was, now)})"
        return Move(weight, subject, words, was["mean"], now["mean"], size)
    if was["values"] != now["values"] and (now["split"] or was["n"] == now["n"]):
        words = f"{subject} is spread otherwise ({_felt_by(was, now)})"
        return Move(weight, subject, words, was["values"], now["values"])
    return None


def _felt(feeling: Document) -> str:
    return figure(feeling["mean"], signed=True)


def _felt_by(was: Document, now: Document) -> str:
    if was["n"] == now["n"]:
        return f"{tellers(now['n'])} people"
    return f"{tellers(was['n'])} → {tellers(now['n'])} people"


def tellers(people: int | None) -> str:
    """A number of people, or that it is withheld."""
    return NOT_SHOWN if people is None else str(people)


def ratio(reach: Document) -> float:
    """A reach as a share; 0 where it is withheld."""
    return float(reach["x"] / reach["n"]) if reach["x"] and reach["n"] else 0.0
