"""People at the other end: what they type and tap becomes updates, what they see is the screen."""

import asyncio
import copy
import re
import time
from dataclasses import dataclass
from typing import Any

from tests.fakes.telegram_api import units
from tests.fakes.telegram_methods import LONGEST_TEXT
from tests.fakes.telegram_world import Chat, Tap, World

PATIENCE = 10.0  # seconds to wait for the bot


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as it stands on the screen."""

    id: int
    text: str  # or caption
    mine: bool
    buttons: tuple[tuple[str, ...], ...] = ()  # labels, by row
    edited: bool = False
    data: tuple[tuple[str, str], ...] = ()  # (label, callback data), in order

    @property
    def labels(self) -> tuple[str, ...]:
        """Labels of all buttons, in order."""
        return tuple(label for row in self.buttons for label in row)


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap on its way."""

    world: World
    tap: Tap
    update: dict[str, Any]

    @property
    def toast(self) -> str | None:
        """What was shown where the finger is."""
        return self.tap.toast

    async def answered(self, patience: float = PATIENCE) -> str | None:
        """Wait until the bot has answered the tap; the toast."""
        answered = "the tap to be answered"
        await self.world.bell.until(lambda: self.tap.answers > 0, patience, answered)
        return self.tap.toast


class FakeGroup:
    """A group, where the bot can be added and spoken to."""

    silence = 0.1
    """Seconds without a new message after which the bot has finished speaking.

    To be raised where the bot paces itself, and where the words to wait for are not known.
    """

    def __init__(self, world: World, chat: Chat) -> None:
        self.world, self.chat = world, chat
        self._heard = 0

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def screen(self) -> list[Seen]:
        """All messages as visible now, the oldest first."""
        return self.after(0)

    def after(self, number: int) -> list[Seen]:
        """Messages below the one of that number, the oldest first."""
        messages = self.chat.messages
        return [_seen(messages[n], self.world) for n in sorted(messages) if n > number]

    @property
    def last(self) -> Seen:
        """The bot's last message."""
        spoken = [seen for seen in self.screen if not seen.mine]
        assert spoken, f"the bot has not said anything to {self.chat.name}"
        return spoken[-1]

    async def hears(self, containing: str = "", patience: float = PATIENCE) -> list[Seen]:
        """Wait for new messages of the bot, until one contains the words and it falls silent."""

        def is_there() -> bool:
            return any(containing in seen.text for seen in self._news())

        def wanted() -> str:
            return f"{containing!r} to be said to {self.chat.name}; there is {self.screen[-3:]}"

        await self.world.bell.until(is_there, patience, wanted)
        while (count := len(self._news())) and not await self._falls_silent(count):
            pass
        news = self._news()
        self._heard = news[-1].id
        return news

    async def hears_nothing(self, seconds: float = 0.3) -> None:
        """Check that the bot says nothing new for a while."""
        await asyncio.sleep(seconds)
        assert not self._news(), f"the bot said {self._news()}"

    def _news(self) -> list[Seen]:
        return [seen for seen in self.after(self._heard) if not seen.mine]

    async def _falls_silent(self, count: int) -> bool:
        deadline = time.monotonic() + self.silence
        while (left := deadline - time.monotonic()) > 0:
            await self.world.bell.wait(left)
            if len(self._news()) > count:
                return False
        return True

    async def sends(self, **content: Any) -> dict[str, Any]:
        """Send a message with raw content; the update."""
        message = self.world.add_message(self.chat, self._author(), **content)
        sent = copy.deepcopy(message)
        if self.chat.kind == "channel":
            del sent["from"]
            return self.world.updates.put("channel_post", sent | {"sender_chat": sent["chat"]})
        return self.world.updates.put("message", sent)

    async def says(self, text: str) -> dict[str, Any]:
        """Type words and send them; long ones go in several messages. The last update."""
        update: dict[str, Any] = {}
        for piece in _pieces(text):
            command = re.match(r"/[a-z0-9_@]+", piece)
            content: dict[str, Any] = {"text": piece}
            if command:
                end = command.end()
                content["entities"] = [{"type": "bot_command", "offset": 0, "length": end}]
            update = await self.sends(**content)
        return update

    async def adds_bot(self) -> dict[str, Any]:
        """Make the bot a member."""
        self.chat.started, self.chat.blocked = True, False
        return self.world.updates.put("my_chat_member", self._membership("left", "member"))

    def _author(self) -> dict[str, Any]:
        return {"id": 5_999_999_001, "is_bot": False, "first_name": "Somebody"}

    def _membership(self, before: str, after: str) -> dict[str, Any]:
        def member(status: str) -> dict[str, Any]:
            until = {"until_date": 0} if status == "kicked" else {}
            return {"user": self.world.sender(), "status": status, **until}

        return {
            "chat": self.chat.shown(),
            "from": self._author(),
            "date": int(time.time()),
            "old_chat_member": member(before),
            "new_chat_member": member(after),
        }


