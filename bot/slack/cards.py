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
from interview_flows.tongue import counted_sentence, sentence, told

START: Final = "start"
LATER: Final = "later"
NEVER: Final = "never"

_LONGEST_TITLE = 200
_USER = re.compile(r"[UW][A-Z0-9]{1,30}")
_LASTING: Final = frozenset({"section", "header"})
_AFTER: Final = {
    START: sentence("✓ You pressed Start. What follows is below."),
    LATER: sentence("Not now: that is fine. Start whenever it suits you, or leave it."),
    NEVER: sentence("You will get no invitations from me any more."),
}
_LABELS: Final = {
    START: sentence("Start"),
    LATER: sentence("Not now"),
    NEVER: sentence("Never"),
}
_FOR_GOOD = (
    sentence("No more invitations?"),
    sentence("Nobody will be able to invite you through me any more, to this or to anything else."),
    sentence("No more"),
    sentence("Go back"),
)
_AN_INTERVIEW = sentence("An interview")
_SOMEBODY_ASKS = sentence("You are asked to tell about something you know first-hand:")
_ASKS = sentence("{asker} asks you to tell about something you know first-hand:")
_HOW_LONG = counted_sentence(
    "It takes about a minute, here in this chat and at your own pace.",
    "It takes about {number} minutes, here in this chat and at your own pace.",
)


def card(given: InvitationCard) -> Body:
    """The outbox body of an invitation: `{"do": "say", "text", "blocks"}`."""
    language = given.language
    title = clipped(given.title, _LONGEST_TITLE) or told(language, _AN_INTERVIEW)
    asks = _who_asks(given.asker, language)
    how_long = _HOW_LONG.in_(language).of(given.minutes)
    return {
        "do": "say",
        "text": f"{asks} {escaped(title)}. {how_long}",
        "blocks": [
            marked(asks),
            header(title),
            *paragraphs(f"{how_long}\n\n{given.promise}"),
            actions(*(_button(given.invitation, answer, language) for answer in _LABELS)),
        ],
    }


def answered(message: Body, invitation: str, answer: str, language: str) -> Body:
    """The card after START, LATER or NEVER, to be put in its place; put off, it can be started.

    `message` is the card as Slack hands it back with a tap: with entities in its plain texts.
    """
    left = [_as_sent(block) for block in message["blocks"] if block["type"] in _LASTING]
    again = [actions(_button(invitation, START, language))] if answer == LATER else []
    after = told(language, _AFTER[answer])
    text = f"{message['text']}\n\n{escaped(after)}"
    return {"text": text, "blocks": [*left, quiet(after), *again]}


def _as_sent(block: Block) -> Block:
    """A block of the card as it was sent. See slackapi/bolt-python issue 513."""
    text = block["text"]
    if text["type"] != "plain_text":
        return block
    return {**block, "text": {**text, "text": unescaped(text["text"])}}


def _who_asks(asker: str, language: str) -> str:
    if _USER.fullmatch(asker) is None:
        return told(language, _SOMEBODY_ASKS)
    return told(language, _ASKS).format(asker=f"<@{asker}>")


def _button(invitation: str, answer: str, language: str) -> Element:
    return button(
        told(language, _LABELS[answer]),
        f"{CARD}:{answer}",
        card_value(invitation, answer, language),
        style="primary" if answer == START else "",
        confirm=confirm(*(told(language, each) for each in _FOR_GOOD)) if answer == NEVER else None,
    )
