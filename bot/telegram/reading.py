"""A stored update → what it means for an interview."""

import re
from typing import Final

from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User

from bot.messenger import Blocked, Content, Delivery, Elsewhere, Nothing, Start
from bot.telegram.envelope import loaded
from bot.telegram.keyboards import tapped
from bot.telegram.texts import whole
from cxmodel.records import Person
from interview_flows.talk import Attached, Edited, Said, Unreadable

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
}
"""Telegram's commands take no spaces; the words that respondents type do."""

_COMMAND = re.compile(
    r"/(?P<name>[A-Za-z0-9_]+)(?:@[A-Za-z0-9_]+)?(?:\s+(?P<rest>.*\S))?\s*", re.DOTALL
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")  # what a deep link may carry

_UNREADABLE: Final = {
    "sticker": "a sticker",
    "poll": "a poll",
    "dice": "a dice",
    "contact": "a contact",
    "venue": "a place",  # before location, which comes along with it
    "location": "a location",
    "game": "a game",
    "story": "a story",
    "checklist": "a checklist",
    "paid_media": "paid media",
    "invoice": "an invoice",
    "giveaway": "a giveaway",
    "gift": "a gift",
    "passport_data": "a passport",
}

# What reading raises where an update is no update: the parser takes any type for any field
_BROKEN = (ArithmeticError, AttributeError, LookupError, OSError, RecursionError, TypeError)


def read(body: bytes, installation: str) -> Delivery:
    """What a stored update means. Raises ValueError where it cannot be read at all."""
    try:
        return _delivery(Update.de_json(loaded(body), None), installation)
    except _BROKEN as error:
        raise ValueError(f"not an update of Telegram ({type(error).__name__})") from None


def _delivery(update: Update, installation: str) -> Delivery:
    person = _person(update.effective_user, installation)
    if update.callback_query is not None:
        return _tap(update.callback_query, person)
    message = update.message or update.edited_message
    return Delivery(
        person=person,
        content=_content(update, message),
        language=_language(update.effective_user),
        message=str(message.message_id) if message else None,
    )


def _person(user: User | None, installation: str) -> Person:
    """Who sent it; an empty id where Telegram names nobody."""
    if user is None:
        return Person(messenger="telegram", installation=installation, id="")
    name = whole(user.full_name)
    return Person(messenger="telegram", installation=installation, id=str(user.id), name=name)


def _language(user: User | None) -> str | None:
    return user.language_code if user else None


def _tap(query: CallbackQuery, person: Person) -> Delivery:
    tap = tapped(query.data)
    private = query.message is None or query.message.chat.type == "private"
    return Delivery(
        person=person,
        content=tap.content if private else Elsewhere(),
        interview=tap.interview,
        language=_language(query.from_user),
        message=str(query.message.message_id) if query.message else None,
        tap=query.id,
    )


def _content(update: Update, message: Message | None) -> Content:
    if update.channel_post is not None:
        return Elsewhere()
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    sender = update.effective_user
    if message is None or sender is None or sender.is_bot:
        return Nothing()
    if message.chat.type != "private":
        return Elsewhere() if update.message else Nothing()
    return _said(message) if update.message else _edited(message)


def _membership(change: ChatMemberUpdated) -> Content:
    status = change.new_chat_member.status
    if change.chat.type == "private":
        return Blocked(status == "kicked") if status in {"kicked", "member"} else Nothing()
    return Nothing() if status in {"kicked", "left"} else Elsewhere()


def _said(message: Message) -> Content:
    if message.text is not None:
        return _typed(whole(message.text), str(message.message_id))
    attached = _attached(message)
    if attached is not None:
        return attached
    names = [what for field, what in _UNREADABLE.items() if getattr(message, field, None)]
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


def _edited(message: Message) -> Content:
    """A revision of their words. Other edits (a live location that moves) ask for nothing."""
    text = message.text if message.text is not None else message.caption
    return Nothing() if text is None else Edited(whole(text), str(message.message_id))


def _attached(message: Message) -> Attached | None:
    """The file that came along; of a photo the largest size. None where there is none."""
    # An animation comes as a document too, so it is asked for first
    for kind in ("animation", "audio", "document", "video", "video_note", "voice"):
        file = getattr(message, kind)
        if file is not None:
            name = whole(getattr(file, "file_name", None) or kind.replace("_", " "))
            return _attachment(message, kind, name, file.file_id, file.file_size)
    if message.photo:
        largest = message.photo[-1]
        return _attachment(message, "photo", "photo.jpg", largest.file_id, largest.file_size)
    return None


def _attachment(message: Message, kind: str, name: str, source: str, size: int | None) -> Attached:
    return Attached(
        kind=kind,
        name=name,
        size=size or 0,
        source=source,
        caption=whole(message.caption or ""),
        message=str(message.message_id),
    )
