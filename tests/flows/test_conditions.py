import builtins
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmodel.errors import InvalidFlow
from cxmodel.interview import Value
from interview_flows.conditions import parse_condition
from interview_flows.loader import load_flow
from tests.flows.samples import FIRST, flow_of

ANSWERS: Mapping[str, Value] = {
    "feeling": -1,
    "score": 4.0,
    "bought": True,
    "left": False,
    "where": "web",
    "kinds": ("forms", "people"),
    "day": "2026-03-01",
    "nothing": None,
    "study.stated_values": ("people first",),
    "study.contact": "",
}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        pytest.param("feeling <= -1", True, id="at most"),
        pytest.param("feeling < -1", False, id="less"),
        pytest.param("feeling == -1.0", True, id="equal"),
        pytest.param("feeling != -1", False, id="unequal"),
        pytest.param("score > 3.9", True, id="more"),
        pytest.param("score >= 4", True, id="at least"),
        pytest.param('where == "web"', True, id="word"),
        pytest.param("where == 'web'", True, id="word in single quotes"),
        pytest.param('where != "shop"', True, id="another word"),
        pytest.param("bought == yes", True, id="yes"),
        pytest.param("left == no", True, id="no"),
        pytest.param("left == false", True, id="false is no"),
        pytest.param("bought == 1", False, id="yes is not 1"),
        pytest.param("score == yes", False, id="a number is not yes"),
        pytest.param('score == "4.0"', False, id="a number is no word"),
        pytest.param("where > 1", False, id="a word has no size"),
        pytest.param('kinds == "forms"', False, id="a checklist is no word"),
        pytest.param('day < "2026-04-01"', True, id="dates have an order"),
        pytest.param('"forms" in kinds', True, id="ticked"),
        pytest.param('"systems" in kinds', False, id="not ticked"),
        pytest.param('"form" in kinds', False, id="part of a tick"),
        pytest.param('"we" in where', False, id="part of a word"),
        pytest.param("answered(where)", True, id="answered"),
        pytest.param("answered(left)", True, id="no is an answer"),
        pytest.param("answered(nothing)", False, id="not answered"),
        pytest.param("answered(unheard_of)", False, id="never asked"),
        pytest.param("answered(study.stated_values)", True, id="study says"),
        pytest.param("answered(study.contact)", False, id="study is silent"),
        pytest.param("nothing == 1", False, id="nothing is not equal"),
        pytest.param("nothing != 1", False, id="nothing is not unequal"),
        pytest.param('"a" in nothing', False, id="nothing is ticked"),
        pytest.param("not nothing == 1", True, id="not of an unmet comparison"),
        pytest.param("feeling < 0 and score > 4", False, id="and"),
        pytest.param("feeling < 0 or score > 4", True, id="or"),
        pytest.param("left == yes and left == yes or bought == yes", True, id="and binds first"),
        pytest.param("left == yes and (left == yes or bought == yes)", False, id="brackets"),
        pytest.param("not left == yes and bought == yes", True, id="not binds closest"),
        pytest.param("  feeling<=-1\n and\tscore==4 ", True, id="spaces do not matter"),
    ],
)
def test_a_condition_means_what_it_says(text: str, holds: bool) -> None:
    assert parse_condition(text).holds(ANSWERS.get) is holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "feeling",
        "feeling <=",
        "feeling = 1",
        "feeling <= -1 and",
        "feeling <= -1 score > 2",
        "<= 1",
        "1 <= feeling",
        "0 < feeling < 2",
        "(feeling <= 1",
        "feeling <= 1)",
        "answered feeling",
        "answered()",
        "answered(1)",
        "yes",
        "not",
        '"forms"',
        '"forms" in',
        '"forms" in "kinds"',
        "feeling == other",
        "feeling == 1e3",
        "feeling == 1_0",
        "feeling == ٣",
        "feeling == nan",
        "feeling == 99999999999999999999",
        'where == "open',
        "Feeling == 1",
        "a.b.c == 1",
        "eval(1)",
        "__import__('os')",
        "feeling.__class__ == 1",
        "feeling; feeling == 1",
        "answered(x) if 1 else 2",
        "[x for x in y]",
        "lambda: 0",
        "feeling == {{ step }}",
        "not " * 21 + "feeling == 1",
        "(" * 21 + "feeling == 1" + ")" * 21,
        "feeling == 1 or " * 40 + "feeling == 1",
    ],
)
def test_what_is_no_condition_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"condition|expected|missing") as refused:
        parse_condition(text)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 120


def test_a_condition_names_what_it_looks_at() -> None:
    condition = parse_condition('not (a == 1 or "x" in b) and answered(study.contact)')
    assert condition.names == {"a", "b", "study.contact"}


def test_twenty_levels_are_fine() -> None:
    assert parse_condition("(" * 19 + "feeling == -1" + ")" * 19).holds(ANSWERS.get)


_WORDS = (
    *("feeling", "kinds", "and", "or", "not", "in", "answered", "(", ")", "==", "!=", "<=", ">"),
    *("-1", "2.5", '"forms"', "'x'", "yes", "no", "study.contact", "eval", "__import__", "."),
)


@given(
    st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_WORDS), max_size=14).map(" ".join))
)
def test_any_text_is_a_condition_or_a_value_error(text: str) -> None:
    try:
        condition = parse_condition(text)
    except ValueError:
        return
    assert condition.holds(ANSWERS.get) in {True, False}


@given(st.text(max_size=60))
def test_any_condition_in_a_file_is_taken_or_refused_with_its_line(text: str) -> None:
    quoted = text.replace("'", "''").replace("\n", " ")
    source = flow_of(
        f"- {{id: a, kind: feeling, text: x}}\n- {{id: b, kind: text, text: x, when: '{quoted}'}}"
    )
    refused_in = [FIRST]
    try:
        load_flow(source, "f")
    except InvalidFlow as refused:
        refused_in.append(refused.line)
    assert min(refused_in) == FIRST


def test_no_condition_is_ever_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a condition was evaluated")

    monkeypatch.setattr(builtins, "eval", never)
    monkeypatch.setattr(builtins, "exec", never)
    for text in ("eval('1')", "exec('1')", "feeling == 1", 'where == "eval(1)"'):
        try:
            parse_condition(text).holds(ANSWERS.get)
        except ValueError:
            continue
