"""A stored update → what it means for an interview.

The JSON is read as it is: python-telegram-bot's parser builds every object of an update, which
cost a third of a turn, and five kinds of event are all that we ask for.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from bot.messenger import Blocked, Content, Delivery, Elsewhere, Nothing, Start
from bot.telegram.envelope import loaded
from bot.telegram.keyboards import tapped
from bot.telegram.texts import whole
from cxmodel.records import Person
from interview_flows.talk import Attached, Edited, Said, Unreadable
from interview_flows.tongue import sentence

COMMANDS: Final = {
    "skip": "skip",
    "back": "back",
    "answers": "answers",
    "add": "add",
    "done": "done",
    "pause": "pause",
    "resume": "resume",
    "help": "help",
    "language": "language",
    "stop": "stop",
    "mydata": "my data",
    "forget": "forget me",
    "moment": "moment",
    "noreminders": "no reminders",
}
"""Telegram's commands take no spaces; the words that respondents type do."""

_COMMAND = re.compile(
    r"/(?P<name>[A-Za-z0-9_]+)(?:@[A-Za-z0-9_]+)?(?:\s+(?P<rest>.*\S))?\s*", re.DOTALL
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what a deep link may carry

_UNREADABLE: Final = {
    "sticker": sentence("a sticker"),
    "poll": sentence("a poll"),
    "dice": sentence("a dice"),
    "contact": sentence("a contact"),
    "venue": sentence("a place"),  # before location, which comes along with it
    "location": sentence("a location"),
    "game": sentence("a game"),
    "story": sentence("a story"),
    "checklist": sentence("a checklist"),
    "paid_media": sentence("paid media"),
    "invoice": sentence("an invoice"),
    "giveaway": sentence("a giveaway"),
    "gift": sentence("a gift"),
    "passport_data": sentence("a passport"),
}

_EVENTS: Final = ("message", "edited_message", "callback_query", "my_chat_member", "channel_post")
_BROKEN = (AttributeError, LookupError, TypeError)  # where a field is not what Telegram sends

Fields = Mapping[str, Any]


def read(body: bytes, installation: str) -> Delivery:
    """What a stored update means. Raises ValueError where it cannot be read at all."""
    update = loaded(body)
    try:
        return _delivery(update, installation)
    except _BROKEN as error:
        raise ValueError(f"not an update of Telegram ({type(error).__name__})") from None


def _delivery(update: Fields, installation: str) -> Delivery:
    event = next((name for name in _EVENTS if update.get(name)), "")
    what: Fields = update.get(event) or {}
    sender: Fields = what.get("from") or {}
    person = _person(sender, installation)
    if event == "callback_query":
        return _tap(what, person, sender.get("language_code"))
    return Delivery(
        person=person,
        content=_content(event, what, sender),
        language=sender.get("language_code"),
        message=_number(what["message_id"]) if "message_id" in what else None,
        replies_to=_number(above["message_id"])
        if (above := what.get("reply_to_message"))
        else None,
    )


def _person(sender: Fields, installation: str) -> Person:
    """Who sent it; an empty id where Telegram names nobody."""
    if not sender:
        return Person(messenger="telegram", installation=installation, id="")
    names = (sender["first_name"], sender.get("last_name"))
    name = whole(" ".join(name for name in names if name))
    number = _number(sender["id"])
    return Person(messenger="telegram", installation=installation, id=number, name=name)


def _number(number: int) -> str:
    return str(int(number))


def _tap(query: Fields, person: Person, language: str | None) -> Delivery:
    tap = tapped(query.get("data"))
    message: Fields = query.get("message") or {}
    private = not message or message["chat"]["type"] == "private"
    return Delivery(
        person=person,
        content=tap.content if private else Elsewhere(),
        interview=tap.interview,
        language=language,
        message=_number(message["message_id"]) if message else None,
        tap=str(query["id"]),
    )


def _content(event: str, what: Fields, sender: Fields) -> Content:
    if event == "channel_post":
        return Elsewhere()
    if event == "my_chat_member":
        return _membership(what)
    if not event or not sender or sender.get("is_bot"):
        return Nothing()
    if what["chat"]["type"] != "private":
        return Elsewhere() if event == "message" else Nothing()
    return _said(what) if event == "message" else _edited(what)


def _membership(change: Fields) -> Content:
    status = change["new_chat_member"]["status"]
    if change["chat"]["type"] == "private":
        return Blocked(status == "kicked") if status in {"kicked", "member"} else Nothing()
    return Nothing() if status in {"kicked", "left"} else Elsewhere()


def _said(message: Fields) -> Content:
    if message.get("forward_origin"):  # somebody else's words
        return Unreadable(sentence("a forwarded message"))
    text = message.get("text")
    if text is not None:
        return _typed(whole(text), _number(message["message_id"]))
    attached = _attached(message)
    if attached is not None:
        return attached
    names = [what for field, what in _UNREADABLE.items() if message.get(field)]
    return Unreadable(names[0]) if names else Nothing()


def _typed(text: str, message: str) -> Content:
    """Words, or a command: its word alone is said; one that is not ours is left as it is."""
    command = _COMMAND.fullmatch(text)
    if command is None:
        return Said(text, message)
    name, rest = command["name"].lower(), command["rest"]
    if name == "start":
        return Start(rest if rest and _TOKEN.fullmatch(rest) else None)
    if name == "language" and rest:
        return Said(f"language {rest}", message)
    if name in COMMANDS and not rest:
        return Said(COMMANDS[name], message)
    return Said(text, message)


def _edited(message: Fields) -> Content:
    """A revision of their words. Other edits (a live location that moves) ask for nothing."""
    text = message.get("text", message.get("caption"))
    return Nothing() if text is None else Edited(whole(text), _number(message["message_id"]))


def _attached(message: Fields) -> Attached | None:
    """The file that came along; of a photo the largest size. None where there is none."""
    # An animation comes as a document too, so it is asked for first
    for kind in ("animation", "audio", "document", "video", "video_note", "voice"):
        file = message.get(kind)
        if file:
            return _attachment(message, kind, file, file.get("file_name") or kind.replace("_", " "))
    if message.get("photo"):
        return _attachment(message, "photo", message["photo"][-1], "photo.jpg")
    return None


def _attachment(message: Fields, kind: str, file: Fields, name: str) -> Attached:
    return Attached(
        kind=kind,
        name=whole(name),
        size=int(file.get("file_size") or 0),
        source=str(file["file_id"]),
        caption=whole(message.get("caption") or ""),
        message=_number(message["message_id"]),
        album=str(message.get("media_group_id") or ""),
    )
