import asyncio
from datetime import timedelta
from typing import Any

import aiohttp
import pytest

from bot.slack.oauth import SealedStates
from cxmodel.store import Store
from cxmodel.vault import Vault
from tests.bot.post import until
from tests.bot.town import Town
from tests.fakes.slack import FakeSlack, FakeSlackPerson
from tests.slack.transport.office import Office, inbox, office

# slack_sdk encodes the client's secret by a class that aiohttp deprecates
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

PUBLIC = "https://bot.example.org"


def _open_to_all(slack: FakeSlack) -> dict[str, Any]:
    return {
        "SLACK_BOT_TOKEN": None,
        "SLACK_CLIENT_ID": slack.world.client_id,
        "SLACK_CLIENT_SECRET": slack.world.client_secret,
        "DESIREPATH_PUBLIC_URL": PUBLIC,
    }


class Browser:
    """Somebody who installs the app: the pages of both sides, with the cookies of ours."""

    def __init__(self, running: Office) -> None:
        self.url, self.session = running.url, running.session
        self.cookie = ""

    async def opens(self, team: str) -> str:
        """Begin at our page and say yes at Slack's; where that leads back to, on our own port."""
        async with self.session.get(f"{self.url}/slack/install?team={team}") as page:
            assert page.status == 200
            text = await page.text()
            cookie = page.headers["Set-Cookie"]
        assert "Secure" in cookie
        assert "HttpOnly" in cookie
        self.cookie = cookie.partition(";")[0]
        link = text.partition('<a href="')[2].partition('"')[0].replace("&amp;", "&")
        async with self.session.get(link, allow_redirects=False) as consent:
            back = consent.headers["Location"]
        assert back.startswith(f"{PUBLIC}/slack/oauth_redirect?")
        return back.replace(PUBLIC, self.url)

    async def follows(self, address: str) -> tuple[int, str]:
        """Status and text of the page there."""
        async with self.session.get(address, headers={"Cookie": self.cookie}) as page:
            return page.status, await page.text()

    async def installs(self, team: str) -> tuple[int, str]:
        return await self.follows(await self.opens(team))


async def _is_served(running: Office, key: str) -> None:
    await until(lambda: ("slack", key) in running.house.messengers)


# ── OAuth ─────────────────────────────────────────────────────────────────────────────────────


async def test_several_workspaces_install_the_app_and_never_mix(
    store: Store, slack: FakeSlack
) -> None:
    Town(store).study(open_link=True)
    teams = [slack.workspace(name, installed=False) for name in ("Beta", "Gamma")]
    async with office(store, slack, **_open_to_all(slack)) as running:
        for team in teams:
            status, page = await Browser(running).installs(team.id)
            assert (status, "Thank you" in page) == (200, True)
            await _is_served(running, team.id)
        people = [team.person("Ann") for team in teams]
        await asyncio.gather(*[person.says("hello") for person in people])
        for person in people:
            await person.hears("May I ask you three things?")
    assert {row[0] for row in inbox(store)} == {team.id for team in teams}
    assert slack.refused == []


async def test_an_installation_outlives_the_server(store: Store, slack: FakeSlack) -> None:
    Town(store).study(open_link=True)
    beta = slack.workspace("Beta", installed=False)
    async with office(store, slack, **_open_to_all(slack)) as running:
        await Browser(running).installs(beta.id)
    async with office(store, slack, **_open_to_all(slack)) as running:
        await _is_served(running, beta.id)
        await beta.person("Ann").says("hello")
        await beta.person("Ann").hears("May I")


