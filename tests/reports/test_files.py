"""Files that came with what was said: named beside the words, in every shape of the map."""

from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cxmodel.guide import Lane
from cxmodel.interview import AnswerId, Attachment, Interview, Kind
from cxmodel.journey import schema
from reports.compile import compile_journey
from reports.render import render
from tests.reports.talk import VERSION, Talk, a_study, process_guide, topic

RECEIPT = Attachment(
    id="f1", kind="photo", name="receipt <1>.jpg", size=9, sha256="", answer=AnswerId("a2")
)


def guide() -> Any:
    plain = process_guide()
    proof = topic("proof", "path", Kind.MEDIA, Lane.PAIN)
    return replace(plain, topics=(*plain.topics, proof))


def talk() -> Talk:
    told = Talk("iv01", "P-01", guide=guide())
    told.says("need", "A course")
    told.says("proof", "f1", "Look at this receipt")
    return told


def compiled(*attachments: Attachment, told: Talk | None = None) -> Any:
    interview: Interview = replace((told or talk()).done(), attachments=attachments)
    return compile_journey(a_study(), {VERSION: guide()}, [interview], invited=1)


def test_a_file_stands_with_the_words_it_came_with() -> None:
    document = compiled(RECEIPT)
    Draft202012Validator(schema()).validate(document)
    files = {key: said.get("files") for key, said in document["evidence"].items()}
    assert files == {
        "iv01/a1": None,
        "iv01/a2": [{"kind": "photo", "name": "receipt <1>.jpg"}],
    }


def test_what_a_question_for_a_file_was_answered_with_is_a_claim() -> None:
    steps = [step for stage in compiled(RECEIPT)["stages"] for step in stage["steps"]]
    (pain,) = [pain for step in steps for pain in step["pain"]]
    assert (pain["text"], pain["evidence"]) == ("Look at this receipt", ["iv01/a2"])


def test_page_and_text_name_the_file_and_never_its_markup() -> None:
    document = compiled(RECEIPT)
    page = render(document, "html", None)
    assert "<bdi>photo</bdi>: <bdi>receipt &lt;1&gt;.jpg</bdi>" in page
    assert "receipt <1>" not in page
    assert "(photo: receipt" in render(document, "md", None)


def test_several_files_and_a_long_kind() -> None:
    film = replace(RECEIPT, id="f2", kind="video_note", name="b.mp4")
    files = compiled(RECEIPT, film)["evidence"]["iv01/a2"]["files"]
    assert [file["kind"] for file in files] == ["photo", "video note"]


@pytest.mark.parametrize(
    ("kind", "kept"),
    [
        pytest.param(Kind.MEDIA, None, id="another file takes the place of a file"),
        pytest.param(Kind.TEXT, "photo", id="new words keep the file of the old ones"),
    ],
)
def test_a_revised_answer(kind: Kind, kept: str | None) -> None:
    told = talk()
    told.answers[1] = replace(told.answers[1], kind=kind)
    told.says("proof", "f2", "This one", revision_of=AnswerId("a2"))
    evidence = compiled(RECEIPT, told=told)["evidence"]["iv01/a3"]
    assert [file["kind"] for file in evidence.get("files", [])] == ([kept] if kept else [])


def test_a_file_that_no_answer_is_left_of_is_not_named() -> None:
    lost = replace(RECEIPT, answer=None)
    assert ".jpg" not in str(compiled(lost))
