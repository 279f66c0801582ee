"""What the inbox needs to know of a raw update, found without parsing the whole of it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from cxmodel.records import Received

ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
_LARGEST_ID = 2**63 - 1  # what both databases hold


class Intake(Protocol):
    """Where received updates are put down."""

    async def receive(self, rows: Sequence[Received]) -> None:
        """Return once `rows` are on disk; raise where they are not: then do not acknowledge."""
        ...


def received_of(raw: bytes | Mapping[str, Any], installation: str, at: datetime) -> Received:
    """A raw update as a row of the inbox. Raises ValueError where it is no update at all."""
    update = loaded(raw) if isinstance(raw, bytes) else raw
    number = update.get("update_id")
    if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= _LARGEST_ID:
        raise ValueError("an update has a whole number as its update_id")
    return Received(
        messenger="telegram",
        installation=installation,
        event=str(number),
        position=number,
        chat=_chat(update),
        body=raw if isinstance(raw, bytes) else json.dumps(raw, separators=(",", ":")).encode(),
        at=at,
    )


def loaded(body: bytes) -> dict[str, Any]:
    """The JSON object in `body`. Raises ValueError where there is none, however it is broken."""
    try:
        update = json.loads(body)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(update, dict):
        raise ValueError("an update is a JSON object")  # noqa: TRY004 - a wrong value, not our type
    return update


def _chat(update: Mapping[str, Any]) -> str | None:
    """The chat's id: of a message, of a membership, or of the message whose button was tapped."""
    for content in update.values():
        if isinstance(content, dict):
            holder = content if "chat" in content else content.get("message")
            chat = holder.get("chat") if isinstance(holder, dict) else None
            number = chat.get("id") if isinstance(chat, dict) else None
            return str(number) if type(number) is int else None
    return None
