"""Tells researchers that an interview is complete, in the commit that completes it; never whose."""

from collections import Counter
from collections.abc import Iterable, Mapping

from bot import sentences
from bot.messenger import Reader
from bot.visit import notice
from cxmodel.interview import Interview, Phase, StudyId
from cxmodel.records import Queued, Turned
from cxmodel.store import Work
from cxmodel.store.values import StudyCounts
from cxmodel.study import Anonymity


def tell_watchers(
    work: Work, readers: Mapping[tuple[str, str], Reader], turned: Iterable[Turned]
) -> None:
    """Queue a notice for each interview that these turns, saved by now, have completed."""
    completed = Counter(
        new.study for each in turned for old, new in each.interviews if _is_completed(old, new)
    )
    for study, count in sorted(completed.items()):
        _tell(work, readers, study, count)


def _is_completed(old: Interview | None, new: Interview) -> bool:
    before = old.phase if old is not None else Phase.INVITED
    return new.phase is Phase.COMPLETED and before is not Phase.COMPLETED


def _tell(
    work: Work, readers: Mapping[tuple[str, str], Reader], study_id: StudyId, count: int
) -> None:
    watchers = work.watchers(study_id)
    study = work.study(study_id) if watchers else None
    if study is None:
        return
    from reports.compile import FEWEST_ANONYMOUS  # noqa: PLC0415 - slow, and seldom needed

    counts = work.study_counts(study_id)
    for done in range(counts.completed - count + 1, counts.completed + 1):
        # Told of each one, somebody who sees who comes and goes would know whose it was.
        if study.anonymity is Anonymity.ANONYMOUS and done % FEWEST_ANONYMOUS:
            continue
        said = sentences.COMPLETE.format(title=study.title, done=done, of=_of(counts))
        for watcher in watchers:
            reader = readers.get((watcher.messenger, watcher.installation))
            bodies = reader.parts(None, notice(said)) if reader is not None else ()
            work.queue(watcher.chat, None, [Queued(turn=0, body=body) for body in bodies])


def _of(counts: StudyCounts) -> int:
    """Out of how many: those invited, or in a study without invitations those who began."""
    return max(counts.invited, counts.started)
