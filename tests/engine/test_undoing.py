"""Corrections of a story's steps, taken back one by one while they are confirmed."""

from dataclasses import replace

import pytest

from cxmodel.interview import Interview, Phase, Progress, QuestionId
from cxmodel.plain import from_plain, to_plain
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import Added, Changed, Deleted, Edited, Moment, Said, WentBack
from tests.engine.bilingual import begun
from tests.engine.flows import flow_of
from tests.engine.respondent import Respondent

STEPS = ("Found the form", "Asked my manager", "Paid at the desk")
FLOW = flow_of(
    """
sections:
  - id: only
    title: Only
    items:
      - {id: need, kind: text, text: What for?}
      - {id: story, kind: story, text: Tell me.}
      - {id: last, kind: text, text: And last?}
""",
    playback="no",
)
UNDO = {
    "en": ("move 1 after 2", "undo", "Undo that, please", "no, undo that", "undo the last change"),
    "de": ("verschiebe 1 nach 2", "rückgängig", "Mach das rückgängig"),
    "es": ("mueve 1 después de 2", "deshacer", "deshazlo"),
    "fr": ("déplace 1 après 2", "retour", "annuler"),
    "pt": ("mova 1 depois de 2", "desfazer", "desfaça"),
    "ar": ("انقل 1 بعد 2", "تراجع", "تراجع عن ذلك"),
}


def told(language: str = "en") -> Respondent:
    respondent = begun(FLOW, language)
    respondent.says("A passport", *STEPS)
    respondent.finishes()
    assert draft(respondent) == list(STEPS)
    return respondent


def draft(respondent: Respondent) -> list[str]:
    return list(respondent.interview.progress.draft_steps or ())


def stored_and_read(respondent: Respondent) -> None:
    """Go on as another process would, from what was stored."""
    progress = from_plain(Progress, to_plain(respondent.interview.progress))
    respondent.interview = replace(respondent.interview, progress=progress)


def hidden(interview: Interview) -> list[str]:
    return [step.text for step in interview.steps if step.hidden]


@pytest.mark.parametrize(
    ("language", "order", "undo"),
    [(language, order, undo) for language, (order, *ways) in UNDO.items() for undo in ways],
)
def test_undo_takes_the_last_correction_back_and_says_which(
    language: str, order: str, undo: str
) -> None:
    respondent = told(language)
    respondent.says(order)
    assert draft(respondent) == [STEPS[1], STEPS[0], STEPS[2]]
    respondent.says(undo)
    assert respondent.phase is Phase.CONFIRMING
    said = phrases_in(language).correction_undone.format(words=order)
    assert respondent.heard.startswith(f"{said}\n\n")
    assert draft(respondent) == list(STEPS)


def test_back_takes_corrections_back_one_by_one_and_then_to_the_telling() -> None:
    respondent = told()
    shown = [draft(respondent)]
    corrections = (
        "I forgot: before I paid at the desk I rang Ann",
        "move 1 after 2",
        "change 1: I filled the blue form",
        "merge 2 and 3",
        "remove 3",
        "swap 1 and 2; add: Went home",
    )
    for correction in corrections:
        respondent.says(correction)
        shown.append(draft(respondent))
    for correction in reversed(corrections):
        shown.pop()
        respondent.does(WentBack(respondent.turn))
        stored_and_read(respondent)
        assert f"“{correction}”" in respondent.heard
        assert draft(respondent) == shown[-1]
    respondent.does(WentBack(respondent.turn))
    assert respondent.phase is Phase.ASKING
    respondent.says("Went to the cinema", "done", "yes")
    assert respondent.steps == [*STEPS, "Went to the cinema"]


def test_words_that_are_taken_back_are_kept_out_of_sight() -> None:
    respondent = told()
    respondent.says("I forgot: I rang Ann", "change 1: I filled the blue form", "merge 2 and 3")
    respondent.says("undo", "undo", "undo")
    assert respondent.interview.progress.parts[-1].text == STEPS[-1]
    respondent.says("yes")
    assert respondent.steps == list(STEPS)
    assert hidden(respondent.interview) == ["I filled the blue form", "I rang Ann"]
    assert respondent.answer("story").verbatim == "\n".join(STEPS)


