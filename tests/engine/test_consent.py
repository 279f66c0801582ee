import hashlib
import re
from dataclasses import replace

import pytest

from cxmodel.interview import Phase
from cxmodel.study import Anonymity
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from interview_flows.talk import Began, Chose, ReplyKind, Said, Settled, Skipped
from tests.engine.flows import EVERY, EVERY_KIND, HEAD
from tests.engine.respondent import Respondent, a_study


def test_consent_comes_before_the_first_question() -> None:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    assert respondent.phase is Phase.CONSENTING
    assert respondent.last.kind is ReplyKind.CONSENT
    assert respondent.last.options == ("I agree", "No, thanks")
    assert respondent.heard.startswith("May I ask you about A trip?\n\nIt takes about 7 minutes.")


def test_consent_names_the_contact_and_what_happens_with_the_answers() -> None:
    study = a_study(EVERY, contact="Ada, ada@example.org", anonymity=Anonymity.ANONYMOUS)
    respondent = Respondent(EVERY, study)
    respondent.does(Began())
    assert "Ada, ada@example.org" in respondent.heard
    assert "the link between you and your answers is deleted" in respondent.heard


@pytest.mark.parametrize("words", ["yes", "I agree", "OK!", "1", "i AGREE."])
def test_agreeing_in_words_starts_the_questions(words: str) -> None:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    shown = respondent.heard
    respondent.says(words)
    consent = respondent.interview.consent
    assert consent is not None
    assert consent.version == hashlib.sha256(shown.encode()).hexdigest()
    assert (consent.language, consent.at) == ("en", respondent.now)
    assert respondent.asked == "need"


def test_a_tap_on_agree_leaves_it_visible() -> None:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    respondent.taps(0)
    assert respondent.settled == [Settled(1, "I agree")]
    assert respondent.turn == 2


@pytest.mark.parametrize("words", ["no", "No, thanks", "2"])
def test_declining_ends_it_kindly(words: str) -> None:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    respondent.says(words)
    assert respondent.phase is Phase.DECLINED
    assert "Thank you" in respondent.heard


@pytest.mark.parametrize(
    "given", [Said("I needed a training"), Said(""), Skipped(), Chose(7), Chose("Maybe")]
)
def test_nothing_is_stored_before_consent(given: Said | Skipped | Chose) -> None:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    respondent.does(given)
    assert respondent.phase is Phase.CONSENTING
    assert respondent.interview.answers == ()
    assert respondent.interview.progress.parts == ()
    assert respondent.turn == 1


def test_what_was_written_before_the_consent_text_was_seen_agrees_to_nothing() -> None:
    respondent = Respondent(EVERY)
    respondent.does(Began())
    respondent.does(Said("yes", early=True))
    assert respondent.phase is Phase.CONSENTING


def test_words_before_the_beginning_show_the_consent() -> None:
    respondent = Respondent(EVERY)
    respondent.says("hello")
    assert respondent.last.kind is ReplyKind.CONSENT


def test_beginning_again_in_the_middle_resets_nothing() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.says("A new passport")
    before = respondent.interview
    respondent.does(Began())
    assert respondent.interview == before
    assert respondent.asked == "mood"
    assert respondent.last.turn == before.progress.turn


def consent_of(wording: str, minutes: int) -> str:
    head = HEAD.replace("minutes: 7", f"minutes: {minutes}")
    head = head.replace("May I ask you about {{ title }}?", wording)
    visitor = Respondent(load_flow(head + EVERY_KIND, "test.yaml"))
    visitor.does(Began())
    return visitor.heard


@pytest.mark.parametrize(
    ("wording", "minutes"),
    [
        ("We answer within 24 hours.", 2),
        ("We answer within 2 hours, by the 2nd.", 2),
        ("It takes 12 minutes.", 2),
    ],
)
def test_the_time_it_takes_is_said(wording: str, minutes: int) -> None:
    assert f"It takes about {minutes} minutes." in consent_of(wording, minutes)


@pytest.mark.parametrize(
    "wording", ["It takes 2 minutes.", "A 2-minute talk.", "Dauert 2 Minuten."]
)
def test_the_time_it_takes_is_said_once(wording: str) -> None:
    assert "It takes about 2 minutes." not in consent_of(wording, 2)


@pytest.mark.parametrize("name", ["touchpoint-pulse", "pain-point"])
@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt", "ar"])
def test_a_shipped_flow_says_once_how_long_it_takes(name: str, language: str) -> None:
    respondent = Respondent(load_flow(shipped()[name], name))
    respondent.interview = replace(respondent.interview, language=language)
    respondent.does(Began())
    said = re.findall("(?i)min|دقيقة|دقيقتين|دقائق", respondent.heard)
    assert len(said) == 1