class FakePerson(FakeGroup):
    """Somebody in a private chat with the bot."""

    def _author(self) -> dict[str, Any]:
        return self.chat.person()

    async def start(self, token: str = "") -> dict[str, Any]:
        """Open the bot by its link and press Start."""
        self.chat.started, self.chat.blocked = True, False
        return await self.says(f"/start {token}".strip())

    async def sends(self, **content: Any) -> dict[str, Any]:
        """Send a message with raw content; the update."""
        assert not self.chat.blocked, "who blocked the bot has to come back before writing"
        self.chat.started = True
        return await super().sends(**content)

    async def edits(self, message: Seen | dict[str, Any], text: str) -> dict[str, Any]:
        """Edit an own message, given as seen or by the update that it came in."""
        number = message.id if isinstance(message, Seen) else message["message"]["message_id"]
        edited = {**self.chat.messages[number], "text": text, "edit_date": int(time.time())}
        self.chat.messages[number] = edited
        return self.world.updates.put("edited_message", copy.deepcopy(edited))

    @property
    def keys(self) -> tuple[str, ...]:
        """Labels of the keys that stand in place of the letters."""
        return tuple(label for row in self.chat.keys for label in row)

    async def taps(self, label: str, on: Seen | None = None) -> Tapped:
        """Tap the button or key with this label: on a message seen earlier, or the lowest one.

        A key says its label. A button on the bot's last message comes before a key of that name.
        """
        if on is None and label in self.keys and label not in dict(self.last.data):
            pressed = Tap("", time.monotonic(), answers=1)
            return Tapped(self.world, pressed, await self.says(label))
        for seen in [on] if on else reversed(self.screen):
            data = dict(seen.data)
            found = label if label in data else _only(label, tuple(data))
            if found is not None:
                return await self.taps_data(data[found], seen)
        raise AssertionError(
            f"no button {label!r} on the screen: {[s.labels for s in self.screen]}"
        )

    async def taps_data(self, data: str, on: Seen | None = None) -> Tapped:
        """Send a tap with any data, forged ones too."""
        message = self.chat.messages[(on or self.last).id]
        tap = self.world.add_tap()
        query = {
            "id": tap.id,
            "from": self.chat.person(),
            "message": copy.deepcopy(message),
            "chat_instance": str(self.chat.id * 7),
            "data": data,
        }
        return Tapped(self.world, tap, self.world.updates.put("callback_query", query))

    async def replies(self, to: Seen, text: str) -> dict[str, Any]:
        """Answer a message by its reply function."""
        replied = copy.deepcopy(self.chat.messages[to.id])
        return await self.sends(text=text, reply_to_message=replied)

    async def sends_sticker(self) -> dict[str, Any]:
        kept = self.world.keep_file(b"webp", "stickers/file_{}.webp")
        sizes = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        return await self.sends(sticker=kept | sizes | {"type": "regular", "emoji": "😀"})

    async def sends_photo(
        self, caption: str = "", content: bytes = b"\xff\xd8jpeg", **more: Any
    ) -> dict[str, Any]:
        kept = self.world.keep_file(content, "photos/file_{}.jpg")
        more |= {"caption": caption} if caption else {}
        return await self.sends(photo=[kept | {"width": 640, "height": 480}], **more)

    async def sends_voice(self, content: bytes = b"OggS") -> dict[str, Any]:
        kept = self.world.keep_file(content, "voice/file_{}.oga")
        return await self.sends(voice=kept | {"duration": 3, "mime_type": "audio/ogg"})

    async def sends_document(self, name: str, content: bytes, caption: str = "") -> dict[str, Any]:
        kept = self.world.keep_file(content, "documents/file_{}")
        words: dict[str, Any] = {"caption": caption} if caption else {}
        document = kept | {"file_name": name, "mime_type": "application/octet-stream"}
        return await self.sends(document=document, **words)

    async def sends_album(self, count: int = 4, caption: str = "") -> list[dict[str, Any]]:
        """Send photos together: one update each, under one media_group_id."""
        group: dict[str, Any] = {"media_group_id": str(13_000_000_000 + len(self.chat.messages))}
        words = [caption, *[""] * (count - 1)]
        return [await self.sends_photo(word, **group) for word in words]

    async def forwards(self, text: str) -> dict[str, Any]:
        """Forward somebody else's message."""
        origin = {
            "type": "hidden_user",
            "date": int(time.time()) - 3600,
            "sender_user_name": "Somebody else",
        }
        return await self.sends(text=text, forward_origin=origin)

    async def blocks(self) -> dict[str, Any]:
        """Block the bot."""
        self.chat.blocked = True
        return self.world.updates.put("my_chat_member", self._membership("member", "kicked"))

    async def unblocks(self) -> dict[str, Any]:
        """Let the bot write again."""
        self.chat.blocked = False
        return self.world.updates.put("my_chat_member", self._membership("kicked", "member"))


def _seen(message: dict[str, Any], world: World) -> Seen:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return Seen(
        id=message["message_id"],
        text=message.get("text", message.get("caption", "")),
        mine=message["from"]["id"] != world.bot_id,
        buttons=tuple(tuple(button["text"] for button in row) for row in rows),
        edited="edit_date" in message,
        data=tuple((b["text"], b.get("callback_data", "")) for row in rows for b in row),
    )


def _only(part: str, labels: tuple[str, ...]) -> str | None:
    """The one label that contains `part`, in any case."""
    found = [label for label in labels if part.casefold() in label.casefold()]
    return found[0] if len(found) == 1 else None


def _pieces(text: str) -> list[str]:
    """Cut as Telegram's apps do: into messages of at most 4096 UTF-16 units."""
    pieces, rest = [], text
    while units(rest) > LONGEST_TEXT:
        end = LONGEST_TEXT
        while units(rest[:end]) > LONGEST_TEXT:
            end -= max(1, (units(rest[:end]) - LONGEST_TEXT) // 2)
        pieces.append(rest[:end])
        rest = rest[end:]
    return [*pieces, rest]
