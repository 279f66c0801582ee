"""Structured logs that hold ids and lengths, never a respondent's words or a token."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_SECRETS = re.compile(
    r"\d{6,12}:[A-Za-z0-9_-]{30,}"  # a Telegram bot token
    r"|xox[abeprs]-[A-Za-z0-9-]+|xapp-[A-Za-z0-9-]+"  # Slack tokens
    r"|(?<=start=)[A-Za-z0-9_-]{20,}|(?<=/chat/)[A-Za-z0-9_-]{20,}"  # invitations
    r"|://[^/\s:@]+:[^/\s@]+@"  # a password in an address
)
_TALKATIVE = (
    "httpx",
    "httpcore",
    "telegram",
    "slack_bolt",
    "slack_sdk",
    "sqlalchemy",
    "alembic",
    "transitions",
    "aiohttp",
    "uvicorn",
)


def redact(text: str) -> str:
    """`text` without anything that looks like a credential.

    >>> redact("POST /bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/getMe")
    'POST /bot[secret]/getMe'
    """
    return _SECRETS.sub("[secret]", text)


def _redacted(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {key: redact(v) if isinstance(v, str) else v for key, v in event.items()}


class _Redacting(logging.Filter):
    """The last net, for what libraries log by themselves."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = redact(record.getMessage()), None
        return True


def set_up_logs(wish: str) -> None:
    """`wish` is DESIREPATH_LOG: `json` or `console`, and a level, in any order."""
    words = set(wish.replace(":", ",").replace(" ", "").split(","))
    level = next((w for w in ("debug", "info", "warning", "error") if w in words), "info")
    number = getattr(logging, level.upper())
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if "json" in words
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    stamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    structlog.configure(
        processors=[structlog.processors.add_log_level, stamp, _redacted, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(_Redacting())
    handler.setFormatter(_formatter(stamp, renderer))
    # Ours go through structlog. What a library says below WARNING may quote what it handles.
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)


def _formatter(stamp: Any, renderer: Any) -> logging.Formatter:
    """Lines of libraries in the form of ours."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            stamp,
            structlog.processors.format_exc_info,
            _redacted,
        ],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    )
