"""What Slack's own models and the fake's stricter rules say of our blocks and views."""

from collections.abc import Iterator
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from tests.fakes.slack_blocks import check_message, check_view


def valid(body: dict[str, Any]) -> dict[str, Any]:
    """The body of a message, after both found nothing wrong with it."""
    assert body["text"].strip()
    body["text"].encode()
    check_message(body["blocks"])
    for block in body["blocks"]:
        _known(block)
    return body


def valid_view(view: dict[str, Any]) -> dict[str, Any]:
    """The view, after both found nothing wrong with it."""
    check_view(view, view["type"])
    assert View(**view).to_dict() == {k: v for k, v in view.items() if v != ""}
    for block in view["blocks"]:
        _known(block)
    return view


def _known(block: dict[str, Any]) -> None:
    parsed = Block.parse(block)
    assert parsed is not None
    assert parsed.to_dict() == block


def elements(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """All that can be tapped, in order."""
    tappable = (block for block in blocks if block["type"] != "context")
    return [e for block in tappable for e in (*block.get("elements", ()), *_single(block))]


def _single(block: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in ("accessory", "element"):
        if name in block:
            yield block[name]


def labels(blocks: list[dict[str, Any]]) -> list[str]:
    """The labels of the buttons, in order."""
    return [e["text"]["text"] for e in elements(blocks) if e["type"] == "button"]


def shown(blocks: list[dict[str, Any]]) -> str:
    """The words of sections, headers and context lines."""
    lines = []
    for block in blocks:
        if block["type"] in {"section", "header"}:
            lines.append(block["text"]["text"])
        if block["type"] == "context":
            lines += [text["text"] for text in block["elements"]]
    return "\n".join(lines)
