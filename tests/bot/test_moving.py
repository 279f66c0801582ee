"""Interviews that are moved to a new version of their flow while people answer them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.authoring import replay_files
from bot.exchange import export_study
from bot.moves import Plan, forecasts, move_all, plan_move
from cxmodel import tables
from cxmodel.errors import Refused
from cxmodel.interview import Phase, StudyId
from cxmodel.store import Store
from interview_flows.loader import load_flow
from tests.bot.town import SHORT, Dial, Respondent, Town, short_flow

NEW = load_flow(
    SHORT.replace(
        "- {id: need, kind: text, lane: need, text: What did you need?}",
        "- {id: aim, kind: text, lane: need, text: What was your aim?}",
    )
    .replace("- {id: shop, label: The shop}", "- {id: phone, label: The telephone}")
    .replace("What would you wish for?", "What would you change?"),
    "short.yaml",
)
STUDY = StudyId("errand")


def plan(town: Town, *chosen: str) -> Plan:
    with town.store.reading() as reading:
        study = reading.study(STUDY)
        assert study is not None
        return plan_move(reading, study, NEW, chosen)


def ten(town: Town) -> list[Respondent]:
    """Respondents who said what they needed and which way they went, but for every fifth."""
    study = town.study()
    people = [town.respondent(f"{n}") for n in range(10)]
    for number, person in enumerate(people):
        person.starts(town.invites(study)).agrees().says(f"need {number}")
        if number % 5:
            person.taps("The shop" if number % 2 else "The web page")
    return people


def finishes(person: Respondent) -> None:
    """Answer whatever is asked until nothing is."""
    for _ in range(10):
        if person.phase is Phase.COMPLETED:
            return
        asked = person.interview.progress.at
        assert asked is not None
        person.says("1" if asked.question == "way" else f"my {asked.question}")


def test_half_of_ten_are_moved_all_finish_and_the_export_joins_by_question(
    town: Town, tmp_path: Path
) -> None:
    people = ten(town)
    moved = people[:5]
    chosen = [person.interview.id for person in moved]
    with town.store.reading() as reading:
        foreseen = {one.before.id: one.losses for one in forecasts(reading, plan(town, *chosen))}
    assert [foreseen[one] for one in chosen] == [
        (
            "1 answer to `need`: the question is gone",
            "stands at `way`: goes on at `aim`",
        ),
        *[
            (
                "1 answer to `need`: the question is gone",
                *(["1 answer to `way`: option `shop` is gone"] if number % 2 else []),
                "stands at `wish`: goes on at `aim`",
            )
            for number in range(1, 5)
        ],
    ]
    assert all(person.interview.flow_version != NEW.version for person in people)

    done = list(move_all(town.store, plan(town, *chosen)))
    assert sorted(one.before.id for one in done) == sorted(chosen)
    town.works()
    for person in moved:
        assert person.interview.flow_version == NEW.version
    for person in people:
        finishes(person)
    ways = {person.interview.id: person.finds(person.interview.id) for person in moved}
    assert {
        a.value for one in ways.values() for a in one.current_answers() if a.question == "way"
    } == {"web"}

    out = tmp_path / "errand.jsonl"
    with town.store.reading() as reading:
        study = reading.study(STUDY)
        assert study is not None
        export_study(reading, study, out, everything=False)
    lines = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert len(lines[0]["flows"]) == 2
    answers = [
        (line["flow_version"] == NEW.version, a["question"], a["excluded"])
        for line in lines[1:]
        for a in line["answers"]
    ]
    assert sum(1 for new, question, out in answers if question == "wish" and not out) == 10
    assert sum(1 for new, question, out in answers if new and question == "aim") == 5
    assert sum(1 for new, question, out in answers if new and question == "need" and out) == 5
    assert sum(1 for _, question, out in answers if question == "way" and not out) == 10
    assert all(not out for new, _, out in answers if not new)


def test_the_prompt_is_asked_anew_and_the_old_button_is_dead(town: Town) -> None:
    person = town.respondent().starts(town.invites(town.study())).agrees().says("shoes")
    button, heard = person.prompt, person.interview.heard_at
    (done,) = move_all(town.store, plan(town))
    assert done.after is not None
    town.works()
    assert town.pigeon.texts("77")[-1] == "What was your aim?"
    assert person.interview.heard_at == heard
    person.taps("The shop", button)
    assert "way" not in person.answers
    assert person.toast


def test_new_interviews_begin_on_the_new_version_unless_some_were_chosen(town: Town) -> None:
    person = town.respondent("1").starts(town.invites(town.study())).agrees()
    list(move_all(town.store, plan(town, person.interview.id)))
    assert town.respondent("2").starts(town.invites(STUDY)).interview.flow_version != NEW.version
    list(move_all(town.store, plan(town)))
    assert town.respondent("3").starts(town.invites(STUDY)).interview.flow_version == NEW.version


def test_an_answer_that_waits_is_taken_in_before_the_move(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.moves.PATIENCE", 1)
    person = town.respondent().starts(town.invites(town.study())).agrees().says("shoes")
    town.receives("77", person.letter(say="2"))
    (kept,) = move_all(town.store, plan(town))
    assert (kept.after, "answer of theirs waits" in kept.stays) == (None, True)
    town.works()
    assert person.answers["way"] == "2"
    (done,) = move_all(town.store, plan(town))
    assert done.after is not None


def test_a_second_move_does_not_wait_for_what_the_first_left_to_be_said(town: Town) -> None:
    person = town.respondent().starts(town.invites(town.study())).agrees().says("shoes")
    list(move_all(town.store, plan(town)))
    with town.store.reading() as reading:
        study = reading.study(STUDY)
        assert study is not None
        back = plan_move(reading, study, short_flow(), ())
    (done,) = move_all(town.store, back)
    assert done.after is not None
    town.works()
    assert town.pigeon.texts("77")[-1] == "Which way did you go?"
    assert person.answers == {"need": "shoes"}


def test_a_paused_one_is_moved_in_silence_and_goes_on_where_it_must(town: Town) -> None:
    person = town.respondent().starts(town.invites(town.study())).agrees().says("shoes", "pause")
    before = len(town.pigeon.delivered)
    (done,) = move_all(town.store, plan(town))
    town.works()
    assert done.after is not None
    assert len(town.pigeon.delivered) == before
    assert person.says("resume").last_reply.endswith("What was your aim?")


def test_whoever_is_over_or_elsewhere_stays(town: Town) -> None:
    person = town.respondent().starts(town.invites(town.study())).agrees().says("shoes", "1", "no")
    assert person.phase is Phase.COMPLETED
    with town.store.reading() as reading:
        assert list(forecasts(reading, plan(town))) == []
    with pytest.raises(Refused, match="no interview x9"):
        plan(town, "x9")
    other = load_flow(SHORT.replace("id: short", "id: other"), "other.yaml")
    with town.store.reading() as reading:
        study = reading.study(STUDY)
        assert study is not None
        with pytest.raises(Refused, match="does not ask with 'other'"):
            plan_move(reading, study, other, ())


def test_two_processes_move_and_talk_at_once(towns: list[Town]) -> None:
    """A move and a turn of the same chat: one after the other, and nothing lost."""
    here, there = towns
    person = here.respondent().starts(here.invites(here.study())).agrees().says("shoes")
    there.receives("77", person.letter(say="1"))
    there.works()
    (done,) = move_all(here.store, plan(here))
    assert done.after is not None
    there.works()
    finishes(Respondent(there, "77"))
    stored = here.interviews()[0]
    assert stored.phase is Phase.COMPLETED
    assert {str(a.question) for a in stored.current_answers()} == {"way", "aim", "wish"}
    assert stored.completed_at is not None
    assert stored.completed_at <= datetime.now(UTC)


def test_a_move_says_of_no_interview_in_whose_chat_it_was(town: Town) -> None:
    """Its update stays in the inbox, and an anonymous interview's tie to its chat is cut."""
    (person, *_) = ten(town)
    moved = person.interview
    list(move_all(town.store, plan(town, moved.id)))
    with town.store._reading.connect() as connection:
        events = set(connection.execute(select(tables.inbox.c.event)).scalars())
    vault = town.store._vault
    guessed = [f"moved/{moved.id}/{turn}" for turn in range(99)]
    assert not events & {vault.lookup("event", *town.pigeon.key, each) for each in guessed}


