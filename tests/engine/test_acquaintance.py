"""What the platform knows of somebody counts only for what they have not told themselves."""

from dataclasses import replace

import pytest

from cxmodel.interview import Phase
from interview_flows.talk import Began, ChangedLanguage, Chose, Known, Paused, ToldZone, Withdrew
from tests.engine.bilingual import bilingual
from tests.engine.respondent import Respondent

FLOW = bilingual(
    """
sections:
  - id: main
    title: {en: Main, de: Alles}
    items:
      - {id: need, kind: text, lane: need, text: {en: What for?, de: Wozu?}}
"""
)
BERLIN = Known("Europe/Berlin", "de-DE")


@pytest.fixture
def somebody() -> Respondent:
    """Of whose language nothing was known when the interview began."""
    found = Respondent(FLOW)
    progress = replace(found.interview.progress, guessed=True)
    found.interview = replace(found.interview, progress=progress)
    return found


def test_before_consent_it_is_asked_for_anew_in_their_language_where_it_stands(
    somebody: Respondent,
) -> None:
    somebody.does(Began())
    turn, heard_at = somebody.turn, somebody.interview.heard_at
    somebody.does(BERLIN)
    (reply,) = somebody.replies
    assert (reply.say.startswith("Darf ich?"), reply.redraws, reply.turn) == (True, True, turn)
    assert (somebody.interview.language, somebody.phase) == ("de", Phase.CONSENTING)
    assert (somebody.interview.reminded.zone, somebody.interview.heard_at) == (
        "Europe/Berlin",
        heard_at,
    )


def test_before_the_first_word_nothing_is_said(somebody: Respondent) -> None:
    somebody.does(BERLIN)
    assert (somebody.replies, somebody.interview.language) == ([], "de")
    assert somebody.phase is Phase.INVITED


def test_after_consent_only_the_clock_changes(somebody: Respondent) -> None:
    somebody.agrees()
    somebody.does(BERLIN)
    assert (somebody.replies, somebody.interview.language) == ([], "en")
    assert somebody.interview.reminded.zone == "Europe/Berlin"


def test_what_they_said_themselves_stays(somebody: Respondent) -> None:
    somebody.agrees()
    somebody.does(ToldZone("Asia/Tokyo"))
    somebody.does(BERLIN)
    assert (somebody.interview.language, somebody.interview.reminded.zone) == ("en", "Asia/Tokyo")


def test_a_language_that_they_chose_before_consent_is_no_guess(somebody: Respondent) -> None:
    for given in (Began(), ChangedLanguage("en"), BERLIN):
        somebody.does(given)
    assert (somebody.replies, somebody.interview.language) == ([], "en")


def test_a_language_that_the_platform_had_told_before_is_no_guess() -> None:
    respondent = Respondent(FLOW)
    respondent.does(Began())
    respondent.does(BERLIN)
    assert respondent.interview.language == "en"


@pytest.mark.parametrize(
    "known",
    [
        pytest.param(Known(), id="nothing"),
        pytest.param(Known("Mars/Olympus", "tlh"), id="neither there nor spoken"),
        pytest.param(Known("../etc/passwd", ""), id="no zone at all"),
        pytest.param(Known("", "en-US"), id="the language that was guessed"),
    ],
)
def test_what_helps_nobody_changes_nothing(somebody: Respondent, known: Known) -> None:
    somebody.does(Began())
    before = somebody.interview
    somebody.does(known)
    assert (somebody.replies, somebody.interview.language) == ([], "en")
    assert somebody.interview.reminded == before.reminded


def test_what_is_over_or_paused_says_nothing(somebody: Respondent) -> None:
    for given in (Began(), Chose(0), Paused(), BERLIN):
        somebody.does(given)
    assert (somebody.replies, somebody.phase) == ([], Phase.PAUSED)
    somebody.does(Withdrew())
    somebody.does(BERLIN)
    assert (somebody.replies, somebody.phase) == ([], Phase.WITHDRAWN)
