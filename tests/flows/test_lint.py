import pytest

from interview_flows.lint import Finding, lint
from interview_flows.loader import load_flow
from tests.flows.samples import HEAD, flow_of

QUOTES = "\n- {id: quotes, kind: yesno, measure: quotes, text: May we quote?}"
MORE = "\n- {id: anything_else, kind: text, text: Anything else?}"
WHY = "{reason: why, wordings: [Why?]}"


def findings(items: str, head: str = HEAD) -> list[Finding]:
    return lint(load_flow(flow_of(items.strip("\n") + QUOTES + MORE, head), "f"))


def test_a_flow_that_is_fine_has_no_findings() -> None:
    assert findings("- {id: a, kind: text, text: Why?}") == []


@pytest.mark.parametrize(
    ("items", "line", "message"),
    [
        pytest.param(
            "\n".join(f"- {{id: a{n}, kind: text, text: Why?}}" for n in range(3)),
            14,
            "open question 3 in a row",
            id="run of open questions",
        ),
        pytest.param(
            f"- {{id: a, kind: text, text: '{'x' * 251}'}}", 12, "251 characters", id="long"
        ),
        pytest.param("- {id: a, kind: text, text: Why? And how?}", 12, "asks twice", id="double"),
        pytest.param(
            "- {id: a, kind: yesno, text: So?}\n- {id: b, kind: yesno, text: '{{ a }}, really?'}",
            13,
            "may be empty",
            id="slot of what may be skipped",
        ),
        pytest.param(
            "- {id: a, kind: choice, text: Which?, options: "
            "[{id: x, label: '2'}, {id: y, label: '1'}]}",
            12,
            "position",
            id="numbers as labels",
        ),
        pytest.param(
            f"- {{id: a, kind: text, text: So?, probes: [{WHY}]}}", 1, "`why`", id="no budget"
        ),
    ],
)
def test_what_could_be_better_is_found_in_its_line(items: str, line: int, message: str) -> None:
    found = findings(items)
    assert [(f.line, f.severity) for f in found if message in f.message] == [(line, "warning")]


@pytest.mark.parametrize(
    ("condition", "sure"),
    [
        ("answered(a)", True),
        ("a == yes", True),
        ("a == yes and answered(a)", True),
        ("a == yes or answered(a)", False),
        ("not answered(a)", False),
    ],
)
def test_a_slot_is_sure_where_its_condition_says_so(condition: str, sure: bool) -> None:
    found = findings(
        "- {id: a, kind: yesno, text: So?}\n"
        f"- {{id: b, kind: yesno, text: '{{{{ a }}}}?', when: {condition}}}"
    )
    assert (not found) is sure


def test_a_promise_of_too_few_minutes_is_found() -> None:
    items = "\n".join(
        f"- {{id: a{n}, kind: text, text: Why?}}\n- {{id: b{n}, kind: yesno, text: So?}}"
        for n in range(20)
    )
    (found,) = findings(items)
    assert found.line == 5
    assert "5 are promised" in found.message


def test_what_a_map_would_lack_is_noted() -> None:
    head = HEAD.replace("title: Main", "title: Main\n    stage: yes")
    noted = lint(load_flow(flow_of("- {id: a, kind: yesno, text: Why?}", head), "f"))
    assert [(f.severity, f.line) for f in noted] == [("note", 1), ("note", 1), ("note", 13)]


def test_a_flow_of_two_minutes_need_not_ask_for_anything_else() -> None:
    asked = flow_of("- {id: a, kind: yesno, text: Why?}" + QUOTES)
    assert [f.message for f in lint(load_flow(asked, "f"))] == ["nobody is asked for anything else"]
    assert lint(load_flow(asked.replace("minutes: 5", "minutes: 2"), "f")) == []
