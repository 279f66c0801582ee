"""Telegram counts text in UTF-16 units, up to 4096 of them in a message."""

from bot import texts
from bot.texts import clipped, units, whole

__all__ = ["LONGEST_MESSAGE", "clipped", "pieces", "units", "whole"]

LONGEST_MESSAGE = 4096  # UTF-16 units


def pieces(text: str, most: int = LONGEST_MESSAGE) -> list[str]:
    """The text in pieces of at most `most` UTF-16 units, in order; never an empty piece."""
    return texts.pieces(text, most, units)