def test_a_study_that_was_closed_and_renamed_meanwhile_stays_so(town: Town) -> None:
    town.study()
    made = plan(town)
    closed = replace(made.study, closed_at=datetime.now(UTC), title="Renamed")
    with town.store.writing() as work:
        work.save_study(closed)
    list(move_all(town.store, made))
    with town.store.reading() as reading:
        found = reading.study(STUDY)
    assert found is not None
    assert (found.title, found.closed_at is None) == ("Renamed", False)
    assert [pinned.version for pinned in found.flows] == [NEW.version]


def test_a_chosen_interview_that_is_over_is_told_to_stay(town: Town) -> None:
    person = town.respondent().starts(town.invites(town.study())).agrees().says("shoes", "1", "no")
    over = person.interview.id
    with town.store.reading() as reading:
        (told,) = forecasts(reading, plan(town, over))
    (done,) = move_all(town.store, plan(town, over))
    assert (told.after, told.stays) == (None, "it is completed")
    assert (done.after, done.stays) == (None, "it is completed")


@pytest.mark.parametrize(("hours", "asked"), [(2, 1), (0, 2)], ids=["long ago", "just now"])
def test_who_stands_where_they_stood_is_asked_again_only_if_they_are_there(
    store: Store, hours: int, asked: int
) -> None:
    town = Town(store, clock=Dial(datetime.now(UTC) - timedelta(hours=hours)))
    person = town.respondent().starts(town.invites(town.study())).agrees().says("shoes")
    other = load_flow(SHORT.replace("What would you wish", "What do you wish"), "short.yaml")
    with store.reading() as reading:
        study = reading.study(STUDY)
        assert study is not None
        made = plan_move(reading, study, other, ())
    (done,) = move_all(store, made)
    assert done.after is not None
    town.works()
    assert (
        sum(text.startswith("Which way did you go?") for text in town.pigeon.texts("77")) == asked
    )
    assert person.says("1").last_reply.endswith("What do you wish for?")


def test_a_replay_takes_the_version_that_each_was_held_with(town: Town, tmp_path: Path) -> None:
    person = town.respondent().starts(town.invites(town.study())).agrees().says("shoes", "1", "no")
    over, out = person.interview.id, tmp_path / "errand.jsonl"
    list(move_all(town.store, plan(town)))
    with town.store.reading() as reading:
        study = reading.study(STUDY)
        assert study is not None
        assert study.flows[0].version == NEW.version
        export_study(reading, study, out, everything=False)
    assert list(replay_files([out], None)) == [(over, [])]
    assert [bool(differs) for _, differs in replay_files([out], NEW)] == [True]
    other = load_flow(SHORT.replace("id: short", "id: other"), "other.yaml")
    with pytest.raises(Refused, match="was held with other; they were held with: short"):
        list(replay_files([out], other))
