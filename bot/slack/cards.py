"""Invitations sent to an account: who asks, why, how long, what becomes of the answers."""

import re
from typing import Final

from bot.messenger import InvitationCard
from bot.slack.actions import CARD, card_value
from bot.slack.kit import (
    Block,
    Body,
    Element,
    actions,
    button,
    confirm,
    header,
    marked,
    paragraphs,
    quiet,
)
from bot.slack.texts import clipped, escaped, unescaped

START: Final = "start"
LATER: Final = "later"
NEVER: Final = "never"

_LONGEST_TITLE = 200
_USER = re.compile(r"[UW][A-Z0-9]{1,30}")
_LASTING: Final = frozenset({"section", "header"})
_AFTER: Final = {
    START: "✓ You pressed Start. What follows is below.",
    LATER: "Not now: that is fine. Start whenever it suits you, or leave it.",
    NEVER: "You will get no invitations from me any more.",
}
_FOR_GOOD = confirm(
    "No more invitations?",
    "Nobody will be able to invite you through me any more, to this or to anything else.",
    "No more",
    "Go back",
)


def card(given: InvitationCard) -> Body:
    """The outbox body of an invitation: `{"do": "say", "text", "blocks"}`."""
    title = clipped(given.title, _LONGEST_TITLE) or "An interview"
    asks = _who_asks(given.asker)
    how_long = f"It takes {_minutes(given.minutes)}, here in this chat and at your own pace."
    return {
        "do": "say",
        "text": f"{asks} {escaped(title)}. {how_long}",
        "blocks": [
            marked(asks),
            header(title),
            *paragraphs(f"{how_long}\n\n{given.promise}"),
            actions(
                _button(given.invitation, START, "Start"),
                _button(given.invitation, LATER, "Not now"),
                _button(given.invitation, NEVER, "Never"),
            ),
        ],
    }


def answered(message: Body, invitation: str, answer: str) -> Body:
    """The card after START, LATER or NEVER, to be put in its place; put off, it can be started.

    `message` is the card as Slack hands it back with a tap: with entities in its plain texts.
    """
    left = [_as_sent(block) for block in message["blocks"] if block["type"] in _LASTING]
    again = [actions(_button(invitation, START, "Start"))] if answer == LATER else []
    text = f"{message['text']}\n\n{escaped(_AFTER[answer])}"
    return {"text": text, "blocks": [*left, quiet(_AFTER[answer]), *again]}


def _as_sent(block: Block) -> Block:
    """A block of the card as it was sent. See slackapi/bolt-python issue 513."""
    text = block["text"]
    if text["type"] != "plain_text":
        return block
    return {**block, "text": {**text, "text": unescaped(text["text"])}}


def _who_asks(asker: str) -> str:
    if _USER.fullmatch(asker) is None:
        return "You are asked to tell about something you know first-hand:"
    return f"<@{asker}> asks you to tell about something you know first-hand:"


def _minutes(minutes: int) -> str:
    return "about a minute" if minutes <= 1 else f"about {minutes} minutes"


def _button(invitation: str, answer: str, label: str) -> Element:
    return button(
        label,
        f"{CARD}:{answer}",
        card_value(invitation, answer),
        style="primary" if answer == START else "",
        confirm=_FOR_GOOD if answer == NEVER else None,
    )
