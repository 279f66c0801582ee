from time import perf_counter

import pytest

from cxmodel.errors import InvalidFlow
from interview_flows.loader import load_flow
from tests.flows.samples import flow_of

ASKED = """
- {id: mood, kind: feeling, text: How?}
- {id: low, kind: text, text: Why?, when: mood < 0}
- {id: score, kind: scale, low: 1, high: 5, text: How much?}
- {id: days, kind: number, text: How many?}
- {id: bought, kind: yesno, text: Bought?}
- {id: day, kind: date, text: Which day?}
- {id: where, kind: choice, text: Where?, options: [{id: web, label: Web}, {id: shop, label: Shop}]}
- {id: who, kind: choice, free: yes, text: Who?, options: [{id: boss, label: Boss}]}
- id: ticks
  kind: choices
  text: Which?
  options: [{id: a, label: A}, {id: b, label: B}, {id: none, label: None, exclusive: yes}]
- id: happened
  kind: choice
  text: Did it?
  options: [{id: yes, label: It did}, {id: no, label: It did not, absence: did_not_happen}]
"""


def load_with(condition: str) -> None:
    load_flow(flow_of(f"{ASKED}- {{id: last, kind: text, text: So?, when: '{condition}'}}"), "f")


@pytest.mark.parametrize(
    "condition",
    [
        "mood <= -1",
        "not answered(mood)",
        "answered(low) and mood == -2",
        "score > 4.5 or score < 2",
        "days > 10 and days < 10.5",
        "days > 1000000",
        "bought == no and not answered(low)",
        'day >= "2026-01-01" and day < "2026-02-01"',
        'where != "web"',
        'who == "somebody else"',
        '"a" in ticks and "b" in ticks and not ("none" in ticks)',
        'happened == "yes"',
        "not answered(happened)",
        "answered(study.stated_values)",
        "not answered(study.contact)",
    ],
)
def test_what_can_hold_is_taken(condition: str) -> None:
    load_with(condition)


@pytest.mark.parametrize(
    ("condition", "reason"),
    [
        ("mood < -2", "unreachable"),
        ("answered(low) and mood >= 0", "unreachable"),
        ("score > 5", "unreachable"),
        ("days > 10 and days < 10", "unreachable"),
        ("bought == yes and bought == no", "unreachable"),
        ("answered(mood) and not answered(mood)", "unreachable"),
        ('where != "web" and where != "shop"', "unreachable"),
        ('"none" in ticks and "a" in ticks', "unreachable"),
        ('happened == "no"', "leaves no answer"),
        ('mood == "sad"', "never `sad`"),
        ("bought == 1", "never 1"),
        ("bought > no", "no order"),
        ('where < "web"', "no order"),
        ('ticks == "a"', "cannot be compared"),
        ('"web" in where', "no checklist"),
        ("low == yes", "never yes"),
        ('study.stated_values == "x"', "only asked answered"),
    ],
)
def test_what_can_never_hold_is_refused(condition: str, reason: str) -> None:
    with pytest.raises(InvalidFlow, match=reason):
        load_with(condition)


def test_a_section_shuts_out_what_contradicts_it() -> None:
    text = flow_of(ASKED) + (
        "  - id: own\n    title: Own\n    when: bought == yes\n"
        "    items: [{id: use, kind: text, text: So?, when: bought == no}]\n"
    )
    with pytest.raises(InvalidFlow, match="unreachable"):
        load_flow(text, "f")


def test_a_search_that_would_take_too_long_gives_the_flow_its_chance() -> None:
    wide = "\n".join(
        f"- {{id: n{i}, kind: number, text: How many?, low: 0, high: 99}}" for i in range(30)
    )
    never = " and ".join(f"n{i} > {i + 1}" for i in range(29)) + " and n29 > 99"
    began = perf_counter()
    load_flow(flow_of(f"{wide}\n- {{id: x, kind: text, text: So?, when: {never}}}"), "f")
    assert perf_counter() - began < 1.0
