"""Answers over HTTP: a page, a map, a file to keep, each with headers that shut all else out."""

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import Response

_HERE = Path(__file__).parent
_STATIC = {
    name: ((_HERE / "static" / name).read_bytes(), media_type)
    for name, media_type in {
        "portal.css": "text/css; charset=utf-8",
        "mark.svg": "image/svg+xml",
    }.items()
}

_pages = Environment(
    loader=FileSystemLoader(_HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)

_COMMON = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",  # people's words stay out of every cache
}
_PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_MAP_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src {}; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
_OWN_SCRIPT = re.compile(rb"script-src ('sha256-[A-Za-z0-9+/]+=*')")
_HEAD = 1_000  # bytes: the page's own policy comes before any word of a respondent
_MEDIA_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "mmd": "text/vnd.mermaid; charset=utf-8",
    "brief.md": "text/markdown; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "svg": "image/svg+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xes": "application/xml",
    "zip": "application/zip",
}


def page(template: str, status: int = 200, **shown: Any) -> Response:
    """A page of our own looks."""
    html = _pages.get_template(template).render(**shown)
    headers = _COMMON | {"Content-Security-Policy": _PAGE_POLICY, "X-Frame-Options": "DENY"}
    return Response(html, status, headers, "text/html; charset=utf-8")


def notice(title: str, sentence: str, status: int) -> Response:
    """A page that says one thing, and the way back."""
    return page("notice.html", status, title=title, sentence=sentence)


def inside_notice(sentence: str, status: int) -> Response:
    """What the map's frame says where there is no map."""
    return _framed(_pages.get_template("inside.html").render(sentence=sentence), status)


def shown_map(html: bytes) -> Response:
    """The map, to be looked at in our own frame or on a page of its own.

    The one script that may run is the one that the page itself allows, by its hash.
    """
    own = _OWN_SCRIPT.search(html[:_HEAD])
    return _framed(html, 200, own[1].decode() if own else "'none'")


def _framed(html: str | bytes, status: int, script: str = "'none'") -> Response:
    policy = _MAP_POLICY.format(script)
    headers = _COMMON | {"Content-Security-Policy": policy, "X-Frame-Options": "SAMEORIGIN"}
    return Response(html, status, headers, _MEDIA_TYPES["html"])


def kept_file(content: bytes, name: str, extension: str) -> Response:
    """A file to keep, under a name that survives any browser."""
    full = f"{name}.{extension}"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "_" for c in full)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(full, safe='')}"
    headers = _COMMON | {
        "Content-Disposition": disposition,
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(content, 200, headers, _MEDIA_TYPES[extension])


def static(name: str) -> Response:
    """The style sheet or the mark; 404 for all else."""
    if name not in _STATIC:
        return notice("Not here", "There is no such file.", 404)
    content, media_type = _STATIC[name]
    return Response(content, 200, _COMMON, media_type)
