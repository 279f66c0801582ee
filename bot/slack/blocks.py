"""Replies as messages: the stage small on top, the words, then what can be tapped."""

from collections.abc import Sequence

from bot.controls import labels_of, stands_beside
from bot.slack.actions import (
    CHOOSE,
    CONTROL,
    MORE,
    control_value,
    option_value,
    ticks_action,
)
from bot.slack.kit import (
    LONGEST_LABEL,
    LONGEST_QUIET,
    MOST_BUTTONS,
    MOST_LISTED,
    MOST_TICKED,
    Block,
    Body,
    Element,
    actions,
    button,
    checkboxes,
    menu,
    more,
    option,
    quiet,
    several,
    words,
)
from bot.slack.texts import LONGEST_TEXT, clipped, escaped, length, pieces
from cxmodel.interview import Kind
from interview_flows.talk import Reply, ReplyKind
from interview_flows.tongue import sentence, told

MOST_CHARACTERS = 12_000
"""In one message, all blocks together. Slack refuses more than some 13,000 without documenting it:
slackapi/bolt-js issue 2509."""
_MANY = 50  # options; of more, the labels are shorter
_LONGEST_OF_MANY = 40
_MOST_IN_MENU = 5  # options of an overflow menu
_HIDDEN = frozenset({"skip", "back", "pause"})
_LABELS_BESIDE = {"help": sentence("Help"), "answers": sentence("My answers")}
_CHOOSE_ONE = sentence("Choose one")
_CHOOSE_ALL = sentence("Choose all that apply.")
_CHOOSE_SEVERAL = sentence("Choose")
_IN_A_ROW = frozenset({Kind.SCALE, Kind.FEELING, Kind.YESNO})  # buttons, however many


def said(interview: str | None, reply: Reply) -> list[Body]:
    """The messages of a reply, in order; what can be tapped is below the last."""
    bodies = [
        _body("\n\n".join(part), [words(piece) for piece in part])
        for part in _grouped(pieces(_worded(reply)) or ["…"], reply)
    ]
    if context := clipped(reply.context, LONGEST_QUIET):
        bodies[0]["blocks"].insert(0, quiet(context))
        bodies[0]["text"] = f"{escaped(context)}\n\n{bodies[0]['text']}"
    bodies[-1]["blocks"] += _tappable(interview, reply)
    if reply.options and not _is_listed(reply):
        bodies[-1]["text"] += escaped(f"\n\n{_numbered(reply)}")
    if stands_beside(reply):
        bodies[-1]["beside"] = True
    return bodies


def redrawn(interview: str | None, reply: Reply) -> list[Body]:
    """The waiting prompt drawn anew; of a long one the last message, which has the buttons."""
    return [{**said(interview, reply)[-1], "do": "redraw"}]


def settled(prompt: Body, chosen: str | None) -> Body:
    """The answered prompt: its words as they were, what was chosen in place of what can be tapped.

    `prompt` is the body it was sent with; the result has the texts and blocks to put there.
    """
    left = [block for block in prompt["blocks"] if not _takes_taps(block)]
    if not chosen:
        return {"text": prompt["text"], "blocks": left}
    mark = clipped(f"✓ {chosen}", LONGEST_QUIET)
    return {"text": f"{prompt['text']}\n\n{escaped(mark)}", "blocks": [*left, quiet(mark)]}


def _body(text: str, blocks: list[Block]) -> Body:
    """A message. Its text is for notifications, screen readers and where blocks are refused."""
    return {"do": "say", "text": escaped(text), "blocks": blocks}


def _takes_taps(block: Block) -> bool:
    return block["type"] == "actions" or "accessory" in block


# ── words ─────────────────────────────────────────────────────────────────────────────────────────


def _grouped(found: list[str], reply: Reply) -> list[list[str]]:
    """The pieces by message, so that what can be tapped finds room below the last of them."""
    labels = min(len(reply.options), MOST_LISTED) + min(len(reply.selected), MOST_LISTED)
    room = MOST_CHARACTERS - LONGEST_QUIET - labels * _longest_label(reply)
    most = room // LONGEST_TEXT
    return [found[start : start + most] for start in range(0, len(found), most)]


