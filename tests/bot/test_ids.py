import re

from bot.ids import new_interview_id, new_pseudonym, new_study_id, new_token


def test_names_cannot_be_guessed_and_fit_where_they_go() -> None:
    assert re.fullmatch(r"[a-z0-9]{12}", new_interview_id())
    assert re.fullmatch(r"R-[a-z0-9]{10}", new_pseudonym())
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", new_token())
    assert len({new_pseudonym() for _ in range(1000)}) == 1000


def test_a_study_is_named_after_its_title() -> None:
    assert new_study_id("Café à la carte!", set()) == "cafe-a-la-carte"
    assert new_study_id("训练", set()) == "study"
    assert new_study_id("../../x", set()) == "x"
    assert new_study_id("x" * 100, set()) == "x" * 60
    assert new_study_id("A", {"a", "a-2"}) == "a-3"
