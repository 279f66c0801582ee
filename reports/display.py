"""How single values are worded for reading: shares, numbers, scores, questions, evidence."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cxmodel.journey import Document
from cxmodel.metrics import sides
from reports.curve import MANY, grouped, signed

PERCENT_FROM = 20  # people: shares of fewer are printed "4 of 5"
_SLOT = re.compile(r"\{\{.*?\}\}")


def share(x: int | None, n: int | None) -> str:
    """Say x of n people: in words below 20, in percent with n from 20 on.

    More may have told than were asked: then n is x. None where either is suppressed.

    >>> share(4, 5), share(12, 30), share(2, 1), share(None, 30)
    ('4 of 5', '40 % of 30', '2 of 2', 'too few to tell')
    """
    if x is None or n is None:
        return known(None)
    n = max(x, n)
    return f"{x} of {n}" if n < PERCENT_FROM else f"{round(100 * x / n)} % of {n}"


def share_there(x: int | None, n: int | None) -> str:
    """Say of whom a share is, where only some of those who took a step were asked.

    >>> share_there(3, 7), share_there(None, 7)
    ('3 of 7 asked there', 'too few to tell')
    """
    told = share(x, n)
    return told if x is None or n is None else f"{told} asked there"


def every(values: Sequence[float], *, signs: bool = False) -> str:
    r"""Each value, or how often each is there where there are more than can be read.

    >>> every([-1, 0, 2], signs=True), every([4] * 2), every([1] * 1200 + [5])
    ('−1, 0, +2', '4, 4', '1 ×1\u202f200, 5 ×1')
    """
    worded = signed if signs else number
    if len(values) <= MANY:
        return ", ".join(map(worded, values))
    counts = sorted(Counter(values).items())
    return ", ".join(f"{worded(value)} ×{grouped(count)}" for value, count in counts)


def known(count: int | None) -> str:
    """A count, or that it is withheld so that it points at nobody.

    >>> known(3), known(None)
    ('3', 'too few to tell')
    """
    return "too few to tell" if count is None else str(count)


def gaps(step: Document) -> str:
    """The gap of a step; wave by wave where several rated it.

    >>> gaps({"gap": 2}), gaps({"gap": 1, "waves": [{"wave": 1, "gap": 2}, {"wave": 2, "gap": 0}]})
    ('+2', '+2 in wave 1, 0 in wave 2')
    """
    rated = [wave for wave in step.get("waves", ()) if wave["gap"] is not None]
    each = [f"{signed(wave['gap'])} in wave {wave['wave']}" for wave in rated]
    return ", ".join(each) or signed(step["gap"])


def number(value: float | None) -> str:
    """A number for reading: one decimal where there is one, a true minus; a dash for none.

    >>> number(5), number(2.46), number(-100), number(None)
    ('5', '2.5', '−100', '–')
    """
    if value is None:
        return "–"
    kept = round(value, 1)
    size = f"{abs(kept):,.10g}".replace(",", "\u202f")
    return f"−{size}" if kept < 0 else size


def asked_as(wording: str) -> str:
    """A question's wording with its slots left open.

    >>> asked_as("How was “{{ step }}”?")
    'How was “…”?'
    """
    return _SLOT.sub("…", wording)


def footnotes(document: Document) -> dict[str, int]:
    """A number for each evidence id, as they were told: a2 before a10."""
    ordered = sorted(document["evidence"], key=_as_told)
    return {key: number for number, key in enumerate(ordered, start=1)}


def _as_told(key: str) -> tuple[str, int, str]:
    interview, _, answer = key.rpartition("/")
    return interview, len(answer), answer


def quotes(document: Document, evidence: Iterable[str]) -> list[Document]:
    """What was said word for word, for ids of evidence, in the order told."""
    return [document["evidence"][key] for key in sorted(evidence, key=_as_told)]


def reasons(document: Document) -> dict[str, str]:
    """Words of each node of the why-ladders by its id."""
    return {node["id"]: node["text"] for node in document["ladders"]["nodes"]}


def faces_of(feeling: Document) -> list[tuple[str, int, str]]:
    """(score 1–5, people, mark) for a diagram without a neutral zero: feeling + 3.

    A split group has two: nobody felt its mean.
    """
    if not feeling["split"]:
        return [(f"{round(feeling['mean'] + 3, 1):g}", feeling["n"], "")]
    low, high = sides(feeling["values"])
    return [
        (f"{round(sum(group) / len(group) + 3, 1):g}", len(group), mark)
        for group, mark in ((high, "felt well"), (low, "felt badly"))
    ]


def faced_groups(document: Document) -> list[tuple[str, str, str]]:
    """(key of the step, id, title) of each side, or else segment, to draw below all people.

    None where only one of them told of feelings: all people are those.
    """
    sides = [("by_side", side["id"], side["id"]) for side in document.get("sides", [])]
    segments = [("by_segment", s["id"], s["title"]) for s in document.get("segments", [])]
    steps = [step for stage in document["stages"] for step in stage["steps"]]
    told = [
        (key, ident, title)
        for key, ident, title in (sides if len(sides) > 1 else segments)
        if any(step.get(key, {}).get(ident, {}).get("feeling", {}).get("n") for step in steps)
    ]
    return told if len(told) > 1 else []


def titled(word: str) -> str:
    """A kind of effort as a label: `waiting_days` becomes "Waiting days".

    >>> titled("waiting_days")
    'Waiting days'
    """
    return word.replace("_", " ").capitalize()


ROADMAP = (
    "leadership buy-in",
    "training and awareness",
    "map the current journey",
    "baseline and gap analysis",
    "design the future experience",
    "align, optimise, excellence",
)
"""The stages of an improvement programme, from 0 on."""


def roadmap(stage: str) -> str:
    """A stage of the roadmap in words, where only its number was given.

    >>> roadmap("2"), roadmap("after the pilot")
    ('2: map the current journey', 'after the pilot')
    """
    named = {str(number): f"{number}: {name}" for number, name in enumerate(ROADMAP)}
    return named.get(stage.strip(), stage)


def because(chain: Iterable[str]) -> str:
    """Reasons behind each other, as they were told and set apart from words that are not theirs.

    >>> because(["Nobody asked.", "Because nobody may."])
    'because: “Nobody asked.” → “Because nobody may.”'
    """
    return f"because: {' → '.join(f'“{reason}”' for reason in chain)}"


def labels(document: Document) -> dict[str, str]:
    """Label of each step by its id, and the title of each stage by its own."""
    titles = {stage["id"]: stage["title"] for stage in document["stages"]}
    return titles | {step["id"]: step["label"] for s in document["stages"] for step in s["steps"]}


def asked_at(names: Mapping[str, str], absence: Document) -> str:
    """The step that a question was about, else the stage that it was asked in; empty if neither.

    `names` are `labels`.
    """
    return names.get(absence["step"] or absence.get("stage", ""), "")
