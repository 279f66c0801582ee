"""Slack in the house: one app, in one workspace or in many, over HTTP, Socket Mode or both."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from functools import partial

import aiohttp
import structlog
from pydantic import SecretStr
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.token_rotation.async_rotator import AsyncTokenRotator
from slack_sdk.web.async_client import AsyncWebClient
from starlette.routing import BaseRoute

from bot.background import Errands, running
from bot.greeting import Greeting
from bot.http import proxy_for
from bot.maps import look_of
from bot.pace import SLACK_CHAT, SLACK_TEAM
from bot.platform import Grounds
from bot.settings import Settings, secret_key
from bot.settling import Settling
from bot.slack.adapter import SlackMessenger
from bot.slack.calls import CALL_SECONDS, new_client, open_session, translated
from bot.slack.courtesies import Courtesies
from bot.slack.installations import Installations, key_of
from bot.slack.mapmaker import MapMaker
from bot.slack.oauth import INSTALL, oauth_flow
from bot.slack.receiving import Keeping, Payload, Receiving
from bot.slack.socket import SocketMode
from cxmodel.errors import Misconfigured, SendFailed
from cxmodel.vault import Vault

ERRANDS = timedelta(seconds=3)  # for forms that are just being opened, at the end

log = structlog.get_logger()


class SlackPlatform:
    """The app whose tokens are configured, wherever it is installed."""

    name = "slack"

    def __init__(self, grounds: Grounds) -> None:
        settings = self._settings = grounds.settings
        self._grounds, self._errands = grounds, Errands()
        self._session: aiohttp.ClientSession | None = None
        self._client = new_client(settings.slack_api)
        self._maps = MapMaker(grounds.store, look_of(settings))
        self._installations = Installations(
            grounds.store, grounds.writer, _rotator(settings, self._client)
        )
        self._courtesies = Courtesies(
            grounds.store, grounds.inbox, self._speaking_for, self._errands
        )
        secret = settings.slack_signing_secret
        self._receiving = Receiving(
            Keeping(
                grounds.inbox, self._installations.remove, self._attend, self._courtesies.pointer
            ),
            self._client,
            secret=None if secret is None else secret.get_secret_value(),
            oauth=oauth_flow(
                settings, Vault(secret_key(settings)), self._installations, self._client
            ),
        )
        self._settling = Settling(grounds.settle)
        self._socket = self._new_socket()
        token = settings.slack_bot_token
        self._greeting = None if token is None else Greeting(self.name, partial(self._greet, token))

    def routes(self) -> list[BaseRoute]:
        """Events where a signing secret is set, installing where a client id is."""
        return self._receiving.routes()

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """The session that all calls share; forms that are being opened end before it."""
        async with open_session(self._settings.slack_api) as self._session:
            self._client.session = self._session
            yield
            await self._errands.finish(ERRANDS)

    async def serve(self) -> None:
        """Keep up with the installations; greet Slack until it answers; take in what it sends."""
        async with AsyncExitStack() as stack:
            watching = self._installations.watch(self._welcome)
            await stack.enter_async_context(running(watching))
            if self._socket is not None:
                await stack.enter_async_context(running(self._socket.run()))
            if self._greeting is not None:
                await self._greeting.done()
            if self._socket is None:
                self._settling.reachable()
            await asyncio.get_running_loop().create_future()  # until cancelled

    @property
    def state(self) -> str:
        """How the greeting, the socket, what comes in and the tokens are; the first not well."""
        if self._greeting is not None and self._greeting.state != "ok":
            return self._greeting.state
        if self._socket is not None and self._socket.state != "ok":
            return self._socket.state
        if self._receiving.refusals.state != "ok":
            return self._receiving.refusals.state
        for key, reason in self._installations.troubles.items():
            return f"off soon in {key}: its token cannot be renewed: {reason}"
        return "ok"

    @property
    def caught_up(self) -> bool:
        """After a while, over HTTP of serving, in Socket Mode of being connected."""
        return self._settling.is_over

    async def check(self) -> str:
        """Where the app is, or can be installed. Raises Misconfigured, SendFailed."""
        async with open_session(self._settings.slack_api) as session:
            client = new_client(self._settings.slack_api, session)
            if self._settings.slack_app_token is not None:
                await _check_app_token(client, self._settings.slack_app_token.get_secret_value())
            if self._settings.slack_bot_token is None:
                return f"Slack: install it at {self._settings.public_url}{INSTALL}"
            try:
                found = await identified(client, self._settings.slack_bot_token.get_secret_value())
            except SendFailed as error:
                if self._greeting is not None:
                    self._greeting.put_off(error)
                raise
            return f"Slack: {found.team_name} ({key_of(found)})"

    # ── the workspace of the configured token ─────────────────────────────────────────────────

    async def _greet(self, token: SecretStr) -> None:
        found = await identified(self._client, token.get_secret_value())
        await self._installations.async_save(found)

    # ── every workspace ───────────────────────────────────────────────────────────────────────

    async def _welcome(self, key: str) -> None:
        """An installation is new, or has a new token."""
        messenger = SlackMessenger(
            key,
            partial(self._installations.token, key),
            new_client(self._settings.slack_api, self._session),
            self._grounds.inbox,
            self._maps,
        )
        await self._grounds.join(messenger, SLACK_TEAM, SLACK_CHAT)

    def _speaking_for(self, key: str) -> AsyncWebClient:
        return new_client(self._settings.slack_api, self._session, self._installations.token(key))

    def _attend(self, payload: Payload, key: str) -> None:
        if not self._installations.knows(key):
            self._installations.look_soon()  # another process may have installed it just now
        self._courtesies.attend(payload, key)

    def _new_socket(self) -> SocketMode | None:
        token = self._settings.slack_app_token
        if token is None:
            return None
        return SocketMode(
            self._receiving.app,
            token.get_secret_value(),
            self._client,
            proxy_for(self._settings.slack_api),
            self._settling,
            alone=not self._grounds.store.is_shared,
        )


async def identified(client: AsyncWebClient, token: str) -> Installation:
    """The installation that a bot token belongs to.

    Raises Misconfigured where Slack does not accept it, else SendFailed.
    """
    try:
        async with translated(), asyncio.timeout(CALL_SECONDS):
            who = await client.auth_test(token=token)
    except SendFailed as error:
        if error.unauthorized:
            raise Misconfigured(
                f"SLACK_BOT_TOKEN: {error}; copy the Bot User OAuth Token again from the app's "
                "page, and check SLACK_API_URL"
            ) from None
        if error.retry_after is None and not (error.permanent or error.answered):
            raise SendFailed(
                f"Slack cannot be reached: {error}; check SLACK_API_URL and the network",
                uncertain=error.uncertain,
            ) from None
        raise
    return Installation(
        enterprise_id=who.get("enterprise_id"),
        team_id=who.get("team_id"),
        team_name=who.get("team"),
        bot_token=token,
        bot_id=who.get("bot_id"),
        bot_user_id=who.get("user_id"),
        user_id=who["user_id"],
        is_enterprise_install=bool(who.get("is_enterprise_install")),
    )


async def _check_app_token(client: AsyncWebClient, token: str) -> None:
    try:
        async with translated():
            await client.apps_connections_open(app_token=token)
    except SendFailed as error:
        if error.unauthorized:
            raise Misconfigured(
                f"SLACK_APP_TOKEN: {error}; make an app-level token with the scope "
                "connections:write, and check SLACK_API_URL"
            ) from None
        raise


def _rotator(settings: Settings, client: AsyncWebClient) -> AsyncTokenRotator | None:
    if settings.slack_client_id is None or settings.slack_client_secret is None:
        return None
    return AsyncTokenRotator(
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        client=client,
    )
