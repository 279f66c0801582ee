"""A language is chosen by name or code, regional ones too."""

import pytest

from interview_flows.flow import language_among
from interview_flows.loader import load_flow
from tests.engine.respondent import Respondent

REGIONAL = load_flow(
    """
id: short
title: {en: Short, pt-BR: Curto}
languages: [en, pt-BR]
audience: customer
minutes: 1
consent: {en: May I?, pt-BR: Posso?}
closing: {en: Thank you., pt-BR: Obrigado.}
sections:
  - id: only
    title: {en: Only, pt-BR: Só}
    items:
      - {id: need, kind: text, text: {en: What?, pt-BR: O quê?}}
""",
    "short.yaml",
)


@pytest.mark.parametrize(
    "typed",
    ["language pt-BR", "Language PT-br.", "/language pt_BR", "language pt", "language Portuguese"],
)
def test_a_regional_language_can_be_chosen(typed: str) -> None:
    respondent = Respondent(REGIONAL).agrees()
    respondent.says(typed)
    assert respondent.interview.language == "pt-BR"
    assert respondent.heard == "O quê?"
    assert respondent.answers == []


def test_a_language_that_is_not_spoken_is_not_chosen() -> None:
    assert language_among(("en", "pt-BR"), "fr") is None
    assert language_among(("pt", "pt-BR"), "pt-br") == "pt-BR"
