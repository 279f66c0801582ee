from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot import sentences
from cxmodel import tables
from cxmodel.interview import Phase
from cxmodel.store import Store
from cxmodel.study import Anonymity
from tests.bot.town import Counted, Respondent, Town, lost_flow

WAY = "Which way did you go?"


def opens_home(respondent: Respondent) -> dict[str, Any]:
    respondent.sends({"home": True})
    return respondent.parcels("Home")[-1]


def wishes(respondent: Respondent, wish: str, of: str) -> Respondent:
    respondent.sends({"wish": wish, "of": of})
    return respondent


@pytest.fixture
def two(town: Town) -> tuple[Respondent, str, str]:
    """Jennifer, her paused interview about an errand, and the one she is in."""
    jennifer = town.respondent().starts(town.invites(town.study())).agrees().says("shoes")
    errand = jennifer.interview.id
    jennifer.turns_to(town.invites(town.study("other"))).agrees()
    return jennifer, errand, jennifer.interview.id


def test_a_long_page_takes_no_more_statements_than_a_short_one(
    town: Town, statements: Counted
) -> None:
    """Interviews that this process has not in memory: read together."""
    jennifer = town.respondent()
    study = town.study("pains", lost_flow(), open_link=True)
    taken = []
    for more in (2, 4):
        for _ in range(more):
            jennifer.fills_in(study, "lost", "my only key, in the rain")
        entries = opens_home(jennifer)["entries"]
        town.store._cache.keep([], [entry["interview"] for entry in entries])
        town.receives(jennifer.account, jennifer.letter(home=True))
        taken.append(statements(town.takes_one))
        town.works()
    assert len(entries) == 6
    assert taken[0] == taken[1]


def test_a_map_of_anonymous_answers_is_not_offered(town: Town) -> None:
    """Of one person alone none is made, be it begun or complete."""
    town.study("hush", anonymity=Anonymity.ANONYMOUS, open_link=True)
    jennifer = town.respondent().says("hello").agrees().says("shoes")
    (entry,) = opens_home(jennifer)["entries"]
    assert entry["wishes"] == ["resume", "answers", "withdraw"]
    wishes(jennifer, "map", entry["interview"])
    assert jennifer.parcels("MapFiles") == []
    assert jennifer.replies == [sentences.NO_MAP_OF_ONE]


def test_a_stranger_sees_the_open_studies(town: Town) -> None:
    town.study("errand", open_link=True)
    town.study("hidden")
    assert opens_home(town.respondent()) == {
        "entries": [],
        "offers": [["errand", "Errand"]],
        "language": "en",
    }


def test_the_page_lists_own_interviews_with_what_can_be_asked_of_them(
    town: Town, two: tuple[Respondent, str, str]
) -> None:
    jennifer, errand, other = two
    neighbour = town.respondent("88")
    neighbour.starts(town.invites(town.study("third", open_link=True)))
    home = opens_home(jennifer)

    assert [(e["interview"], e["title"], e["state"], e["wishes"]) for e in home["entries"]] == [
        (other, "Other", "open", ["resume", "withdraw"]),
        (errand, "Errand", "paused", ["resume", "answers", "map", "withdraw"]),
    ]
    assert home["offers"] == [["third", "Third"]]
    assert opens_home(neighbour)["offers"] == []


def test_the_page_knows_what_came_in_a_moment_before(jennifer: Respondent) -> None:
    jennifer.sends({"say": "/stop"}, {"home": True})
    (entry,) = jennifer.parcels("Home")[-1]["entries"]
    assert (entry["state"], entry["wishes"]) == ("withdrawn", [])


def test_the_page_tells_the_day_of_the_last_answer_where_the_study_is(town: Town) -> None:
    study = town.study(time_zone="Pacific/Kiritimati")
    jennifer = town.respondent().starts(town.invites(study)).agrees().says("shoes")
    (entry,) = opens_home(jennifer)["entries"]
    at = jennifer.interview.answers[-1].at
    assert entry["when"] == at.astimezone(ZoneInfo("Pacific/Kiritimati")).date().isoformat()


def test_resuming_another_one_pauses_the_one_under_way(two: tuple[Respondent, str, str]) -> None:
    jennifer, errand, other = two
    wishes(jennifer, "resume", errand)
    assert jennifer.last_reply.endswith(WAY)
    assert jennifer.interview.id == errand
    assert jennifer.finds(jennifer.town.interviews("other")[0].id).phase is Phase.PAUSED
    assert jennifer.taps("The shop").answers["way"] == "The shop"
    assert other == jennifer.town.interviews("other")[0].id


def test_answers_of_another_one_are_listed_without_a_question(
    two: tuple[Respondent, str, str],
) -> None:
    jennifer, errand, other = two
    prompts = len(jennifer.prompts)
    wishes(jennifer, "answers", errand)
    assert "shoes" in jennifer.last_reply
    assert (jennifer.interview.id, len(jennifer.prompts)) == (other, prompts)
    assert jennifer.says("a hat").answers == {"need": "a hat"}


def test_withdrawing_another_one_leaves_the_talk_alone(two: tuple[Respondent, str, str]) -> None:
    jennifer, errand, other = two
    wishes(jennifer, "withdraw", errand)
    assert jennifer.town.interviews("errand")[0].phase is Phase.WITHDRAWN
    assert jennifer.interview.id == other
    jennifer.says("a hat").taps("The shop").says("less", "resume")
    assert jennifer.interview.id == other  # nothing waits any more


