import itertools
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.settings import Settings, read_settings
from bot.slack.manifest import BOT_SCOPES, manifest
from cxmodel.errors import Misconfigured
from tests.bot.post import until
from tests.commands.desk import Desk
from tests.fakes.slack import FakeSlack
from tests.fakes.slack_world import SCOPES
from tests.serving import Place, Server

BOT = "xoxb-123456789012-canarycanarycanary"
SECRET = "0123456789abcdefcanary0123456789"
APP = "xapp-1-A012345-123456-canarycanary"
CLIENT = {"SLACK_CLIENT_ID": "123.456", "SLACK_CLIENT_SECRET": "canarysecret"}
PUBLIC = {"DESIREPATH_PUBLIC_URL": "https://bot.example.org"}
ONE = {"SLACK_BOT_TOKEN": BOT, "SLACK_SIGNING_SECRET": SECRET}
MANY = {"SLACK_SIGNING_SECRET": SECRET, **CLIENT, **PUBLIC}


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.chdir(tmp_path)


# ── settings ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("given", "blamed"),
    [
        pytest.param({"SLACK_BOT_TOKEN": "canary"}, "SLACK_BOT_TOKEN", id="no token"),
        pytest.param({"SLACK_BOT_TOKEN": f"{APP}"}, "SLACK_BOT_TOKEN", id="the app's token"),
        pytest.param(
            {"SLACK_BOT_TOKEN": f"xoxe.{BOT}"}, "SLACK_BOT_TOKEN", id="one that nobody can renew"
        ),
        pytest.param({"SLACK_APP_TOKEN": BOT}, "SLACK_APP_TOKEN", id="the bot's token"),
        pytest.param({"SLACK_SIGNING_SECRET": "canary"}, "SLACK_SIGNING_SECRET", id="too short"),
        pytest.param({"SLACK_CLIENT_ID": "canary"}, "SLACK_CLIENT_ID", id="no client id"),
        pytest.param({"SLACK_CLIENT_SECRET": "é" * 9}, "SLACK_CLIENT_SECRET", id="odd letters"),
        pytest.param({"SLACK_API_URL": "slack.com/canary"}, "SLACK_API_URL", id="no address"),
        pytest.param({"SLACK_BOT_TOKEN": BOT}, "SLACK_SIGNING_SECRET", id="cannot receive"),
        pytest.param({**CLIENT, **PUBLIC}, "SLACK_SIGNING_SECRET", id="cannot receive either"),
        pytest.param({"SLACK_SIGNING_SECRET": SECRET}, "SLACK_BOT_TOKEN", id="cannot speak"),
        pytest.param({"SLACK_APP_TOKEN": APP}, "SLACK_BOT_TOKEN", id="cannot speak either"),
        pytest.param(
            {**ONE, "SLACK_CLIENT_ID": "123.456"},
            "SLACK_CLIENT_ID, SLACK_CLIENT_SECRET",
            id="an id without its secret",
        ),
        pytest.param(
            {**ONE, "SLACK_CLIENT_SECRET": SECRET},
            "SLACK_CLIENT_ID, SLACK_CLIENT_SECRET",
            id="a secret without its id",
        ),
        pytest.param(
            {"SLACK_SIGNING_SECRET": SECRET, **CLIENT},
            "DESIREPATH_PUBLIC_URL",
            id="no way back from Slack",
        ),
    ],
)
def test_what_is_wrong_or_missing_is_told_in_one_line_that_names_it(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], blamed: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(Misconfigured) as refused:
        read_settings()

    message = str(refused.value)
    assert message.startswith(f"{blamed}: ")
    assert "\n" not in message
    assert "canary" not in message + repr(refused.value.__cause__)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(ONE, id="one workspace over HTTP"),
        pytest.param({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}, id="over Socket Mode"),
        pytest.param({**ONE, "SLACK_APP_TOKEN": APP}, id="both"),
        pytest.param(MANY, id="several workspaces"),
        pytest.param({**ONE, **MANY}, id="several, and one by its token"),
    ],
)
def test_each_way_to_run_is_taken(monkeypatch: pytest.MonkeyPatch, given: dict[str, str]) -> None:
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = read_settings()
    assert settings.has_slack
    assert settings.slack_api == "https://slack.com/api/"
    assert "canary" not in f"{settings!r} {settings} {settings.model_dump()}"


def test_without_any_of_it_slack_is_off() -> None:
    assert not read_settings().has_slack
    assert read_settings(SLACK_API_URL="http://127.0.0.1:1/api").slack_api.endswith("/api/")


# ── the start ─────────────────────────────────────────────────────────────────────────────────


def _environment(slack: FakeSlack, **more: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": slack.workspace().token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_API_URL": slack.url,
        **more,
    }


