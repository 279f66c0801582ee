"""What is said to files, and which of them are kept."""

from cxmodel.study import Anonymity
from interview_flows.attaching import LARGEST_FILE
from interview_flows.talk import Attached, ReplyKind
from tests.engine.flows import EVERY, one_question
from tests.engine.respondent import Respondent, a_study

SMALL = Attached("document", "form.pdf", LARGEST_FILE, "F1")
LARGE = Attached("video", "tour.mp4", LARGEST_FILE + 1, "F2")


def asked_for_a_picture() -> Respondent:
    return Respondent(
        one_question("id: photo, kind: media, text: A picture?", playback="no")
    ).agrees()


def kept(respondent: Respondent) -> list[str]:
    return [each.source for each in respondent.interview.attachments]


def test_who_sends_a_file_is_told_what_becomes_of_it() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.does(SMALL)
    assert "keep your file with your answers (up to 20 MB a file)" in respondent.last.say
    assert kept(respondent) == ["F1"]


def test_a_file_too_large_is_not_kept() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.does(LARGE)
    assert "files of up to 20 MB" in respondent.last.say
    assert respondent.last.kind is ReplyKind.NOTICE
    assert kept(respondent) == []


def test_where_a_file_is_asked_for_one_too_large_is_no_answer() -> None:
    respondent = asked_for_a_picture()
    respondent.does(LARGE)
    assert "files of up to 20 MB" in respondent.last.say
    assert (respondent.asked, kept(respondent)) == ("photo", [])


def test_what_fits_is_kept_beside_what_does_not() -> None:
    respondent = asked_for_a_picture()
    both = Attached("video", "tour.mp4", LARGEST_FILE + 1, "F2", beside=(SMALL,))
    respondent.does(both)
    assert respondent.answer("photo").verbatim == "form.pdf"
    assert kept(respondent) == ["F1"]
    assert any("files of up to 20 MB" in reply.say for reply in respondent.replies)


def test_an_anonymous_file_has_no_name_of_its_own() -> None:
    respondent = Respondent(EVERY, a_study(EVERY, anonymity=Anonymity.ANONYMOUS)).agrees()
    respondent.does(Attached("video_note", "Canarina.mp4", 10, "F1"))
    (file,) = respondent.interview.attachments
    assert file.name == "video note 1"
    assert any("stays as you sent it" in reply.say for reply in respondent.replies)


def in_album(number: int, album: str = "77", caption: str = "") -> Attached:
    return Attached("photo", f"{number}.jpg", 10, f"F{number}", caption=caption, album=album)


def test_of_an_album_one_word_is_said() -> None:
    """Telegram sends it as an update each."""
    respondent = Respondent(EVERY).agrees()
    said = [len(respondent.does(in_album(number)).effects) for number in range(4)]
    assert said == [1, 0, 0, 0]
    assert len(respondent.does(in_album(4, album="78")).effects) == 1
    assert kept(respondent) == ["F0", "F1", "F2", "F3", "F4"]


def test_an_album_stays_with_the_answer_that_its_caption_gave() -> None:
    respondent = Respondent(EVERY).agrees()
    respondent.does(in_album(0, caption="A passport"))
    respondent.does(in_album(1))
    assert respondent.replies == []
    assert [a.answer for a in respondent.interview.attachments] == [respondent.answers[0].id] * 2


def test_an_album_answers_one_question_for_a_picture() -> None:
    question = "id: one, kind: media, text: A picture?}\n      - {id: two, kind: media, text: More?"
    respondent = Respondent(one_question(question, playback="no")).agrees()
    respondent.does(in_album(0))
    respondent.does(in_album(1))
    assert [a.question for a in respondent.answers] == ["one"]
    respondent.does(in_album(2, album="78"))
    assert [a.question for a in respondent.answers] == ["one", "two"]
