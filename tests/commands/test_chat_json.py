"""Contract §4, to the letter."""

import json
import signal
from pathlib import Path
from typing import Any

from tests.commands.desk import TOUR, Desk

KEYS = {"say", "kind", "question", "input", "options", "turn", "phase", "waits"}
FACES = ["😞 Very bad", "🙁 Bad", "😐 Neither good nor bad", "🙂 Good", "😀 Very good"]


def kinds(turn: list[dict[str, Any]]) -> list[str]:
    return [line["kind"] for line in turn]


def test_a_whole_interview(desk: Desk) -> None:
    with desk.talks("tour.yaml") as talk:
        assert talk.first | {"interview": ""} == {
            "interview": "",
            "study": "tour",
            "phase": "consenting",
        }
        consent = talk.last
        assert consent.keys() >= KEYS
        assert (consent["kind"], consent["input"], consent["question"]) == (
            "consent",
            "yesno",
            None,
        )
        assert consent["options"] == ["I agree", "No, thanks"]

        talk({"choose": "I agree"})
        assert (talk.last["question"], talk.last["input"], talk.last["options"]) == (
            "need",
            "text",
            [],
        )
        talk("a map of the town")
        assert (talk.last["question"], talk.last["options"]) == ("mood", FACES)
        assert talk.last["phase"] == "asking"

        talk({"choose": 3})  # 0-based: Good
        assert talk.last["question"] == "ways"
        talk({"choose": "The web page"})
        assert talk.last["selected"] == [0]
        talk({"choose": 2, "turn": talk.last["turn"]})
        assert talk.last["selected"] == [0, 2]
        talk({"do": "done"})
        assert (talk.last["question"], talk.last["input"]) == ("story", "story")

        talk("I asked at the desk")
        assert kinds(talk.turn) == ["echo"]
        assert (talk.last["question"], talk.last["input"]) == ("story", "story")
        for count in (2, 3):
            talk("I walked there")
            assert (kinds(talk.turn), talk.last["waits"]) == (["echo"], True)
            assert talk.last["say"].startswith(f"{count} messages so far. Go on, or press Done")
            assert (talk.last["question"], talk.last["input"]) == ("story", "story")
        talk({"do": "done"})
        assert kinds(talk.turn) == ["confirm"]
        assert talk.last["phase"] == "confirming"
        talk({"choose": "That's right"})

        talk({"say": "fewer stairs"})
        assert talk.last["kind"] == "playback"
        assert talk.last["options"] == ["Not at all", "A little", "Mostly", "Completely"]
        talk({"choose": 3})
        assert kinds(talk.turn) == ["closing"]
        assert (talk.last["input"], talk.last["options"]) == ("none", [])
        assert talk.ends() == talk.first | {"phase": "completed"}

    answers = _answers(desk)
    assert answers["need"] == "a map of the town"
    assert answers["mood"] == 1
    assert answers["ways"] == ("web", "phone")
    assert answers["wish"] == "fewer stairs"


def test_bad_lines_get_an_error_and_the_talk_goes_on(desk: Desk) -> None:
    with desk.talks("tour.yaml") as talk:
        talk("yes")
        for bad in (
            "{",
            '{"say": 5}',
            "{}",
            '{"do": "dance"}',
            '{"do": "change"}',
            '{"do": "edit", "say": "x"}',
            '{"choose": true}',
            '{"choose": 1.5}',
            '{"choose": 0, "turn": "x"}',
            '{"say": "x"} {"say": "y"}',
            '{"choose": ' + "9" * 5000 + "}",
            '{"a": ' * 30_000,
        ):
            talk(bad)
            assert kinds(talk.turn) == ["error"], bad
            assert (talk.last["question"], talk.last["input"]) == ("need", "text")
            assert talk.last["phase"] == "asking"
        talk('{"say": "half a pair \\ud800 and NUL \\u0000"}')
        assert talk.last["question"] == "mood"
        talk({"choose": 99})
        assert (kinds(talk.turn), talk.last["options"]) == (["notice"], FACES)
        talk("\u2028 not a feeling \x85")
        assert (kinds(talk.turn), talk.last["question"]) == (["question"], "mood")

    assert _answers(desk)["need"] == "half a pair \ufffd and NUL \ufffd"


