"""Slack as a Messenger: payloads read into deliveries, effects sent as calls of the Web API."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from uuid import uuid4

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.enclosures import KINDS, file_of
from bot.inbox import Inbox
from bot.messenger import Delivery, Parcel
from bot.notices import drawn
from bot.slack.accounts import zone_and_language
from bot.slack.blocks import settled
from bot.slack.calls import CALL_SECONDS, error_of, translated
from bot.slack.downloads import pieces_of
from bot.slack.envelope import found_row, known_row
from bot.slack.groups import UNSEEN, Groups
from bot.slack.kit import Body
from bot.slack.mapmaker import MapMaker
from bot.slack.parts import is_early, parts
from bot.slack.reading import read
from bot.slack.texts import clipped, escaped
from cxmodel.errors import Refused, SendFailed
from interview_flows.talk import Effect

TOAST_SECONDS = 5.0  # a tap is answered in time or not at all
LONGEST_ALT = 1000  # characters of what a picture shows, in words
STRIP_SECONDS = 1.0  # to take the buttons off a prompt that is asked again further down
NOT_SEEN = (
    "I cannot see who is in that group. Add me to the channel, or name the people one by one."
)
_SLOW = frozenset({"files", "find", "know"})
_GONE = frozenset({"message_not_found", "cant_update_message", "edit_window_closed"})


class SlackMessenger:
    """The app in one workspace or organisation.

    `token` gives the one that holds now, or raises SendFailed. The client's session is shared.
    """

    name = "slack"

    def __init__(
        self,
        installation: str,
        token: Callable[[], str],
        client: AsyncWebClient,
        inbox: Inbox,
        maps: MapMaker,
    ) -> None:
        self.installation = installation
        self._token, self._client, self._inbox, self._maps = token, client, inbox, maps
        self._groups = Groups(client, installation)
        self._stripped: dict[str, str] = {}  # by chat: a bare prompt whose successor waits

    def read(self, body: bytes) -> Delivery:
        """What a stored payload means. Raises ValueError where it cannot be read at all."""
        return read(body, self.installation)

    def parts(self, interview: str | None, effect: Effect | Parcel) -> Sequence[Body]:
        """An effect as outbox bodies; `slow` are those that may take longer than a call."""
        bodies = parts(interview, effect)
        return [_slowly(body) if body["do"] in _SLOW else body for body in bodies]

    def is_early(self, message: str | None, prompt: str | None) -> bool:
        """Whether `message` was sent before `prompt` was visible; False where either is unknown."""
        return is_early(message, prompt)

    async def send(
        self, address: str, body: Body, edits: str | None, prompt: Body | None = None
    ) -> str | None:
        """Do what `body` says; the id of its message, if any, as "CHANNEL/TS". Raises SendFailed.

        `edits` is the waiting prompt's message and `prompt` the body that it was sent with.
        """
        body = drawn(self, body)
        self._client.token = self._token()
        if body.get("slow"):  # the outbox gives it more time
            async with translated():
                return await self._deliver(address, body)
        async with translated(), asyncio.timeout(CALL_SECONDS):
            match body["do"], edits, prompt:
                case "home", _, _:
                    await self._client.views_publish(user_id=address, view=body["view"])
                    return None
                case "settle", str(), dict():
                    return await self._settle(body, edits, prompt)
                case "settle", _, _:
                    return None
                case "redraw", str(), _:
                    return await self._redraw(address, body, edits)
                case _, str(), dict() if _takes_taps(body) and not body.get("beside"):
                    await self._strip(address, edits, prompt)
            said = await self._say(address, body)
            self._stripped.pop(address, None)
            return said

    async def acknowledge(self, tap: str, toast: str | None) -> None:
        """Leave a word that only they see where they tapped. Best effort."""
        channel, _, user = tap.partition("/")
        if not toast:
            return
        with suppress(SendFailed):
            self._client.token = self._token()
            async with translated(), asyncio.timeout(TOAST_SECONDS):
                await self._client.chat_postEphemeral(channel=channel, user=user, text=toast)

    async def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """A file that a respondent sent, piece by piece. Raises SendFailed."""
        async with aclosing(pieces_of(self._client, self._token(), source)) as pieces:
            async for piece in pieces:
                yield piece

    # ── words ─────────────────────────────────────────────────────────────────────────────────

    async def _say(self, address: str, body: Body) -> str:
        posted = await self._client.chat_postMessage(
            channel=address, **_content(body), unfurl_links=False, unfurl_media=False
        )
        return f"{posted['channel']}/{posted['ts']}"

    async def _strip(self, address: str, asked_before: str, prompt: Body) -> None:
        """Leave one set of live buttons where a prompt is asked again. Best effort, and once."""
        if self._stripped.get(address) == asked_before:
            return
        with suppress(SendFailed):
            async with translated(), asyncio.timeout(STRIP_SECONDS):
                await self._update(asked_before, settled(prompt, None))
            self._stripped[address] = asked_before

    async def _redraw(self, address: str, body: Body, edits: str) -> str:
        """Draw the waiting prompt anew where it stands; where it is gone, below."""
        if await self._update(edits, body):
            return edits
        return await self._say(address, body)

    async def _settle(self, body: Body, edits: str, prompt: Body) -> str:
        """Take the prompt's buttons away and leave what was chosen visible."""
        left = settled(prompt, body["chosen"])
        await self._update(edits, {**left, "plain": body.get("plain", False)})
        return edits

    async def _update(self, message: str, body: Body) -> bool:
        """Whether the message was there to be changed."""
        channel, _, ts = message.partition("/")
        try:
            await self._client.chat_update(channel=channel, ts=ts, **_content(body))
        except SlackApiError as error:
            if error_of(error) not in _GONE:
                raise
            return False
        return True

    # ── what takes its time ───────────────────────────────────────────────────────────────────

    async def _deliver(self, address: str, body: Body) -> str | None:
        if body["do"] == "files":
            return await self._give_files(address, body)
        if body["do"] in KINDS:
            await self._enclose(address, body)
            return None
        if body["do"] == "know":
            await self._get_to_know(address, body)
            return None
        return await self._find(address, body)

    async def _give_files(self, address: str, body: Body) -> str | None:
        """Map files, to nobody but the person of this chat."""
        wanted = (body["study"], body["formats"], body["interview"])
        try:
            files = await asyncio.to_thread(self._maps.files, *wanted)
        except Refused as refusal:
            return await self._say(address, {"text": str(refusal), "plain": True})
        opened = await self._client.conversations_open(users=address)
        await self._client.files_upload_v2(
            channel=opened["channel"]["id"],
            file_uploads=[{"filename": name, "content": content} for name, content in files],
        )
        return None

    async def _enclose(self, address: str, body: Body) -> None:
        """A picture or a document of their own, in this chat alone."""
        file = await file_of(body)
        opened = await self._client.conversations_open(users=address)
        shown = {"alt_txt": clipped(file.told, LONGEST_ALT)} if file.told else {}
        await self._client.files_upload_v2(
            channel=opened["channel"]["id"],
            initial_comment=escaped(file.caption),
            file_uploads=[{"filename": file.name, "content": file.content, **shown}],
        )

    async def _get_to_know(self, address: str, body: Body) -> None:
        """What Slack knows of this person; a look-up that fails is none."""
        zone, language = await zone_and_language(self._client, address)
        if zone or language:
            now = datetime.now(UTC)
            row = known_row(body["id"], address, zone, language, self.installation, now)
            await self._inbox.receive([row])

    async def _find(self, address: str, body: Body) -> str | None:
        """Who belongs to the groups; goes on as an order that names them."""
        try:
            found = await self._groups.members(body["groups"])
            named = [user for user in body["people"] if await self._groups.is_person(user)]
        except SlackApiError as error:
            if error_of(error) not in UNSEEN:
                raise
            return await self._say(address, {"text": NOT_SEEN, "plain": True})
        people = list(dict.fromkeys([*found, *named]))
        now = datetime.now(UTC)
        row = found_row(body["id"], address, body["words"], people, self.installation, now)
        await self._inbox.receive([row])
        return None


def _slowly(body: Body) -> Body:
    """With an id that stays the same however often it is sent."""
    return {**body, "slow": True, "id": uuid4().hex}


def _content(body: Body) -> Body:
    """Words, and the blocks that show them; without these where Slack refused them before.

    None at all, said as an empty list: an edit that names no blocks would keep those there are.
    """
    return {"text": body["text"], "blocks": [] if body.get("plain") else body["blocks"]}


def _takes_taps(body: Body) -> bool:
    return bool(body["blocks"] != settled(body, None)["blocks"])
