"""Socket Mode: Slack's events over a connection that we open, where there is no public address.

slack_sdk reconnects by itself while it can. Where it has not been connected for a while, it may
be knocking at an address that ran out; then everything is begun anew.
"""

import asyncio
from datetime import timedelta
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.background import until_done
from bot.settling import Settling
from bot.slack.calls import QUIET, translated
from cxmodel.errors import SendFailed

log = structlog.get_logger()

GLANCE = timedelta(seconds=1)  # between two looks whether we are connected
PATIENCE = timedelta(seconds=60)  # without a connection before we begin anew


class SocketMode:
    """One connection after the other, for as long as it runs.

    `alone`: no other process is expected to be connected with this app token, for Slack hands
    each event to any one of the connections there are.
    """

    def __init__(
        self,
        app: AsyncApp,
        token: str,
        client: AsyncWebClient,
        proxy: str | None,
        settling: Settling,
        *,
        alone: bool,
    ) -> None:
        self._app, self._token, self._client, self._proxy = app, token, client, proxy
        self._settling, self._alone = settling, alone
        self._url = ""
        self.state = "connecting"

    async def run(self) -> None:
        """Stay connected until cancelled; what was not acknowledged Slack sends again."""
        while True:
            await until_done(self._ask)
            await self._hold()

    async def _ask(self) -> bool:
        """Ask Slack where to connect to."""
        try:
            async with translated():
                answer = await self._client.apps_connections_open(app_token=self._token)
        except SendFailed as error:
            self.state = f"off: Socket Mode: {error}"
            log.warning("slack.no_socket", reason=str(error))
            if error.retry_after is not None:
                await asyncio.sleep(error.retry_after.total_seconds())
            return False
        self._url = answer["url"]
        return True

    async def _hold(self) -> None:
        """Connect, and return once no connection has been there for a while."""
        handler = AsyncSocketModeHandler(
            self._app, self._token, logger=QUIET, web_client=self._client
        )
        client = handler.client
        client.proxy, client.wss_uri = self._proxy, self._url
        client.message_listeners.append(self._hear)
        connecting = asyncio.create_task(handler.connect_async())  # type: ignore[no-untyped-call]
        lost = timedelta()
        try:
            while lost < PATIENCE:
                is_there = await client.is_connected()
                lost = timedelta() if is_there else lost + GLANCE
                self.state = "ok" if is_there else "off: Socket Mode is not connected"
                if is_there:
                    self._settling.reachable()
                else:
                    self._settling.unreachable()
                await asyncio.sleep(GLANCE.total_seconds())
        finally:
            self._settling.unreachable()
            connecting.cancel()
            await asyncio.gather(connecting, return_exceptions=True)
            await handler.close_async()  # type: ignore[no-untyped-call]
        log.warning("slack.socket_lost")

    async def _hear(
        self, _: AsyncBaseSocketModeClient, message: dict[str, Any], __: str | None = None
    ) -> None:
        if message.get("type") != "hello":
            return
        connections = message.get("num_connections")
        log.info("slack.socket_open", connections=connections)
        if self._alone and isinstance(connections, int) and connections > 1:
            log.warning(
                "slack.other_sockets",
                connections=connections,
                what_to_do="stop the other process that uses this app token: Slack gives each "
                "event to any one of the connections",
            )
