"""Files of respondents, fetched from a fake Slack over HTTP; whoever is no Slack gets no token."""

from collections.abc import AsyncIterator
from contextlib import aclosing

import pytest
from aiohttp import web
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import new_client, open_session
from bot.slack.downloads import pieces_of
from cxmodel.errors import SendFailed
from tests.fakes.listening import serving
from tests.fakes.slack import FakeSlack, FakeSlackPerson

CONTENT = b"%PDF" * 50_000


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as fake:
        yield fake


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    async with open_session(slack.url) as session:
        yield new_client(slack.url, session)


@pytest.fixture
async def source(slack: FakeSlack) -> str:
    """Slack's id of a file that a respondent sent."""
    grace: FakeSlackPerson = slack.workspace().person("Grace")
    await grace.uploads("form.pdf", CONTENT)
    (source,) = slack.workspace().team.files
    return source


async def fetched(client: AsyncWebClient, token: str, source: str) -> bytes:
    async with aclosing(pieces_of(client, token, source)) as pieces:
        return b"".join([piece async for piece in pieces])


async def failure_of(client: AsyncWebClient, token: str, source: str) -> SendFailed:
    with pytest.raises(SendFailed) as raised:
        await fetched(client, token, source)
    assert token not in str(raised.value)
    return raised.value


async def test_a_file_comes_whole(slack: FakeSlack, client: AsyncWebClient, source: str) -> None:
    assert await fetched(client, slack.workspace().token, source) == CONTENT


async def test_a_file_that_was_deleted_is_gone(slack: FakeSlack, client: AsyncWebClient) -> None:
    assert (await failure_of(client, slack.workspace().token, "F0NONE")).permanent


async def test_a_wait_that_slack_names_is_told(
    slack: FakeSlack, client: AsyncWebClient, source: str
) -> None:
    slack.fail("files.info", error=429, retry_after=9)
    failure = await failure_of(client, slack.workspace().token, source)
    assert failure.retry_after is not None
    assert failure.retry_after.total_seconds() == 9


@pytest.mark.parametrize("status", [500, 503])
async def test_a_bad_day_is_waited_out(
    slack: FakeSlack, client: AsyncWebClient, source: str, status: int
) -> None:
    slack.fail("download", error=status)
    assert not (await failure_of(client, slack.workspace().token, source)).permanent
    assert await fetched(client, slack.workspace().token, source) == CONTENT


async def test_a_page_to_sign_in_at_is_not_taken_for_the_file(
    slack: FakeSlack, client: AsyncWebClient, source: str
) -> None:
    slack.workspace().team.files[source].size += 1  # as for the page: it has another length
    failure = await failure_of(client, slack.workspace().token, source)
    assert "something else" in str(failure)
    assert not failure.permanent


class Thief:
    """A host that is not Slack's, and an API whose answers lead there."""

    def __init__(self) -> None:
        self.shown: list[str] = []  # what was given to it for a token
        self.there, self.api = web.Application(), web.Application()
        self.there.router.add_get("/{tail:.*}", self._take)
        self.api.router.add_route("*", "/api/files.info", self._info)
        self.api.router.add_get("/moved", self._send_on)
        self.address = ""  # of the file, as the API tells it
        self.lair = ""

    async def _take(self, request: web.Request) -> web.Response:
        self.shown.append(request.headers.get("Authorization", ""))
        return web.Response(body=CONTENT)

    async def _info(self, _: web.Request) -> web.Response:
        file = {"id": "F1", "url_private_download": self.address}
        return web.json_response({"ok": True, "file": file})

    async def _send_on(self, _: web.Request) -> web.Response:
        raise web.HTTPFound(self.lair)


async def test_nobody_but_slack_is_shown_the_token() -> None:
    """A file that Slack keeps elsewhere, and an address of Slack that leads elsewhere."""
    thief = Thief()
    async with (
        serving(thief.there) as thief.lair,
        serving(thief.api) as url,
        open_session(url) as session,
    ):
        client = new_client(f"{url}/api/", session)
        thief.address = f"{thief.lair}/form.pdf"
        assert (await failure_of(client, "xoxb-secret-token", "F1")).permanent
        thief.address = f"{url}/moved"
        assert "302" in str(await failure_of(client, "xoxb-secret-token", "F1"))
    assert thief.shown == []