@pytest.mark.parametrize(("wish", "state"), [("resume", "open"), ("withdraw", "withdrawn")])
def test_the_page_shows_what_a_button_on_it_did(
    two: tuple[Respondent, str, str], wish: str, state: str
) -> None:
    jennifer, errand, _ = two
    wishes(jennifer, wish, errand)
    entries = jennifer.parcels("Home")[-1]["entries"]
    assert {entry["interview"]: entry["state"] for entry in entries}[errand] == state


def test_withdrawing_the_one_under_way_settles_its_question(jennifer: Respondent) -> None:
    jennifer.says("shoes")
    wishes(jennifer, "withdraw", jennifer.interview.id)
    assert jennifer.phase is Phase.WITHDRAWN
    assert any("settle" in body for _, body in jennifer.town.pigeon.delivered)


def test_a_map_is_of_that_interview_alone(two: tuple[Respondent, str, str]) -> None:
    jennifer, errand, other = two
    wishes(jennifer, "map", errand)
    assert jennifer.parcels("MapFiles") == [
        {"study": "errand", "formats": ["html", "md"], "interview": errand, "language": "en"}
    ]
    assert wishes(jennifer, "map", other).replies == [sentences.NO_MAP_YET]


@pytest.fixture
def parted(town: Town) -> tuple[Respondent, str]:
    """Somebody in the middle of one interview, and another one that was theirs and anonymous."""
    jennifer = town.respondent().starts(town.invites(town.study("other"))).agrees()
    jennifer.turns_to(town.invites(town.study(anonymity=Anonymity.ANONYMOUS))).agrees().says(
        "shoes"
    )
    assert "withdraw" in opens_home(jennifer)["entries"][0]["wishes"]
    anonymous = jennifer.interview.id
    jennifer.taps("The shop").says("less", "resume")
    return jennifer, anonymous


@pytest.mark.parametrize("wish", ["answers", "map", "withdraw"])
def test_a_finished_anonymous_interview_is_nobodys(
    parted: tuple[Respondent, str], wish: str
) -> None:
    jennifer, anonymous = parted
    assert [entry["title"] for entry in opens_home(jennifer)["entries"]] == ["Other"]
    assert wishes(jennifer, wish, anonymous).replies == [sentences.NOT_YOURS]
    assert [i.phase for i in jennifer.town.interviews()] == [Phase.COMPLETED]


def test_no_page_and_no_button_leads_to_an_anonymous_interview(
    parted: tuple[Respondent, str],
) -> None:
    jennifer, anonymous = parted
    wishes(jennifer, "answers", anonymous)
    jennifer.taps("The shop", {"turn": 2, "of": anonymous})
    assert jennifer.toast == sentences.OLD_BUTTON
    with jennifer.town.store._reading.connect() as connection:
        for table in (tables.inbox, tables.outbox):
            rows = [str(dict(row)) for row in connection.execute(table.select()).mappings()]
            assert rows
            assert not [row for row in rows if anonymous in row]


def test_a_map_asked_for_with_the_last_anonymous_answer_is_not_made(town: Town) -> None:
    study = town.study(anonymity=Anonymity.ANONYMOUS)
    jennifer = town.respondent().starts(town.invites(study)).agrees().says("shoes")
    of = jennifer.interview.id
    jennifer.taps("The shop").sends({"say": "less"}, {"wish": "map", "of": of})
    assert jennifer.replies == ["Thank you and good-bye.", sentences.NO_MAP_OF_ONE]


@pytest.mark.parametrize("wish", ["resume", "answers", "map", "withdraw"])
def test_nobody_asks_anything_of_somebody_elses_interview(
    town: Town, jennifer: Respondent, wish: str
) -> None:
    jennifer.says("shoes")
    stranger = wishes(town.respondent("88"), wish, jennifer.interview.id)
    assert stranger.replies == [sentences.NOT_YOURS]
    assert jennifer.phase is Phase.ASKING
    assert wishes(stranger, wish, "no such one").replies == [sentences.NOT_YOURS]


def test_a_messenger_that_carries_no_files_says_so(store: Store) -> None:
    town = Town(store, carries=False)
    jennifer = town.respondent().starts(town.invites(town.study())).agrees().says("shoes")
    wishes(jennifer, "map", jennifer.interview.id)
    assert jennifer.replies == [sentences.NO_MAP_HERE]


def test_who_is_forgotten_after_looking_at_an_older_interview_is_forgotten_whole(
    town: Town,
) -> None:
    town.study("pains", lost_flow(), open_link=True)
    jennifer = town.respondent().fills_in("pains", "lost", "a coat, on a train", "1", "none")
    first = jennifer.interview.id
    jennifer.fills_in("pains", "lost", "my only key, in the rain")
    jennifer.sends({"wish": "withdraw", "of": first}, {"say": "forget me"}, {"say": "forget me"})
    assert town.interviews("pains") == []
    assert sentences.TROUBLE not in town.pigeon.texts("77")


def test_what_was_asked_of_one_interview_outlives_forgetting_another(town: Town) -> None:
    errand, other = town.study(), town.study("other")
    jennifer = town.respondent().starts(town.invites(errand)).agrees()
    jennifer.says("shoes").taps("The shop").says("less")
    first = jennifer.interview.id
    jennifer.turns_to(town.invites(other)).agrees()
    jennifer.sends({"wish": "withdraw", "of": first}, {"say": "forget me"}, {"say": "forget me"})
    assert [i.phase for i in town.interviews()] == [Phase.WITHDRAWN]
    assert town.interviews("other") == []
