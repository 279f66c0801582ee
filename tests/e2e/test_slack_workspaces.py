"""Two workspaces that installed the app by OAuth share a database, and nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot import sentences
from cxmodel.store import Store
from cxmodel.vault import Vault
from tests.e2e.slack_town import Colleague, SlackTown
from tests.e2e.town import BRISK, ERRAND, NEED, WAY, new_study
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.fakes.slack_workspace import FakeWorkspace
from tests.fakes.slack_world import User
from tests.serving import KEY, Place, Server

PUBLIC = "https://bot.example.org"


@asynccontextmanager
async def _open_to_all(home: Path) -> AsyncIterator[SlackTown]:
    """A place whose server is not started yet, and that no workspace has installed."""
    async with FakeSlack() as slack:
        settings = {
            "SLACK_BOT_TOKEN": "",
            "SLACK_CLIENT_ID": slack.world.client_id,
            "SLACK_CLIENT_SECRET": slack.world.client_secret,
            "DESIREPATH_PUBLIC_URL": PUBLIC,
        }
        store = Store.connect(f"sqlite:///{home / 'desirepath.db'}", Vault(KEY))
        store.upgrade()
        place = Place(home, more=settings, slack=slack)
        there = SlackTown(place, new_study(store, ERRAND), store, [Server(place, module=BRISK)])
        there.listens()
        yield there
        store.close()


async def _installs(there: SlackTown, workspace: FakeWorkspace) -> None:
    """Begin at our page, say yes at Slack's, and come back with the cookie."""
    ours = f"http://127.0.0.1:{there.server.port}"
    async with aiohttp.ClientSession() as browser:
        async with browser.get(f"{ours}/slack/install?team={workspace.id}") as page:
            link = (await page.text()).partition('<a href="')[2].partition('"')[0]
            cookie = page.headers["Set-Cookie"].partition(";")[0]
        async with browser.get(link.replace("&amp;", "&"), allow_redirects=False) as consent:
            back = consent.headers["Location"].replace(PUBLIC, ours)
        async with browser.get(back, headers={"Cookie": cookie}) as page:
            assert page.status == 200, await page.text()


def _twin(workspace: FakeWorkspace, user: str) -> FakeSlackPerson:
    """Somebody with this id there, whoever has it elsewhere."""
    account = User(user, "Ann", workspace.id)
    workspace.team.users[user] = account
    return FakeSlackPerson(workspace.world, workspace.team, account, workspace.deliveries)


@pytest.mark.timeout(60)
async def test_two_workspaces_in_one_database_never_mix(tmp_path: Path) -> None:
    """Even the ids of their people are the same. The server is started anew in between."""
    async with _open_to_all(tmp_path) as there:
        slack = there.slack
        teams = [slack.workspace(name, installed=False) for name in ("Beta", "Gamma")]
        async with there.server:
            for team in teams:
                await _installs(there, team)
            beta, gamma = (
                Colleague(there, _twin(team, "U0SAME"), there.invites(messenger="slack"))
                for team in teams
            )
            await beta.agrees()
            await gamma.agrees()
            await there.ends()
        async with there.server:
            await beta.says("Shoes for Beta")
            await gamma.says("Hats for Gamma")
            for colleague in (beta, gamma):
                await colleague.hears(WAY)
            await gamma.person.slash("/journey", f"start {beta.token}")
            await gamma.hears(sentences.TAKEN_LINK)
            await teams[0].uninstalls()
            await gamma.taps("The shop")
            await gamma.hears("What did you do?")
            await there.ends()

        _is_apart(there, beta, gamma)
        assert [(call.method, call.error) for call in slack.refused] == []


def _is_apart(there: SlackTown, beta: Colleague, gamma: Colleague) -> None:
    """Nobody's words, respondent or token is the other's."""
    told = [{a["question"]: a["verbatim"] for a in one["answers"]} for one in there.interviews()]
    told.sort(key=lambda answers: answers["need"], reverse=True)
    assert told == [{"need": "Shoes for Beta"}, {"need": "Hats for Gamma", "way": "The shop"}]
    assert len({one["respondent"] for one in there.interviews()}) == 2
    for colleague in (beta, gamma):
        assert [colleague.said(words) for words in (NEED, WAY)] == [1, 1]
    for call in there.slack.called("chat.postMessage") + there.slack.called("chat.update"):
        grant = there.slack.world.grants[call.token]
        channel = call.given["channel"]
        assert channel == "U0SAME" or channel in there.slack.world.teams[str(grant.team)].channels
    held = b"".join(file.read_bytes() for file in there.place.home.glob("desirepath.db*"))
    assert b"xoxb-" not in held
