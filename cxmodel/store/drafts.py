"""Maps as they were compiled, where they went, and what made them stale."""

import zlib
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update

from cxmodel import tables as t
from cxmodel.drafts import Draft, Handout, NewDraft
from cxmodel.instants import instant, moment
from cxmodel.interview import Pseudonym, StudyId
from cxmodel.journey import Selection
from cxmodel.plain import dump, from_plain, load, to_plain
from cxmodel.store.changes import Changes
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Params, Sql, any_of, insert_row

MOST = 100  # drafts of one selection whose words are kept; of earlier ones, that there were some

_listed = [c for c in t.draft.columns if c.name not in {"study", "document"}]
_DRAFTS = Sql(
    select(*_listed, func.length(t.draft.c.document).label("length"))
    .where(t.draft.c.study == bindparam("study"))
    .order_by(t.draft.c.number)
)
_DOCUMENT = Sql(
    select(t.draft.c.document).where(
        t.draft.c.study == bindparam("study"), t.draft.c.number == bindparam("number")
    )
)
_HANDOUTS = Sql(
    select(*[c for c in t.handout.columns if c.name not in {"id", "study"}])
    .where(t.handout.c.study == bindparam("study"))
    .order_by(t.handout.c.id)
)
_STUDIES_OF = Sql(
    select(t.respondent.c.study)
    .where(t.respondent.c.pseudonym == bindparam("respondent"), ~t.respondent.c.erased)
    .order_by(t.respondent.c.study)
)
_TOLD_BY = Sql(
    select(func.count(t.interview.c.id.distinct()), func.count(t.answer.c.number))
    .select_from(t.interview.outerjoin(t.answer))
    .where(
        t.interview.c.study == bindparam("study"),
        t.interview.c.respondent == bindparam("respondent"),
    )
)
_KEEP = Sql(insert_row(t.draft))
_HAND_OUT = Sql(insert_row(t.handout, "id"))
_OVERWRITTEN = Sql(
    delete(t.handout).where(
        t.handout.c.study == bindparam("study"), t.handout.c.went_to == bindparam("went_to")
    )
)
_EMPTY = Sql(
    update(t.draft)
    .where(t.draft.c.study == bindparam("of_study"), any_of(t.draft.c.number, "numbers"))
    .values(document=bindparam("nothing"))
)
_STALE_DRAFTS = Sql(
    update(t.draft)
    .where(t.draft.c.study == bindparam("of_study"), t.draft.c.made_at >= bindparam("since"))
    .values(stale=bindparam("why"))
)
_STALE_HANDOUTS = Sql(
    update(t.handout)
    .where(t.handout.c.study == bindparam("of_study"), t.handout.c.at >= bindparam("since"))
    .values(stale=bindparam("why"))
)
_EMPTY_SINCE = Sql(
    update(t.draft)
    .where(t.draft.c.study == bindparam("of_study"), t.draft.c.made_at >= bindparam("since"))
    .values(document=bindparam("nothing"))
)


class DraftQueries(Queries):
    """Looking at drafts."""

    def drafts(self, study: StudyId | str) -> list[Draft]:
        """Every draft of a study, the first one first."""
        return [_draft(row) for row in self._records(_DRAFTS, study=study)]

    def draft_content(self, study: StudyId | str, number: int) -> bytes | None:
        """The map of a draft as `cxmodel.journey.written`; None where its words are not kept."""
        row = self._row(_DOCUMENT, study=study, number=number)
        return zlib.decompress(row[0]) if row is not None and row[0] else None

    def handouts(self, study: StudyId | str) -> list[Handout]:
        """Where maps of a study went, in the order in which they did."""
        return [
            Handout(**{**row, "at": moment(row["at"])})
            for row in self._records(_HANDOUTS, study=study)
        ]

    def studies_of(self, respondent: Pseudonym | str) -> list[StudyId]:
        """The studies in which somebody is called that, and was not erased."""
        return [StudyId(row[0]) for row in self._rows(_STUDIES_OF, respondent=respondent)]

    def told_by(self, study: StudyId | str, respondent: Pseudonym | str) -> tuple[int, int]:
        """How many interviews and answers there are of a respondent."""
        interviews, answers = self._rows(_TOLD_BY, study=study, respondent=respondent)[0]
        return int(interviews), int(answers)


class Drafts(Changes):
    """Keeping drafts, and telling which are stale."""

    def keep_draft(self, draft: NewDraft, now: datetime, stale: str = "") -> int:
        """Keep a map as the study's next draft; its number. The study is held from here on.

        `stale`: why it should not be relied on even now.
        """
        study = draft.study
        self.hold_study(study)
        earlier = self._records(_DRAFTS, study=study)
        number = earlier[-1]["number"] + 1 if earlier else 1
        selection = dump(to_plain(draft.selection))
        self._run(
            _KEEP,
            study=study,
            number=number,
            selection=selection,
            fingerprint=draft.fingerprint,
            made_at=instant(now),
            people=draft.people,
            document=draft.packed,
            stale=stale,
        )
        same = [row["number"] for row in earlier if row["selection"] == selection and row["length"]]
        self._run(_EMPTY, of_study=study, numbers=self._array(same[: 1 - MOST]), nothing=b"")
        return number

    def hand_out(self, study: StudyId | str, handout: Handout, *, replaces: bool) -> None:
        """Remember where a map went; `replaces`: a file that was there before is gone now."""
        if replaces:
            self._run(_OVERWRITTEN, study=study, went_to=handout.went_to)
        self._run(_HAND_OUT, study=study, **{**to_plain(handout), "at": instant(handout.at)})

    def outdate(
        self, study: StudyId | str, since: datetime, why: str, *, empty: bool = False
    ) -> None:
        """Mark as stale what was compiled from a moment on; `empty`: its words go too."""
        begun = instant(since)
        self._run(_STALE_DRAFTS, of_study=study, since=begun, why=why)
        self._run(_STALE_HANDOUTS, of_study=study, since=begun, why=why)
        if empty:
            self._run(_EMPTY_SINCE, of_study=study, since=begun, nothing=b"")


def _draft(row: Params) -> Draft:
    return Draft(
        number=row["number"],
        selection=from_plain(Selection, load(row["selection"])),
        fingerprint=row["fingerprint"],
        made_at=moment(row["made_at"]),
        people=row["people"],
        is_kept=row["length"] > 0,
        stale=row["stale"],
    )
