"""Telegram as a Messenger: updates read into deliveries, effects sent as calls of the Bot API."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any

import aiohttp
from telegram import Bot
from telegram.error import TelegramError

from bot.controls import stands_beside
from bot.enclosures import KINDS, enclosed, file_of
from bot.http import open_session
from bot.messenger import Delivery, Parcel
from bot.notices import drawn
from bot.telegram.files import pieces_of
from bot.telegram.keyboards import Keys, Rows, inert, keyboard, keys, listed
from bot.telegram.reading import read
from bot.telegram.texts import LONGEST_MESSAGE, clipped, pieces, units, whole
from bot.telegram.transport import (
    FILE_LIMITS,
    LIMITS,
    AiohttpRequest,
    Declined,
    answer_of,
    call,
    send_failed,
)
from interview_flows.talk import Effect, Reply, Settled
from interview_flows.tongue import sentence, told

PUBLIC_API = "https://api.telegram.org"
TOAST_SECONDS = 5.0  # a tap is answered in time or not at all
LONGEST_TOAST = 200  # UTF-16 units
LONGEST_CAPTION = 1024  # UTF-16 units
STRIP_SECONDS = 1.0  # to take the buttons off a prompt that is asked again further down
PLACEHOLDER = sentence("Type your answer")
_NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}

# 400s that say the edit is done already, or that its message is out of our hands
_UNCHANGED = "message is not modified"
_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class TelegramMessenger:
    """One bot on Telegram. The session is shared and belongs to whoever opened it."""

    name = "telegram"

    def __init__(
        self, token: str, session: aiohttp.ClientSession, *, api_url: str = PUBLIC_API
    ) -> None:
        self.installation = token.partition(":")[0]
        self.session = session
        self.methods_url = f"{api_url}/bot{token}"
        self.files_url = f"{api_url}/file/bot{token}/"
        self._stripped: dict[str, str] = {}  # by chat: a bare prompt whose successor waits
        request = AiohttpRequest(session)
        self.bot = Bot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=request,
            get_updates_request=request,
        )

    def read(self, body: bytes) -> Delivery:
        """What a stored update means. Raises ValueError where it cannot be read at all."""
        return read(body, self.installation)

    def parts(self, interview: str | None, effect: Effect | Parcel) -> Sequence[dict[str, Any]]:
        """An effect as outbox bodies.

        `{"do": "say", "text", "quiet", "rows", "keys", "hint"}`: a message, its first `quiet`
        UTF-16 units the stage's name, the buttons below the last one, or the keys in place of the
        letters from then on, with a hint where those go. `beside`: its buttons stand beside those
        of the waiting prompt, which stay. `redraw` is the same over the waiting prompt,
        `{"do": "settle", "turn", "chosen"}` takes that prompt's buttons away.
        """
        match effect:
            case Settled(turn, chosen):
                return [{"do": "settle", "turn": turn, "chosen": chosen and whole(chosen)}]
            case Reply() if effect.redraws and not effect.options:
                return []  # Telegram lets no message with keys be edited; all is said on them
            case Reply() if effect.redraws:
                # A long prompt's earlier messages stay as they are: only the last has buttons
                return [{**_said(interview, effect)[-1], "do": "redraw"}]
            case Reply():
                return [*_said(interview, effect), *enclosed(effect)]
            case _:
                return []  # no parcels here yet

    def is_early(self, message: str | None, prompt: str | None) -> bool:
        """Whether `message` was sent before `prompt` was visible; False where either is unknown."""
        if message is None or prompt is None:
            return False
        return int(message) < int(prompt)  # Telegram counts the messages of a private chat up

    async def send(
        self,
        address: str,
        body: dict[str, Any],
        edits: str | None,
        prompt: dict[str, Any] | None = None,
    ) -> str | None:
        """Do what `body` says; its message id, if any.

        `edits` is the waiting prompt's message id and `prompt` the body it was sent with, so
        that the words stay when its buttons go. Raises SendFailed.
        """
        body = drawn(self, body)
        try:
            match body["do"], edits:
                case "settle", None:
                    return None
                case "settle", str():
                    return await self._settle(address, body["chosen"], edits, prompt)
                case "redraw", str():
                    return await self._redraw(address, body, edits)
                case kind, _ if kind in KINDS:
                    return await self._send_file(address, body)
                case "say", str() if body["rows"] and not body.get("beside"):
                    await self._strip(address, edits)
                    said = await self._say(address, body)
                    self._stripped.pop(address, None)
                    return said
                case _:
                    return await self._say(address, body)
        except TelegramError as error:
            raise send_failed(error) from None

    async def acknowledge(self, tap: str, toast: str | None) -> None:
        """Answer a tap where the finger is. Best effort: a failure is not an error."""
        text = clipped(whole(toast), LONGEST_TOAST) if toast else None
        with suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(TOAST_SECONDS):
                given = {"text": text} if text else {}
                await self._call("answerCallbackQuery", callback_query_id=tap, **given)

    def fetch(self, source: str) -> AsyncGenerator[bytes, None]:
        """A file that a respondent sent, piece by piece. Raises SendFailed."""
        return pieces_of(self.bot, self.session, self.files_url, source)

    async def _say(self, address: str, body: dict[str, Any]) -> str:
        text = body["text"]
        message = await self._call("sendMessage", chat_id=int(address), text=text, **_form(body))
        return str(message["message_id"])

    async def _send_file(self, address: str, body: dict[str, Any]) -> str:
        """A picture or a document, as a form: nothing in JSON carries bytes."""
        file = await file_of(body)
        field = "photo" if body["do"] == "picture" else "document"
        form = aiohttp.FormData(quote_fields=False)
        form.add_field("chat_id", str(int(address)))
        form.add_field("caption", clipped(whole(file.caption), LONGEST_CAPTION))
        form.add_field(field, file.content, filename=file.name, content_type=file.kind)
        url = f"{self.methods_url}/send{field.capitalize()}"
        _, answer = await call(self.session, "POST", url, FILE_LIMITS, data=form)
        return str(answer_of(answer)["result"]["message_id"])

    async def _strip(self, address: str, asked_before: str) -> None:
        """Leave one set of live buttons where a prompt is asked again. Best effort, and once."""
        if self._stripped.get(address) == asked_before:
            return
        with suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(STRIP_SECONDS):
                await self._edit_buttons(address, asked_before, [])
            self._stripped[address] = asked_before

    async def _redraw(self, address: str, body: dict[str, Any], edits: str) -> str:
        """Draw the waiting prompt anew where it stands; where it is gone, below."""
        try:
            await self._edit(address, edits, body["text"], body)
        except Declined as refusal:
            if _says(refusal, *_GONE):
                return await self._say(address, body)
            if not _says(refusal, _UNCHANGED):
                raise
        return edits

    async def _settle(
        self, address: str, chosen: str | None, edits: str, prompt: dict[str, Any] | None
    ) -> str:
        """Take the prompt's buttons away and leave what was chosen visible."""
        text = f"{prompt['text']}\n\n✓ {chosen}" if prompt and chosen else None
        try:
            if prompt and text and units(text) <= LONGEST_MESSAGE:
                await self._edit(address, edits, text, {**prompt, "rows": []})
            else:
                await self._edit_buttons(address, edits, inert(chosen) if chosen else [])
        except Declined as refusal:
            if not _says(refusal, _UNCHANGED, *_GONE):
                raise
        return edits

    async def _edit(self, address: str, message: str, text: str, body: dict[str, Any]) -> None:
        place = {"chat_id": int(address), "message_id": int(message)}
        await self._call("editMessageText", **place, text=text, **_form(body))

    async def _edit_buttons(self, address: str, message: str, rows: Rows) -> None:
        place = {"chat_id": int(address), "message_id": int(message)}
        await self._call("editMessageReplyMarkup", **place, reply_markup=_buttons(rows))

    async def _call(self, method: str, **fields: Any) -> Any:
        """The result of a method of the Bot API. Raises TelegramError.

        Past python-telegram-bot's Bot, whose objects cost as much as the call itself.
        """
        url = f"{self.methods_url}/{method}"
        _, answer = await call(self.session, "POST", url, LIMITS, json=fields)
        return answer_of(answer)["result"]


