"""Effects and parcels as outbox bodies, and the order of messages: all that a turn asks of Slack.

Nothing here needs a network; the bodies are sent by the adapter.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from bot.enclosures import enclosed
from bot.messenger import FindPeople, GetToKnow, Home, InvitationCard, MapFiles, Parcel
from bot.slack.blocks import redrawn, said
from bot.slack.cards import card
from bot.slack.home import home
from bot.slack.kit import Body
from bot.texts import whole
from interview_flows.talk import Effect, Reply, Settled


def parts(interview: str | None, effect: Effect | Parcel) -> Sequence[Body]:
    """An effect as outbox bodies.

    `{"do": "say" | "redraw", "text", "blocks"}` · `{"do": "settle", "turn", "chosen"}` ·
    `{"do": "home", "view"}` · `{"do": "files", "study", "formats", "interview", "language"}` ·
    `{"do": "find", "words", "groups", "people"}`, people and groups by their ids ·
    `{"do": "know"}`. `beside`: what
    can be tapped stands beside the buttons of the waiting prompt, which stay.
    """
    match effect:
        case Settled(turn, chosen):
            return [{"do": "settle", "turn": turn, "chosen": chosen and whole(chosen)}]
        case Reply() if effect.redraws:
            return redrawn(interview, effect)
        case Reply():
            return [*said(interview, effect), *enclosed(effect)]
        case InvitationCard():
            return [card(effect)]
        case Home():
            return [{"do": "home", "view": home(effect)}]
        case MapFiles(study=study, formats=formats, interview=of, language=language):
            wanted = {"study": study, "formats": list(formats), "interview": of}
            return [{"do": "files", **wanted, "language": language}]
        case GetToKnow():
            return [{"do": "know"}]
        case FindPeople(words, groups, people):
            named = [person.id for person in people]
            return [{"do": "find", "words": words, "groups": list(groups), "people": named}]


def is_early(message: str | None, prompt: str | None) -> bool:
    """Whether `message` was sent before `prompt` was visible; False where either is unknown.

    Both are "CHANNEL/TS"; Slack's timestamps are unique and grow within a channel.

    >>> is_early("D1/1700000000.000100", "D1/1700000000.000200")
    True
    """
    if message is None or prompt is None:
        return False
    try:
        return Decimal(message.rpartition("/")[2]) < Decimal(prompt.rpartition("/")[2])
    except InvalidOperation:
        return False
