"""Where what researchers wrote goes when a codebook names its step or claim otherwise.

It goes with the theme, whatever names are exchanged: no map tells by itself whether two names were
exchanged or two steps.
"""

from collections.abc import Collection, Iterator, Mapping
from itertools import count

from cxmodel.codebook import CodeKind
from cxmodel.guide import Lane
from reports.codebook import KIND_OF_LANE
from reports.overlay import Ground, Grounds
from reports.successors import Names, unique

Keys = dict[str, str]
"""Keys of steps or claims on the later map, by those on the earlier one."""


def moved(marked: Collection[str], was: Grounds, now: Grounds, names: Names) -> Keys:
    """Which of these keys are others now; `names` are those of themes after the change.

    What is not on the map any more waits under its key; where that is another one's now, under a
    key that nothing has.
    """
    heirs = _heirs(was, now, names)
    early, late = ({*grounds.steps, *grounds.claims} for grounds in (was, now))
    taken = {new for old, new in heirs.items() if new != old} | early & late
    used = {*early, *late, *marked}
    found: Keys = {}
    for key in sorted(marked):
        if key in heirs:
            found[key] = heirs[key]
        elif key in taken:
            found[key] = next(free for n in count(2) if (free := f"{key}-{n}") not in used)
            used.add(found[key])
    return {old: new for old, new in found.items() if new != old}


def _heirs(was: Grounds, now: Grounds, names: Names) -> Keys:
    """What each step and each claim is now: by its name; what has none, by its evidence."""
    steps = dict(_steps(was, now, names))
    steps |= _by_evidence(was.steps, now.steps, steps)
    claims = dict(_claims(was, now, names, steps))
    return steps | claims | _by_evidence(was.claims, now.claims, claims)


def _steps(was: Grounds, now: Grounds, names: Names) -> Iterator[tuple[str, str]]:
    late = {(_stage(key), ground.label): key for key, ground in now.steps.items()}
    for key, ground in was.steps.items():
        label = names.get((CodeKind.STEP, _stage(key), ground.label), ground.label)
        unchanged = label == ground.label and key in now.steps
        same = key if unchanged else late.get((_stage(key), label or ""))
        if same is not None:
            yield key, same


def _claims(was: Grounds, now: Grounds, names: Names, steps: Keys) -> Iterator[tuple[str, str]]:
    late = {(key.rpartition("/")[0], ground.label): key for key, ground in now.claims.items()}
    for key, ground in was.claims.items():
        step, lane, words = key.rsplit("/", 2)
        kind, cell = KIND_OF_LANE.get(Lane(lane)), f"{steps.get(step)}/{lane}"
        label = names.get((kind, "", ground.label), ground.label) if kind else ground.label
        unchanged = label == ground.label and f"{cell}/{words}" in now.claims
        same = f"{cell}/{words}" if unchanged else late.get((cell, label or ""))
        if same is not None:
            yield key, same


def _by_evidence(was: Mapping[str, Ground], now: Mapping[str, Ground], known: Keys) -> Keys:
    """Of what has no heir yet, what stands on the same evidence in the same stage and lane."""
    taken = set(known.values())
    early = unique((_grounds(key, was[key]), key) for key in was if key not in known)
    late = unique((_grounds(key, now[key]), key) for key in now if key not in taken)
    return {key: late[grounds] for grounds, key in early.items() if grounds in late}


def _grounds(key: str, ground: Ground) -> tuple[object, ...]:
    """Of a key, which is `<stage>/<hash>[/<lane>/<hash>]`, its stage and lane; and its evidence."""
    return *key.split("/")[::2], ground.digest


def _stage(key: str) -> str:
    return key.partition("/")[0]
