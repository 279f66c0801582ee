"""Forgetting a respondent on a researcher's word: all they said, and the maps that show it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.attachments import remove_discarded
from bot.drafts import compile_and_keep
from cxmodel.errors import Refused
from cxmodel.interview import Pseudonym
from cxmodel.journey import Selection
from cxmodel.store import Reading, Store
from cxmodel.study import Study


@dataclass(frozen=True, slots=True)
class Whom:
    """A respondent of a study, and how much there is of them."""

    study: Study
    respondent: Pseudonym
    interviews: int
    answers: int


def find(reading: Reading, respondent: str, study: str | None) -> Whom:
    """Whom a pseudonym names. Raises Refused where it names nobody, or people of two studies."""
    studies = reading.studies_of(Pseudonym(respondent))
    if study is not None:
        studies = [each for each in studies if each == study]
    if not studies:
        where = f"in study {study}" if study is not None else "here"
        raise Refused(
            f"nobody is called {respondent!r} {where}, or they were erased; the pseudonym stands "
            "in every map, beside what they said"
        )
    if len(studies) > 1:
        raise Refused(f"{respondent} is in {', '.join(studies)}: name one with --study")
    found = reading.study(studies[0])
    if found is None:
        raise Refused(f"there is no study {studies[0]!r}")
    interviews, answers = reading.told_by(found.id, Pseudonym(respondent))
    return Whom(found, Pseudonym(respondent), interviews, answers)


def erase(store: Store, whom: Whom, attachments: Path, now: datetime) -> int:
    """Erase a respondent, and keep every map that there was anew without them; how many.

    Raises Refused where they were erased meanwhile.
    """
    with store.reading() as reading:
        drafts = reading.drafts(whom.study.id)
    with store.writing() as work:
        if not work.erase(whom.study.id, whom.respondent):
            raise Refused(f"{whom.respondent} was erased already")
    remove_discarded(store, attachments)
    store.tidy()
    selections = dict.fromkeys(draft.selection for draft in drafts)
    return sum(_is_compiled_anew(store, whom.study, selection, now) for selection in selections)


def _is_compiled_anew(store: Store, study: Study, selection: Selection, now: datetime) -> bool:
    try:
        _, kept = compile_and_keep(store, study, selection, now)
    except Refused:  # too few are left to show anything
        return False
    return kept is not None
