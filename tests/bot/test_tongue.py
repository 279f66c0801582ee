"""What is said outside interviews is in the language of whom it is said to."""

from bot import sentences
from interview_flows.loader import load_flow
from interview_flows.phrasebook import phrases_in
from interview_flows.tongue import told
from tests.bot.town import Town

BOTH = load_flow(
    """
id: both
title: {en: Both, de: Beide}
languages: [en, de]
audience: customer
minutes: 1
consent: {en: May I?, de: Darf ich?}
closing: {en: Thank you., de: Danke.}
sections:
  - id: only
    title: {en: Only, de: Nur}
    items:
      - {id: need, kind: text, text: {en: What?, de: Was?}}
""",
    "both.yaml",
)


def test_a_stranger_is_answered_in_the_language_of_their_platform(town: Town) -> None:
    stranger = town.respondent()
    stranger.sends({"say": "hello", "language": "de-AT"})
    assert stranger.replies == [told("de", sentences.NO_STUDY)]
    other = town.respondent("88")
    other.sends({"say": "hello", "language": "tlh"})
    assert other.replies == [sentences.NO_STUDY]


def test_a_study_speaks_its_first_language_where_the_platform_has_none(town: Town) -> None:
    study = town.study("both", BOTH, languages=("de", "en"))
    jennifer = town.respondent().starts(town.invites(study))
    assert jennifer.interview.language == "de"
    assert jennifer.last_reply.startswith("Darf ich?\n\nEs dauert etwa eine Minute.")


def test_the_platforms_language_comes_before_the_studys(town: Town) -> None:
    study = town.study("both", BOTH, languages=("de", "en"))
    jennifer = town.respondent()
    jennifer.sends({"start": town.invites(study), "language": "en-GB"})
    assert jennifer.interview.language == "en"


def test_who_is_in_an_interview_is_spoken_to_in_its_language(town: Town) -> None:
    study = town.study("both", BOTH, languages=("de", "en"))
    jennifer = town.respondent().starts(town.invites(study))
    assert jennifer.prompt["options"] == [phrases_in("de").agree, phrases_in("de").decline]
    jennifer.sends({"start": "nothing", "language": "en"})
    assert jennifer.replies == [told("de", sentences.UNKNOWN_LINK)]


def test_trouble_is_told_in_the_language_of_the_interview(town: Town) -> None:
    study = town.study("both", BOTH, languages=("de", "en"))
    jennifer = town.respondent().starts(town.invites(study))
    town.receives("77", b"no letter at all")
    town.works()
    assert jennifer.replies[-1] == told("de", sentences.TROUBLE)