def test_every_verb(desk: Desk) -> None:
    with desk.talks("tour.yaml") as talk:
        talk("yes")
        talk("a map")
        mood = talk.last["turn"]
        talk({"do": "answers"})
        assert "a map" in talk.last["say"]
        assert (kinds(talk.turn), talk.last["question"]) == (["notice"], "mood")
        talk({"do": "help"})
        assert "forget me" in talk.last["say"]
        talk({"do": "my_data"})
        assert "A guided tour" in talk.last["say"]
        talk({"do": "language", "code": "de"})
        assert "English only" in talk.last["say"]
        talk({"do": "language"})
        assert kinds(talk.turn) == ["notice"]

        talk({"do": "skip"})
        assert talk.last["question"] == "ways"
        talk({"choose": 0, "turn": mood})
        assert (kinds(talk.turn), talk.last["question"]) == (["notice"], "ways")
        talk({"do": "back"})
        assert (talk.last["question"], talk.last["phase"]) == ("mood", "editing")
        talk({"choose": "🙂 Good"})
        assert talk.last["question"] == "ways"

        talk({"do": "change", "question": "need"})
        assert (talk.last["question"], "a map" in talk.last["say"]) == ("need", True)
        talk("a plan")
        assert talk.last["question"] == "ways"
        talk({"do": "edit", "turn": mood - 1, "say": "a big plan"})
        assert kinds(talk.turn) == ["notice"]
        talk({"do": "add"})
        assert "a big plan" in talk.last["say"]
        talk("and a guide")
        assert talk.last["question"] == "ways"

        talk({"do": "pause"})
        assert (talk.last["phase"], talk.last["input"]) == ("paused", "none")
        talk("hello?")
        assert (talk.last["phase"], kinds(talk.turn)) == ("paused", ["notice"])
        talk({"do": "resume"})
        assert (talk.last["question"], talk.last["phase"]) == ("ways", "asking")

        talk({"do": "stop"})
        assert (talk.last["phase"], talk.last["input"]) == ("withdrawn", "none")
        assert talk.ends()["phase"] == "withdrawn"

    answers = _answers(desk)
    assert answers["need"] == "a big plan\nand a guide"
    assert answers["mood"] == 1


def test_forget_me_is_asked_twice_and_ends_the_run(desk: Desk) -> None:
    with desk.talks("tour.yaml") as talk:
        talk("yes")
        talk("a canary")
        talk({"do": "forget_me"})
        assert "once more" in talk.last["say"]
        talk({"do": "forget_me"})
        assert talk.ends() == talk.first | {"phase": "withdrawn"}

    database = (desk.folder / "home" / "desirepath.db").read_bytes()
    assert b"canary" not in database


def test_what_is_over_can_be_added_to_and_then_deleted(desk: Desk) -> None:
    with desk.talks("tour.yaml") as talk:
        talk("yes")
        talk("a canary")
        for _ in range(20):
            if talk.last["phase"] == "completed":
                break
            talk({"do": "skip"})
        assert talk.ends()["phase"] == "completed"
    with desk.talks("--resume", talk.first["interview"]) as again:
        assert "finished" in again.last["say"]
        again("a second canary")
        assert again.last["phase"] == "completed"
        assert again.ends()["phase"] == "completed"
    assert "a second canary" in "".join(map(str, _answers(desk).values()))
    with desk.talks("--resume", talk.first["interview"]) as last:
        last({"do": "forget_me"})
        last({"do": "forget_me"})
        last.ends()
    assert b"canary" not in (desk.folder / "home" / "desirepath.db").read_bytes()


