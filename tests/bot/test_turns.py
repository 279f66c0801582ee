"""Updates as platforms really send them: twice, together, shuffled, too early, too late, broken."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from bot import sentences, turn
from cxmodel import tables
from cxmodel.errors import StaleInterview, StoreUnavailable
from cxmodel.interview import Interview, Phase
from cxmodel.records import Turned
from cxmodel.store import Store, Work
from tests.bot.town import Respondent, Town

NEED = "What did you need?"
WAY = "Which way did you go?"
EARLY = "You wrote that before you could see my question"


# ── repeated, together, shuffled ──────────────────────────────────────────────────────────────────


def test_an_update_delivered_ten_times_is_one_answer(town: Town, jennifer: Respondent) -> None:
    letter = jennifer.letter(say="shoes")
    for _ in range(5):
        with town.store.writing() as work:
            work.receive([town.update("77", letter, event="e1") for _ in range(2)])
        town.works()

    assert town.pigeon.texts("77").count(WAY) == 1
    assert len(jennifer.interview.answers) == 1


def test_an_answer_and_stop_together_keep_the_answer_and_stop(jennifer: Respondent) -> None:
    jennifer.sends({"say": "shoes"}, {"say": "/stop"})

    assert jennifer.answers == {"need": "shoes"}
    assert jennifer.phase is Phase.WITHDRAWN


def test_two_answers_together_do_not_answer_the_next_question(jennifer: Respondent) -> None:
    jennifer.sends({"say": "shoes"}, {"say": "and a hat"})

    assert jennifer.answers == {"need": "shoes\nand a hat"}
    assert jennifer.replies == [WAY, "Added, thank you."]


def test_updates_out_of_order_are_sorted(town: Town, jennifer: Respondent) -> None:
    first, second = jennifer.letter(say="shoes"), jennifer.letter(say="and a hat")
    with town.store.writing() as work:
        work.receive(
            [
                town.update("77", second, position=1_000_002),
                town.update("77", first, position=1_000_001),
            ]
        )
    town.works()

    assert jennifer.answers == {"need": "shoes\nand a hat"}


def test_two_taps_of_one_turn_are_one_answer(jennifer: Respondent) -> None:
    jennifer.says("shoes")
    press = {"turn": jennifer.prompt["turn"], "interview": jennifer.prompt["of"]}
    jennifer.sends({"choose": "The shop", **press}, {"choose": "The web page", **press})

    assert jennifer.answers["way"] == "The shop"
    assert jennifer.toast == "This question has been answered already."


# ── too early, too late ───────────────────────────────────────────────────────────────────────────


def test_what_was_typed_before_the_prompt_was_sent_goes_to_the_answer_before(
    town: Town, jennifer: Respondent
) -> None:
    town.receives("77", jennifer.letter(say="shoes"))
    claims = town.thinks()
    town.receives("77", jennifer.letter(say="and a hat"))
    assert town.thinks() == []  # its chat is being sent to

    town.sends(claims)
    town.works()
    assert jennifer.answers == {"need": "shoes\nand a hat"}


@pytest.mark.parametrize("aside", ["help", "answers"])
def test_two_messages_at_once_answer_one_question_also_where_it_was_asked_again(
    town: Town, jennifer: Respondent, aside: str
) -> None:
    jennifer.says(aside)
    town.receives("77", jennifer.letter(say="shoes"), jennifer.letter(say="and a hat"))
    town.works()
    assert jennifer.answers == {"need": "shoes\nand a hat"}


def test_what_was_typed_before_the_prompt_was_visible_answers_nothing_new(
    town: Town, jennifer: Respondent
) -> None:
    jennifer.says("shoes").taps("The shop")
    early = jennifer.letter(say="the web page, I mean")
    jennifer.sends({"say": "colours"})
    town.receives("77", early)
    town.works()

    assert jennifer.answers["way"] == "The shop"
    assert jennifer.phase is Phase.COMPLETED


def test_an_early_word_after_a_tap_has_its_question_asked_again(
    town: Town, jennifer: Respondent
) -> None:
    jennifer.says("shoes")
    early = jennifer.letter(say="hm")
    jennifer.taps("The shop")
    town.receives("77", early)
    town.works()

    assert EARLY in town.pigeon.texts("77")[-1]
    assert jennifer.answers == {"need": "shoes", "way": "The shop"}


def test_an_old_button_is_answered_where_the_finger_is(jennifer: Respondent) -> None:
    jennifer.says("shoes")
    way = jennifer.prompt
    jennifer.taps("The shop").taps("The web page", way)

    assert jennifer.toast == "This question has been answered already."
    assert jennifer.replies == []
    assert jennifer.answers["way"] == "The shop"


def test_a_button_of_another_interview_is_answered_where_the_finger_is(
    town: Town, jennifer: Respondent
) -> None:
    jennifer.says("shoes")
    way = jennifer.prompt
    jennifer.turns_to(town.invites(town.study("other"))).taps("The shop", way)

    assert jennifer.toast == sentences.OLD_BUTTON
    assert jennifer.replies == []


def test_a_button_that_outlived_everything_begins_nothing(town: Town, jennifer: Respondent) -> None:
    jennifer.says("shoes")
    way = jennifer.prompt
    jennifer.says("forget me", "forget me").taps("The shop", way)

    assert jennifer.toast == sentences.OLD_BUTTON
    assert jennifer.replies == []


def test_a_prompt_of_the_interview_before_makes_nothing_early_or_late(town: Town) -> None:
    study, other = town.study(), town.study("other")
    jennifer = town.respondent().starts(town.invites(study))
    jennifer.turns_to(town.invites(other)).agrees().says("a hat")
    assert jennifer.answers == {"need": "a hat"}


# ── broken ────────────────────────────────────────────────────────────────────────────────────────


def test_an_update_that_nobody_can_read_is_set_aside(town: Town, jennifer: Respondent) -> None:
    neighbour = town.respondent("88")
    neighbour.sends({"say": "hello"})
    town.receives("88", neighbour.letter(say="hello"))
    town.receives("77", b"\xff torn", jennifer.letter(say="shoes"))
    town.works()

    assert town.pigeon.texts("77").count(sentences.TROUBLE) == 1
    assert jennifer.answers == {"need": "shoes"}
    assert town.pigeon.texts("88")[-1] == sentences.NO_STUDY
    with town.store.reading() as reading:
        health = reading.health()
    assert (health.inbox_open, health.inbox_poison) == (0, 1)


def test_an_interview_that_cannot_be_read_holds_up_nobody_else(
    town: Town, jennifer: Respondent
) -> None:
    neighbour = town.respondent("88").starts(town.invites(town.study("other"))).agrees()
    with town.store._writing.begin() as connection:
        spoilt = tables.interview.update().where(tables.interview.c.id == jennifer.interview.id)
        connection.execute(spoilt.values(state="spoilt", version=99))
    town.receives("77", jennifer.letter(say="shoes"))
    town.receives("88", neighbour.letter(say="a hat"))
    town.works()

    assert neighbour.answers == {"need": "a hat"}
    assert town.pigeon.texts("77")[-1] == sentences.TROUBLE


def test_a_database_that_is_away_is_not_the_updates_fault(
    town: Town, jennifer: Respondent, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.receives("77", jennifer.letter(say="shoes"))
    with monkeypatch.context() as broken:
        broken.setattr(Store, "writing", _away)
        for _ in range(9):
            with pytest.raises(StoreUnavailable):
                town.worker.take_batch()

    town.works()
    assert jennifer.answers == {"need": "shoes"}


def _away(_: Store) -> object:
    raise StoreUnavailable("the database is away")


def test_somebody_who_saved_first_is_not_overwritten(
    town: Town, jennifer: Respondent, monkeypatch: pytest.MonkeyPatch
) -> None:
    save, times = Work.save, iter([True, False])

    def hindered(self: Work, turned: list[Turned]) -> None:
        if next(times, False):
            raise StaleInterview("somebody saved first")
        save(self, turned)

    monkeypatch.setattr(Work, "save", hindered)
    jennifer.says("shoes")
    assert jennifer.answers == {"need": "shoes"}


# ── which flow, which language ────────────────────────────────────────────────────────────────────


def test_a_pinned_flow_that_is_gone_is_told_and_the_bot_goes_on(
    town: Town, jennifer: Respondent
) -> None:
    with town.store._writing.begin() as connection:
        lost = tables.interview.update().where(tables.interview.c.id == jennifer.interview.id)
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        flow = {"version": "gone", "flow": "gone", "text": "id: gone"}
        connection.execute(tables.flow_version.insert().values(flow))
        connection.execute(lost.values(flow_version="gone", version=99))
    jennifer.says("shoes")

    assert jennifer.replies == [sentences.TROUBLE]


def test_a_language_of_the_flow_is_taken_from_the_platform(town: Town) -> None:
    study = town.study()
    jennifer = town.respondent()
    jennifer.sends({"start": town.invites(study), "language": "en-GB"})
    assert jennifer.interview.language == "en"


def test_a_batch_is_worked_through_in_one_transaction(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = town.study(open_link=True)
    token = town.invites(study, reusable=True)
    for account in range(20):
        letter = town.respondent(str(account)).letter(start=token)
        town.receives(str(account), letter)
    transactions = []
    original = turn.take_turns

    def counted(*args: object, **kwargs: object) -> object:
        transactions.append(args)
        return original(*args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.worker.take_turns", counted)
    batch = town.worker.take_batch()

    assert len(transactions) == 1
    assert batch.count == len(batch.claims) == 20


def test_a_chat_that_floods_waits_for_no_one_else_and_loses_nothing(town: Town) -> None:
    jennifer = town.respondent().starts(town.invites(town.study())).agrees()
    jennifer.sends(*[{"say": f"word {n}"} for n in range(100)])

    words = jennifer.answers["need"].split("\n")
    assert words == [f"word {n}" for n in range(100)]


def test_interviews_know_when_they_began(jennifer: Respondent) -> None:
    interview: Interview = jennifer.interview
    assert abs((datetime.now(UTC) - interview.started_at).total_seconds()) < 60


def test_a_turn_brings_in_nothing_that_maps_are_made_with() -> None:
    """It would be brought in within an open commit, or by a terminal that makes none."""
    script = (
        "import sys, bot.turn, bot.desk; print(sorted(m for m in sys.modules if 'report' in m))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
