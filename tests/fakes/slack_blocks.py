"""Block Kit's rules: which blocks hold which elements, how long everything may be.

Limits are those of slack_sdk.models.blocks and slack_sdk.models.views (3.47), which follow
https://docs.slack.dev/reference/block-kit; pointers into the fault are told as Slack tells them.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tests.fakes.slack_api import Refused

MOST_BLOCKS = 50  # of a message; a view takes 100
# Undocumented, and somewhat above: https://github.com/slackapi/bolt-js/issues/2509
MOST_TEXT_IN_BLOCKS = 13_000
_MOST_IN_VIEW = 100

Rule = Callable[["Reading", Any, str], None]


class Reading:
    """One pass over the blocks of a message or a view; ids must not come twice."""

    def __init__(self, error: str, surface: str) -> None:
        self._error, self.surface = error, surface
        self._ids: set[tuple[str, str]] = set()
        self.characters = 0

    def refuse(self, told: str, pointer: str) -> Refused:
        told = f"{told} [json-pointer:{pointer}]"
        more = {"errors": [told]} if self._error == "invalid_blocks" else {}
        return Refused(self._error, told, **more)

    def once(self, kind: str, name: str, pointer: str) -> None:
        """Note an id. Raises Refused where another of its kind has it."""
        if (kind, name) in self._ids:
            raise self.refuse(f"`{kind}` '{name}' already exists", pointer)
        self._ids.add((kind, name))

    def fields(self, value: Any, rules: Mapping[str, Rule], pointer: str, needs: str = "") -> None:
        """Check an object: only known fields, none of the needed ones missing, all in order."""
        if not isinstance(value, dict):
            raise self.refuse("must be an object", pointer)
        for name in needs.split():
            if name not in value:
                raise self.refuse(f"missing required field: {name}", pointer)
        for name, given in value.items():
            if name not in rules:
                raise self.refuse(f"invalid additional property: {name}", f"{pointer}/{name}")
            rules[name](self, given, f"{pointer}/{name}")


# ── small parts ───────────────────────────────────────────────────────────────────────────────


def _string(most: int, least: int = 0) -> Rule:
    def check(reading: Reading, value: Any, pointer: str) -> None:
        if not isinstance(value, str):
            raise reading.refuse("must be a string", pointer)
        if len(value) > most:
            raise reading.refuse(f"must be less than {most + 1} characters", pointer)
        if len(value.strip()) < least:
            raise reading.refuse(f"must be more than {least - 1} characters", pointer)

    return check


def _one_of(*allowed: object) -> Rule:
    def check(reading: Reading, value: Any, pointer: str) -> None:
        if value not in allowed:
            raise reading.refuse(f"must be one of {allowed}", pointer)

    return check


_flag = _one_of(True, False)


def _id(kind: str) -> Rule:
    def check(reading: Reading, value: Any, pointer: str) -> None:
        _string(255, 1)(reading, value, pointer)
        reading.once(kind, value, pointer)

    return check


def _list_of(rule: Rule, most: int, least: int = 1) -> Rule:
    def check(reading: Reading, value: Any, pointer: str) -> None:
        if not isinstance(value, list):
            raise reading.refuse("must be an array", pointer)
        if len(value) > most:
            raise reading.refuse(f"no more than {most} items allowed", pointer)
        if len(value) < least:
            raise reading.refuse(f"no fewer than {least} items allowed", pointer)
        for number, item in enumerate(value):
            rule(reading, item, f"{pointer}/{number}")

    return check


def _text(most: int, kinds: Sequence[str] = ("plain_text",)) -> Rule:
    def check(reading: Reading, value: Any, pointer: str) -> None:
        own = {"plain_text": {"emoji": _flag}, "mrkdwn": {"verbatim": _flag}}
        kind = value.get("type") if isinstance(value, dict) else None
        rules = {"type": _one_of(*kinds), "text": _string(most, 1), **own.get(str(kind), {})}
        reading.fields(value, rules, pointer, "type text")
        reading.characters += len(value["text"])

    return check


ANY_TEXT = ("plain_text", "mrkdwn")
_confirm: Rule = lambda reading, value, pointer: reading.fields(  # noqa: E731 - named like its kin
    value,
    {
        "title": _text(100),
        "text": _text(300, ANY_TEXT),
        "confirm": _text(30),
        "deny": _text(30),
        "style": _one_of("primary", "danger"),
    },
    pointer,
    "title text confirm deny",
)


def _option(kinds: Sequence[str] = ("plain_text",), *, links: bool = False) -> Rule:
    rules = {"text": _text(75, kinds), "value": _string(150, 1), "description": _text(75, kinds)}
    rules |= {"url": _string(3000)} if links else {}
    return lambda reading, value, pointer: reading.fields(value, rules, pointer, "text value")


def _options(most: int, option: Rule) -> Rule:
    def check(reading: Reading, value: Any, pointer: str) -> None:
        _list_of(option, most)(reading, value, pointer)
        values = [each["value"] for each in value]
        if len(set(values)) < len(values):
            raise reading.refuse("values of options must be unique", pointer)

    return check


# ── elements ──────────────────────────────────────────────────────────────────────────────────

_PLACED = {"placeholder": _text(150)}
_GROUP = {"label": _text(75), "options": _options(100, _option())}
_ELEMENTS: dict[str, tuple[dict[str, Rule], str]] = {  # by type: own fields, and the needed ones
    "button": (
        {
            "text": _text(75),
            "value": _string(2000),
            "url": _string(3000),
            "style": _one_of("primary", "danger"),
            "accessibility_label": _string(75),
        },
        "text action_id",
    ),
    "checkboxes": (
        {
            "options": _options(10, _option(ANY_TEXT)),
            "initial_options": _list_of(_option(ANY_TEXT), 10),
        },
        "options action_id",
    ),
    "radio_buttons": (
        {"options": _options(10, _option(ANY_TEXT)), "initial_option": _option(ANY_TEXT)},
        "options action_id",
    ),
    "overflow": ({"options": _options(5, _option(links=True))}, "options action_id"),
    "static_select": (
        {
            "options": _options(100, _option()),
            "option_groups": _list_of(lambda r, v, p: r.fields(v, _GROUP, p, "label options"), 100),
            "initial_option": _option(),
            **_PLACED,
        },
        "action_id",
    ),
    "multi_static_select": (
        {
            "options": _options(100, _option()),
            "initial_options": _list_of(_option(), 100),
            "max_selected_items": _one_of(*range(1, 101)),
            **_PLACED,
        },
        "options action_id",
    ),
    "users_select": ({"initial_user": _string(50), **_PLACED}, "action_id"),
    "multi_users_select": ({**_PLACED}, "action_id"),
    "conversations_select": ({**_PLACED}, "action_id"),
    "channels_select": ({**_PLACED}, "action_id"),
    "datepicker": ({"initial_date": _string(10, 10), **_PLACED}, "action_id"),
    "timepicker": ({"initial_time": _string(5, 5), **_PLACED}, "action_id"),
    "plain_text_input": (
        {
            "initial_value": _string(3000),
            "multiline": _flag,
            "min_length": _one_of(*range(3001)),
            "max_length": _one_of(*range(1, 3001)),
            **_PLACED,
        },
        "action_id",
    ),
    "number_input": (
        {
            "is_decimal_allowed": _flag,
            "initial_value": _string(50),
            "min_value": _string(50),
            "max_value": _string(50),
            **_PLACED,
        },
        "is_decimal_allowed action_id",
    ),
    "image": (
        {"image_url": _string(3000, 1), "alt_text": _string(2000, 1)},
        "image_url alt_text",
    ),
}
_CHOSEN = ["button", "checkboxes", "radio_buttons", "overflow", "static_select", "users_select"]
_CHOSEN += ["conversations_select", "channels_select", "datepicker", "timepicker"]
_MULTI = ["multi_static_select", "multi_users_select"]
_WRITTEN = ["plain_text_input", "number_input"]


def _element(*allowed: str) -> Rule:
    def check(reading: Reading, value: Any, pointer: str) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind in ANY_TEXT and kind in allowed:
            return _text(3000, ANY_TEXT)(reading, value, pointer)
        if kind not in allowed or kind not in _ELEMENTS:
            raise reading.refuse(f"unsupported type: {kind}", f"{pointer}/type")
        own, needs = _ELEMENTS[kind]
        rules = {"type": _one_of(kind), **own}
        if "action_id" in needs:
            rules |= {"action_id": _id("action_id"), "confirm": _confirm, "focus_on_load": _flag}
        if kind in {"static_select", "radio_buttons", "checkboxes"}:
            _check_initial(reading, value, pointer)
        reading.fields(value, rules, pointer, needs)
        return None

    return check


def _check_initial(reading: Reading, value: dict[str, Any], pointer: str) -> None:
    options = list(value.get("options", []))
    for group in value.get("option_groups", []):
        options += group.get("options", [])
    if not options:
        raise reading.refuse("missing required field: options", pointer)
    chosen = [*value.get("initial_options", [])]
    chosen += [value["initial_option"]] if "initial_option" in value else []
    if any(each not in options for each in chosen):
        raise reading.refuse("initial option must be one of the options", pointer)


# ── blocks ────────────────────────────────────────────────────────────────────────────────────

_anything: Rule = lambda reading, value, pointer: None  # noqa: E731 - rich text is not ours
_BLOCKS: dict[str, tuple[dict[str, Rule], str]] = {
    "section": (
        {
            "text": _text(3000, ANY_TEXT),
            "fields": _list_of(_text(2000, ANY_TEXT), 10),
            "accessory": _element(*_CHOSEN, *_MULTI, "image"),
            "expand": _flag,
        },
        "",
    ),
    "divider": ({}, ""),
    "header": ({"text": _text(150)}, "text"),
    "context": ({"elements": _list_of(_element("image", *ANY_TEXT), 10)}, "elements"),
    "actions": ({"elements": _list_of(_element(*_CHOSEN), 25)}, "elements"),
    "image": (
        {"image_url": _string(3000, 1), "alt_text": _string(2000, 1), "title": _text(2000)},
        "image_url alt_text",
    ),
    "input": (
        {
            "label": _text(2000),
            "element": _element(
                *_WRITTEN,
                *_MULTI,
                *(each for each in _CHOSEN if each not in {"button", "overflow"}),
            ),
            "hint": _text(2000),
            "optional": _flag,
            "dispatch_action": _flag,
        },
        "label element",
    ),
    "rich_text": ({"elements": _anything}, "elements"),
    "markdown": ({"text": _string(12_000, 1)}, "text"),
}


def _block(reading: Reading, value: Any, pointer: str) -> None:
    kind = value.get("type") if isinstance(value, dict) else None
    if kind not in _BLOCKS or (kind == "markdown" and reading.surface != "message"):
        raise reading.refuse(f"unsupported type: {kind}", f"{pointer}/type")
    own, needs = _BLOCKS[kind]
    rules = {"type": _one_of(kind), "block_id": _id("block_id"), **own}
    reading.fields(value, rules, pointer, needs)
    if kind == "section" and not value.keys() & {"text", "fields"}:
        raise reading.refuse("missing required field: text", pointer)


def check_message(blocks: Any) -> None:
    """Let the blocks of a message through. Raises Refused: invalid_blocks, msg_blocks_too_long."""
    reading = Reading("invalid_blocks", "message")
    _list_of(_block, MOST_BLOCKS, least=0)(reading, blocks, "/blocks")
    if reading.characters > MOST_TEXT_IN_BLOCKS:
        raise Refused("msg_blocks_too_long")


_VIEW: dict[str, Rule] = {
    "type": _one_of("modal", "home"),
    "blocks": _list_of(_block, _MOST_IN_VIEW),
    "callback_id": _string(255),
    "private_metadata": _string(3000),
    "external_id": _string(255),
}
_MODAL = _VIEW | {
    "title": _text(24),
    "submit": _text(24),
    "close": _text(24),
    "clear_on_close": _flag,
    "notify_on_close": _flag,
    "submit_disabled": _flag,
}


def check_view(view: Any, kind: str) -> None:
    """Let a view of that kind through. Raises Refused."""
    reading = Reading("invalid_arguments", kind)
    found = view.get("type") if isinstance(view, dict) else None
    if found != kind:
        raise reading.refuse(f"view type must be {kind}", "/view/type")
    is_modal = kind == "modal"
    needs = "type blocks title" if is_modal else "type blocks"
    reading.fields(view, _MODAL if is_modal else _VIEW, "/view", needs)
    has_input = any(block["type"] == "input" for block in view["blocks"])
    if is_modal and has_input and "submit" not in view:
        raise reading.refuse("a view with inputs needs a submit button", "/view/submit")
