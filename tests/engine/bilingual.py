"""A flow in English and German, and somebody who talks in one of the bot's languages."""

from dataclasses import replace

from interview_flows.flow import Flow
from interview_flows.loader import load_flow
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import Said
from tests.engine.respondent import Respondent


def bilingual(body: str, **head: str) -> Flow:
    """A flow of these sections; `head` adds single lines."""
    lines = "".join(f"{key}: {value}\n" for key, value in head.items())
    text = f"""
id: trip
title: {{en: A trip, de: Eine Reise}}
languages: [en, de]
audience: customer
minutes: 7
consent: {{en: May I?, de: Darf ich?}}
closing: {{en: Good-bye., de: Tschüss.}}
playback: no
{lines}{body}"""
    return load_flow(text, "test.yaml")


def begun(flow: Flow, language: str = "en") -> Respondent:
    """Somebody who has agreed; texts of the flow that miss their language come in English."""
    respondent = Respondent(flow)
    respondent.interview = replace(respondent.interview, language=language)
    respondent.does(Said("ok"))
    respondent.taps(phrases_in(language).agree)
    return respondent
