"""Tells researchers that an interview is complete, in the commit that completes it; never whose."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bot import sentences
from bot.messenger import Reader
from bot.texts import clipped
from bot.visit import notice
from cxmodel.interview import Interview, Phase, StudyId
from cxmodel.records import Queued, Turned
from cxmodel.store import Work
from cxmodel.store.values import StudyCounts
from cxmodel.study import FEWEST_ANONYMOUS, Anonymity

LONGEST_TITLE = 200  # characters; a notice is one message everywhere


def tell_watchers(work: Work, turned: Iterable[Turned]) -> None:
    """Queue a notice for each interview that these turns, saved by now, have completed."""
    completed = Counter(
        new.study for each in turned for old, new in each.interviews if _is_completed(old, new)
    )
    for study, count in sorted(completed.items()):
        _tell(work, study, count)


def drawn(reader: Reader, body: dict[str, Any]) -> dict[str, Any]:
    """A queued body as its messenger draws it: until it is sent, a notice is bare words.

    Who completes an interview may sit on another messenger than who hears of it, and in a process
    that cannot draw for that one.
    """
    if body.get("do") != "notice":
        return body
    (said,) = reader.parts(None, notice(body["say"]))
    return {**body, **said}


def _is_completed(old: Interview | None, new: Interview) -> bool:
    before = old.phase if old is not None else Phase.INVITED
    return new.phase is Phase.COMPLETED and before is not Phase.COMPLETED


def _tell(work: Work, study_id: StudyId, count: int) -> None:
    watchers = work.watchers(study_id)
    study = work.study(study_id) if watchers else None
    if study is None:
        return
    work.hold_study(study_id)  # others that complete now count what is complete behind these
    counts = work.study_counts(study_id)
    for done in range(counts.completed - count + 1, counts.completed + 1):
        # Told of each one, somebody who sees who comes and goes would know whose it was.
        if study.anonymity is Anonymity.ANONYMOUS and done % FEWEST_ANONYMOUS:
            continue
        title = clipped(study.title, LONGEST_TITLE)
        said = sentences.COMPLETE.format(title=title, done=done, of=_of(counts))
        body = {"do": "notice", "say": said}
        work.queue_each((watcher.chat, Queued(turn=0, body=body)) for watcher in watchers)


def _of(counts: StudyCounts) -> int:
    """Out of how many: those invited, or in a study without invitations those who began."""
    return max(counts.invited, counts.started)
