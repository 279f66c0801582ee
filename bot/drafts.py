"""Drafts of maps: kept when they differ from the last one, compared, and where they went."""

import json
from dataclasses import dataclass
from datetime import datetime

from bot.maps import compiled
from cxmodel.drafts import ERASED, WITHDREW, Draft, Handout, NewDraft
from cxmodel.errors import Refused
from cxmodel.interview import InterviewId, Pseudonym, StudyId
from cxmodel.journey import Document, Selection, written
from cxmodel.store import Reading, Store, Work
from cxmodel.study import Anonymity, Study
from reports.diff import moves
from reports.grounds import without_grounds
from reports.move import Move


@dataclass(frozen=True, slots=True)
class Compiled:
    """A map, and who had been erased from its study, or had withdrawn, when answers were read."""

    document: Document
    erased: frozenset[Pseudonym]
    withdrawn: frozenset[InterviewId]

    @property
    def study(self) -> StudyId:
        """The study that it is of."""
        return StudyId(self.document["study"])

    @property
    def selection(self) -> Selection:
        """What of the study it shows."""
        return Selection(**self.document["selection"])

    def may_show_erased(self, work: Work) -> bool:
        """Whether somebody was erased since. The study is held: nobody is until the commit."""
        work.hold_study(self.study)
        return work.erased(self.study) != self.erased

    def outdated(self, work: Work) -> str:
        """Why it is stale already; empty where it is not. The study is held, as above."""
        if self.may_show_erased(work):
            return ERASED
        return WITHDREW if work.withdrawn(self.study) != self.withdrawn else ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a map that was compiled."""

    number: int  # its own, or that of the draft that says the same
    since: int | None  # the draft before it, where they can be compared
    moved: tuple[Move, ...]  # since then


def compile_map(reading: Reading, study: Study, selection: Selection) -> Compiled:
    """The map of what is selected. Raises Refused where that is nothing."""
    gone = reading.erased(study.id), reading.withdrawn(study.id)  # first: who goes while we compile
    document = compiled(reading, study, selection)
    if document["privacy"]:
        document = without_grounds(document)
    return Compiled(document, *gone)


def compile_and_keep(
    store: Store, study: Study, selection: Selection, now: datetime
) -> tuple[Compiled, Kept | None]:
    """The map of what is selected, kept as a draft where it is to be. Raises Refused.

    Where somebody was erased while it was compiled, it is compiled anew.
    """
    while True:
        with store.reading() as reading:
            made = compile_map(reading, study, selection)
        kept = keep(store, study, made, now)
        with store.reading() as reading:
            if kept is not None or reading.erased(study.id) == made.erased:
                return made, kept


def keep(store: Store, study: Study, made: Compiled, now: datetime) -> Kept | None:
    """Keep a map as a draft, unless the last one of the same selection says the same.

    None where it is not kept: a single interview's, one that may show somebody who was erased
    since, and those of an anonymous study, whose differences would show who said what. One that
    shows who withdrew meanwhile is stale from the first. What takes long is done before the study
    is held, for nobody else can write meanwhile; where another draft was kept by then, it is done
    again.
    """
    while True:
        with store.reading() as reading:
            wanted = _wanted(reading, study, made)
        if wanted is None:
            return None
        with store.writing() as work:
            stale = made.outdated(work)
            if stale == ERASED:
                return None
            if _last(work.drafts(study.id), made.selection) == wanted.last:
                return wanted.kept(work, now, stale)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is to become of a map that was compiled. `draft` is None where nothing changed."""

    last: Draft | None
    draft: NewDraft | None
    moved: tuple[Move, ...] | None  # None: the last one cannot be compared with

    def kept(self, work: Work, now: datetime, stale: str) -> Kept:
        """Do it, in the commit that holds the study."""
        since = self.last.number if self.last is not None else None
        if self.draft is None:
            return Kept(since or 0, None, ())
        number = work.keep_draft(self.draft, now, stale)
        return Kept(number, None if self.moved is None else since, self.moved or ())


def _wanted(reading: Reading, study: Study, made: Compiled) -> _Wanted | None:
    """What is to become of a map; None where it is not to be kept."""
    if made.selection.interview is not None or study.anonymity is Anonymity.ANONYMOUS:
        return None
    last = _last(reading.drafts(study.id), made.selection)
    before = reading.draft_content(study.id, last.number) if last is not None else None
    content = written(made.document)
    if before == content:
        return _Wanted(last, None, None)
    draft = NewDraft.of(made.document, content)
    if before is None:
        return _Wanted(last, draft, None)
    earlier: Document = json.loads(before)
    return _Wanted(last, draft, tuple(moves(earlier, made.document)))


def hand_out(
    store: Store, made: Compiled, form: str, went_to: str, now: datetime, *, replaces: bool = False
) -> None:
    """Remember that a map left. `replaces`: it is a file, written over the one before."""
    with store.writing() as work:
        handout = Handout(
            selection=made.selection.slug,
            form=form,
            fingerprint=made.document["fingerprint"],
            at=now,
            went_to=went_to,
            stale=made.outdated(work),
        )
        work.hand_out(made.study, handout, replaces=replaces)


@dataclass(frozen=True, slots=True)
class Difference:
    """Two drafts, and what moved between them, the most important first."""

    before: Draft
    after: Draft
    moved: tuple[Move, ...]


def difference(reading: Reading, study: StudyId, numbers: list[int]) -> Difference:
    """What moved between two drafts; none named: the last two of one selection. Raises Refused."""
    before, after = _two(reading.drafts(study), study, numbers)
    documents = [_document(reading, study, draft) for draft in (before, after)]
    return Difference(before, after, tuple(moves(*documents)))


def _two(drafts: list[Draft], study: str, numbers: list[int]) -> tuple[Draft, Draft]:
    if len(numbers) == 2:  # noqa: PLR2004 - a difference is of two
        known = {draft.number: draft for draft in drafts}
        for number in numbers:
            if number not in known:
                raise Refused(f"study {study} has no draft {number}; see desirepath drafts {study}")
        return known[numbers[0]], known[numbers[1]]
    if numbers:
        raise Refused(f"name two drafts, such as desirepath drafts {study} --diff 3 5, or none")
    if drafts:
        same = [draft for draft in drafts if draft.selection == drafts[-1].selection]
        kept = [draft for draft in same[:-1] if draft.is_kept]
        if kept:
            return kept[-1], same[-1]
    raise Refused(
        f"study {study} has no two drafts to compare yet; a draft is kept when the map is "
        f"compiled and something moved: desirepath compile {study} --out FOLDER"
    )


def _document(reading: Reading, study: str, draft: Draft) -> Document:
    content = reading.draft_content(study, draft.number)
    if content is None:
        why = draft.stale or "it is too old"
        raise Refused(f"the words of draft {draft.number} are not kept any more: {why}")
    found: Document = json.loads(content)
    return found


def _last(drafts: list[Draft], selection: Selection) -> Draft | None:
    return next((draft for draft in reversed(drafts) if draft.selection == selection), None)
