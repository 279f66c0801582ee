"""The app's Home: somebody's interviews, what they can do with each, and what they may begin."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from bot.messenger import Home, HomeEntry, Wish
from bot.slack.actions import COMMAND, OFFER, WISH, offer_value, wish_value
from bot.slack.kit import (
    Block,
    Element,
    actions,
    button,
    confirm,
    divider,
    header,
    quiet,
    words,
)
from bot.slack.texts import clipped
from cxmodel.interview import StudyId
from interview_flows.tongue import sentence, told

View = dict[str, Any]

Tongue = Callable[[str], str]
"""An English sentence as it is said to whom the page is for."""

MOST_ENTRIES = 20  # of up to three blocks each; a view takes a hundred blocks
MOST_OFFERS = 20
_LONGEST_TITLE = 300

_STATES: Final = {
    "open": sentence("Under way"),
    "paused": sentence("Paused"),
    "done": sentence("Completed. Thank you!"),
    "withdrawn": sentence("Withdrawn; it is in no map"),
}
_LABELS: Final = {
    Wish.RESUME: sentence("Resume"),
    Wish.ANSWERS: sentence("My answers"),
    Wish.MAP: sentence("My map"),
    Wish.WITHDRAW: sentence("Withdraw"),
}
_STYLES: Final = {Wish.RESUME: "primary", Wish.WITHDRAW: "danger"}
_REALLY = (
    sentence("Withdraw this interview?"),
    sentence("Your answers leave every map. This cannot be undone."),
    sentence("Withdraw"),
    sentence("Keep it"),
)
_EMPTY = sentence(
    "Nothing here yet.\n\n"
    "I hold short interviews about how things really go: what people need, which steps they take, "
    "where it gets hard. When somebody invites you, I write to you in Messages, and your "
    "interviews are listed here. You can look at your answers and withdraw them at any time."
)
_INVITED = sentence("You were given an invitation? Type {command} start and then its code.")
_PRIVATE = sentence("Only you see this page.")
_YOURS = sentence("Your interviews")
_OLDER = sentence("Older ones are not listed here.")
_LAST_ANSWER = sentence("last answer {date}")
_NAMELESS = sentence("Interview")
_COULD_TELL = sentence("You could tell me about")
_START = sentence("Start")


def home(given: Home) -> View:
    """The view to publish for one person."""
    said = partial(told, given.language)
    entries = enumerate(given.entries[:MOST_ENTRIES])
    listed = [block for number, entry in entries for block in _entry(number, entry, said)]
    shown = [header(said(_YOURS)), *(listed or [words(said(_EMPTY))])]
    if len(given.entries) > MOST_ENTRIES:
        shown.append(quiet(said(_OLDER)))
    shown += _offers(given, said)
    below = f"{said(_PRIVATE)} {said(_INVITED).format(command=COMMAND)}"
    return {"type": "home", "blocks": [*shown, divider(), quiet(below)]}


def _entry(number: int, entry: HomeEntry, said: Tongue) -> list[Block]:
    state = said(_STATES.get(entry.state, entry.state))
    when = f" · {said(_LAST_ANSWER).format(date=entry.when)}" if entry.when else ""
    title = clipped(entry.title, _LONGEST_TITLE) or said(_NAMELESS)
    blocks = [words(title), quiet(f"{state}{when}")]
    if entry.wishes:
        blocks.append(actions(*(_wish(number, entry, wish, said) for wish in entry.wishes)))
    return blocks


def _wish(number: int, entry: HomeEntry, wish: Wish, said: Tongue) -> Element:
    return button(
        said(_LABELS[wish]),
        f"{WISH}:{number}:{wish.value}",
        wish_value(entry.interview, wish),
        style=_STYLES.get(wish, ""),
        confirm=confirm(*map(said, _REALLY)) if wish is Wish.WITHDRAW else None,
    )


def _offers(given: Home, said: Tongue) -> list[Block]:
    if not given.offers:
        return []
    offers = enumerate(given.offers[:MOST_OFFERS])
    listed = (_offer(number, *each, said) for number, each in offers)
    return [divider(), header(said(_COULD_TELL)), *listed]


def _offer(number: int, study: StudyId, title: str, said: Tongue) -> Block:
    start = button(said(_START), f"{OFFER}:{number}", offer_value(study))
    return {**words(clipped(title, _LONGEST_TITLE) or said(_NAMELESS)), "accessory": start}