def test_what_was_taken_back_can_be_said_again() -> None:
    respondent = told()
    respondent.says("add: I rang Ann", "undo", "add: I rang Ann", "undo", "add: I rang Ann", "yes")
    assert respondent.steps == [*STEPS, "I rang Ann"]
    assert hidden(respondent.interview) == []


def test_an_afterthought_is_taken_back_as_it_was_edited() -> None:
    respondent = told()
    respondent.says("I forgot: I rang Ann")
    respondent.does(Edited("I forgot: I rang Anna", message="m5"))
    respondent.says("undo", "yes")
    assert respondent.answer("story").verbatim == "\n".join(STEPS)


def test_words_of_a_deleted_message_are_neither_quoted_nor_kept() -> None:
    respondent = told()
    respondent.says("I forgot: I rang Ann")
    respondent.does(Deleted("m5"))
    assert "Ann" not in "".join(each.words for each in respondent.interview.progress.corrections)
    respondent.says("undo")
    assert "Ann" not in respondent.heard
    respondent.says("yes")
    assert respondent.steps == list(STEPS)
    assert hidden(respondent.interview) == []


def test_words_that_another_step_says_are_not_kept_twice() -> None:
    respondent = told()
    respondent.says(f"change 2: {STEPS[0]}", "undo")
    assert hidden(respondent.interview) == []


def test_what_was_sent_early_and_what_happens_now_are_taken_back_too() -> None:
    respondent = told()
    respondent.does(Said("Went home", "m9", early=True))
    respondent.does(Moment())
    respondent.says("The desk is ringing", "undo")
    assert draft(respondent) == [*STEPS, "Went home"]
    respondent.says("undo")
    assert draft(respondent) == list(STEPS)


def test_a_story_that_is_changed_later_loses_no_correction_either() -> None:
    respondent = told()
    respondent.says("yes")
    respondent.does(Changed(QuestionId("story")))
    respondent.says("remove 1")
    respondent.does(Changed(QuestionId("need")))
    assert respondent.heard.startswith("Let us finish the story that we are in first")
    assert draft(respondent) == list(STEPS[1:])
    respondent.says("back")
    assert draft(respondent) == list(STEPS)
    respondent.says("back")
    assert respondent.asked == "need"


def test_corrections_outlast_a_detour_to_another_answer_and_a_pause() -> None:
    respondent = told()
    respondent.says("remove 1")
    respondent.does(Changed(QuestionId("need")))
    respondent.says("A visa", "pause", "resume")
    assert draft(respondent) == list(STEPS[1:])
    respondent.says("undo")
    assert draft(respondent) == list(STEPS)


def test_corrections_of_an_earlier_release_are_left_as_before() -> None:
    respondent = told()
    respondent.says("remove 1")
    plain = to_plain(respondent.interview.progress)
    del plain["corrections"]
    respondent.interview = replace(respondent.interview, progress=from_plain(Progress, plain))
    respondent.says("back")
    assert respondent.phase is Phase.ASKING
    respondent.says("done", "yes")
    assert respondent.steps == list(STEPS)


def test_steps_confirmed_leave_nothing_to_take_back() -> None:
    respondent = told()
    respondent.says("remove 1", "yes", "back")
    assert respondent.phase is Phase.EDITING
    respondent.says("back")
    assert respondent.asked == "need"


def test_adding_by_its_command_is_a_correction_like_others() -> None:
    respondent = told()
    respondent.does(Added())
    respondent.says("add after 1: Signed it", "undo")
    assert draft(respondent) == list(STEPS)


def test_a_step_that_came_to_mind_behind_the_story_can_be_taken_back() -> None:
    flow = flow_of(
        """
sections:
  - id: only
    title: Only
    items:
      - id: story
        kind: story
        text: Tell me.
        probes:
          - reason: anything_else
            wordings: [Is a step missing?]
""",
        playback="no",
    )
    respondent = begun(flow, "en")
    respondent.says(*STEPS)
    respondent.finishes()
    respondent.says("yes", "I also rang Ann")
    assert draft(respondent) == [*STEPS, "I also rang Ann"]
    respondent.says("undo")
    assert "I also rang Ann" in respondent.heard
    assert draft(respondent) == list(STEPS)
    respondent.says("yes")
    assert respondent.steps == list(STEPS)
