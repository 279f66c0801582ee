"""What each method of the Bot API does, with the refusals that depend on content and state."""

import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from tests.fakes.telegram_api import Refusal, Upload, bad, units
from tests.fakes.telegram_entities import parsed
from tests.fakes.telegram_updates import Webhook
from tests.fakes.telegram_world import TAP_LIVES, Chat, World

Params = dict[str, Any]

LONGEST_TEXT = 4096  # UTF-16 units after parsing
LONGEST_CAPTION = 1024
LONGEST_TOAST = 200
MOST_BUTTONS = 100
MOST_KEYS = 300
MOST_KEYS_IN_A_ROW = 12
LONGEST_PLACEHOLDER = 64
MOST_DATA = 64  # bytes of callback_data
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}
_BUTTON_KINDS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query",
    "switch_inline_query_current_chat", "switch_inline_query_chosen_chat", "copy_text",
    "callback_game", "pay",
}  # fmt: skip
_ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice",
    "upload_document", "choose_sticker", "find_location", "record_video_note",
    "upload_video_note",
}  # fmt: skip


def _send_message(world: World, given: Params) -> Params:
    chat = world.chat(given["chat_id"])
    content = _text_content(given, LONGEST_TEXT)
    return _sent(world, chat, given, content)


def _sent(world: World, chat: Chat, given: Params, content: Params) -> Params:
    markup = _markup(given.get("reply_markup"))
    if markup:
        content["reply_markup"] = markup
    reply = given.get("reply_parameters")
    if reply:
        replied = chat.messages.get(reply["message_id"])
        if replied:
            content["reply_to_message"] = _without_reply(replied)
        elif not reply.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
    message = world.add_message(chat, world.sender(), **content)
    _show_keys(chat, given.get("reply_markup") or {}, message["message_id"])
    return message


def _show_keys(chat: Chat, markup: Params, message: int) -> None:
    """Keys stay until others come or they are removed; their message cannot be edited."""
    if "keyboard" in markup:
        chat.keys = [[button["text"] for button in row] for row in markup["keyboard"]]
    elif "remove_keyboard" in markup:
        chat.keys = []
    if markup and "inline_keyboard" not in markup:
        chat.fixed.add(message)


def _without_reply(message: Params) -> Params:
    return {k: v for k, v in message.items() if k != "reply_to_message"}


def _text_content(given: Params, most: int, name: str = "text") -> Params:
    """Parse text or caption and its entities."""
    raw = given.get(name, "")
    if given.get("parse_mode") and given.get("entities"):
        raise bad("can't use both parse_mode and entities (the fake is strict)")
    text, entities = parsed(raw, given.get("parse_mode"))
    entities = entities or _entities(given.get("entities") or [], text)
    if name == "text" and not text.strip():
        raise bad("message text is empty")
    if units(text) > most:
        raise bad("message is too long" if name == "text" else "message caption is too long")
    stripped = text if entities else text.strip()
    return {name: stripped, **({"entities": entities} if entities else {})}


def _entities(entities: list[Params], text: str) -> list[Params]:
    for entity in entities:
        begins, ends = entity["offset"], entity["offset"] + entity["length"]
        if begins < 0 or entity["length"] < 1 or ends > units(text):
            raise bad("ENTITY_BOUNDS_INVALID")
        for place in (begins, ends):
            if _cuts_a_pair(text, place):
                raise bad("ENTITY_BOUNDS_INVALID: inside a character (the fake is strict)")
    return entities


def _cuts_a_pair(text: str, place: int) -> bool:
    """Whether a place, in UTF-16 units, lies between the halves of one character."""
    after = text.encode("utf-16-le")[2 * place : 2 * place + 2]
    return len(after) == 2 and 0xDC <= after[1] < 0xE0