async def test_what_another_process_installed_is_served_with_its_first_event(
    store: Store, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.installations.SWEEP", timedelta(minutes=5))
    Town(store).study(open_link=True)
    beta = slack.workspace("Beta", installed=False)
    async with office(store, slack, **_open_to_all(slack)) as other:
        await other.becomes("ok")
        async with office(store, slack, **_open_to_all(slack)) as running:
            await Browser(running).installs(beta.id)
        slack.listens_at(f"{other.url}/slack/events")
        assert ("slack", beta.id) not in other.house.messengers
        await beta.person("Ann").says("hello")
        await beta.person("Ann").hears("May I")


async def test_an_organisation_installs_it_for_all_its_workspaces(
    store: Store, slack: FakeSlack
) -> None:
    Town(store).study(open_link=True)
    org = slack.workspace("Grid", enterprise="E0GRID", installed=False)
    async with office(store, slack, **_open_to_all(slack)) as running:
        browser = Browser(running)
        back = await browser.opens(org.id)
        code = org.consents(org_wide=True)
        state = back.partition("state=")[2].partition("&")[0]
        status, _ = await browser.follows(back.partition("?")[0] + f"?code={code}&state={state}")
        assert status == 200
        await _is_served(running, "E0GRID/")
        await org.person("Ann").says("hello")
        await org.person("Ann").hears("May I")
    assert slack.refused == []


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"cookie": "slack-app-oauth-state=other"}, 400, id="another browser"),
        pytest.param({"cookie": ""}, 400, id="no cookie"),
        pytest.param({"code": "1.2.forged"}, 401, id="a forged code"),
        pytest.param({"state": "forged"}, 401, id="a forged state"),
    ],
)
async def test_nothing_else_installs(
    store: Store, slack: FakeSlack, change: dict[str, str], status: int
) -> None:
    beta = slack.workspace("Beta", installed=False)
    async with office(store, slack, **_open_to_all(slack)) as running:
        browser = Browser(running)
        back = await browser.opens(beta.id)
        parts = dict(part.split("=", 1) for part in back.partition("?")[2].split("&"))
        if "state" in change:
            browser.cookie = f"slack-app-oauth-state={change['state']}"
        browser.cookie = change.get("cookie", browser.cookie)
        parts |= {name: value for name, value in change.items() if name in parts}
        query = "&".join(f"{name}={value}" for name, value in parts.items())
        found, page = await browser.follows(f"{back.partition('?')[0]}?{query}")
    assert found == status
    assert "xoxb" not in page
    with store.reading() as reading:
        assert reading.installations("slack") == []


async def test_who_changes_their_mind_and_a_slack_that_is_away_get_a_page(
    store: Store, slack: FakeSlack
) -> None:
    beta = slack.workspace("Beta", installed=False)
    async with office(store, slack, **_open_to_all(slack)) as running:
        browser = Browser(running)
        back = await browser.opens(beta.id)
        refused = f"{back.partition('?')[0]}?error=<script>access_denied"
        status, page = await browser.follows(refused)
        assert (status, "<script>access_denied" in page) == (200, False)
        slack.fail("oauth.v2.access", drop=True)
        status, _ = await browser.follows(back)
        assert status == 401