def _longest_label(reply: Reply) -> int:
    return LONGEST_LABEL if len(reply.options) <= _MANY else _LONGEST_OF_MANY


def _is_listed(reply: Reply) -> bool:
    """Whether options are too long or too many for labels, and stand among the words by number."""
    most = _longest_label(reply)
    return len(reply.options) > MOST_LISTED or any(
        length(" ".join(label.split())) > most for label in reply.options
    )


def _worded(reply: Reply) -> str:
    return f"{reply.say}\n\n{_numbered(reply)}" if _is_listed(reply) else reply.say


def _numbered(reply: Reply) -> str:
    return "\n".join(f"{number}. {label}" for number, label in enumerate(reply.options, start=1))


def _labels(reply: Reply) -> list[str]:
    """What stands on buttons and in menus, as many as a menu holds; by number where listed."""
    most, is_listed = _longest_label(reply), _is_listed(reply)
    labels = []
    for number, option_ in enumerate(reply.options[:MOST_LISTED], start=1):
        label = option_.strip() or str(number)
        labels.append(clipped(f"{number}. {label}" if is_listed else label, most))
    return labels


# ── what can be tapped ────────────────────────────────────────────────────────────────────────────


def _tappable(interview: str | None, reply: Reply) -> list[Block]:
    """The options, then Done and the small menu behind three dots."""
    small = _small(interview, reply)
    if not reply.options:
        return [actions(*small)] if small else []
    if reply.input != Kind.CHOICES:
        return [actions(*_options(interview, reply), *small)]
    checklist = _checklist(interview, reply)
    return [checklist, actions(*small)] if small else [checklist]


def _options(interview: str | None, reply: Reply) -> Sequence[Element]:
    """A button for each of a few options, else one menu of them all."""
    offered = [
        (label, option_value(interview, reply.turn, position))
        for position, label in enumerate(_labels(reply))
    ]
    if len(offered) > MOST_BUTTONS and reply.input not in _IN_A_ROW:
        options = [option(label, value) for label, value in offered]
        return [menu(CHOOSE, told(reply.language, _CHOOSE_ONE), options)]
    prominent = 0 if reply.kind is ReplyKind.CONSENT else None
    return [
        button(label, f"{CHOOSE}:{n}", value, style="primary" if n == prominent else "")
        for n, (label, value) in enumerate(offered)
    ]


def _checklist(interview: str | None, reply: Reply) -> Block:
    """Boxes to tick, or a menu of several where they are too many for boxes."""
    offered = [option(label, str(position)) for position, label in enumerate(_labels(reply))]
    ticked = [offered[position] for position in reply.selected if position < len(offered)]
    action = ticks_action(interview, reply.turn)
    if len(offered) <= MOST_TICKED:
        return actions(checkboxes(action, offered, ticked))
    text, hint = told(reply.language, _CHOOSE_ALL), told(reply.language, _CHOOSE_SEVERAL)
    return several(action, text, hint, offered, ticked)


def _small(interview: str | None, reply: Reply) -> list[Element]:
    """Done, Resume and languages as buttons; other controls in a menu, with help if there is room.

    Not among them: Stop. It ends the interview for good, and a menu is easily mistapped.
    """
    labels = labels_of(reply)
    hidden = [name for name in labels if name in _HIDDEN]
    shown = [
        button(
            label,
            f"{CONTROL}:{name}",
            control_value(interview, reply.turn, name),
            style="primary" if name == "done" else "",
        )
        for name, label in labels.items()
        if name not in _HIDDEN
    ]
    if hidden:
        labels |= {name: told(reply.language, label) for name, label in _LABELS_BESIDE.items()}
        entries = [*hidden, *_LABELS_BESIDE][:_MOST_IN_MENU]
        values = ((name, control_value(interview, reply.turn, name)) for name in entries)
        shown.append(more(MORE, [option(labels[name], value) for name, value in values]))
    return shown
