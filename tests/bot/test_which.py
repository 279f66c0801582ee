"""Another interview in the middle of one: which comes first is asked, never decided for them."""

from typing import Any

import pytest

from bot import sentences
from bot.which import LONGEST_TITLE
from cxmodel.interview import Phase
from interview_flows.loader import load_flow
from interview_flows.tongue import LANGUAGE_NAMES, told
from tests.bot.town import SHORT, Respondent, Town, lost_flow, short_flow

NEED = "What did you need?"
WAY = "Which way did you go?"
OFFER = sentences.WHICH_INTERVIEW.format(title="Other")


@pytest.fixture
def torn(town: Town, jennifer: Respondent) -> Respondent:
    """Somebody who opened a second invitation in the middle of the first interview."""
    return jennifer.says("shoes").starts(town.invites(town.study("other")))


def test_which_of_them_it_is_to_be_is_asked(torn: Respondent) -> None:
    assert torn.replies == [OFFER]
    assert (torn.interview.study, torn.phase) == ("errand", Phase.ASKING)
    assert torn.town.interviews("other")[0].phase is Phase.INVITED


def test_rather_the_other_one(torn: Respondent) -> None:
    first = torn.interview.id
    torn.presses("to_other")
    assert torn.replies[0] == sentences.PAUSED_FOR_ANOTHER
    assert torn.replies[1].startswith("May I ask")
    assert torn.finds(first).phase is Phase.PAUSED
    torn.agrees().says("a hat").taps("The shop").says("colours").says("resume")
    assert (torn.interview.id, torn.last_reply.endswith(WAY)) == (first, True)


def test_rather_the_first_one_and_then_the_other(torn: Respondent) -> None:
    torn.presses("finish_first")
    assert torn.replies == [sentences.FIRST_IS_FINISHED, WAY]
    torn.taps("The shop").says("less")
    assert torn.phase is Phase.COMPLETED
    torn.says("resume")
    assert torn.interview.study == "other"
    assert torn.last_reply.startswith("May I ask")


def test_an_offer_that_nobody_answers_leaves_the_first_going(torn: Respondent) -> None:
    assert torn.taps("The web page").last_reply == "What would you wish for?"
    assert torn.says("2").answers == {"need": "shoes", "way": "The web page", "wish": "2"}
    assert torn.phase is Phase.COMPLETED


@pytest.mark.parametrize("language", LANGUAGE_NAMES)
def test_it_is_typed_in_each_language(town: Town, language: str) -> None:
    spoken = load_flow(SHORT, "short.yaml")
    town.study("errand", spoken)
    typing = town.respondent().starts(town.invites("errand")).agrees()  # type: ignore[arg-type]
    typing.starts(town.invites(town.study("other")))
    typing.says(told(language, sentences.FINISH_FIRST).lower())
    assert typing.replies == [sentences.FIRST_IS_FINISHED, NEED]
    typing.says(f"{told(language, sentences.TO_OTHER)}!")
    assert typing.interview.study == "other"
    assert typing.town.interviews("errand")[0].answers == ()


def test_the_same_words_are_an_answer_where_nothing_else_waits(jennifer: Respondent) -> None:
    jennifer.says(sentences.TO_OTHER)
    assert jennifer.answers == {"need": sentences.TO_OTHER}


def test_the_offer_of_a_link_that_is_opened_again_is_made_again(town: Town) -> None:
    other = town.invites(town.study("other"))
    torn = town.respondent().starts(town.invites(town.study())).agrees()
    torn.starts(other).starts(other)
    assert torn.replies == [OFFER]
    assert len(town.interviews("other")) == 1


def test_back_to_the_first_by_its_link_is_asked_as_well(torn: Respondent) -> None:
    torn.presses("to_other").agrees()
    door = {"door": {"study": "errand"}}
    torn.sends(door)
    assert torn.replies == [sentences.WHICH_INTERVIEW.format(title="Errand")]
    assert torn.presses("to_other").last_reply.endswith(WAY)


def test_one_that_is_paused_already_asks_nothing(town: Town, jennifer: Respondent) -> None:
    jennifer.says("pause").starts(town.invites(town.study("other")))
    assert jennifer.replies[-1].startswith("May I ask")


