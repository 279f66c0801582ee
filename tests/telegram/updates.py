"""Raw updates as Telegram sends them, to be varied by the tests."""

import json
from typing import Any

PERSON = {"id": 7, "is_bot": False, "first_name": "Ann", "last_name": "Lee", "language_code": "de"}
PRIVATE = {"id": 7, "first_name": "Ann", "type": "private"}
GROUP = {"id": -1001234567890, "title": "Team", "type": "supergroup"}
BOT = {"id": 123456, "is_bot": True, "first_name": "Desire", "username": "desire_bot"}
FILE = {"file_id": "BQAC", "file_unique_id": "u1", "file_size": 1234}


def message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 20, "from": PERSON, "chat": PRIVATE, "date": 1_700_000_000, **fields}


def update(**contents: Any) -> dict[str, Any]:
    return {"update_id": 900_000_001, **contents}


def said(text: str, **fields: Any) -> dict[str, Any]:
    return update(message=message(text=text, **fields))


def tapped(data: str, **fields: Any) -> dict[str, Any]:
    query = {"id": "4382", "from": PERSON, "chat_instance": "-1", "data": data, **fields}
    return update(callback_query={"message": message(text="?", **{"from": BOT}), **query})


def membership(status: str, chat: dict[str, Any]) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        extra = {"until_date": 0} if status == "kicked" else {}
        return {"user": BOT, "status": status, **extra}

    change = {"chat": chat, "from": PERSON, "date": 1_700_000_000}
    return update(
        my_chat_member={
            **change,
            "old_chat_member": member("member"),
            "new_chat_member": member(status),
        }
    )


def raw(value: Any) -> bytes:
    return json.dumps(value).encode()
