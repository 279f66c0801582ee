"""Researchers' orders, and the notices that they get."""

from pathlib import Path

import pytest
from sqlalchemy import select

from bot import sentences
from cxmodel import tables
from cxmodel.records import Role
from cxmodel.store import Store
from cxmodel.study import Anonymity, Segment
from tests.bot.town import START, Counted, Respondent, Town, side_by_side


@pytest.fixture
def bob(town: Town) -> Respondent:
    """A researcher, with a study to invite to."""
    town.study()
    return town.researcher()


def finishes(town: Town, study: str, *accounts: str) -> None:
    """Interviews from start to end, of people who come through the open link."""
    for account in accounts:
        respondent = town.respondent(account)
        respondent.sends({"door": {"study": study}})
        respondent.agrees().says("shoes").taps("The shop").says("less")


# ── who may ──────────────────────────────────────────────────────────────────────────────────────


def test_who_is_no_researcher_is_told_whom_to_ask(town: Town) -> None:
    town.study()
    nobody = town.respondent().orders("invite errand", "88")
    assert nobody.replies == [sentences.NO_RESEARCHER.format(messenger="pigeon", account="loft/77")]
    assert town.respondent("88").parcels("InvitationCard") == []


@pytest.mark.parametrize("order", ["study", "invite errand", "notices errand on"])
def test_a_viewer_only_looks(town: Town, order: str) -> None:
    town.study()
    viewer = town.researcher(role=Role.VIEWER)
    assert viewer.orders(order, "88").replies == [sentences.VIEWERS_MAY]
    assert "0 invited" in viewer.orders("status").last_reply


def test_an_admin_may_what_a_researcher_may(town: Town) -> None:
    town.study()
    assert town.researcher(role=Role.ADMIN).orders("invite errand", "88").replies == ["1 invited."]


def test_an_unknown_order_is_answered_with_what_there_is(bob: Respondent) -> None:
    assert bob.orders("dance").last_reply.startswith("I don't know “dance”")
    assert bob.orders("").replies == bob.orders("help").replies == [sentences.DESK_HELP]


def test_orders_do_not_disturb_the_researchers_own_interview(town: Town, bob: Respondent) -> None:
    bob.starts(town.invites(town.study("other"))).agrees().orders("status").says("a hat")
    assert bob.answers == {"need": "a hat"}


# ── studies ───────────────────────────────────────────────────────────────────────────────────────


def test_studies_are_listed(bob: Respondent) -> None:
    assert bob.orders("study").replies == ["errand: Errand (open)"]


def test_a_study_is_set_up(town: Town, bob: Respondent) -> None:
    bob.orders("study new employee-process Getting a training --open --anonymity anonymous")
    assert bob.last_reply.startswith("The study is set up: getting-a-training.")
    with town.store.reading() as reading:
        study = reading.study("getting-a-training")
    assert study is not None
    assert (study.title, study.open_link) == ("Getting a training", True)
    assert study.anonymity is Anonymity.ANONYMOUS