def _markup(markup: Params | None) -> Params | None:
    """Check a keyboard. Only an inline one is shown in the message."""
    if not markup or "inline_keyboard" not in markup:
        _check_keys(markup or {})
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    buttons = [button for row in rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    for button in buttons:
        _check_button(button)
    return {"inline_keyboard": rows} if rows else None


def _check_keys(markup: Params) -> None:
    """Check what stands in place of the letters, and what is written in the empty field."""
    rows = [row for row in markup.get("keyboard", [[{"text": "no keys"}]]) if row]
    labels = [button["text"] for row in rows for button in row]
    if not rows:
        raise bad("KEYBOARD_EMPTY (the fake is strict)")
    if len(labels) > MOST_KEYS or max(map(len, rows)) > MOST_KEYS_IN_A_ROW:
        raise bad("reply markup is too long")
    if not all(label.strip() for label in labels):
        raise bad("keyboard button text must be non-empty")
    if units(markup.get("input_field_placeholder", "x")) not in range(1, LONGEST_PLACEHOLDER + 1):
        raise bad("input field placeholder must have 1-64 characters (the fake is strict)")
    if markup.get("remove_keyboard") is False:
        raise bad("remove_keyboard must be True (the fake is strict)")


def _check_button(button: Params) -> None:
    if not button["text"].strip():
        raise bad("inline keyboard button text must be non-empty")
    kinds = _BUTTON_KINDS & button.keys()
    if len(kinds) != 1:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed")
    if "callback_data" in kinds and not 1 <= len(button["callback_data"].encode()) <= MOST_DATA:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in kinds and urlsplit(button["url"]).scheme not in {"http", "https", "tg"}:
        raise bad("BUTTON_URL_INVALID")


def _edit_message_text(world: World, given: Params) -> Params:
    message = _own_message(world, given)
    if "text" not in message:
        raise bad("there is no text in the message to edit")
    content = _text_content(given, LONGEST_TEXT)
    return _edited(world, message, {"entities": None, "reply_markup": None} | content, given)


def _edit_message_reply_markup(world: World, given: Params) -> Params:
    return _edited(world, _own_message(world, given), {}, given)


def _own_message(world: World, given: Params) -> Params:
    if "chat_id" not in given or "message_id" not in given:
        raise bad("message identifier is not specified")
    message = world.chat(given["chat_id"]).messages.get(given["message_id"])
    if message is None:
        raise bad("message to edit not found")
    if message["from"]["id"] != world.bot_id:
        raise bad("message can't be edited")
    if message["message_id"] in world.chat(given["chat_id"]).fixed:
        # "It is only possible to edit messages without reply_markup or with inline keyboards."
        raise bad("message can't be edited")
    return message


def _edited(world: World, message: Params, content: Params, given: Params) -> Params:
    wanted = content | {"reply_markup": _markup(given.get("reply_markup"))}
    if all(message.get(name) == value for name, value in wanted.items()):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly "
            "the same as a current content and reply markup of the message"
        )
    for name, value in wanted.items():
        message.pop(name, None)
        if value is not None:
            message[name] = value
    if "text" in content:
        message["edit_date"] = int(time.time())
    world.bell.ring()
    return message


def _delete_message(world: World, given: Params) -> bool:
    if world.chat(given["chat_id"]).messages.pop(given["message_id"], None) is None:
        raise bad("message to delete not found")
    world.bell.ring()
    return True


def _answer_callback_query(world: World, given: Params) -> bool:
    tap = world.taps.get(given["callback_query_id"])
    if tap is None or tap.answers or time.monotonic() - tap.at > TAP_LIVES:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if units(given.get("text", "")) > LONGEST_TOAST:
        raise bad("MESSAGE_TOO_LONG")
    tap.toast, tap.answers = given.get("text"), 1
    world.bell.ring()
    return True


def _set_webhook(world: World, given: Params) -> bool:
    address = urlsplit(given["url"])
    if given.get("drop_pending_updates"):
        world.updates.drop()
    if not given["url"]:
        world.updates.webhook = None
        return True
    if address.scheme != "https" and address.hostname not in _LOOPBACK:
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    secret = given.get("secret_token")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
    connections = given.get("max_connections", 40)
    if not 1 <= connections <= 100:
        raise bad("max_connections must be between 1 and 100 (the fake is strict)")
    world.updates.webhook = Webhook(given["url"], secret, connections)
    world.updates.allowed = given.get("allowed_updates", world.updates.allowed)
    world.bell.ring()
    return True


def _delete_webhook(world: World, given: Params) -> bool:
    return _set_webhook(world, {**given, "url": ""})


def _get_webhook_info(world: World, _given: Params) -> Params:
    webhook, updates = world.updates.webhook, world.updates
    info: Params = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(updates.pending),
    }
    if webhook:
        info["max_connections"] = webhook.connections
        if webhook.last_error:
            info |= {
                "last_error_date": webhook.last_error_at,
                "last_error_message": webhook.last_error,
            }
    return info | ({"allowed_updates": updates.allowed} if updates.allowed else {})


def _scope_key(given: Params) -> str:
    language = given.get("language_code", "")
    if language and not re.fullmatch("[a-z]{2}", language):
        raise bad("invalid language code specified")
    return json.dumps([given.get("scope", {"type": "default"}), language], sort_keys=True)


