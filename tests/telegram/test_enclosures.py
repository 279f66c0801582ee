"""Pictures and documents as they reach somebody on Telegram."""

import json

import pytest

from bot.enclosures import enclosed
from bot.telegram.adapter import TelegramMessenger
from cxmodel.errors import SendFailed
from cxmodel.interview import Phase
from interview_flows.talk import Document, DrawnStep, Picture, Reply, ReplyKind
from tests.fakes.telegram import FakePerson, FakeTelegram

PICTURE = Picture(
    heading="This is what I understood:",
    steps=(DrawnStep("1. Waited", "post", -2),),
    wish="You would have wished: a day",
    caption="The same as a picture, for you to keep.",
)
DOCUMENT = Document("my-data.json", '{"stored": "Größe 😀"}\n', "All that is stored.")
PLAYBACK = Reply(
    say="…",
    kind=ReplyKind.PLAYBACK,
    input="choice",
    options=("No", "Yes"),
    turn=4,
    phase=Phase.PLAYBACK,
    picture=PICTURE,
    document=DOCUMENT,
)


def test_they_follow_the_words_and_keep_nothing_waiting(messenger: TelegramMessenger) -> None:
    said, picture, document = messenger.parts("abc", PLAYBACK)
    assert (said["do"], "slow" in said) == ("say", False)
    assert picture["slow"] is document["slow"] is picture["optional"] is True
    assert "optional" not in document
    assert json.loads(json.dumps([picture, document])) == [picture, document]
    assert picture["told"].split("\n")[1] == "1. Waited – post"


async def test_a_picture_and_a_document_arrive_as_files(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    for body in enclosed(PLAYBACK):
        assert await messenger.send(str(person.id), body, None, None) == str(person.last.id)
    photo, document = telegram.calls[-2:]
    assert (photo.method, document.method) == ("sendPhoto", "sendDocument")
    assert photo.given["photo"].content.startswith(b"\x89PNG")
    assert photo.given["caption"] == PICTURE.caption
    assert document.given["document"].content.decode() == DOCUMENT.text
    assert document.given["document"].name == "my-data.json"
    assert telegram.refused == []


async def test_what_cannot_be_drawn_is_given_up_without_a_word_of_theirs(
    messenger: TelegramMessenger, person: FakePerson
) -> None:
    (body, _) = enclosed(PLAYBACK)
    body["language"] = "1. Waited"  # none that Typst knows
    with pytest.raises(SendFailed) as failure:
        await messenger.send(str(person.id), body, None, None)
    assert failure.value.permanent
    assert "Waited" not in str(failure.value)


async def test_a_refused_picture_is_permanent(
    messenger: TelegramMessenger, telegram: FakeTelegram, person: FakePerson
) -> None:
    telegram.fail("sendPhoto", error=400)
    with pytest.raises(SendFailed) as failure:
        await messenger.send(str(person.id), enclosed(PLAYBACK)[0], None, None)
    assert failure.value.permanent
