"""A study with several guides: who is invited to which, and who chooses among them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot import sentences
from cxmodel.interview import Phase, StudyId
from cxmodel.study import Anonymity
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from tests.bot.town import Respondent, Town, lost_flow, short_flow

LISTED = sentences.WHICH_STUDY.format(list="1) A short one\n2) Something lost")
LOST = "May I ask you what you lost?"
THREE = "May I ask you three things?"
ERRAND = StudyId("errand")


@pytest.fixture
def fair(town: Town) -> Town:
    """An open study of customers and staff."""
    town.study("errand", short_flow(), lost_flow(), open_link=True)
    return town


def _chooses(respondent: Respondent, place: int) -> Respondent:
    turn = respondent.prompt["turn"]
    respondent.sends({"choose": place, "turn": turn, "interview": None})
    return respondent


# ── an invitation ─────────────────────────────────────────────────────────────────────────────────


def test_an_invitation_begins_the_guide_that_it_names(town: Town) -> None:
    study = town.study("errand", short_flow(), lost_flow())
    ann = town.respondent("1").starts(town.invites(study, flow="lost"))
    assert ann.last_reply.startswith(LOST)
    assert (ann.interview.flow, ann.interview.side) == ("lost", "staff")

    bob = town.respondent("2").starts(town.invites(study))
    assert (bob.interview.flow, bob.interview.side) == ("short", "customer")


def test_one_person_is_one_respondent_in_both_guides(town: Town) -> None:
    study = town.study("errand", short_flow(), lost_flow())
    jennifer = town.respondent().starts(town.invites(study)).agrees()
    jennifer.says("shoes").taps("The shop").says("less").starts(town.invites(study, flow="lost"))
    first, second = town.interviews()
    assert {first.flow, second.flow} == {"short", "lost"}
    assert first.respondent == second.respondent


def test_an_invitation_to_a_guide_that_has_gone_begins_no_other(town: Town) -> None:
    token = town.invites(town.study(), flow="lost")
    assert town.respondent().starts(token).replies == [sentences.CLOSED_STUDY]


def test_who_took_one_guide_may_be_asked_to_the_other(town: Town) -> None:
    town.study("errand", short_flow(), lost_flow())
    ada, bob = town.researcher("1"), town.respondent("2")
    for order, invited in (
        ("invite errand", 1),
        ("invite errand flow:short", 0),
    ):
        ada.sends({"order": order, "people": ["2"]})
        assert ada.last_reply.startswith(f"{invited} invited")
    (card,) = bob.parcels("InvitationCard")
    bob.sends({"door": {"invitation": card["invitation"]}})
    bob.agrees().says("shoes").taps("The shop").says("less")
    for order, invited in (
        ("invite errand", 0),
        ("invite errand flow:lost", 1),
        ("invite errand Flow:lost", 0),
    ):
        ada.sends({"order": order, "people": ["2"]})
        assert ada.last_reply.startswith(f"{invited} invited")
    cards = bob.parcels("InvitationCard")
    assert [card["minutes"] for card in cards] == [3, 1]
    bob.sends({"door": {"invitation": cards[1]["invitation"]}})
    assert bob.interview.flow == "lost"


def test_an_order_that_names_an_unknown_guide_says_which_there_are(town: Town) -> None:
    town.study("errand", short_flow(), lost_flow())
    ada = town.researcher("1")
    ada.sends({"order": "invite errand flow:tour", "people": ["2"]})
    assert ada.replies == ["Study errand has no flow 'tour'; it has: short, lost."]
    ada.sends({"order": "invite errand flow:lost flow:short", "people": ["2"]})
    assert ada.replies == ["Name one flow: invite errand flow:lost @people."]


# ── an open study ─────────────────────────────────────────────────────────────────────────────────


def test_who_comes_to_an_open_study_chooses_a_guide_by_its_title(fair: Town) -> None:
    jennifer = fair.respondent().starts(fair.invites(ERRAND, reusable=True, segment="new"))
    assert jennifer.replies == [LISTED]
    assert jennifer.prompt["options"] == ["A short one", "Something lost"]
    assert fair.interviews() == []

    _chooses(jennifer, 1)
    assert jennifer.last_reply.startswith(LOST)
    assert (jennifer.interview.side, jennifer.interview.segment) == ("staff", "new")
    with fair.store.reading() as reading:
        assert reading.study_counts("errand").invited == 1


@pytest.mark.parametrize("words", ["2", "Something lost", "someth"])
def test_a_guide_may_be_typed_and_the_link_still_counts(fair: Town, words: str) -> None:
    fair.study("another", open_link=True)
    token = fair.invites(ERRAND, reusable=True, segment="new")
    jennifer = fair.respondent().starts(token).says(words)
    assert (jennifer.interview.flow, jennifer.interview.segment) == ("lost", "new")


def test_what_is_no_guide_is_asked_again(fair: Town) -> None:
    jennifer = fair.respondent().starts().says("3")
    assert jennifer.replies == [LISTED]
    assert _chooses(jennifer, 2).replies == [LISTED]
    assert jennifer.says("1").last_reply.startswith(THREE)


def test_a_link_that_names_a_guide_asks_nothing(fair: Town) -> None:
    token = fair.invites(ERRAND, reusable=True, flow="lost")
    assert fair.respondent().starts(token).last_reply.startswith(LOST)


def test_who_is_in_the_middle_goes_on_there(fair: Town) -> None:
    token = fair.invites(ERRAND, reusable=True)
    jennifer = _chooses(fair.respondent().starts(token), 0).agrees().starts(token)
    assert jennifer.replies == ["What did you need?"]
    jennifer.says("shoes").taps("The shop").says("less")
    assert jennifer.phase is Phase.COMPLETED
    assert jennifer.starts(token).replies == [LISTED]
    assert _chooses(jennifer, 1).interview.flow == "lost"


def test_titles_are_in_the_language_of_the_person(town: Town) -> None:
    guides = [load_flow(shipped()[name], name) for name in ("touchpoint-pulse", "pain-point")]
    town.study("errand", *guides, open_link=True)
    jennifer = town.respondent()
    jennifer.sends({"start": None, "language": "de"})
    assert jennifer.prompt["options"] == [guide.title["de"] for guide in guides]
    jennifer.sends({"say": guides[1].title["de"], "language": "de"})
    assert (jennifer.interview.flow, jennifer.interview.language) == ("pain-point", "de")


def test_an_open_link_that_is_over_offers_nothing(fair: Town) -> None:
    past = datetime.now(UTC) - timedelta(seconds=1)
    token = fair.invites(ERRAND, reusable=True, expires_at=past)
    assert fair.respondent().starts(token).replies == [sentences.EXPIRED_LINK]


def test_a_link_that_ran_out_since_the_list_was_shown_begins_nothing(fair: Town) -> None:
    token = fair.invites(ERRAND, reusable=True, limit=1)
    first, second = (fair.respondent(account).starts(token) for account in "12")
    _chooses(first, 0)
    assert _chooses(second, 0).replies == [sentences.FULL_STUDY]


def test_a_card_to_the_second_guide_is_used_up_by_an_anonymous_interview_with_it(
    town: Town,
) -> None:
    guides = (lost_flow(), short_flow())
    town.study("errand", *guides, anonymity=Anonymity.ANONYMOUS, open_link=True)
    town.researcher("1").orders("invite errand flow:short", "2")
    bob = town.respondent("2")
    bob.sends({"door": {"flow": "short"}})
    bob.agrees().says("shoes").taps("The shop").says("less")
    (card,) = bob.parcels("InvitationCard")
    bob.sends({"door": {"invitation": card["invitation"]}})
    assert bob.replies == [sentences.USED_INVITATION]
