"""What follows a message as a file: a picture of a mini-map, a document to keep.

A body of the outbox holds its data alone; a picture is drawn when it is sent.
"""

import asyncio
from dataclasses import dataclass
from typing import Any

from cxmodel.errors import SendFailed
from cxmodel.plain import to_plain
from interview_flows.talk import Picture, Reply

KINDS = frozenset({"picture", "document"})
"""What bodies of enclosures are to do."""


@dataclass(frozen=True, slots=True)
class File:
    """A file as it goes out."""

    name: str
    content: bytes
    kind: str  # its media type
    caption: str
    told: str = ""  # what a picture shows, in words


def enclosed(reply: Reply) -> list[dict[str, Any]]:
    """Bodies of what follows a reply, by messengers that can send files.

    `{"do": "picture", "picture", "told"}` · `{"do": "document", "name", "text", "caption"}`. They
    are `slow`, so that no question waits for them; one that is `optional` is given up in silence.
    """
    found: list[dict[str, Any]] = []
    if (picture := reply.picture) is not None:
        drawn = {"do": "picture", "picture": to_plain(picture), "told": _told(picture)}
        found.append({**drawn, "caption": picture.caption, "optional": True})
    if reply.document is not None:
        found.append({"do": "document", **to_plain(reply.document)})
    return [{**body, "slow": True, "language": reply.language} for body in found]


async def file_of(body: dict[str, Any]) -> File:
    """The file that a body asks for. Raises SendFailed, permanent, where it cannot be drawn."""
    if body["do"] == "document":
        content = body["text"].encode()
        return File(body["name"], content, "application/json", body["caption"])
    content = await asyncio.to_thread(_drawn, body)
    return File("journey.png", content, "image/png", body["caption"], body["told"])


def _drawn(body: dict[str, Any]) -> bytes:
    from reports.typeset.mini_map import png  # noqa: PLC0415 - only where a picture is sent

    try:
        return png(body["picture"], body["language"])
    except RuntimeError as error:  # Typst's own; it may quote what was said
        raise SendFailed(f"not drawn ({type(error).__name__})", permanent=True) from None


def _told(picture: Picture) -> str:
    steps = (f"{s.title} – {s.detail}" if s.detail else s.title for s in picture.steps)
    lines = (picture.heading, picture.need, *steps, picture.low, picture.wish)
    return "\n".join(line for line in lines if line)
