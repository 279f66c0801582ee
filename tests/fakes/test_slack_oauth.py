from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.fakes.slack import FakeSlack
from tests.fakes.slack_asking import refused

# slack_sdk 3.47 encodes the secret by a class that aiohttp 3.14 deprecates
_BASIC = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


@_BASIC
async def test_a_code_is_exchanged_once(slack: FakeSlack) -> None:
    beta = slack.workspace("Beta", installed=False)
    secrets: Any = {"client_id": slack.world.client_id, "client_secret": slack.world.client_secret}
    nobody = AsyncWebClient(base_url=slack.url)
    code = beta.consents("chat:write")
    told = await nobody.oauth_v2_access(**secrets, code=code)
    assert (told["team"]["id"], told["scope"], told.get("refresh_token")) == (
        beta.id,
        "chat:write",
        None,
    )
    client = AsyncWebClient(told["access_token"], base_url=slack.url)
    assert (await client.auth_test())["team_id"] == beta.id
    for wrong, error in (
        ({"code": code}, "code_already_used"),
        ({"code": "x"}, "invalid_code"),
        ({"code": "x", "client_secret": "y"}, "bad_client_secret"),
    ):
        with pytest.raises(SlackApiError, match=error):
            await nobody.oauth_v2_access(**secrets | wrong)


async def test_consent_leads_back_with_a_code(
    slack: FakeSlack, session: aiohttp.ClientSession
) -> None:
    asked = {
        "client_id": slack.world.client_id,
        "scope": "chat:write,im:write",
        "state": "s1",
        "redirect_uri": "http://127.0.0.1:1/slack/oauth_redirect",
        "team": slack.workspace("Beta", installed=False).id,
    }
    page = f"{slack.address}/oauth/v2/authorize"
    async with session.get(page, params=asked, allow_redirects=False) as answer:
        back = answer.headers["Location"]
    assert back.startswith(asked["redirect_uri"])
    assert "state=s1" in back
    assert [grant.team for grant in slack.world.codes.values()] == [asked["team"]]


@_BASIC
async def test_tokens_rotate(slack: FakeSlack) -> None:
    slack.rotates(expires_in=-1)
    beta = slack.workspace("Beta", installed=False)
    secrets: Any = {"client_id": slack.world.client_id, "client_secret": slack.world.client_secret}
    nobody = AsyncWebClient(base_url=slack.url)
    told = await nobody.oauth_v2_access(**secrets, code=beta.consents())
    with pytest.raises(SlackApiError, match="token_expired"):
        await AsyncWebClient(told["access_token"], base_url=slack.url).auth_test()
    slack.rotates()
    refresh: Any = {"grant_type": "refresh_token", "refresh_token": told["refresh_token"]}
    fresh = await nobody.oauth_v2_access(**secrets, **refresh)
    assert fresh["expires_in"] == 43_200
    assert (await AsyncWebClient(fresh["access_token"], base_url=slack.url).auth_test())["ok"]
    with pytest.raises(SlackApiError, match="invalid_refresh_token"):
        await nobody.oauth_v2_access(**secrets, **refresh)


async def test_workspaces_do_not_see_each_other(slack: FakeSlack, client: AsyncWebClient) -> None:
    ben = slack.workspace("Beta").person("Ben")
    assert (await refused(client, "chat.postMessage", channel=ben.id, text="hi"))[0] == (
        "channel_not_found"
    )
    assert (await refused(client, "users.info", user=ben.id))[0] == "user_not_found"


async def test_an_organisation_installs_for_all_its_workspaces(slack: FakeSlack) -> None:
    one = slack.workspace("One", enterprise="E1", installed=False)
    two = slack.workspace("Two", enterprise="E1", installed=False)
    grant = one.installs(org_wide=True)
    client = AsyncWebClient(grant.token, base_url=slack.url, retry_handlers=[])
    for workspace in (one, two):
        await client.chat_postMessage(channel=workspace.person("Ida").id, text="hi")
        assert workspace.person("Ida").last.text == "hi"
    assert (await client.auth_test())["is_enterprise_install"]
    error, _ = await refused(client, "files.getUploadURLExternal", filename="a", length=1)
    assert error == "missing_argument"
    there = AsyncWebClient(grant.token, base_url=slack.url, team_id=two.id)
    assert (await there.files_getUploadURLExternal(filename="a", length=1))["ok"]
    elsewhere: Any = {"filename": "a", "length": 1, "team_id": slack.workspace().id}
    error, _ = await refused(client, "files.getUploadURLExternal", **elsewhere)
    assert error == "team_access_not_granted"
