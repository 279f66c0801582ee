"""What Telegram knows: chats, messages, files, taps, and the bot's own settings."""

import itertools
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.bell import Bell
from tests.fakes.telegram_api import Refusal, bad
from tests.fakes.telegram_updates import Updates

TAP_LIVES = 15.0  # seconds; measured differently by everybody, documented by nobody


@dataclass(slots=True)
class Chat:
    """One conversation of the bot, with all its messages by number."""

    id: int
    kind: str = "private"  # private, group, supergroup, channel
    name: str = "Jennifer"  # of the person, or the title
    language: str = "en"
    started: bool = False  # the person has written first, or the bot was added
    blocked: bool = False  # by the person, or the bot was removed
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    actions: list[str] = field(default_factory=list)  # "typing" …
    keys: list[list[str]] = field(default_factory=list)  # labels in place of the letters, by row
    fixed: set[int] = field(default_factory=set)  # messages that were sent with keys

    def shown(self) -> dict[str, Any]:
        """The chat as messages name it."""
        if self.kind == "private":
            return {"id": self.id, "type": "private", "first_name": self.name}
        return {"id": self.id, "type": self.kind, "title": self.name}

    def person(self) -> dict[str, Any]:
        """The person of a private chat."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language,
        }


@dataclass(slots=True)
class Tap:
    """A tapped button that waits for answerCallbackQuery."""

    id: str
    at: float  # monotonic seconds
    toast: str | None = None
    answers: int = 0  # accepted ones: none or one


@dataclass(slots=True)
class World:
    """One bot and everyone it talks with."""

    token: str
    username: str
    bell: Bell = field(default_factory=Bell)
    chats: dict[int, Chat] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)  # by file id: path, content
    commands: dict[str, list[dict[str, Any]]] = field(default_factory=dict)  # by scope, language
    texts: dict[str, str] = field(default_factory=dict)  # descriptions, by method and language
    updates: Updates = field(init=False)
    _message_ids: Iterator[int] = field(default_factory=lambda: itertools.count(1001))
    _names: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.updates = Updates(self.bell)

    @property
    def bot_id(self) -> int:
        return int(self.token.partition(":")[0])

    def me(self) -> dict[str, Any]:
        """The bot as getMe tells."""
        return {
            "id": self.bot_id,
            "is_bot": True,
            "first_name": "Journey interviews",
            "username": self.username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def sender(self) -> dict[str, Any]:
        """The bot as its messages name it."""
        return {
            k: v for k, v in self.me().items() if k in {"id", "is_bot", "first_name", "username"}
        }

    def chat(self, chat_id: Any) -> Chat:
        """Find a chat that the bot may write to. Raises Refusal where it may not."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise bad("chat not found")
        if not chat.started and chat.kind == "private":
            raise Refusal(403, "Forbidden: bot can't initiate conversation with a user")
        if chat.blocked:
            gone = "bot was blocked by the user"
            kicked = f"bot was kicked from the {chat.kind} chat"
            raise Refusal(403, f"Forbidden: {gone if chat.kind == 'private' else kicked}")
        return chat

    def add_message(self, chat: Chat, sender: dict[str, Any], **content: Any) -> dict[str, Any]:
        """Number a message and put it into its chat."""
        message = {
            "message_id": next(self._message_ids),
            "from": sender,
            "chat": chat.shown(),
            "date": int(time.time()),
            **content,
        }
        chat.messages[message["message_id"]] = message
        self.bell.ring()
        return message

    def keep_file(self, content: bytes, path: str) -> dict[str, Any]:
        """Keep a file and return how it is named to bots."""
        number = next(self._names)
        file_id = f"FAKE{number:08d}"
        self.files[file_id] = (path.format(number), content)
        return {
            "file_id": file_id,
            "file_unique_id": f"U{number:06d}",
            "file_size": len(content),
        }

    def add_tap(self) -> Tap:
        tap = Tap(str(4_000_000_000_000_000 + next(self._names)), time.monotonic())
        self.taps[tap.id] = tap
        return tap
