"""The peer: python-telegram-bot's ConversationHandler, no persistence, behind the same webhook.

Set up as its documentation's custom-webhook example does: Starlette in front, the update queue
behind, the default request class.
"""

import asyncio
import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update
from telegram.ext import (
    Application,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from benchmarks.respondents import QUESTIONS, TOKEN


async def _begin(update: Update, _: ContextTypes.DEFAULT_TYPE) -> int:
    assert update.message is not None
    await update.message.reply_text("This is a short interview. May I begin?")
    return 0


async def _next(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    assert update.message is not None
    assert context.user_data is not None
    number: int = context.user_data.get("number", 0)
    context.user_data[f"answer {number}"] = update.message.text
    if number == QUESTIONS:
        context.user_data.clear()
        await update.message.reply_text("Thank you.")
        return int(ConversationHandler.END)
    context.user_data["number"] = number + 1
    await update.message.reply_text(f"Question {number + 1}: what did you do then?")
    return number + 1


async def serve(port: int, api: str, at_once: int) -> None:
    """Answer until the process is ended."""
    application = (
        Application.builder()
        .token(TOKEN)
        .base_url(f"{api}/bot")
        .updater(None)
        .concurrent_updates(at_once)
        .build()
    )
    talk = MessageHandler(filters.TEXT & ~filters.COMMAND, _next)
    states: dict[object, list[MessageHandler[ContextTypes.DEFAULT_TYPE, int]]] = {
        number: [talk] for number in range(QUESTIONS + 1)
    }
    application.add_handler(
        ConversationHandler([CommandHandler("start", _begin)], states, [])  # type: ignore[arg-type]
    )

    async def receive(request: Request) -> Response:
        update = Update.de_json(await request.json(), application.bot)
        await application.update_queue.put(update)
        return Response()

    app = Starlette(routes=[Route("/telegram/webhook", receive, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning", access_log=False))
    async with application:
        await application.start()
        await server.serve()
        await application.stop()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