async def test_the_server_says_where_it_is_in_slack(slack: FakeSlack, tmp_path: Path) -> None:
    place = Place(tmp_path, more=_environment(slack, SLACK_APP_TOKEN=slack.app_token))
    async with Server(place) as server:
        slack.listens_at(f"http://127.0.0.1:{server.port}/slack/events")
        assert (await slack.workspace().person("Ann").says("hello")).acknowledged
        assert await server.end() == 0
        assert f"Slack: Acme ({slack.workspace().id})\n" in server.log
    assert "xoxb" not in server.log
    assert "Traceback" not in server.log


@pytest.mark.parametrize(
    ("method", "blamed"),
    [("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")],
)
async def test_a_refused_token_ends_the_start_in_one_line(
    slack: FakeSlack, tmp_path: Path, method: str, blamed: str
) -> None:
    slack.fail(method, error="invalid_auth", times=None)
    place = Place(tmp_path, more=_environment(slack, SLACK_APP_TOKEN=slack.app_token))
    server = Server(place)
    await server.start()
    assert await server.end() == 1
    (line,) = [line for line in server.log.splitlines() if line.startswith("desirepath: ")]
    assert line.startswith(f"desirepath: {blamed}: Slack answered invalid_auth; ")


async def test_a_slack_that_is_away_does_not_keep_the_server_down(
    slack: FakeSlack, tmp_path: Path
) -> None:
    place = Place(tmp_path, more=_environment(slack, SLACK_API_URL="http://127.0.0.1:1/api"))
    async with Server(place) as server:
        slack.listens_at(f"http://127.0.0.1:{server.port}/slack/events")
        assert (await slack.workspace().person("Ann").says("hello")).acknowledged
        assert await server.end() == 0
    assert "Slack cannot be reached now; it is tried again." in server.log
    assert "messenger.unreachable" in server.log


async def test_a_wait_that_slack_names_at_the_start_is_kept_to(
    slack: FakeSlack, tmp_path: Path
) -> None:
    slack.fail("auth.test", error=429, retry_after=2, times=2)
    place = Place(tmp_path, more=_environment(slack))
    async with Server(place) as server:
        await until(lambda: len(slack.called("auth.test")) == 3, seconds=15)
        assert await server.end() == 0
    calls = [call.at for call in slack.called("auth.test")]
    assert all(later - earlier >= 2 for earlier, later in itertools.pairwise(calls))


# ── the manifest ──────────────────────────────────────────────────────────────────────────────


def test_the_manifest_asks_for_what_the_code_uses() -> None:
    assert set(BOT_SCOPES) <= set(SCOPES.split())
    made = manifest(read_settings(**MANY))
    address = "https://bot.example.org/slack/events"
    assert made["settings"]["event_subscriptions"]["request_url"] == address
    assert made["settings"]["interactivity"] == {"request_url": address, "is_enabled": True}
    (command,) = made["features"]["slash_commands"]
    assert (command["command"], command["url"], command["should_escape"]) == (
        "/journey",
        address,
        True,
    )
    assert made["oauth_config"]["redirect_urls"] == ["https://bot.example.org/slack/oauth_redirect"]
    assert made["settings"]["token_rotation_enabled"] is True
    assert made["settings"]["socket_mode_enabled"] is False


@pytest.mark.parametrize(
    ("given", "socket_mode"),
    [
        pytest.param({}, True, id="asked for"),
        pytest.param({"SLACK_BOT_TOKEN": BOT, "SLACK_APP_TOKEN": APP}, False, id="configured"),
    ],
)
def test_in_socket_mode_no_address_is_needed(given: dict[str, Any], socket_mode: bool) -> None:
    made = manifest(read_settings(**given), socket_mode=socket_mode)
    assert made["settings"]["socket_mode_enabled"] is True
    assert made["settings"]["token_rotation_enabled"] is False
    assert "url" not in json.dumps(made)


def test_lengths_are_within_slacks_limits() -> None:
    made = manifest(read_settings(**MANY))
    features = made["features"]
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    for shortcut in features["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


def test_the_command_prints_the_same_as_yaml_and_as_json(desk: Desk) -> None:
    public = desk.beside(DESIREPATH_PUBLIC_URL="https://bot.example.org")
    printed = public.runs("slack", "manifest").out
    assert yaml.safe_load(printed) == json.loads(public.runs("slack", "manifest", "--json").out)
    assert "socket_mode_enabled: true" in desk.runs("slack", "manifest", "--socket-mode").out


def test_without_an_address_the_command_says_what_to_do(desk: Desk) -> None:
    assert desk.is_refused("slack", "manifest").startswith("DESIREPATH_PUBLIC_URL: set it")