@asynccontextmanager
async def connected(token: str, api_url: str = PUBLIC_API) -> AsyncIterator[TelegramMessenger]:
    """A messenger with a session of its own, for one command."""
    async with open_session(api_url) as session:
        yield TelegramMessenger(token, session, api_url=api_url)


def _said(interview: str | None, reply: Reply) -> list[dict[str, Any]]:
    context = clipped(whole(reply.context), LONGEST_MESSAGE // 4)
    text = whole(f"{context}\n\n{listed(reply)}" if context else listed(reply))
    bodies: list[dict[str, Any]] = [
        {"do": "say", "text": piece, "quiet": 0, "rows": []} for piece in pieces(text) or ["…"]
    ]
    bodies[0]["quiet"] = units(context)
    bodies[-1]["rows"] = [
        [{"text": whole(button["text"]), "data": button["data"]} for button in row]
        for row in keyboard(interview, reply)
    ]
    shown = keys(reply)
    if shown is not None:
        bodies[-1] |= {"keys": shown, "hint": told(reply.language, PLACEHOLDER)}
    if stands_beside(reply):
        bodies[-1]["beside"] = True
    return bodies


def _form(body: dict[str, Any]) -> dict[str, Any]:
    """How the words are shown: the stage's name in italics, buttons below, links not unfolded.

    Without parse_mode no text can be unbalanced. `plain`: an earlier try was refused, so the
    bare words are to get through.
    """
    if body.get("plain"):
        return _NO_PREVIEW
    form: dict[str, Any] = dict(_NO_PREVIEW)
    if body["quiet"]:
        form["entities"] = [{"type": "italic", "offset": 0, "length": body["quiet"]}]
    if body["rows"]:
        form["reply_markup"] = _buttons(body["rows"])
    elif body.get("keys") is not None:
        form["reply_markup"] = _keys(body["keys"], body.get("hint") or PLACEHOLDER)
    return form


def _buttons(rows: Rows) -> dict[str, Any]:
    """Buttons below a message; none of them takes away those that are there."""
    return {
        "inline_keyboard": [
            [{"text": button["text"], "callback_data": button["data"]} for button in row]
            for row in rows
        ]
    }


def _keys(shown: Keys, hint: str) -> dict[str, Any]:
    """Keys in place of the letters; none takes them away."""
    if not shown:
        return {"remove_keyboard": True}
    return {
        "keyboard": [[{"text": label} for label in row] for row in shown],
        "resize_keyboard": True,
        "one_time_keyboard": True,  # a pressed key is a word for this prompt, not for the next
        "input_field_placeholder": hint,
    }


def _says(refusal: Declined, *descriptions: str) -> bool:
    said = refusal.description.lower()
    return any(description in said for description in descriptions)