def test_a_button_of_an_offer_that_is_gone_is_answered_where_the_finger_is(
    torn: Respondent,
) -> None:
    torn.presses("to_other")
    torn.presses("finish_first")
    assert (torn.toast, torn.replies) == (sentences.OLD_BUTTON, [])
    assert torn.interview.study == "other"


def test_first_finished_already_turns_to_the_other(torn: Respondent) -> None:
    torn.taps("The shop").says("less").presses("finish_first")
    assert torn.interview.study == "other"


def test_what_was_offered_outlives_that_the_first_is_forgotten(torn: Respondent) -> None:
    torn.says("forget me", "forget me").presses("to_other")
    assert torn.interview.study == "other"
    assert torn.town.interviews("errand") == []


def test_an_offer_of_what_was_forgotten_leads_nowhere(torn: Respondent) -> None:
    torn.presses("to_other").agrees().says("forget me", "forget me").presses("to_other")
    assert torn.toast == sentences.OLD_BUTTON
    assert torn.town.interviews("other") == []


def test_text_after_the_end_is_an_addition_and_not_for_the_one_that_waits(
    torn: Respondent,
) -> None:
    torn.taps("The shop").says("less").says("and laces")
    assert torn.interview.study == "errand"
    assert torn.answers["wish"] == "less\nand laces"


# ── among open studies ────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def fair(town: Town) -> Town:
    town.study("errand", open_link=True)
    town.study("pains", short_flow(), lost_flow(), open_link=True)
    town.study("zeal", lost_flow(), open_link=True, title="Zeal " * 30)
    return town


def test_open_studies_have_a_button_each(fair: Town) -> None:
    stranger = fair.respondent().starts()
    assert stranger.prompt["options"][:2] == ["Errand", "Pains"]
    assert len(stranger.prompt["options"][2]) == LONGEST_TITLE
    stranger.sends({"choose": 2, "turn": stranger.prompt["turn"], "interview": None})
    assert stranger.interview.study == "zeal"
    assert stranger.last_reply.startswith("May I ask you what you lost?")


def test_a_list_for_one_guide_leads_to_that_guide(fair: Town) -> None:
    stranger = fair.respondent()
    stranger.sends({"door": {"flow": "lost"}})
    stranger.sends({"choose": 0, "turn": stranger.prompt["turn"], "interview": None})
    assert (stranger.interview.study, stranger.interview.flow) == ("pains", "lost")


def test_a_list_that_has_changed_is_shown_anew(fair: Town) -> None:
    stranger = fair.respondent().starts()
    letter: dict[str, Any] = {"choose": 1, "turn": stranger.prompt["turn"], "interview": None}
    fair.study("another", open_link=True)
    stranger.sends(letter)
    assert stranger.replies[0].startswith("Hello! These interviews are open")
    assert len(stranger.prompts) == 2


@pytest.mark.parametrize("option", [3, -1, "Pains"])
def test_a_forged_place_in_a_list_opens_nothing(fair: Town, option: Any) -> None:
    stranger = fair.respondent().starts()
    stranger.sends({"choose": option, "turn": stranger.prompt["turn"], "interview": None})
    assert stranger.replies[0].startswith("Hello! These interviews are open")


def test_a_list_leads_on_from_what_is_completed(fair: Town) -> None:
    jennifer = fair.respondent()
    jennifer.sends({"door": {"study": "errand"}})
    jennifer.agrees().says("shoes").taps("The shop").says("less").starts()
    jennifer.sends({"choose": 2, "turn": jennifer.prompt["turn"], "interview": None})
    assert jennifer.interview.study == "zeal"


def test_who_is_in_the_middle_and_taps_an_old_list_is_asked(fair: Town) -> None:
    jennifer = fair.respondent().starts()
    listed = jennifer.prompt["turn"]
    for place in (0, 2):
        jennifer.sends({"choose": place, "turn": listed, "interview": None})
    assert jennifer.replies == [sentences.WHICH_INTERVIEW.format(title="Zeal " * 30)]
