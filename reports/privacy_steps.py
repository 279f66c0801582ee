"""The columns of an anonymous map: what of a step, its feelings and its claims may be shown.

Part of `reports.privacy`. A claim keeps its words where five people and more said it and nothing
shown beside it tells how few did not.
"""

from collections.abc import Iterable, Sequence

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from cxmodel.study import FEWEST_ANONYMOUS
from reports.disclosure import Hidden, is_safe, is_shown, withheld
from reports.identity import forget_languages
from reports.privacy_ratings import (
    FEELING,
    RECURRENCE,
    SEVERITY,
    distances,
    is_mean_shown,
    private_rating_claims,
    private_ratings,
)
from reports.themes import ALIKE, likeness, plain

_FIGURES = ("n", "mean", "median", "q1", "q3", "values")
_PLACES = ("median", "q1", "q3", "values")


def private_step(step: Document, quotes: Document, hidden: Hidden, *waves: int) -> bool:
    """Empty what may not be shown of a step; False where the step itself may not.

    `waves` are the people of each wave: some questions were asked in one alone.
    """
    x, n = step["reach"]["x"], step["reach"]["n"]
    if not is_safe(x):
        hidden.cells += 1
        return False
    # Who took a step was asked about it; what is asked of a stage as a whole is asked of all.
    bases = (x, n) if step["said"] else (n,)
    step["said"] = [step["label"]] if step["said"] else []
    asked = dict(step["asked"])
    private_feeling(step["feeling"], (*bases, asked.get(Lane.FEELING, n)), hidden)
    _groups(step, hidden)
    step["feeling"]["claims"] = private_claims(
        step["feeling"]["claims"], quotes, hidden, *bases, asked.get(Lane.FEELING, n)
    )
    private_ratings(step, hidden, *bases)
    for lane in (Lane.IMPORTANCE.value, Lane.SATISFACTION.value):
        step[lane] = private_rating_claims(step[lane], hidden, *bases, *waves)
    for lane in CLAIM_LANES:
        around = (*bases, asked.get(lane.value, n), *waves)
        step[lane.value] = private_claims(step[lane.value], quotes, hidden, *around)
    _truth(step["moment_of_truth"], x, hidden)
    for lane_id, people in asked.items():
        if not is_shown(people, *bases):
            step["asked"][lane_id] = None
            hidden.cells += 1
    for name in ("returns", "reported"):
        if not is_safe(step[name]):
            hidden.take(step, name)
    if not is_shown(x, n):
        hidden.take(step["reach"], "x", "n", "low", "high")
        hide_truth(step["moment_of_truth"], hidden)  # of those who took it, too
    return True


def private_claims(
    claims: Iterable[Document], quotes: Document, hidden: Hidden, *bases: int
) -> list[Document]:
    """Claims of five people and more; `bases` are those who could have said so.

    Where only a few of them did not, the claim keeps its words and loses its counts.
    """
    told = list(claims)
    shown = [claim for claim in told if is_safe(claim["count"])]
    hidden.cells += len(told) - len(shown)
    forget_languages(shown)
    for claim in shown:
        _anonymous(claim, quotes)
        if "severity" in claim:
            _pain(claim, quotes, hidden, bases)
        share = claim.get("reach") or {"x": 0, "n": 0}
        if not (is_shown(claim["count"], *bases) and is_shown(share["x"], share["n"], *bases)):
            uncounted(claim, hidden)
    _leave_enough_over(shown, hidden, bases)
    return shown


def uncounted(claim: Document, hidden: Hidden) -> None:
    """Take away how many said so, and their share, which would tell it."""
    hidden.take(claim, "count")
    if claim.get("reach") is not None:
        hidden.take(claim["reach"], "x", "n", "low", "high")


def _leave_enough_over(claims: Sequence[Document], hidden: Hidden, bases: Sequence[int]) -> None:
    """Where everybody said one of these, their counts together tell how few said something else."""
    counted = [claim for claim in claims if claim["count"] is not None]
    while counted and not is_shown(sum(claim["count"] for claim in counted), *bases):
        least = min(counted, key=lambda claim: claim["count"])
        uncounted(least, hidden)
        counted.remove(least)


def _anonymous(claim: Document, quotes: Document) -> None:
    """Nobody is named beside a claim, and its quotes say no more than it does itself."""
    words = [key for key in claim["evidence"] if key in quotes]
    alike = [key for key in words if _says(quotes[key]["verbatim"], claim["text"])]
    enough = len({quotes[key]["respondent"] for key in alike}) >= FEWEST_ANONYMOUS
    # As many of them for every claim, so that their number tells nothing.
    claim |= {"respondents": [], "evidence": alike[:FEWEST_ANONYMOUS] if enough else []}


def _says(verbatim: str, text: str) -> bool:
    return plain(verbatim) == plain(text) or likeness(verbatim, text) >= ALIKE


