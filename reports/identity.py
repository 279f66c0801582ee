"""Names by which a step and a claim are known again in the next compiling, and after an edit."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from cxmodel.metrics import reach
from reports.claims import share_of
from reports.themes import plain

_DIGITS = 8  # hexadecimal, of the words' SHA-256


def identify(stage: Document) -> None:
    """Give every step of a stage its `key`, and every claim its `id` and its `reach`.

    Both are made of the canonical words, so that they stay when further people tell the same or
    the order changes. Where the same words were told in several languages, a claim's language is
    in its `id`. Where two have the same words nevertheless, the second one ends in `-2`.
    """
    known = Counter[str]()
    for step in stage["steps"]:
        step["key"] = _free(f"{stage['id']}/{_hash(step['label'])}", known)
        for lane in CLAIM_LANES:
            _identify(step, lane, step[lane])
        _identify(step, Lane.FEELING, step["feeling"]["claims"])


def forget_languages(claims: Sequence[Document]) -> None:
    """Leave out the language of claims that nothing among these has to be told apart from."""
    known = Counter(plain(claim["text"]) for claim in claims)
    for claim in claims:
        if known[plain(claim["text"])] == 1 and "language" in claim:
            del claim["language"]
            if "id" in claim:
                claim["id"] = f"{claim['id'].rpartition('/')[0]}/{_hash(claim['text'])}"


def _identify(step: Document, lane: Lane, claims: list[Document]) -> None:
    """A claim reaches so many of the people who were asked for its cell (in its wave)."""
    known = Counter[str]()
    asked = step["asked"].get(lane.value, 0)
    for claim in claims:
        digits = _hash(claim["text"], claim.get("language"))
        claim["id"] = _free(f"{step['id']}/{lane.value}/{digits}", known)
        could = _asked_in_wave(step, lane, claim["wave"]) if "wave" in claim else asked
        claim["reach"] = share_of(reach(claim["count"], max(could, claim["count"])))


def _asked_in_wave(step: Document, lane: Lane, number: int) -> int:
    asked: list[int] = [w["asked"].get(lane.value, 0) for w in step["waves"] if w["wave"] == number]
    return sum(asked)


def _hash(text: str, language: str | None = None) -> str:
    words = plain(text) if language is None else f"{language}\0{plain(text)}"
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:_DIGITS]


def _free(name: str, known: Counter[str]) -> str:
    known[name] += 1
    return name if known[name] == 1 else f"{name}-{known[name]}"
