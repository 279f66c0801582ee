"""The app's Home: somebody's interviews, what they can do with each, and what they may begin."""

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

View = dict[str, Any]

MOST_ENTRIES = 20  # of up to three blocks each; a view takes a hundred blocks
MOST_OFFERS = 20
_LONGEST_TITLE = 300

_STATES: Final = {
    "open": "Under way",
    "paused": "Paused",
    "done": "Completed. Thank you!",
    "withdrawn": "Withdrawn; it is in no map",
}
_LABELS: Final = {
    Wish.RESUME: "Resume",
    Wish.ANSWERS: "My answers",
    Wish.MAP: "My map",
    Wish.WITHDRAW: "Withdraw",
}
_STYLES: Final = {Wish.RESUME: "primary", Wish.WITHDRAW: "danger"}
_REALLY = confirm(
    "Withdraw this interview?",
    "Your answers leave every map. This cannot be undone.",
    "Withdraw",
    "Keep it",
)
_EMPTY = (
    "Nothing here yet.\n\n"
    "I hold short interviews about how things really go: what people need, which steps they take, "
    "where it gets hard. When somebody invites you, I write to you in Messages, and your "
    "interviews are listed here. You can look at your answers and withdraw them at any time."
)
_INVITED = f"You were given an invitation? Type {COMMAND} start and then its code."
_PRIVATE = "Only you see this page."


def home(given: Home) -> View:
    """The view to publish for one person."""
    entries = enumerate(given.entries[:MOST_ENTRIES])
    listed = [block for number, entry in entries for block in _entry(number, entry)]
    shown = [header("Your interviews"), *(listed or [words(_EMPTY)])]
    if len(given.entries) > MOST_ENTRIES:
        shown.append(quiet("Older ones are not listed here."))
    shown += _offers(given)
    return {"type": "home", "blocks": [*shown, divider(), quiet(f"{_PRIVATE} {_INVITED}")]}


def _entry(number: int, entry: HomeEntry) -> list[Block]:
    state = _STATES.get(entry.state, entry.state)
    when = f" · last answer {entry.when}" if entry.when else ""
    blocks = [words(clipped(entry.title, _LONGEST_TITLE) or "Interview"), quiet(f"{state}{when}")]
    if entry.wishes:
        blocks.append(actions(*(_wish(number, entry, wish) for wish in entry.wishes)))
    return blocks


def _wish(number: int, entry: HomeEntry, wish: Wish) -> Element:
    return button(
        _LABELS[wish],
        f"{WISH}:{number}:{wish.value}",
        wish_value(entry.interview, wish),
        style=_STYLES.get(wish, ""),
        confirm=_REALLY if wish is Wish.WITHDRAW else None,
    )


def _offers(given: Home) -> list[Block]:
    if not given.offers:
        return []
    offers = enumerate(given.offers[:MOST_OFFERS])
    return [divider(), header("You could tell me about"), *(_offer(n, *each) for n, each in offers)]


def _offer(number: int, study: StudyId, title: str) -> Block:
    start = button("Start", f"{OFFER}:{number}", offer_value(study))
    return {**words(clipped(title, _LONGEST_TITLE) or "Interview"), "accessory": start}