@pytest.mark.parametrize(
    ("order", "says"),
    [
        ("study new", "Name the flow and a title"),
        ("study new employee-process", "Give it a title"),
        ("study new nothing Some title", "There is no flow 'nothing'; there is: "),
        ("study new employee-process T --anonymity secret", "--anonymity: choose identified"),
        ("invite", "Name the study and whom to ask"),
        ("invite nothing", "There is no study 'nothing'; there is: errand."),
        ("invite errand", "Name whom to ask: invite errand @people #channel."),
        ("status nothing", "There is no study 'nothing'"),
        ("map errand", "Nobody has answered in “Errand” yet."),
        ("map errand pigeon", "There is no format 'pigeon'; there is: html, "),
        ("map errand, pigeon", "There is no format 'pigeon'; there is: html, "),
        ("notices errand", "Say on or off."),
        ("notices errand maybe", "Say on or off: notices errand off."),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(bob: Respondent, order: str, says: str) -> None:
    (reply,) = bob.orders(order).replies
    assert reply.startswith(says)
    assert "\n" not in reply


def test_no_file_of_the_server_is_read(bob: Respondent, tmp_path: Path) -> None:
    file = tmp_path / "secret.yaml"
    file.write_text("id: secret")
    assert bob.orders(f"study new {file} T").last_reply.startswith("There is no flow")


def test_a_flow_that_is_broken_is_said_in_a_line(
    bob: Respondent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken.yaml").write_text("id: broken")
    monkeypatch.setenv("DESIREPATH_FLOWS", str(tmp_path))
    assert "broken.yaml" in bob.orders("study new broken T").last_reply
    assert bob.last_reply != sentences.TROUBLE


# ── inviting ──────────────────────────────────────────────────────────────────────────────────────


def test_each_is_invited_in_a_chat_of_their_own(town: Town, bob: Respondent) -> None:
    bob.orders("invite errand", "77", "88", "77")

    assert bob.replies == ["2 invited."]
    (card,) = town.respondent("77").parcels("InvitationCard")
    (other,) = town.respondent("88").parcels("InvitationCard")
    assert card["invitation"] != other["invitation"]
    assert (card["title"], card["asker"], card["minutes"]) == ("Errand", "1", 3)


@pytest.mark.parametrize("tier", list(Anonymity))
def test_the_promise_is_the_one_of_the_consent(
    town: Town, bob: Respondent, tier: Anonymity
) -> None:
    town.study("hush", anonymity=tier)
    bob.orders("invite hush", "77")
    jennifer = town.respondent("77")
    (card,) = jennifer.parcels("InvitationCard")
    jennifer.sends({"door": {"invitation": card["invitation"]}})
    assert card["promise"] in jennifer.last_reply


def test_people_of_another_place_are_not_asked(town: Town, bob: Respondent) -> None:
    assert bob.orders("invite errand", "77", "88@elsewhere").replies == ["1 invited."]
    assert bob.orders("invite errand", "88@elsewhere").last_reply.startswith("Name whom to ask")


def test_who_is_in_it_already_is_not_asked_again(town: Town, bob: Respondent) -> None:
    town.respondent("77").starts(town.invites(town.study()))
    bob.orders("invite errand", "88")
    bob.orders("invite errand", "77", "88", "99")
    assert bob.replies == ["1 invited; 2 were not asked (they had said no, or are in it already)."]
    assert len(town.respondent("88").parcels("InvitationCard")) == 1


def test_an_invitation_that_ran_out_may_be_followed_by_another(town: Town, bob: Respondent) -> None:
    bob.orders("invite errand", "77")
    with town.store._writing.begin() as connection:
        connection.execute(tables.invitation.update().values(expires_at="2020-01-01T00:00:00.000Z"))
    assert bob.orders("invite errand", "77").replies == ["1 invited."]


def test_a_segment_goes_along(town: Town, bob: Respondent) -> None:
    bob.orders("invite errand leads", "77")
    card = town.respondent("77").parcels("InvitationCard")[0]
    jennifer = town.respondent("77")
    jennifer.sends({"door": {"invitation": card["invitation"]}})
    assert jennifer.interview.segment == "leads"


def test_a_segment_must_be_one_of_the_studys(town: Town, bob: Respondent) -> None:
    town.study("parts", segments=(Segment(id="leads"),))
    assert bob.orders("invite parts lead", "77").replies == [
        "There is no segment 'lead'; there is: leads."
    ]
    assert bob.orders("invite parts leads", "77").replies == ["1 invited."]


def test_groups_are_looked_up_first(town: Town, bob: Respondent) -> None:
    bob.orders("invite errand", "77", groups=("C1", "S2"))
    assert bob.replies == []
    (parcel,) = bob.parcels("FindPeople")
    assert (parcel["words"], parcel["groups"]) == ("invite errand", ["C1", "S2"])

    bob.sends({"found": ["77", "88", bob.account], "words": "invite errand"})
    assert bob.replies == ["2 invited."]
    assert bob.parcels("InvitationCard") == []


def test_what_was_found_for_somebody_who_may_not_ask_is_not_used(town: Town) -> None:
    town.study()
    town.respondent().sends({"found": ["88"], "words": "invite errand"})
    assert town.respondent("88").parcels("InvitationCard") == []


def test_the_accounts_that_an_order_names_stay_nowhere_in_the_inbox(
    town: Town, bob: Respondent
) -> None:
    bob.starts(town.invites(town.study("other"))).agrees()
    bob.orders("invite errand", "77")
    bob.sends({"found": ["88"], "words": "invite errand"})
    with town.store._reading.connect() as connection:
        bodies = connection.execute(select(tables.inbox.c.body)).scalars().all()
    assert not [body for body in bodies if b'"77"' in bytes(body) or b'"88"' in bytes(body)]


def test_a_closed_study_invites_nobody(town: Town, bob: Respondent) -> None:
    town.study("old", closed_at=START)
    assert bob.orders("invite old", "77").last_reply.startswith("Study old is closed")


def test_a_messenger_that_cannot_carry_it_points_to_the_commands(store: Store) -> None:
    town = Town(store, carries=False)
    town.study(open_link=True)
    bob = town.researcher()
    assert bob.orders("invite errand", "77").last_reply.endswith("desirepath invite errand.")
    assert "name the people" in bob.orders("invite errand", groups=("C1",)).last_reply
    finishes(town, "errand", "5")
    assert "desirepath compile errand" in bob.orders("map errand").last_reply


# ── looking ───────────────────────────────────────────────────────────────────────────────────────


def test_the_status_counts(town: Town, bob: Respondent) -> None:
    bob.orders("invite errand", "77", "88")
    jennifer = town.respondent("77")
    card = jennifer.parcels("InvitationCard")[0]
    jennifer.sends({"door": {"invitation": card["invitation"]}})
    jennifer.agrees().says("pause")
    assert bob.orders("status").replies == bob.orders("status errand").replies
    assert bob.replies == ["Errand: 2 invited, 1 started, 0 completed, 1 broken off"]


def test_a_map_goes_to_whoever_asked(town: Town, bob: Respondent) -> None:
    finishes(town, "errand", "77")
    bob.orders("map errand")
    assert bob.replies == ["I am making the map of “Errand” …"]
    bob.orders("map errand json HTML json")
    bob.orders("map errand pdf, xlsx,csv")
    assert [parcel["formats"] for parcel in bob.parcels("MapFiles")] == [
        ["html", "md"],
        ["json", "html"],
        ["pdf", "xlsx", "csv"],
    ]
    assert town.respondent("77").parcels("MapFiles") == []


def test_no_map_shows_who_said_what(town: Town, bob: Respondent) -> None:
    town.study("hush", anonymity=Anonymity.ANONYMOUS)
    finishes(town, "hush", *"4567")
    assert bob.orders("map hush").last_reply.startswith("Study hush is anonymous")
    assert bob.parcels("MapFiles") == []
    finishes(town, "hush", "8")
    bob.orders("map hush")
    assert len(bob.parcels("MapFiles")) == 1


# ── notices ───────────────────────────────────────────────────────────────────────────────────────


def test_who_invited_hears_of_each_completed_interview(town: Town, bob: Respondent) -> None:
    bob.orders("invite errand", "77", "88", "99")
    card = town.respondent("77").parcels("InvitationCard")[0]
    jennifer = town.respondent("77")
    jennifer.sends({"door": {"invitation": card["invitation"]}})
    jennifer.agrees().says("shoes").taps("The shop").says("less")

    assert town.pigeon.texts("1")[-1] == "An interview in “Errand” is complete: 1 of 3."
    jennifer.says("one more thing")
    assert town.pigeon.texts("1").count("An interview in “Errand” is complete: 1 of 3.") == 1


def test_notices_are_turned_off_and_stay_off(town: Town, bob: Respondent) -> None:
    bob.orders("notices errand off").orders("invite errand", "99")
    heard = len(town.pigeon.texts("1"))
    finishes(town, "errand", "77")
    assert len(town.pigeon.texts("1")) == heard

    bob.orders("notices errand on")
    finishes(town, "errand", "88")
    assert town.pigeon.texts("1")[-1] == "An interview in “Errand” is complete: 2 of 2."


def test_several_at_once_are_told_one_by_one(town: Town, bob: Respondent) -> None:
    bob.orders("notices errand on")
    both = [town.respondent(account) for account in ("77", "88")]
    for each in both:
        each.sends({"door": {"study": "errand"}})
        each.agrees().says("shoes").taps("The shop")
    for each in both:
        town.receives(each.account, each.letter(say="less"))
    town.works()
    told = "An interview in “Errand” is complete: "
    assert town.pigeon.texts("1")[-2:] == [f"{told}1 of 2.", f"{told}2 of 2."]


def test_in_an_anonymous_study_only_every_fifth_is_told(town: Town, bob: Respondent) -> None:
    town.study("hush", anonymity=Anonymity.ANONYMOUS)
    bob.orders("notices hush on")
    heard = len(town.pigeon.texts("1"))
    finishes(town, "hush", *"4567")
    assert len(town.pigeon.texts("1")) == heard
    finishes(town, "hush", "8", "9")
    assert town.pigeon.texts("1")[heard:] == ["An interview in “Hush” is complete: 5 of 5."]


def test_two_processes_count_each_completed_interview_once(towns: list[Town]) -> None:
    towns[0].study()
    towns[0].researcher().orders("notices errand on")
    for account, town in zip(("77", "88"), towns, strict=True):
        respondent = town.respondent(account)
        respondent.sends({"door": {"study": "errand"}})
        respondent.agrees().says("shoes").taps("The shop")
        town.receives(account, respondent.letter(say="less"))
    side_by_side(towns)
    for town in towns:
        town.works()

    heard = [text for town in towns for text in town.pigeon.texts("1")]
    told = "An interview in “Errand” is complete: "
    completed = sorted(each for each in heard if each.startswith(told))
    assert completed == [f"{told}1 of 2.", f"{told}2 of 2."]


def test_a_process_that_cannot_write_to_a_watcher_leaves_it_to_one_that_can(
    store: Store, town: Town, bob: Respondent
) -> None:
    bob.orders("notices errand on")
    barn = Town(store, "barn")
    finishes(barn, "errand", "77")
    town.works()
    assert town.pigeon.texts("1")[-1] == "An interview in “Errand” is complete: 1 of 1."
    assert town.pigeon.delivered[-1][1]["options"] == []  # as a pigeon draws what it says


def test_many_are_invited_in_no_more_statements_than_few(
    town: Town, bob: Respondent, statements: Counted
) -> None:
    def invites(*people: str) -> int:
        town.receives("1", bob.letter(order="invite errand", people=people))
        return statements(town.takes_one)

    few = invites("2", "3")
    assert invites(*map(str, range(100, 150))) == few
    with town.store.reading() as reading:
        assert reading.study_counts("errand").invited == 52


def test_a_watcher_who_was_erased_is_written_to_no_more(town: Town, bob: Respondent) -> None:
    bob.orders("notices errand on")
    bob.sends({"door": {"study": "errand"}})
    bob.says("forget me", "forget me")
    heard = len(town.pigeon.delivered)
    finishes(town, "errand", "77")
    assert {to for to, _ in town.pigeon.delivered[heard:]} == {"77"}
