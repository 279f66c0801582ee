"""The researcher's pages: studies, their maps, the files to keep.

They only ever read, but for a line about each file that was taken along.
"""

import asyncio
from collections.abc import Callable

import structlog
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.clock import utc_now
from bot.drafts import Compiled, compile_map, hand_out
from bot.portal import replies
from bot.portal.guard import LoopbackOnly
from bot.portal.views import cards_of, exists, first_to_show, selection_of, study_page
from cxmodel.errors import CxError, Refused, StoreUnavailable
from cxmodel.journey import EXTENSIONS, Document, file_stem
from cxmodel.store import Store
from reports.exports import Look, export

_FORMS = {extension: form for form, extension in EXTENSIONS.items()}
_NO_STUDY = "There is no such study, or no such part of it."
_NO_MAP_YET = "Nobody has answered yet. The map is drawn from the first answer on."

log = structlog.get_logger()


def portal_routes(store: Store, look: Look) -> list[BaseRoute]:
    """Every page, each behind the guard; `look` is what the operator lends to the maps."""
    portal = _Portal(store, look)
    guard = [Middleware(LoopbackOnly)]
    return [
        Route("/", portal.home, middleware=guard),
        Route("/static/{name}", portal.static, middleware=guard),
        Route("/studies/{study}", portal.study, middleware=guard),
        Route("/studies/{study}/map", portal.map, middleware=guard),
        Route("/studies/{study}/map.{extension}", portal.file, middleware=guard),
        Route("/studies/{rest:path}", portal.nowhere, middleware=guard),
    ]


class _Portal:
    """The pages over one store. Reading and compiling happen in a thread of their own."""

    def __init__(self, store: Store, look: Look) -> None:
        self._store, self._look = store, look

    async def home(self, request: Request) -> Response:
        return await _in_thread(lambda: self._study(None, request), replies.notice)

    async def study(self, request: Request) -> Response:
        wanted = request.path_params["study"]
        return await _in_thread(lambda: self._study(wanted, request), replies.notice)

    async def map(self, request: Request) -> Response:
        def draw() -> Response:
            made = self._compiled(request)
            if made is None:
                return replies.inside_notice(_NO_STUDY, 404)
            if _is_empty(made.document):
                return replies.inside_notice(_NO_MAP_YET, 200)
            return replies.shown_map(export(made.document, "html", self._look).content)

        return await _in_thread(draw, _inside)

    async def file(self, request: Request) -> Response:
        extension = request.path_params["extension"]

        def write() -> Response:
            made = self._compiled(request) if extension in _FORMS else None
            if made is None:
                return replies.notice("Not here", _NO_STUDY, 404)
            file = export(made.document, _FORMS[extension], self._look)
            hand_out(self._store, made, _FORMS[extension], "downloaded here", utc_now())
            return replies.kept_file(file.content, file_stem(made.document), extension)

        return await _in_thread(write, replies.notice)

    async def static(self, request: Request) -> Response:
        return replies.static(request.path_params["name"])

    async def nowhere(self, _: Request) -> Response:
        return replies.notice("Not here", _NO_STUDY, 404)

    def _study(self, wanted: str | None, request: Request) -> Response:
        with self._store.reading() as reading:
            cards = cards_of(reading)
            chosen = wanted or first_to_show(cards)
            if chosen is None:
                return replies.page("empty.html")
            view = study_page(cards, reading, chosen, request.query_params)
        if view is None:
            return replies.notice("Not here", _NO_STUDY, 404)
        return replies.page("study.html", view=view)

    def _compiled(self, request: Request) -> Compiled | None:
        wanted, chosen = request.path_params["study"], selection_of(request.query_params)
        if "\0" in wanted or chosen is None:  # which no database takes
            return None
        with self._store.reading() as reading:
            study = reading.study(wanted)
            if study is None or not exists(reading, study, chosen):
                return None
            return compile_map(reading, study, chosen)


def _inside(_: str, sentence: str, status: int) -> Response:
    return replies.inside_notice(sentence, status)


async def _in_thread(
    make: Callable[[], Response], say: Callable[[str, str, int], Response]
) -> Response:
    """What `make` answers, else a sentence about what stands in its way."""
    try:
        return await asyncio.to_thread(make)
    except Refused as error:
        return say("Not possible", _sentence(error), 409)
    except StoreUnavailable:
        log.warning("portal.store_unavailable")
        return say("Just a moment", "The database is busy or away; please load this again.", 503)
    except CxError as error:
        log.error("portal.failed", reason=type(error).__name__)  # noqa: TRY400 - no words in logs
        return say("That went wrong", _sentence(error), 500)


def _sentence(error: CxError) -> str:
    text = str(error)
    return text if text.endswith(".") else f"{text}."


def _is_empty(document: Document) -> bool:
    """Whether nobody answered yet. An anonymous study may have answers and no words to show."""
    is_told = document["evidence"] or (document["privacy"] and document["header"]["people"] != 0)
    return not is_told
