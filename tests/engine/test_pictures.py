"""The mini-map as a picture, and my data as a file: when they come, and what is in them."""

import json

from cxmodel.interchange import load_interview
from cxmodel.interview import Phase
from interview_flows.owning import FORMAT
from interview_flows.talk import AskedFor, DrawnStep, Edited, Picture, Topic
from tests.engine.respondent import Respondent
from tests.engine.test_endings import at_the_playback


def pictures(respondent: Respondent) -> list[Picture]:
    return [reply.picture for reply in respondent.replies if reply.picture is not None]


def test_the_playback_comes_with_a_picture_of_the_same() -> None:
    (drawn,) = pictures(at_the_playback())
    assert drawn == Picture(
        heading="This is what I understood:",
        need="You needed: A passport",
        steps=(
            DrawnStep("1. Found the form", "A help desk", 1),
            DrawnStep("2. Paid at the desk", "", -2),
        ),
        low="The low point: Paid at the desk – They lost it",
        wish="You would have wished: One button",
        caption="The same as a picture, for you to keep.",
    )


def test_it_comes_once_however_often_the_playback_is_shown() -> None:
    respondent = at_the_playback()
    for words in ("help", "language", "back", "skip", "pause", "resume"):
        respondent.says(words)
        assert pictures(respondent) == [], words


def test_each_corrected_summary_brings_a_picture_of_its_own() -> None:
    respondent = at_the_playback()
    for words in ("A visa", "A new visa"):
        respondent.says("change 1")
        assert pictures(respondent) == []
        respondent.says(words)
        assert respondent.phase is Phase.PLAYBACK
        (drawn,) = pictures(respondent)
        assert drawn.need == f"You needed: {words}"
    respondent.says("help", "language")
    assert pictures(respondent) == []
    respondent.taps("Completely")
    assert respondent.phase is Phase.COMPLETED
    assert pictures(respondent) == []


def test_an_edited_message_draws_the_summary_anew() -> None:
    respondent = at_the_playback()
    respondent.does(Edited("A visa", message="m1"))
    (drawn,) = pictures(respondent)
    assert respondent.phase is Phase.PLAYBACK
    assert drawn.need == "You needed: A visa"


def test_what_is_edited_after_the_last_summary_is_drawn_at_the_end() -> None:
    respondent = at_the_playback()
    respondent.taps("Not at all")
    respondent.does(Edited("A visa", message="m1"))
    assert pictures(respondent) == []
    respondent.taps("Leave it as it is")
    (drawn,) = pictures(respondent)
    assert (respondent.phase, drawn.need) == (Phase.COMPLETED, "You needed: A visa")


def test_an_answer_kept_as_it_is_draws_nothing_anew() -> None:
    respondent = at_the_playback()
    respondent.says("change 1", "skip")
    assert respondent.phase is Phase.PLAYBACK
    assert pictures(respondent) == []


def test_without_corrections_the_end_brings_no_second_picture() -> None:
    respondent = at_the_playback()
    respondent.taps("Completely")
    assert pictures(respondent) == []


def test_a_picture_speaks_their_language() -> None:
    respondent = at_the_playback()
    respondent.says("language de", "change 1", "A visa")
    assert [drawn.heading for drawn in pictures(respondent)] in (
        ["Das habe ich verstanden:"],
        ["This is what I understood:"],  # a flow in English alone
    )


def test_my_data_is_a_file_of_all_that_is_stored() -> None:
    respondent = at_the_playback()
    respondent.does(AskedFor(Topic.MY_DATA))
    document = respondent.last.document
    assert document is not None
    told = json.loads(document.text)
    assert (document.name, told["format"]) == ("my-data.json", FORMAT)
    assert told["asked"][0]["answer"] == "A passport"
    assert "Paid at the desk" in [each["about"] for each in told["asked"]]
    stored = load_interview(json.dumps(told["stored"]))
    assert stored.current_answers() is not None
    assert [a.verbatim for a in stored.answers] == [
        a.verbatim for a in respondent.interview.answers
    ]
    assert "This is stored about you" in respondent.heard


def test_nothing_else_brings_a_file() -> None:
    respondent = at_the_playback()
    for words in ("answers", "help", "back", "pause"):
        respondent.says(words)
        assert [reply.document for reply in respondent.replies] == [None] * len(respondent.replies)
