"""What researchers wrote beside the maps of a study."""

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, select

from cxmodel import tables as t
from cxmodel.interview import StudyId
from cxmodel.overlay import Mark, Spot
from cxmodel.plain import dump, from_plain, load, to_plain
from cxmodel.store.changes import Changes
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Sql, insert_row

_MARKS = Sql(
    select(t.overlay.c.mark)
    .where(t.overlay.c.study == bindparam("study"))
    .order_by(t.overlay.c.place, t.overlay.c.key, t.overlay.c.field)
)
_mark = insert_row(t.overlay)
_SET = Sql(
    _mark.on_conflict_do_update(
        index_elements=["study", "place", "key", "field"], set_={"mark": _mark.excluded.mark}
    )
)
_REMOVE = Sql(
    delete(t.overlay).where(
        t.overlay.c.study == bindparam("study"),
        t.overlay.c.place == bindparam("place"),
        t.overlay.c.key == bindparam("key"),
        t.overlay.c.field == bindparam("field"),
    )
)


class OverlayQueries(Queries):
    """Looking at the overlay."""

    def marks(self, study: StudyId | str) -> tuple[Mark, ...]:
        """All that researchers wrote beside the maps of a study, in one order."""
        return tuple(from_plain(Mark, load(row[0])) for row in self._rows(_MARKS, study=study))


class Marking(Changes):
    """Changing the overlay."""

    def set_marks(self, study: StudyId | str, marks: Iterable[Mark]) -> None:
        """Keep marks, each in place of the one before it."""
        self._run_many(_SET, [_columns(study, mark) for mark in marks])

    def remove_marks(self, study: StudyId | str, spots: Iterable[Spot]) -> None:
        """Take marks away, those that there are."""
        self._run_many(
            _REMOVE,
            [
                {"study": study, "place": s.place.value, "key": s.key, "field": s.field}
                for s in spots
            ],
        )


def _columns(study: str, mark: Mark) -> dict[str, str]:
    return {
        "study": study,
        "place": mark.place.value,
        "key": mark.key,
        "field": mark.field,
        "mark": dump(to_plain(mark, sparse=True)),
    }
