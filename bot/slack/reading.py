"""A stored payload of Slack → what it means, for an interview or beside one.

What is stored is `{"type", "payload", "at"}`: Slack's payload as it came, or one of our own that
ends a look-up (`found`, `known`, `no_form`).
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bot.entry import is_any_command
from bot.messenger import Asked, Content, Delivery, Found, Nothing, OpenedHome, Outsider, Start
from bot.slack import actions
from bot.slack.forms import submitted
from bot.slack.insiders import is_outsider
from bot.slack.speech import author, read_message
from bot.slack.texts import parted
from bot.texts import whole
from cxmodel.records import Person
from interview_flows.talk import Known, Said

Fields = Mapping[str, Any]

_BROKEN = (AttributeError, LookupError, TypeError, ValueError)  # not what Slack sends
_START = re.compile(r"start(?:\s+(?P<token>[A-Za-z0-9_-]{1,64}))?", re.IGNORECASE)


def read(body: bytes, installation: str) -> Delivery:
    """What a stored payload means. Raises ValueError where it cannot be read at all.

    `Delivery.tap` is "CHANNEL/USER", where a word that only they see can be left; taps outside
    messages have none.
    """
    try:
        stored = json.loads(body)
        kind, payload = stored["type"], stored["payload"]
        delivery = _READERS[kind](payload, installation)
        if is_outsider(kind, payload, installation) and delivery.content != Nothing():
            return replace(delivery, content=Outsider(), interview=None)
    except (*_BROKEN, RecursionError) as error:
        raise ValueError(f"not a payload of Slack ({type(error).__name__})") from None
    return delivery


def _person(user: Fields, installation: str) -> Person:
    name = user.get("name") or user.get("username") or ""
    return Person(messenger="slack", installation=installation, id=user["id"], name=whole(name))


# ── events ────────────────────────────────────────────────────────────────────────────────────────


def _event(payload: Fields, installation: str) -> Delivery:
    event = payload["event"]
    person = Person(messenger="slack", installation=installation, id=author(event))
    if event["type"] == "message":
        content, message = read_message(event)
        thread = event.get("thread_ts")
        above = f"{event['channel']}/{thread}" if thread else None
        return Delivery(person=person, content=content, message=message, replies_to=above)
    is_home = event["type"] == "app_home_opened" and event.get("tab") == "home"
    return Delivery(person=person, content=OpenedHome() if is_home else Nothing())


# ── buttons, menus and ticks ──────────────────────────────────────────────────────────────────────


def _action(payload: Fields, installation: str) -> Delivery:
    person = _person(payload["user"], installation)
    tap = _tap(payload["actions"][0], payload)
    container = payload.get("container") or {}
    channel, ts = container.get("channel_id"), container.get("message_ts")
    in_message = bool(channel and ts)
    return Delivery(
        person=person,
        content=tap.content,
        interview=tap.interview,
        message=f"{channel}/{ts}" if in_message else None,
        tap=f"{channel}/{person.id}" if in_message else None,
    )


def _tap(action: Fields, payload: Fields) -> actions.Tap:
    """What was tapped. Done reads the ticks as they stand with it: they are the whole answer."""
    name = action["action_id"]
    if actions.is_checklist(name):
        return actions.ticked(name, _values(action), done=False)
    if name == f"{actions.CONTROL}:done":
        elements = _elements(payload.get("state"))
        for checklist, element in elements.items():
            if actions.is_checklist(checklist):
                return actions.ticked(checklist, _values(element), done=True)
    chosen = action.get("selected_option")
    return actions.tapped(chosen["value"] if chosen else action.get("value"))


def _elements(state: Fields | None) -> dict[str, Fields]:
    """The elements of a message or a form by action id, with what is chosen in them."""
    values = (state or {}).get("values") or {}
    return {name: element for block in values.values() for name, element in block.items()}


def _values(element: Fields) -> list[str]:
    return [option["value"] for option in element.get("selected_options") or ()]


# ── commands, shortcuts and forms ─────────────────────────────────────────────────────────────────


def _command(payload: Fields, installation: str) -> Delivery:
    user = {"id": payload["user_id"], "name": payload.get("user_name")}
    content = _ordered((payload.get("text") or "").strip(), installation)
    return Delivery(person=_person(user, installation), content=content)


def _ordered(text: str, installation: str) -> Content:
    """Begin; or a word that respondents have; or else an order, which is a researcher's."""
    if not text:
        return Start()
    if start := _START.fullmatch(text):
        return Start(start["token"])
    if text == "?":
        return Said("help")
    order = parted(text)
    if not (order.people or order.groups) and is_any_command(order.words):
        return Said(order.words)
    people = tuple(_person({"id": user, "name": name}, installation) for user, name in order.people)
    return Asked(order.words, people, order.groups)


def _shortcut(payload: Fields, installation: str) -> Delivery:
    """A form is open: what counts is that it is sent off."""
    return Delivery(person=_person(payload["user"], installation), content=Nothing())


def _no_form(payload: Fields, installation: str) -> Delivery:
    """A form could not be opened: they are asked in the talk instead."""
    is_report = payload["callback_id"] == actions.PAIN_POINT
    content = Start(flow=actions.PAIN_POINT_FLOW if is_report else None)
    return Delivery(person=_person(payload["user"], installation), content=content)


def _submission(payload: Fields, installation: str) -> Delivery:
    view = payload["view"]
    content = submitted(
        view["callback_id"], view.get("private_metadata"), _elements(view.get("state"))
    )
    return Delivery(person=_person(payload["user"], installation), content=content)


def _found(payload: Fields, installation: str) -> Delivery:
    """Who belongs to the groups that an order named: the order again, with its people."""
    people = tuple(_person({"id": user}, installation) for user in payload["people"])
    person = _person({"id": payload["user"]}, installation)
    return Delivery(person=person, content=Found(payload["words"], people))


def _known(payload: Fields, installation: str) -> Delivery:
    person = _person({"id": payload["user"]}, installation)
    return Delivery(person=person, content=Known(payload["zone"], payload["language"]))


_READERS: Final[Mapping[str, Callable[[Fields, str], Delivery]]] = {
    "event": _event,
    "action": _action,
    "command": _command,
    "shortcut": _shortcut,
    "submission": _submission,
    "found": _found,
    "known": _known,
    "no_form": _no_form,
}
