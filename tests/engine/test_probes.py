from cxmodel.interview import Absence, Phase, ProbeMark
from interview_flows.talk import Chose, ReplyKind
from tests.engine.flows import PROBED, WITH_PROBES, flow_of
from tests.engine.respondent import Respondent

ENOUGH = "I needed a new passport quickly"


def begun(*words: str) -> Respondent:
    respondent = Respondent(WITH_PROBES).agrees()
    respondent.says(*words)
    return respondent


def marks(respondent: Respondent) -> list[ProbeMark]:
    return [a.probe for a in respondent.interview.answers if a.probe is not None]


def test_a_short_answer_is_followed_up_once() -> None:
    respondent = begun("A passport")
    assert respondent.phase is Phase.PROBING
    assert (respondent.last.kind, respondent.heard) == (ReplyKind.PROBE, "Could you say more?")
    assert respondent.last.options == ("That's all",)
    respondent.says("Ok")
    assert respondent.asked == "mood"
    assert marks(respondent) == [ProbeMark("too_short", 1, respondent.answer("need").id)]


def test_a_long_enough_answer_is_not_followed_up() -> None:
    assert begun(ENOUGH).asked == "mood"


def test_a_follow_up_is_a_turn_of_its_own() -> None:
    respondent = begun("A passport")
    assert respondent.turn == 3
    respondent.does(Chose(0, 2))
    assert respondent.outcome.toast
    assert respondent.phase is Phase.PROBING


def test_a_declined_follow_up_is_an_absence() -> None:
    for given in ("skip", "that's all", "dunno", "done", "1"):
        respondent = begun("A passport", given)
        follow_up = next(a for a in respondent.interview.answers if a.probe)
        assert follow_up.absence is Absence.SKIPPED
        assert respondent.asked == "mood"


def test_a_tap_on_thats_all_ends_the_follow_up() -> None:
    respondent = begun("A passport")
    respondent.taps(0)
    assert respondent.asked == "mood"
    assert respondent.settled[0].chosen == "That's all"


def test_strong_feelings_want_a_cause_and_weak_ones_do_not() -> None:
    assert begun(ENOUGH, "1").heard == "What made it so?"
    assert begun(ENOUGH, "2").heard == "What made it so?"
    assert begun(ENOUGH, "5").heard == "What made it so?"
    assert begun(ENOUGH, "3").asked == "pain"
    assert begun(ENOUGH, "4").asked == "pain"


def test_the_ladder_asks_why_and_why_again_with_other_words() -> None:
    respondent = begun(ENOUGH, "3", "It took long")
    heard = [respondent.heard]
    for reason in ("Nobody answered", "They were too few"):
        respondent.says(reason)
        heard.append(respondent.heard)
    assert heard == ["Why was that?", "What lies behind it?", "Why was that?"]
    respondent.says("No budget")
    assert respondent.heard == "What kept you?"
    ladder = [a for a in respondent.interview.answers if a.question == "pain"]
    assert [a.probe and (a.probe.rung, a.probe.of) for a in ladder] == [
        None,
        (1, ladder[0].id),
        (2, ladder[1].id),
        (3, ladder[2].id),
    ]


def test_the_ladder_stops_at_dont_know_and_at_a_repetition() -> None:
    for words in ("I don't know", "no idea", "It took long", "that's all"):
        respondent = begun(ENOUGH, "3", "It took long", words)
        assert respondent.heard == "What kept you?"


def test_something_concrete_wants_no_example() -> None:
    assert begun(ENOUGH, "3", "no", "It took 3 weeks").asked == "story"
    respondent = begun(ENOUGH, "3", "no", "Everything, always")
    assert respondent.heard == "When was that?"


def test_anything_else_is_always_asked_and_no_is_an_answer() -> None:
    respondent = begun(ENOUGH, "3", "no", "It took 3 weeks", "skip", "One form")
    assert respondent.heard == "What else?"
    respondent.says("no")
    last = respondent.interview.answers[-1]
    assert (last.value, last.absence) == (None, Absence.DID_NOT_HAPPEN)
    assert respondent.phase is Phase.COMPLETED


def test_what_was_skipped_is_not_followed_up() -> None:
    assert begun("skip").asked == "mood"


def test_the_budget_of_the_interview_is_kept() -> None:
    respondent = begun(ENOUGH, "3", "It took long", "A", "B", "C", "back", "It took longer")
    assert respondent.heard == "What lies behind it?"
    respondent.says("D")
    assert respondent.heard == "What kept you?"
    respondent.says("back", "It took longest")
    assert respondent.heard == "What kept you?"


def test_wordings_that_questions_share_are_taken_in_turn() -> None:
    shared = "probes: [{reason: anything_else, wordings: [What else?, And then?]}]"
    body = f"""
sections:
  - id: only
    title: Only
    items:
      - {{id: one, kind: text, text: One?, {shared}}}
      - {{id: two, kind: text, text: Two?, {shared}}}
"""
    respondent = Respondent(flow_of(body)).agrees()
    respondent.says("A")
    assert respondent.heard == "What else?"
    respondent.says("no", "B")
    assert respondent.heard == "And then?"


def test_changing_a_followed_up_answer_orphans_its_follow_ups() -> None:
    respondent = begun("A passport", "To travel", "back", "A visa for the whole family")
    follow_up = next(a for a in respondent.interview.answers if a.probe)
    assert follow_up.excluded
    assert respondent.asked == "mood"


def test_back_from_a_follow_up_asks_its_question_again() -> None:
    respondent = begun("A passport", "back")
    assert respondent.asked == "need"
    respondent.says("skip")
    assert respondent.phase is Phase.PROBING
    assert respondent.heard == "Could you say more?"


def test_a_new_answer_drops_the_follow_up_that_waited() -> None:
    respondent = begun("A passport", "back", "A visa for the whole family")
    assert respondent.asked == "mood"
    assert respondent.phase is Phase.ASKING


def test_no_answer_is_followed_up_more_than_three_times() -> None:
    body = """
sections:
  - id: only
    title: Only
    items:
      - id: one
        kind: text
        text: One?
        probes:
          - {reason: too_short, words: 9, wordings: [Say more?, And more?]}
          - {reason: why, times: 3, wordings: [Why?, Why so?]}
      - {id: two, kind: text, text: Two?}
"""
    respondent = Respondent(flow_of(body)).agrees()
    respondent.says("A", "B", "C", "D")
    assert respondent.asked == "two"


def test_a_correction_of_the_playback_is_not_followed_up() -> None:
    respondent = Respondent(flow_of(PROBED)).agrees()
    respondent.says(ENOUGH, "3", "no", "It took 3 weeks", "Found it", "done", "yes", "no")
    respondent.says("One form", "no")
    assert respondent.phase is Phase.PLAYBACK
    respondent.says("change 1", "Short")
    assert respondent.last.kind is ReplyKind.PLAYBACK
