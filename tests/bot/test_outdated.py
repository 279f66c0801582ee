"""What was compiled before somebody left shows them no longer, or says that it is stale."""

import zlib

from sqlalchemy import select

from bot.drafts import Compiled, hand_out, keep
from cxmodel import tables
from cxmodel.drafts import ERASED, WITHDREW, Draft, Handout
from cxmodel.journey import Document
from cxmodel.store import Store
from cxmodel.study import Anonymity
from tests.bot.town import START, Respondent, Town
from tests.reports.drawn import drawn, step

LATER = START.replace(year=START.year + 1)


def shown(respondent: str, words: str) -> Document:
    """A map that shows somebody's words."""
    document = drawn(step("path/asks", "Asked HR"), study="errand")
    document["evidence"]["i1/a1"] = {"verbatim": words, "respondent": respondent}
    return document


def read(town: Town, document: Document) -> Compiled:
    """A map whose answers are read now."""
    with town.store.reading() as reading:
        return Compiled(document, reading.erased("errand"), reading.withdrawn("errand"))


def compiles(town: Town, document: Document, made: Compiled | None = None) -> None:
    """Keep a map and hand it out; `made`: as it was read before."""
    made = made or read(town, document)
    with town.store.writing() as work:
        study = work.study("errand")
        assert study is not None
    keep(town.store, study, made, LATER)
    hand_out(town.store, made, "html", "maps/errand.html", LATER, replaces=True)


def known(town: Town) -> tuple[list[Draft], list[Handout]]:
    with town.store.reading() as reading:
        return reading.drafts("errand"), reading.handouts("errand")


def kept_words(store: Store) -> str:
    """All that the drafts hold, read as whoever has the database could."""
    with store._reading.connect() as connection:
        bodies = connection.execute(select(tables.draft.c.document)).scalars()
        return "".join(zlib.decompress(bytes(body)).decode() for body in bodies if body)


def test_who_is_forgotten_leaves_no_word_in_a_draft(town: Town, jennifer: Respondent) -> None:
    jennifer.says("canary")
    compiles(town, shown(jennifer.interview.respondent, "canary"))
    assert "canary" in kept_words(town.store)
    jennifer.says("forget me", "forget me")

    assert "canary" not in kept_words(town.store)
    drafts, handed_out = known(town)
    assert [(draft.stale, draft.is_kept) for draft in drafts] == [(ERASED, False)]
    assert [handout.stale for handout in handed_out] == [ERASED]


def test_who_withdraws_makes_what_was_compiled_stale(town: Town, jennifer: Respondent) -> None:
    jennifer.says("shoes")
    compiles(town, shown(jennifer.interview.respondent, "shoes"))
    jennifer.says("stop", "stop")

    drafts, handed_out = known(town)
    assert [(draft.stale, draft.is_kept) for draft in drafts] == [(WITHDREW, True)]
    assert [handout.stale for handout in handed_out] == [WITHDREW]


def test_who_goes_on_makes_nothing_stale(town: Town, jennifer: Respondent) -> None:
    jennifer.says("shoes")
    compiles(town, shown(jennifer.interview.respondent, "shoes"))
    jennifer.taps("The shop").says("more time")

    drafts, handed_out = known(town)
    assert [draft.stale for draft in drafts] == [""]
    assert [handout.stale for handout in handed_out] == [""]


def test_a_map_that_was_compiled_while_somebody_was_erased_is_not_kept(
    town: Town, jennifer: Respondent
) -> None:
    """Compiling takes a while: what it read may be forgotten when it is done."""
    jennifer.says("canary")
    document = shown(jennifer.interview.respondent, "canary")
    made = read(town, document)
    jennifer.says("forget me", "forget me")
    compiles(town, document, made)

    drafts, handed_out = known(town)
    assert drafts == []
    assert [handout.stale for handout in handed_out] == [ERASED]


def test_a_map_that_was_compiled_while_somebody_withdrew_is_stale_at_once(
    town: Town, jennifer: Respondent
) -> None:
    jennifer.says("shoes")
    document = shown(jennifer.interview.respondent, "shoes")
    made = read(town, document)
    jennifer.says("stop", "stop")
    compiles(town, document, made)
    compiles(town, shown("r2", "boots"))

    drafts, handed_out = known(town)
    assert [(draft.stale, draft.is_kept) for draft in drafts] == [(WITHDREW, True), ("", True)]
    assert [handout.stale for handout in handed_out] == [""]


def test_a_map_is_a_draft_where_it_is_not_as_the_last_one(town: Town, jennifer: Respondent) -> None:
    one, other = shown("r1", "this"), shown("r1", "that")
    part = shown("r1", "this")
    part["selection"]["segment"] = "new"
    for document in (one, one, part, one, other, one):
        compiles(town, document)
    assert [draft.selection.slug for draft in known(town)[0]] == ["", "new", "", ""]


def test_a_single_interview_is_no_draft(town: Town, jennifer: Respondent) -> None:
    document = shown("r1", "this")
    document["selection"]["interview"] = "i1"
    compiles(town, document)
    assert known(town)[0] == []


def test_no_drafts_are_kept_of_an_anonymous_study(town: Town) -> None:
    town.study(anonymity=Anonymity.ANONYMOUS)
    compiles(town, shown("", "this"))
    assert known(town)[0] == []
