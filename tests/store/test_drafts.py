"""Drafts, where maps went, and what a researcher wrote beside them, as they are stored."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Event
from typing import Any

import pytest

from cxmodel.drafts import ERASED, WITHDREW, Handout, NewDraft
from cxmodel.interview import InterviewId, Phase, StudyId
from cxmodel.journey import Document, Selection, written
from cxmodel.overlay import HIDDEN, Mark, Place, Spot
from cxmodel.store import Store, drafts
from tests.store.values import NOW, STUDY, begin, set_up, study, turned

LATER = NOW + timedelta(hours=1)


def document(text: str = "a map", **selection: Any) -> Document:
    nothing = {"interview": None, "segment": None, "wave": None, "side": None}
    return {
        "study": STUDY,
        "selection": nothing | selection,
        "fingerprint": text.ljust(64, "0"),
        "header": {"people": 5},
        "evidence": {"i1/a1": {"verbatim": text, "respondent": "r1"}},
    }


@pytest.fixture
def store(store: Store) -> Store:
    with store.writing() as work:
        set_up(work)
    return store


def a_draft(text: str = "a map", **selection: Any) -> NewDraft:
    made = document(text, **selection)
    return NewDraft.of(made, written(made))


def keep(store: Store, *drafts: NewDraft) -> list[int]:
    with store.writing() as work:
        return [work.keep_draft(each, LATER) for each in drafts]


def test_a_draft_comes_back_as_it_was(store: Store) -> None:
    assert keep(store, a_draft("grüße"), a_draft("b", segment="new")) == [1, 2]
    with store.reading() as reading:
        first, second = reading.drafts(STUDY)
        assert reading.draft_content(STUDY, 1) == written(document("grüße"))
        assert reading.draft_content(STUDY, 3) is None
    assert (first.number, first.people, first.made_at, first.is_kept) == (1, 5, LATER, True)
    assert (second.selection, second.stale) == (Selection(segment="new"), "")


def test_each_study_counts_its_own_drafts(store: Store) -> None:
    with store.writing() as work:
        work.save_study(study(id="other"))
        work.keep_draft(replace(a_draft(), study=StudyId("other")), NOW)
    assert keep(store, a_draft()) == [1]


def test_of_many_drafts_the_words_of_the_last_are_kept(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "MOST", 2)
    keep(store, a_draft("1", segment="new"), *map(a_draft, "234"))
    with store.reading() as reading:
        kept = {draft.number: draft.is_kept for draft in reading.drafts(STUDY)}
    assert kept == {1: True, 2: False, 3: True, 4: True}


def handout(went_to: str, fingerprint: str = "f") -> Handout:
    return Handout(selection="", form="html", fingerprint=fingerprint, at=LATER, went_to=went_to)


def test_a_file_that_is_written_over_is_gone_and_a_download_is_not(store: Store) -> None:
    with store.writing() as work:
        work.hand_out(STUDY, handout("maps/training.html"), replaces=True)
        work.hand_out(STUDY, handout("a download"), replaces=False)
        work.hand_out(STUDY, handout("a download", "g"), replaces=False)
        work.hand_out(STUDY, handout("maps/training.html", "g"), replaces=True)
    with store.reading() as reading:
        found = [(each.went_to, each.fingerprint) for each in reading.handouts(STUDY)]
    assert found == [("a download", "f"), ("a download", "g"), ("maps/training.html", "g")]


def test_who_is_erased_goes_from_what_was_compiled_since_they_began(store: Store) -> None:
    with store.writing() as work:
        work.keep_draft(a_draft("before"), NOW - timedelta(days=1))
        work.hand_out(STUDY, handout("maps/training.html"), replaces=True)
    begin(store)
    keep(store, a_draft("canary"))
    with store.writing() as work:
        assert work.told_by(STUDY, "r1") == (1, 0)
        assert work.studies_of("r1") == [STUDY]
        work.erase(STUDY, "r1")
    with store.reading() as reading:
        before, since = reading.drafts(STUDY)
        assert (before.is_kept, before.stale) == (True, "")
        assert (since.is_kept, since.stale) == (False, ERASED)
        assert [each.stale for each in reading.handouts(STUDY)] == [ERASED]
        assert reading.studies_of("r1") == []


def test_who_withdrew_is_known_by_their_interviews(store: Store) -> None:
    chat = begin(store)
    with store.writing() as work:
        assert work.withdrawn(STUDY) == frozenset()
        (began,) = work.load_interviews([InterviewId("i1")]).values()
        work.save([turned(chat, (began, replace(began, phase=Phase.WITHDRAWN)))], NOW)
    with store.reading() as reading:
        assert reading.withdrawn(STUDY) == {"i1"}
        assert reading.withdrawn("other") == frozenset()


def test_what_hid_the_words_of_somebody_goes_with_them(store: Store) -> None:
    """Such a mark would say for ever that there was something to hide."""
    begin(store)
    quotes = [Mark(place=Place.QUOTE, key=key, field=HIDDEN, at=NOW) for key in ("i1/a1", "i11/a1")]
    with store.writing() as work:
        work.save_study(study(id="other"))
        work.set_marks(STUDY, [*quotes, mark("owner", "HR")])
        work.set_marks("other", quotes)
        work.erase(STUDY, "r1")
    with store.reading() as reading:
        assert [each.key for each in reading.marks(STUDY)] == ["i11/a1", "path/asks"]
        assert len(reading.marks("other")) == 2


def test_erasing_waits_for_a_draft_that_is_being_kept(store: Store) -> None:
    begin(store)
    held = Event()

    def keep_slowly() -> None:
        with store.writing() as work:
            work.keep_draft(a_draft("canary"), LATER)
            held.set()
            time.sleep(0.2)

    with ThreadPoolExecutor(1) as pool:
        keeping = pool.submit(keep_slowly)
        assert held.wait(5)
        with store.writing() as work:
            work.erase(STUDY, "r1")
        keeping.result()
    with store.reading() as reading:
        assert [draft.is_kept for draft in reading.drafts(STUDY)] == [False]


def test_what_is_stale_may_keep_its_words(store: Store) -> None:
    keep(store, a_draft())
    with store.writing() as work:
        work.outdate(STUDY, NOW, WITHDREW)
    with store.reading() as reading:
        (draft,) = reading.drafts(STUDY)
    assert (draft.is_kept, draft.stale) == (True, WITHDREW)


def mark(field: str, value: str) -> Mark:
    return Mark(place=Place.STEP, key="path/asks", field=field, value=value, at=NOW)


def test_a_mark_takes_the_place_of_the_one_before_it(store: Store) -> None:
    owner, note = mark("owner", "HR"), mark("note", "Gefühlt lang")
    with store.writing() as work:
        work.set_marks(STUDY, [owner, note])
        work.set_marks(STUDY, [mark("owner", "Finance")])
    with store.reading() as reading:
        assert reading.marks(STUDY) == (note, mark("owner", "Finance"))
        assert reading.marks("other") == ()


def test_a_mark_that_is_taken_away_is_gone_and_no_other(store: Store) -> None:
    with store.writing() as work:
        work.set_marks(STUDY, [mark("owner", "HR"), mark("note", "Slow")])
        work.remove_marks(STUDY, [Spot(Place.STEP, "path/asks", "owner")])
        work.remove_marks(STUDY, [Spot(Place.STEP, "path/asks", "effort")])
        assert work.marks(STUDY) == (mark("note", "Slow"),)
