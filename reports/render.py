"""A journey map becomes a page or a text, through templates that an operator may replace."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from markupsafe import Markup

from cxmodel.errors import Refused
from cxmodel.journey import Document, dump
from reports import display, view
from reports.amounts import unit_of
from reports.brief import brief_of
from reports.curve import HEIGHT, PAD, level_of, signed, y_of
from reports.escape import in_html, in_markdown, in_mermaid, in_plain, one_line
from reports.heads import heads
from reports.page import house
from reports.page.arrange import arrange
from reports.page.data import as_script_data
from reports.page.marking import marked
from reports.themes import plain

TEMPLATES = {
    "html": "journey.html.j2",
    "md": "journey.md.j2",
    "mermaid": "journey.mmd.j2",
    "brief": "brief.md.j2",
}
FORMATS = ("html", "json", "md", "mermaid")
_FAULTS = (
    TemplateError, TypeError, ValueError, AttributeError, ArithmeticError, LookupError,
    RecursionError, OSError,
)  # fmt: skip
"""What a template that an operator wrote can raise."""
_BLANK_LINES = re.compile(r"\n{3,}")


def render(document: Document, fmt: str, templates: Path | None = None) -> str:
    """The map in one of `FORMATS`.

    `templates` is a directory whose files stand in for the shipped ones of the same name.
    Raises Refused for an unknown format, and for a template that fails, with its name and line.
    """
    if fmt == "json":
        return dump(document)
    text = "".join(_pieces(document, fmt, templates))
    return text if fmt == "html" else _BLANK_LINES.sub("\n\n", text).strip() + "\n"


def written_page(document: Document, templates: Path | None = None) -> bytes:
    """The page in UTF-8, put together piece by piece: a large one is not in memory thrice."""
    content = bytearray()
    for piece in _pieces(document, "html", templates):
        content += piece.encode()
    return bytes(content)


def _pieces(document: Document, fmt: str, templates: Path | None) -> Iterator[str]:
    if fmt not in TEMPLATES:
        raise Refused(f"Format {fmt!r} is not known; choose from {', '.join(FORMATS)}.")
    shown = view.lay_out(document)
    beside = arrange(document, shown) if fmt == "html" else None
    try:
        yield from (
            _environment(templates)
            .get_template(TEMPLATES[fmt])
            .generate(
                doc=document,
                view=shown,
                page=beside,
                header=document["header"],
                notes=display.footnotes(document),
            )
        )
    except _FAULTS as error:
        raise Refused(_complaint(error)) from error


@lru_cache(maxsize=8)
def _environment(templates: Path | None) -> Environment:
    shipped: BaseLoader = PackageLoader("reports", "templates")
    own = [FileSystemLoader(templates)] if templates is not None else []
    environment = Environment(
        loader=ChoiceLoader([*own, shipped]),
        autoescape=_escapes,  # noqa: S701 - by the format that a template writes
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.loopcontrols"],
    )
    environment.filters |= _FILTERS
    environment.globals |= {
        "share": display.share,
        "share_there": display.share_there,
        "brief_of": brief_of,
        "heads": heads,
        "cell": view.cell,
        "has_any": lambda steps, lane: any(view.cell(step, lane) for step in steps),
        "quotes": display.quotes,
        "labels": display.labels,
        "asked_at": display.asked_at,
        "reasons_of": display.reasons,
        "faces_of": display.faces_of,
        "faced_groups": display.faced_groups,
        "y_of": y_of,
        "items_shown": view.ITEMS_SHOWN,
        "band_height": HEIGHT,
        "band_pad": PAD,
        "level_of": level_of,
        "house_size": (house.WIDTH, house.HEIGHT),
        "house_blocks": house.BLOCKS,
    }
    return environment


def _escapes(name: str | None) -> bool:
    return name is not None and name.endswith((".html.j2", ".svg.j2"))


def _csp_hash(text: str) -> Markup:
    """What a Content-Security-Policy calls an inline style or script by."""
    digest = hashlib.sha256(str(text).encode()).digest()
    return Markup("'sha256-{}'").format(Markup(base64.b64encode(digest).decode()))  # noqa: S704


def _same(text: str, other: str) -> bool:
    """Whether two texts are the same words, so that a page need not say them twice."""
    return plain(text) == plain(other)


_FILTERS: dict[str, Callable[..., object]] = {
    "words": in_html,
    "md": in_markdown,
    "mermaid": in_mermaid,
    "in_attribute": in_plain,
    "signed": signed,
    "number": display.number,
    "gaps": display.gaps,
    "asked_as": display.asked_as,
    "titled": display.titled,
    "roadmap": display.roadmap,
    "because": display.because,
    "effort_name": lambda kind: display.titled(unit_of(kind)),
    "csp_hash": _csp_hash,
    "same_words": _same,
    "known": display.known,
    "every": display.every,
    "marked": marked,
    "script_data": as_script_data,
}


def _complaint(error: Exception) -> str:
    """Where a template fails, and why, in one line."""
    if isinstance(error, TemplateSyntaxError):
        name, line = error.name or error.filename or "template", error.lineno
    else:
        name, line = _failing_line(error)
    return f"{name}:{line}: {one_line(str(error)) or type(error).__name__}. Correct the template."


def _failing_line(error: Exception) -> tuple[str, int]:
    """The innermost frame of the traceback that belongs to a template."""
    name, line = "template", 0
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_filename.endswith(".j2"):
            name, line = Path(frame.tb_frame.f_code.co_filename).name, frame.tb_lineno
        frame = frame.tb_next
    return name, line