async def test_a_state_lasts_ten_minutes_and_serves_no_other_purpose(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    states = SealedStates(vault)
    state = await states.async_issue()
    assert state.replace("-", "").replace("_", "").isalnum()
    assert await states.async_consume(state)
    assert not await states.async_consume(state[:-2])
    assert not await states.async_consume("é")
    assert not await states.async_consume(vault.seal("D024BE91L"))
    monkeypatch.setattr("bot.slack.oauth.STATE_LIFE", timedelta(seconds=-1))
    assert not await states.async_consume(await states.async_issue())


# ── the end of an installation ────────────────────────────────────────────────────────────────


async def test_what_was_uninstalled_is_forgotten_and_not_written_to(
    store: Store, slack: FakeSlack, grace: FakeSlackPerson
) -> None:
    Town(store).study(open_link=True)
    async with office(store, slack) as running:
        await _is_served(running, slack.workspace().id)
        told = await slack.workspace().uninstalls()
        assert all(each.acknowledged for each in told)
        with store.reading() as reading:
            assert reading.installations("slack") == []
        await grace.says("hello")  # a last word, delivered late
        await running.becomes("off: its token is not accepted")
        assert slack.called("chat.postMessage") == []
        for each in told:
            await slack.repeat(each)
    assert len(inbox(store)) == 1


async def test_a_late_farewell_does_not_end_a_new_installation(
    store: Store, slack: FakeSlack
) -> None:
    async with office(store, slack) as running:
        await _is_served(running, slack.workspace().id)
        told = await slack.workspace().uninstalls()
        await asyncio.sleep(1.1)  # Slack tells the time of events in whole seconds
    again = slack.workspace().installs()
    async with office(store, slack, SLACK_BOT_TOKEN=again.token) as running:
        await _is_served(running, slack.workspace().id)
        for each in told:
            await slack.repeat(each)
        with store.reading() as reading:
            assert len(reading.installations("slack")) == 1


async def test_installed_again_it_speaks_at_once(store: Store, slack: FakeSlack) -> None:
    Town(store).study(open_link=True)
    beta = slack.workspace("Beta", installed=False)
    async with office(store, slack, **_open_to_all(slack)) as running:
        await Browser(running).installs(beta.id)
        await _is_served(running, beta.id)
        await beta.uninstalls()
        await beta.person("Ann").says("hello")
        await running.becomes("off: its token is not accepted")
        await asyncio.sleep(1.1)
        await Browser(running).installs(beta.id)
        await until(lambda: not running.house.outbox.halted)
        await beta.person("Ann").hears("May I")
        await running.becomes("ok")


# ── tokens that run out ───────────────────────────────────────────────────────────────────────


async def test_a_token_is_renewed_before_it_runs_out_by_one_process(
    store: Store, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.installations.SWEEP", timedelta(seconds=0.05))
    Town(store).study(open_link=True)
    beta = slack.workspace("Beta", installed=False)
    slack.rotates(expires_in=3600)
    with monkeypatch.context() as not_yet:
        not_yet.setattr("bot.slack.installations.EARLY", 0)
        async with office(store, slack, **_open_to_all(slack)) as running:
            await Browser(running).installs(beta.id)
    first = beta.token
    slack.rotates()
    slack.fail("oauth.v2.access", hang=0.3)  # long enough for the other to look, too
    async with (
        office(store, slack, **_open_to_all(slack)) as one,
        office(store, slack, **_open_to_all(slack)) as other,
    ):
        await until(lambda: beta.token != first)
        await asyncio.sleep(0.5)
        for serving, name in ((one, "Ann"), (other, "Ben")):
            slack.listens_at(f"{serving.url}/slack/events")
            await beta.person(name).says("hello")
            await beta.person(name).hears("May I")
        assert [await one.state(), await other.state()] == ["ok", "ok"]
    assert len(_refreshed(slack)) == 1
    assert {call.token for call in slack.called("chat.postMessage")} == {beta.token}
    assert slack.refused == []


async def test_a_token_that_lives_shortly_is_not_renewed_without_end(
    store: Store, slack: FakeSlack
) -> None:
    slack.rotates(expires_in=10)
    beta = slack.workspace("Beta", installed=False)
    async with office(store, slack, **_open_to_all(slack)) as running:
        await Browser(running).installs(beta.id)
        await until(lambda: bool(_refreshed(slack)))
        await asyncio.sleep(0.5)
        assert await running.state() == "ok"
    assert len(_refreshed(slack)) == 1


def _refreshed(slack: FakeSlack) -> list[Any]:
    return [
        call
        for call in slack.called("oauth.v2.access")
        if call.given.get("grant_type") == "refresh_token"
    ]


async def test_messages_wait_while_a_token_that_ran_out_is_renewed(
    store: Store, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.installations.SWEEP", timedelta(seconds=0.05))
    monkeypatch.setattr("bot.slack.installations.LEASE", timedelta(seconds=0.3))
    monkeypatch.setattr("bot.slack.installations.RENEWAL", timedelta(seconds=0.1))
    Town(store).study(open_link=True)
    beta = slack.workspace("Beta", installed=False)
    async with office(store, slack, **_open_to_all(slack)) as running:
        slack.rotates(expires_in=1)
        await Browser(running).installs(beta.id)
        slack.fail("oauth.v2.access", error=503, times=None)
        await running.becomes(f"off soon in {beta.id}: its token cannot be renewed")
        await asyncio.sleep(1)
        await beta.person("Ann").says("hello")
        await beta.person("Ann").hears_nothing()
        slack.heal()
        slack.rotates()
        await beta.person("Ann").hears("May I")
        await running.becomes("ok")
    assert not any(call.error for call in slack.called("chat.postMessage"))


async def test_a_renewed_token_is_stored_though_the_server_ends(
    store: Store, slack: FakeSlack, monkeypatch: pytest.MonkeyPatch
) -> None:
    slack.rotates()
    beta = slack.workspace("Beta", installed=False)
    async with office(store, slack, **_open_to_all(slack)) as running:
        await Browser(running).installs(beta.id)
        await _is_served(running, beta.id)
    first = beta.token
    monkeypatch.setattr("bot.slack.installations.EARLY", 24 * 60)
    hanging = slack.fail("oauth.v2.access", hang=0.5)
    async with office(store, slack, **_open_to_all(slack)) as running:
        await until(lambda: hanging.hits == 1)
    assert beta.token != first
    with store.reading() as reading:
        (installed,) = reading.installations("slack")
    assert beta.token in installed.content


async def test_no_token_is_told_to_anybody(
    store: Store, slack: FakeSlack, capsys: pytest.CaptureFixture[str]
) -> None:
    async with office(store, slack) as running:
        await running.becomes("ok")
        slack.workspace().grants[-1].is_revoked = True
        await slack.workspace().person("Ann").says("hello")
        await running.becomes("off")
        async with aiohttp.ClientSession() as session, session.get(running.url) as page:
            text = await page.text()
    printed = capsys.readouterr()
    for told in (text, printed.out, printed.err):
        assert slack.workspace().token not in told
