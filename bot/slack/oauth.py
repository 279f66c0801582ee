"""Installing the app in further workspaces, through Slack's OAuth and Bolt's pages for it."""

from datetime import UTC, datetime, timedelta
from logging import Logger
from typing import Final
from urllib.parse import urljoin

import structlog
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.oauth.installation_store import Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.slack.calls import SILENT, translated
from bot.slack.manifest import BOT_SCOPES
from cxmodel.errors import CxError
from cxmodel.instants import instant, moment
from cxmodel.vault import Vault

INSTALL: Final = "/slack/install"
REDIRECT: Final = "/slack/oauth_redirect"
STATE_LIFE = timedelta(minutes=10)
_PURPOSE = "slack install until "

log = structlog.get_logger()


def oauth_flow(
    settings: Settings, vault: Vault, installations: AsyncInstallationStore, client: AsyncWebClient
) -> AsyncOAuthFlow | None:
    """The pages at which the app is installed; None where no client id is set."""
    if settings.slack_client_id is None or settings.slack_client_secret is None:
        return None
    return _Flow(
        client=client,
        logger=SILENT,
        settings=AsyncOAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=settings.slack_client_secret.get_secret_value(),
            scopes=BOT_SCOPES,
            user_scopes=[],
            redirect_uri=f"{settings.public_url}{REDIRECT}",
            install_path=INSTALL,
            redirect_uri_path=REDIRECT,
            authorization_url=urljoin(settings.slack_api, "../oauth/v2/authorize"),
            installation_store=installations,
            state_store=SealedStates(vault),
            state_expiration_seconds=int(STATE_LIFE.total_seconds()),
            logger=SILENT,  # its warnings quote the code that Slack sent along
        ),
    )


class SealedStates(AsyncOAuthStateStore):
    """States that hold their own end, sealed: any process can check one, and none is stored.

    That a state comes back to the browser it was given to, Bolt sees to with a cookie.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    @property
    def logger(self) -> Logger:
        """Where Slack's library logs about us."""
        return SILENT

    async def async_issue(self, *_: object, **__: object) -> str:
        """A new state, of letters that need no quoting in an address or a cookie."""
        sealed = self._vault.seal(f"{_PURPOSE}{instant(datetime.now(UTC) + STATE_LIFE)}")
        return sealed.rstrip("=")

    async def async_consume(self, state: str) -> bool:
        """Whether it is one of ours and has not run out."""
        try:
            opened = self._vault.open(state + "=" * (-len(state) % 4))
        except (CxError, UnicodeError):
            return False
        if not opened.startswith(_PURPOSE):
            return False
        return datetime.now(UTC) < moment(opened.removeprefix(_PURPOSE))


class _Flow(AsyncOAuthFlow):
    """Bolt's flow, which knows only Slack's own errors: others end on its page for failures too."""

    async def run_installation(self, code: str) -> Installation | None:
        try:
            async with translated():
                return await super().run_installation(code)
        except CxError as error:
            log.warning("slack.not_installed", reason=str(error))
            return None

    async def store_installation(
        self, request: AsyncBoltRequest, installation: Installation
    ) -> None:
        try:
            await super().store_installation(request, installation)
        except CxError as error:
            log.warning("slack.not_installed", reason=str(error))
            raise BoltError("the installation cannot be stored just now") from None
