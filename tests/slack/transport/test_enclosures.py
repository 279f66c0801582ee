"""Pictures and documents of a respondent's own, uploaded to nobody but them."""

from bot.enclosures import enclosed
from cxmodel.interview import Phase
from cxmodel.records import Queued
from cxmodel.store import Store
from tests.bot.post import until
from tests.bot.town import Town
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.slack.transport.office import Office
from tests.telegram.test_enclosures import DOCUMENT, PICTURE, PLAYBACK


async def _begins(town: Town, grace: FakeSlackPerson) -> None:
    town.study(open_link=True)
    await grace.says("hello")
    await grace.hears("May I ask you three things?")


def _queue(store: Store, running: Office, *, pictures: bool = True, rest: bool = True) -> None:
    wanted = {True: pictures, False: rest}
    bodies = [body for body in enclosed(PLAYBACK) if wanted["optional" in body]]
    with store.writing() as work:
        chats = work._connection.exec_driver_sql("SELECT id FROM chat").scalars().all()
        work.queue(chats[0], None, [Queued(turn=0, body=body) for body in bodies])
    running.house.outbox.wake()


async def test_they_are_uploaded_with_words_for_who_does_not_see(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    await _begins(Town(store), grace)
    _queue(store, running)
    await until(lambda: len([seen for seen in grace.screen if seen.files]) == 2)
    files = {name: seen.text for seen in grace.screen for name in seen.files}
    assert files == {"journey.png": PICTURE.caption, "my-data.json": DOCUMENT.caption}
    told = [call.given.get("alt_txt") for call in slack.called("files.getUploadURLExternal")]
    assert any("1. Waited – post" in (words or "") for words in told)
    contents = [file.content for file in slack.workspace().team.files.values()]
    assert DOCUMENT.text.encode() in contents
    assert any((content or b"").startswith(b"\x89PNG") for content in contents)


async def test_a_picture_that_is_refused_is_dropped_in_silence_and_the_talk_goes_on(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    slack.fail("files.getUploadURLExternal", error="missing_scope", times=1)
    town = Town(store)
    await _begins(town, grace)
    _queue(store, running, rest=False)
    await until(lambda: bool(slack.called("files.getUploadURLExternal")))
    _queue(store, running, pictures=False)
    await until(lambda: bool([seen for seen in grace.screen if seen.files]))
    await grace.taps("I agree")
    await grace.hears("What did you need?")
    assert not [seen for seen in grace.screen if "could not do what" in seen.text]
    assert town.interviews()[0].phase is Phase.ASKING