def test_declining_ends_the_run(desk: Desk) -> None:
    (ran,) = desk.runs_in_turn([("chat", "tour.yaml", "--json")], stdin=['{"choose": 1}\nhello\n'])
    first, *_, last = (json.loads(line) for line in ran.lines)
    assert last == first | {"phase": "declined"}

    resumed, unknown = desk.runs_in_turn(
        [("chat", "--resume", first["interview"]), ("chat", "--resume", "nonsense")]
    )
    over = f"interview {first['interview']} is declined: nothing of it is stored"
    assert resumed.refusal == over
    assert unknown.refusal.startswith("no interview nonsense")


def test_the_end_of_input_pauses_and_resume_goes_on(desk: Desk) -> None:
    lines = 'yes\n{"say": "a map"}\n'
    ran = desk.does("chat", "tour.yaml", "--json", stdin=lines)
    first, *_, last = (json.loads(line) for line in ran.lines)
    assert last == first | {"phase": "paused"}

    with desk.talks("--resume", first["interview"]) as talk:
        assert talk.first == last | {"phase": "asking"}
        assert (talk.last["question"], "Welcome back" in talk.last["say"]) == ("mood", True)
        talk("good")
        assert talk.last["question"] == "ways"


def test_interrupting_pauses(desk: Desk) -> None:
    with desk.talks("tour.yaml") as talk:
        talk("yes")
        talk.process.send_signal(signal.SIGINT)
        assert talk.ends()["phase"] == "paused"


def test_killing_loses_nothing(desk: Desk) -> None:
    with desk.talks("tour.yaml") as talk:
        talk("yes")
        talk("a map")
        talk.process.kill()

    with desk.talks("tour.yaml", "--resume", talk.first["interview"]) as again:
        again("good")
        assert again.last["question"] == "ways"
        again("1, 2")
        again.process.kill()

    answers = _answers(desk)
    assert (answers["need"], answers["mood"], answers["ways"]) == ("a map", 1, ("web", "shop"))


def test_killing_between_storing_and_answering_loses_nothing(desk: Desk) -> None:
    """Lines that were written but hardly read: however far it came, the rest is typed again."""
    process = desk.starts("chat", "tour.yaml", "--json")
    process.stdin.write("yes\na map\ngood\n")
    process.stdin.flush()
    interview = json.loads(process.stdout.readline())["interview"]
    process.stdout.readline()
    process.kill()
    process.communicate()

    with desk.talks("--resume", interview) as talk:
        rest = {None: ["yes", "a map", "good"], "need": ["a map", "good"], "mood": ["good"]}
        for line in rest.get(talk.last["question"], []):
            talk(line)
        assert talk.last["question"] == "ways"
    answers = _answers(desk)
    assert (answers["need"], answers["mood"]) == ("a map", 1)


def test_a_reader_that_goes_away_pauses_the_interview(desk: Desk) -> None:
    process = desk.starts("chat", "tour.yaml", "--json")
    interview = json.loads(process.stdout.readline())["interview"]
    process.stdout.readline()
    process.stdout.close()
    process.stdin.write("yes\n")
    process.stdin.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    process.wait()

    assert _phases(desk) == {interview: "paused"}


def test_a_changed_flow_serves_new_interviews_and_leaves_open_ones_alone(desk: Desk) -> None:
    with desk.talks("tour.yaml") as old:
        old("yes")
    desk.writes("tour.yaml", TOUR.replace("What did you need?", "What were you after?"))
    with desk.talks("tour.yaml") as new:
        new("yes")
        assert new.last["say"] == "What were you after?"
    Path(desk.folder / "tour.yaml").unlink()

    with desk.talks("--resume", old.first["interview"]) as again:
        assert again.last["say"].endswith("What did you need?")


def _answers(desk: Desk) -> dict[str, Any]:
    """Value of each question, as last given, of the only interview; nothing is amiss."""
    with desk.reading() as reading:
        assert reading.problems() == []
        (interview,) = reading.interviews("tour")
    return {str(a.question): a.value for a in interview.current_answers() if not a.probe}


def _phases(desk: Desk) -> dict[str, str]:
    with desk.reading() as reading:
        return {str(each.id): each.phase.value for each in reading.interviews("tour")}
