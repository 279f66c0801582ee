from reports.align import Canonical, canonical_steps, medoid, ordered_steps, variants
from reports.gather import gather
from reports.housing import housed
from reports.telling import Teller
from tests.reports.talk import Talk, process_guide


def told(number: int, *steps: str, by: str = "") -> Teller:
    talk = Talk(f"iv{number:02}", by)
    talk.tells(*steps)
    return gather(talk.done(), housed(process_guide())).teller


def steps_of(*tellers: Teller) -> list[Canonical]:
    return canonical_steps("path", tellers)


def labels(*tellers: Teller) -> list[str]:
    return [ordered.step.label for ordered in ordered_steps(steps_of(*tellers))]


def test_alike_steps_of_two_people_are_one() -> None:
    found = steps_of(told(1, "Fill out a purchase order"), told(2, "Filled out the purchase order"))
    assert [len(step.members) for step in found] == [2]
    assert found[0].label == "Fill out a purchase order"


def test_alike_steps_of_one_person_stay_two() -> None:
    found = steps_of(told(1, "Fill out a purchase order", "Filled out the purchase order"))
    assert [len(step.members) for step in found] == [1, 1]


def test_a_step_joins_the_one_that_it_is_most_like() -> None:
    first = told(1, "Get the approval of my manager", "Get the approval of my managers")
    second = told(2, "Get the approval of my managers")
    found = steps_of(first, second)
    assert [len(step.members) for step in found] == [1, 2]


def test_only_one_of_a_persons_steps_joins_somebody_elses() -> None:
    first = told(1, "Get the approval of my manager")
    second = told(2, "Got the approval of my manager", "Get the approvals of my manager")
    assert sorted(len(step.members) for step in steps_of(first, second)) == [1, 2]


def test_coming_back_to_a_step_is_a_return() -> None:
    ordered = ordered_steps(steps_of(told(1, "Asked Finance", "Asked the boss", "asked finance!")))
    assert [(o.step.label, o.returns) for o in ordered] == [
        ("Asked Finance", 1),
        ("Asked the boss", 0),
    ]


def test_most_people_decide_the_order() -> None:
    assert labels(told(1, "b", "a"), told(2, "a", "b"), told(3, "b", "a")) == ["b", "a"]


def test_a_cycle_of_majorities_falls_back_to_the_mean_position() -> None:
    # a before b, b before c, c before a: one win each; positions a 0+1+0, b 1+0+1, c 0+1.
    found = labels(told(1, "a", "b"), told(2, "b", "c"), told(3, "c", "a"), told(4, "a"))
    assert found[0] == "a"


def test_a_tie_of_everything_falls_back_to_the_label() -> None:
    assert labels(told(1, "zeta"), told(2, "alpha")) == ["alpha", "zeta"]


def test_order_varies_from_four_people_on() -> None:
    one_way, other_way = ("a", "b"), ("b", "a")
    three = ordered_steps(steps_of(told(1, *one_way), told(2, *other_way), told(3, *one_way)))
    assert [o.varies_with for o in three] == [(), ()]
    four = ordered_steps(
        steps_of(told(1, *one_way), told(2, *other_way), told(3, *one_way), told(4, *other_way))
    )
    assert [o.varies_with for o in four] == [(1,), (0,)]


def test_who_tells_several_journeys_is_one_voice_on_the_order() -> None:
    thrice = [told(n, "a", "b", by="P1") for n in (1, 2, 3)]
    assert labels(*thrice, told(4, "b", "a"), told(5, "b", "a")) == ["b", "a"]


def test_the_order_of_one_who_goes_both_ways_is_half_of_each() -> None:
    # P1 counts ½ for a before b, P2 and P3 one each for b before a: b is first by 2½ of 3.
    found = ordered_steps(
        steps_of(
            told(1, "a", "b", by="P1"), told(2, "b", "a", by="P1"),
            told(3, "b", "a"), told(4, "b", "a"),
        )
    )  # fmt: skip
    assert [o.step.label for o in found] == ["b", "a"]
    assert [o.varies_with for o in found] == [(), ()]  # three people are too few to say so


def way(number: int, steps: str) -> Teller:
    teller = told(number, *steps)
    for took in teller.steps:
        took.column = took.text
    return teller


def test_equal_ways_are_one_variant_and_the_most_travelled_is_first() -> None:
    found = variants([way(1, "ab"), way(2, "abc"), way(3, "abc"), way(4, "")])
    assert [("".join(v.steps), v.people) for v in found] == [
        ("abc", ("P-iv02", "P-iv03")),
        ("ab", ("P-iv01",)),
    ]


def test_the_medoid_is_nearest_to_all_others() -> None:
    # Distances to the two others: abcd 1+3, abd 1+2, xd 3+2.
    found = medoid(variants([way(1, "abcd"), way(2, "abd"), way(3, "xd")]))
    assert found is not None
    assert "".join(found[0].steps) == "abd"
    assert found[1] == 1.5
    assert medoid(variants([way(1, "abcd")])) == (variants([way(1, "abcd")])[0], 0)


def test_no_story_has_no_medoid() -> None:
    assert medoid([]) is None
