"""What Slack shows in each language: within its limits, and in no other one."""

from typing import Any

import pytest

from bot.messenger import Home, HomeEntry, InvitationCard, Start, Wish
from bot.slack.actions import HAPPENED, PROCESS, language_of_card, language_of_form
from bot.slack.blocks import said
from bot.slack.cards import LATER, NEVER, START, answered, card
from bot.slack.home import home
from bot.slack.modals import OpenStudy, nothing_open, report, tell_us, written
from cxmodel.interview import InterviewId, Kind, Phase, StudyId
from interview_flows.talk import ChangedLanguage, Reply, ReplyKind
from interview_flows.tongue import LANGUAGE_NAMES, told
from tests.slack.checks import elements, labels, shown, valid, valid_view
from tests.slack.payloads import delivery, pressed, submission, tap

each_language = pytest.mark.parametrize("language", LANGUAGE_NAMES)


def a_home(language: str) -> dict[str, Any]:
    entry = HomeEntry(InterviewId("abc"), "Reise", "paused", "2026-11-22", tuple(Wish))
    return valid_view(home(Home((entry,), ((StudyId("s"), "Einkauf"),), language)))


def a_study(language: str, name: str = "s") -> OpenStudy:
    return OpenStudy(id=StudyId(name), title="Reise", minutes=3, language=language)


def a_card(language: str) -> dict[str, Any]:
    given = {"invitation": "i", "title": "Reise", "asker": "U9", "minutes": 3, "promise": "p"}
    return valid(card(InvitationCard(**given, language=language)))  # type: ignore[arg-type]


@each_language
def test_pages_forms_and_cards_are_within_slacks_limits(language: str) -> None:
    a_home(language)
    valid_view(home(Home((), (), language)))
    for studies in ([a_study(language)], [a_study(language), a_study(language, "t")]):
        valid_view(tell_us(studies))
        valid_view(report(studies, "quoted"))
    valid_view(written(language))
    valid_view(nothing_open(language))
    for answer in (START, LATER, NEVER):
        valid({**a_card(language), **answered(a_card(language), "i", answer, language)})


def test_home_is_german() -> None:
    view = a_home("de")
    assert labels(view["blocks"]) == [
        *("Weiter", "Meine Antworten", "Meine Karte", "Zurückziehen", "Starten")
    ]
    words = shown(view["blocks"])
    assert "Ihre Interviews" in words
    assert "In Pause · letzte Antwort 2026-11-22" in words
    assert "Schreiben Sie /journey start" in words


def test_forms_are_german_and_say_so_when_they_are_sent_off() -> None:
    form = valid_view(report([a_study("de")], "zitiert"))
    assert form["title"]["text"] == "Ein Problem melden"
    assert "Was ist passiert?" in [block.get("label", {}).get("text") for block in form["blocks"]]
    assert "etwa 3 Minuten" in shown(form["blocks"])
    assert language_of_form(form["private_metadata"]) == "de"
    values = {PROCESS: {"value": "Reise"}, HAPPENED: {"value": "Es war zu"}}
    assert delivery("submission", submission(form, values)).content != Start()
    several = tell_us([a_study("de"), a_study("de", "t")])
    assert language_of_form(several["private_metadata"]) == "de"


def test_a_card_answers_in_its_own_language() -> None:
    body = a_card("de")
    assert labels(body["blocks"]) == ["Starten", "Jetzt nicht", "Nie"]
    start = elements(body["blocks"])[0]
    assert language_of_card(start["value"]) == "de"
    assert delivery("action", tap(pressed(start))).content == Start(invitation="i")
    after = answered(body, "i", LATER, language_of_card(start["value"]))
    assert "Jetzt nicht, in Ordnung." in shown(after["blocks"])


def test_a_button_of_an_old_card_is_still_known() -> None:
    assert delivery("action", tap({"action_id": "card:start", "value": "a=start;v=i"})).content == (
        Start(invitation="i")
    )
    assert language_of_card("a=start;v=i") == "en"


def test_prompts_have_small_controls_in_their_language() -> None:
    asked = Reply(
        say="Was?",
        kind=ReplyKind.QUESTION,
        input=Kind.STORY,
        controls=("done", "skip", "back", "pause"),
        turn=7,
        phase=Phase.ASKING,
        language="de",
    )
    (body,) = said("abc", asked)
    done, more = elements(valid(body)["blocks"])
    assert done["text"]["text"] == "Fertig"
    assert [option["text"]["text"] for option in more["options"]] == [
        *("Überspringen", "Zurück", "Pause", "Hilfe", "Meine Antworten")
    ]


def test_languages_are_buttons_beside_those_of_the_waiting_prompt() -> None:
    controls = tuple(f"language:{code}" for code in LANGUAGE_NAMES)
    which = Reply(
        say="?", kind=ReplyKind.NOTICE, controls=controls, turn=7, phase=Phase.ASKING, language="de"
    )
    (body,) = said("abc", which)
    assert labels(valid(body)["blocks"]) == list(LANGUAGE_NAMES.values())
    assert body["beside"] is True
    tapped = delivery("action", tap(pressed(elements(body["blocks"])[-1])))
    assert (tapped.interview, tapped.content) == ("abc", ChangedLanguage("ar"))


def test_a_title_of_a_form_is_not_cut() -> None:
    titles = ("Tell us about a process", "Report a pain point", "Thank you", "Nothing to ask")
    submits = ("Start", "I agree, report", "Cancel", "Close")
    for language in LANGUAGE_NAMES:
        assert max(len(told(language, title)) for title in (*titles, *submits)) <= 24
