"""What takes its time, look-ups and map files: where it fails, nothing else does."""

import pytest

from bot.messenger import FindPeople, MapFiles, Parcel
from bot.sample import load_sample
from bot.users import add_user, link_slack
from cxmodel.interview import StudyId
from cxmodel.store import Store
from tests.bot.town import Town
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.slack.transport.office import Office, inbox


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        pytest.param(["conversations.members", "missing_scope"], "missing_scope", id="a scope"),
        pytest.param(["users.info", "no_permission"], "no_permission", id="not allowed"),
        pytest.param(["conversations.members", "is_archived"], "is_archived", id="archived"),
    ],
)
async def test_a_look_up_that_is_refused_is_told_and_halts_nobody(  # noqa: PLR0917 - fixtures
    store: Store,
    slack: FakeSlack,
    grace: FakeSlackPerson,
    running: Office,
    how: list[str],
    reason: str,
) -> None:
    method, error = how
    slack.fail(method, error=error, times=None)
    room = slack.workspace().channel("room", slack.workspace().person("Ada"))
    await _researches(store, slack, grace)
    await grace.slash("/journey", f"invite errand <#{room.id}|room>")
    await grace.hears(f"I could not do what you asked for just now: Slack answered {reason}")
    await _goes_on(store, grace, running)
    assert len(slack.called(method)) == 1


async def test_a_map_that_cannot_be_uploaded_is_told_and_halts_nobody(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    slack.fail("files.getUploadURLExternal", error="missing_scope", times=None)
    load_sample(store)
    await _researches(store, slack, grace)
    await grace.slash("/journey", "map training-sample")
    await grace.hears("I could not do what you asked for just now: Slack answered missing_scope")
    await _goes_on(store, grace, running)
    assert len(slack.called("files.getUploadURLExternal")) == 1


async def test_a_member_who_vanished_is_left_out_and_the_others_are_asked(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    home = slack.workspace()
    ada, ben = home.person("Ada"), home.person("Ben")
    room = home.channel("room", ada, ben)
    slack.fail("users.info", error="user_not_found", times=1)
    await _researches(store, slack, grace)
    await grace.slash("/journey", f"invite errand <#{room.id}|room>")
    await grace.hears("1 invited.")
    await ben.hears("Errand")
    await _goes_on(store, grace, running)


async def test_who_is_named_beside_a_group_is_asked_only_where_they_are_a_person_of_ours(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    home = slack.workspace()
    ada, ben, stranger = home.person("Ada"), home.person("Ben"), home.stranger()
    room = home.channel("room", ada)
    await _researches(store, slack, grace)
    named = f"<@{ben.id}|ben> <@{stranger.id}|stranger> <@{home.team.bot.id}|bot>"
    await grace.slash("/journey", f"invite errand {named} <#{room.id}|room>")
    await grace.hears("2 invited.")
    await ben.hears("Errand")
    assert stranger.screen == []


async def test_an_order_is_taken_once_however_often_it_is_looked_up(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    messenger = running.house.messengers["slack", slack.workspace().id]
    room = slack.workspace().channel("room", slack.workspace().person("Ada"))
    (body,) = messenger.parts(None, FindPeople("invite x", (room.id,), ()))
    for _ in range(2):
        await messenger.send(grace.id, body, None, None)
    assert len(inbox(store)) == 1
    (another,) = messenger.parts(None, FindPeople("invite x", (room.id,), ()))
    await messenger.send(grace.id, another, None, None)
    assert len(inbox(store)) == 2


@pytest.mark.parametrize(
    "parcel",
    [
        pytest.param(FindPeople("x", ("C1",), ()), id="find"),
        pytest.param(MapFiles(study=StudyId("x"), formats=("md",)), id="files"),
    ],
)
def test_look_ups_and_files_take_their_time(
    store: Store, slack: FakeSlack, running: Office, parcel: Parcel
) -> None:
    (body,) = running.house.messengers["slack", slack.workspace().id].parts(None, parcel)
    assert body["slow"]


async def _researches(store: Store, slack: FakeSlack, grace: FakeSlackPerson) -> None:
    Town(store).study()
    add_user(store, "grace", "researcher", "a long password")
    link_slack(store, "grace", f"{slack.workspace().id}/{grace.id}")


async def _goes_on(store: Store, grace: FakeSlackPerson, running: Office) -> None:
    """The workspace is not halted, and the researcher is not taken for gone."""
    await grace.slash("/journey", "status")
    await grace.hears("0 completed")
    assert await running.state() == "ok"