def _pain(pain: Document, quotes: Document, hidden: Hidden, bases: Sequence[int]) -> None:
    pain["cause"] = None  # whose words it is, and how many said so, is not told
    around = (pain["count"], *bases)
    for weight, scale in ((pain["severity"], SEVERITY), (pain["recurrence"], RECURRENCE)):
        weight["evidence"] = []
        shown = is_mean_shown(weight["mean"], weight["n"], scale)
        if not (shown and is_shown(weight["n"], *around)):
            hidden.take(weight, "mean", "n")
            pain["priority"] = None
    if not is_shown(pain["reach"]["x"], pain["reach"]["n"], *bases):
        pain["priority"] = None
    roots = private_claims(pain["why"], quotes, hidden, *around)
    pain["why"] = [root for root in roots if root["count"] is not None]
    for root in pain["why"]:
        root["chain"] = [root["text"]]  # the reasons on the way are single people's


def private_feeling(
    feeling: Document,
    bases: Sequence[int],
    hidden: Hidden,
    scale: tuple[float, float] = FEELING,
) -> None:
    """Empty figures that few gave, and dots of which few are alike."""
    if "evidence" in feeling:
        feeling["evidence"] = []
    told = is_mean_shown(feeling["mean"], feeling["n"], scale)
    if not (told and is_shown(feeling["n"], *bases)):
        hidden.take(feeling, *(name for name in _FIGURES if name in feeling))
        feeling |= {"split": False} if "split" in feeling else {}
    elif _is_told_by_dots(feeling):
        hidden.take(feeling, *_FIGURES)
        feeling["split"] = False
    elif not _are_alike(feeling["values"]):  # quartiles beside n tell where single people stand
        hidden.take(feeling, *(name for name in _PLACES if name in feeling))


def _is_told_by_dots(feeling: Document) -> bool:
    """Whether a group is split and its dots are single people's: no mean speaks for it either."""
    return bool(feeling.get("split")) and not _are_alike(feeling["values"])


def _are_alike(values: Sequence[float]) -> bool:
    return all(is_safe(values.count(value)) for value in set(values))


def _truth(moment: Document, reached: int, hidden: Hidden) -> None:
    """The score is made of two votes a person: who named the step, and whose feeling it was.

    Where either is of few, or leaves few over, the score goes, and its star with it.
    """
    moment["evidence"] = []
    named = moment["named"]
    votes = 2 * reached * moment["score"]
    halves = is_shown(named, reached) and _are_clear(votes - named, reached)
    if not (halves and _are_clear(votes, 2 * reached)):
        hide_truth(moment, hidden)


def hide_truth(moment: Document, hidden: Hidden) -> None:
    """Say of no moment whether it is one of truth."""
    hidden.take(moment, "score", "named")
    moment["shown"] = False


def _are_clear(votes: float, most: int) -> bool:
    """Whether votes, which people may share between places, are nobody's, all, or enough."""
    nearly = min(abs(votes), abs(most - votes)) < _NOTHING
    return nearly or FEWEST_ANONYMOUS <= votes <= most - FEWEST_ANONYMOUS


_NOTHING = 1e-9


def _groups(step: Document, hidden: Hidden) -> None:
    """Segments and sides at a step: none that would leave few people beside those shown.

    Safe parts add up to a safe whole: where the whole is hidden, so are parts of it.
    """
    for name in ("by_segment", "by_side"):
        groups = step.get(name, {})
        torn = {group for group, cell in groups.items() if _is_told_by_dots(cell["feeling"])}
        away = withheld({group: _people(cell) for group, cell in groups.items()}, torn)
        for group in sorted(away):
            hidden.take(groups[group]["reach"], "x", "n", "low", "high")
            hidden.take(groups[group]["feeling"], *_FIGURES)
            groups[group]["feeling"]["split"] = False
        felt = [groups[group]["feeling"] for group in sorted(groups.keys() - away)]
        # Beside everybody's dots, a group's mean tells how many of them are its own.
        is_told = bool(step["feeling"]["values"])
        is_told &= not all(_are_alike(one["values"]) for one in felt)
        for one in felt:
            if is_told:
                hidden.take(one, *_FIGURES)
                one["split"] = False
            else:
                private_feeling(one, (), hidden)
    private_perception(step, hidden)


def private_perception(step: Document, hidden: Hidden) -> None:
    """How far the sides are apart, where each is shown; how many weighed a pain is not known."""
    apart = step.get("perception")
    if apart is None:
        return
    if any(side["feeling"]["n"] is None for side in step["by_side"].values()):
        hidden.take(apart, "customer", "staff", "gap")
    if apart.get("severity") is not None:
        hidden.take(apart, "severity")


def _people(cell: Document) -> list[float]:
    x, n, felt = cell["reach"]["x"], cell["reach"]["n"], cell["feeling"]["n"]
    return [x, n - x, felt, abs(x - felt), *distances(cell["feeling"]["mean"] or 0, felt, FEELING)]
