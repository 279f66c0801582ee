"""The interview that a turn replaces, again and again."""

from dataclasses import fields, replace

import pytest

from cxmodel.interview import changed
from tests.engine.flows import EVERY
from tests.engine.respondent import START, an_interview


def test_an_interview_changes_in_what_is_named_and_in_nothing_else() -> None:
    before = replace(an_interview(EVERY), heard_at=START, quotes_allowed=True, version=7)
    after, expected = changed(before, segment="new"), replace(before, segment="new")
    assert [getattr(after, field.name) for field in fields(after)] == [
        getattr(expected, field.name) for field in fields(expected)
    ]
    assert before.segment is None


def test_what_is_no_field_cannot_change() -> None:
    with pytest.raises(AttributeError, match="colour"):
        changed(an_interview(EVERY), colour="red")
