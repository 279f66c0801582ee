from cxmodel.codebook import Codebook, CodeKind, Theme
from cxmodel.interview import StudyId
from cxmodel.store import Store
from tests.store.values import study

SLOW = Theme(kind=CodeKind.PAIN, name="Slow – “zu langsam”", texts=("k1", "k2"))
DESK = Theme(kind=CodeKind.STEP, stage="apply", texts=("k1",), pinned=True)


def test_a_codebook_comes_back_as_kept_in_the_place_of_the_one_before(store: Store) -> None:
    with store.writing() as work:
        work.save_study(study(id=StudyId("s")))
        work.save_study(study(id=StudyId("other")))
        assert work.codebook("s") == Codebook()
        work.save_codebook("other", Codebook((SLOW,)))
        work.save_codebook("s", Codebook((SLOW, DESK)))
        assert work.hold_codebook("s") == Codebook((SLOW, DESK))
    with store.writing() as work:
        work.save_codebook("s", Codebook((DESK,)))
    with store.reading() as reading:
        assert reading.codebook("s") == Codebook((DESK,))
        assert reading.codebook("other") == Codebook((SLOW,))


def test_a_text_is_in_one_theme_of_its_kind_and_stage() -> None:
    book = Codebook((SLOW, DESK)).put(Theme(kind=CodeKind.PAIN, name="Late", texts=("k2", "k0")))
    assert [(theme.name, theme.texts) for theme in book.of(CodeKind.PAIN)] == [
        ("Late", ("k0", "k2")),
        (SLOW.name, ("k1",)),
    ]
    assert book.of(CodeKind.STEP, "apply") == (DESK,)
    assert book.of(CodeKind.STEP) == ()
    assert book.release(CodeKind.PAIN, "", frozenset({"k0", "k1", "k2"})) == Codebook((DESK,))
