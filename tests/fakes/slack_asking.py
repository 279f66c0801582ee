"""What the tests of the fake Slack share: blocks, refusals, an app that listens."""

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web
from slack_sdk.errors import SlackApiError
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def section(text: str = "Well?", **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": plain(text), **more}


def button(label: str, action: str = "", **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(label), "action_id": action or label, **more}


def options(*labels: str) -> list[dict[str, Any]]:
    return [{"text": plain(label), "value": label.lower()} for label in labels]


def actions(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements), **more}


def modal(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "modal", "title": plain("A form"), "blocks": list(blocks), **more}


def question(label: str, element: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "input", "label": plain(label), "element": element, **more}


async def refused(client: AsyncWebClient, method: str, **given: Any) -> tuple[str, str]:
    """The error of a call that must fail, and what is told about it."""
    try:
        await client.api_call(method, json=given)
    except SlackApiError as error:
        told = error.response.get("response_metadata", {}).get("messages", [])
        return error.response["error"], " ".join(told)
    raise AssertionError(f"{method} was not refused")


class Listener:
    """An app that verifies, keeps and answers what it gets, as it is told."""

    def __init__(self, secret: str) -> None:
        self._verifier = SignatureVerifier(secret)
        self.answers: list[Any] = []  # a status, seconds to wait as a float, or an object; then 200
        self.headers: list[dict[str, str]] = []
        self.got: list[dict[str, Any]] = []

    async def answer(self, request: web.Request) -> web.Response:
        body, headers = await request.text(), dict(request.headers)
        if not self._verifier.is_valid_request(body, headers):
            return web.Response(status=401)
        self.headers.append(headers)
        self.got.append(_payload(body))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, float):
            await asyncio.sleep(answer)
            answer = 200
        if isinstance(answer, int):
            return web.Response(status=answer)
        return web.json_response(answer)


def _payload(body: str) -> dict[str, Any]:
    if body.startswith("{"):
        return dict(json.loads(body))
    form = dict(parse_qsl(body))
    return dict(json.loads(form["payload"])) if "payload" in form else form
