"""The codebook of a study: which raw texts a researcher put together."""

from sqlalchemy import bindparam, delete, select

from cxmodel import tables as t
from cxmodel.codebook import Codebook, CodeKind, Theme
from cxmodel.interview import StudyId
from cxmodel.plain import dump, load
from cxmodel.store.changes import Changes
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Row, Sql, insert_row

_of_study = t.theme.c.study == bindparam("study")
_THEMES = Sql(
    select(
        t.theme.c.kind,
        t.theme.c.stage,
        t.theme.c.name,
        t.theme.c.speaker,
        t.theme.c.texts,
        t.theme.c.pinned,
    )
    .where(_of_study)
    .order_by(t.theme.c.number)
)
_FORGET = Sql(delete(t.theme).where(_of_study))
_KEEP = Sql(insert_row(t.theme))


class CodebookQueries(Queries):
    """The codebook, looked up."""

    def codebook(self, study: StudyId | str) -> Codebook:
        """What was decided; an empty codebook where nothing was."""
        return Codebook(tuple(_theme(row) for row in self._rows(_THEMES, study=study)))


class Coding(CodebookQueries, Changes):
    """The codebook, changed."""

    def hold_codebook(self, study: StudyId | str) -> Codebook:
        """What was decided, with nobody else changing it until the commit."""
        self.hold_study(study)
        return self.codebook(study)

    def save_codebook(self, study: StudyId | str, codebook: Codebook) -> None:
        """Keep these decisions in the place of all earlier ones."""
        self._run(_FORGET, study=study)
        self._run_many(
            _KEEP,
            [
                {
                    "study": study,
                    "number": number,
                    "kind": theme.kind.value,
                    "stage": theme.stage,
                    "name": theme.name,
                    "speaker": theme.speaker,
                    "pinned": theme.pinned,
                    "texts": dump(list(theme.texts)),
                }
                for number, theme in enumerate(codebook.themes)
            ],
        )


def _theme(row: Row) -> Theme:
    kind, stage, name, speaker, texts, pinned = row
    return Theme(
        kind=CodeKind(kind),
        stage=stage,
        name=name,
        speaker=speaker,
        texts=tuple(load(texts)),
        pinned=bool(pinned),
    )