def _set_my_commands(world: World, given: Params) -> bool:
    if not 1 <= len(given["commands"]) <= 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for command in given["commands"]:
        if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= units(command["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    world.commands[_scope_key(given)] = given["commands"]
    return True


def _get_my_commands(world: World, given: Params) -> list[Params]:
    return world.commands.get(_scope_key(given), [])


def _delete_my_commands(world: World, given: Params) -> bool:
    world.commands.pop(_scope_key(given), None)
    return True


def _describe(field: str, most: int) -> Callable[[World, Params], bool]:
    def describe(world: World, given: Params) -> bool:
        if units(given.get(field, "")) > most:
            raise bad(f"{field} is too long")
        world.texts[f"{field}:{given.get('language_code', '')}"] = given.get(field, "")
        return True

    return describe


def _described(field: str) -> Callable[[World, Params], Params]:
    return lambda world, given: {
        field: world.texts.get(f"{field}:{given.get('language_code', '')}", "")
    }


def _get_file(world: World, given: Params) -> Params:
    kept = world.files.get(given["file_id"])
    if kept is None:
        raise bad("wrong file_id or the file is temporarily unavailable")
    path, content = kept
    return {
        "file_id": given["file_id"],
        "file_unique_id": f"U{given['file_id'][-6:]}",
        "file_size": len(content),
        "file_path": path,
    }


def _send_document(world: World, given: Params) -> Params:
    chat = world.chat(given["chat_id"])
    sent = given["document"]
    if not isinstance(sent, Upload):
        raise bad("wrong remote file identifier specified: only uploads are known to the fake")
    if not sent.content:
        raise bad("file must be non-empty")
    kept = world.keep_file(sent.content, "documents/file_{}")
    document = kept | {"file_name": sent.name, "mime_type": sent.content_type}
    caption = _text_content(given, LONGEST_CAPTION, "caption") if "caption" in given else {}
    return _sent(world, chat, given, {"document": document, **caption})


def _send_photo(world: World, given: Params) -> Params:
    chat = world.chat(given["chat_id"])
    sent = given["photo"]
    if not isinstance(sent, Upload) or not sent.content:
        raise bad("wrong remote file identifier specified: only uploads are known to the fake")
    photo = world.keep_file(sent.content, "photos/file_{}.jpg") | {"width": 640, "height": 480}
    caption = _text_content(given, LONGEST_CAPTION, "caption") if "caption" in given else {}
    return _sent(world, chat, given, {"photo": [photo], **caption})


def _leave_chat(world: World, given: Params) -> bool:
    chat = world.chat(given["chat_id"])
    if chat.kind == "private":
        raise bad("chat member status can't be changed in private chats")
    chat.blocked = True
    world.bell.ring()
    return True


def _send_chat_action(world: World, given: Params) -> bool:
    if given["action"] not in _ACTIONS:
        raise bad("wrong parameter action in request")
    world.chat(given["chat_id"]).actions.append(given["action"])
    return True


def _get_chat(world: World, given: Params) -> Params:
    return world.chat(given["chat_id"]).shown() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
             "gifts_from_channels"), False,
        ),
    }  # fmt: skip


def _set_chat_menu_button(_world: World, _given: Params) -> bool:
    return True


HANDLERS: Mapping[str, Callable[[World, Params], Any]] = {
    "getme": lambda world, _: world.me(),
    "sendmessage": _send_message,
    "editmessagetext": _edit_message_text,
    "editmessagereplymarkup": _edit_message_reply_markup,
    "deletemessage": _delete_message,
    "answercallbackquery": _answer_callback_query,
    "setwebhook": _set_webhook,
    "deletewebhook": _delete_webhook,
    "getwebhookinfo": _get_webhook_info,
    "setmycommands": _set_my_commands,
    "getmycommands": _get_my_commands,
    "deletemycommands": _delete_my_commands,
    "setmydescription": _describe("description", 512),
    "getmydescription": _described("description"),
    "setmyshortdescription": _describe("short_description", 120),
    "getmyshortdescription": _described("short_description"),
    "setchatmenubutton": _set_chat_menu_button,
    "getfile": _get_file,
    "senddocument": _send_document,
    "sendphoto": _send_photo,
    "leavechat": _leave_chat,
    "sendchataction": _send_chat_action,
    "getchat": _get_chat,
}


async def get_updates(world: World, given: Params) -> list[Params]:
    """Answer a poll; the one method that waits."""
    limit, seconds = given.get("limit", 100), given.get("timeout", 0)
    if not 1 <= limit <= 100:
        raise bad("limit must be between 1 and 100 (the fake is strict)")
    if seconds < 0:
        raise Refusal(400, "Bad Request: timeout must be non-negative")
    if "allowed_updates" in given:
        world.updates.allowed = given["allowed_updates"] or None
    return await world.updates.poll(given.get("offset", 0), limit, min(seconds, 50))
