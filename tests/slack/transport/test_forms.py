from collections.abc import AsyncIterator

import pytest

from bot.slack.actions import PAIN_POINT, TELL_US
from cxmodel.interview import Phase
from cxmodel.store import Store
from interview_flows.library import shipped
from interview_flows.loader import load_flow
from tests.bot.post import until
from tests.bot.town import Town
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.slack.transport.office import Office, office


@pytest.fixture
async def running(store: Store, slack: FakeSlack) -> AsyncIterator[Office]:
    async with office(store, slack) as office_of_one:
        await until(lambda: bool(office_of_one.house.messengers))
        yield office_of_one


async def test_a_shortcut_opens_a_form_that_begins_an_interview(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    Town(store).study(open_link=True)
    await grace.shortcut(TELL_US)
    await grace.sees("Errand")
    await grace.submits()
    await grace.sees("I have written to you")
    await grace.hears("May I ask you three things?")
    assert slack.refused == []
    assert grace.errors_shown == []


async def test_a_pain_point_is_reported_with_the_consent_that_the_talk_would_ask_for(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    town = Town(store)
    flow = load_flow(shipped()["pain-point"], "pain-point.yaml")
    town.study("pains", flow, open_link=True)
    town.study(open_link=True)  # of another guide: not offered here
    await grace.message_shortcut(PAIN_POINT, "the form lost my data, says <@U0ADA|Ada>")
    form = await grace.sees("Which process is it about?")
    assert "Errand" not in form.text
    values = {"Which process is it about?": "Travel expenses", "What happened?": "It lost my data"}
    await grace.submits(values)
    await grace.hears("Where did it happen?")
    (interview,) = town.interviews("pains")
    given = {answer.question: answer.verbatim for answer in interview.current_answers()}
    assert given == {"process": "Travel expenses", "happened": "It lost my data"}
    assert interview.phase is Phase.ASKING
    assert interview.consent is not None

    ada = slack.workspace().person("Ada")
    await ada.says("Pains")
    (consent,) = await ada.hears("2 minutes")
    assert consent.text in form.text
    assert slack.refused == []


async def test_where_nothing_is_open_the_form_says_so(
    grace: FakeSlackPerson, running: Office
) -> None:
    await grace.shortcut(TELL_US)
    await grace.sees("No study is open just now.")
    await grace.hears_nothing()


async def test_where_no_form_can_be_opened_the_talk_begins_in_words(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson, running: Office
) -> None:
    Town(store).study(open_link=True)
    slack.fail("views.open", error="internal_error")
    await grace.shortcut(TELL_US)
    await grace.hears("May I ask you three things?")
    assert grace.modal is None
