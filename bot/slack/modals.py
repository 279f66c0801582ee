"""The two forms behind the shortcuts, and what they show once they were sent off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.slack.actions import HAPPENED, PAIN_POINT, PROCESS, STUDY, TELL_US, offer_value
from bot.slack.kit import Block, Element, menu, option, paragraphs, plain, quiet, words
from bot.slack.texts import clipped, pieces, signs_in, typed
from cxmodel.interview import StudyId

View = dict[str, Any]

MOST_STUDIES = 25  # in one menu, each with what is promised; a view takes a hundred blocks
_LONGEST_INPUT = 3000  # characters, as Slack allows
_LONGEST_PROCESS = 300
_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStudy:
    """A study that a form can begin."""

    id: StudyId
    title: str
    minutes: int
    consent: str = ""  # what the respondent agrees to, where the form itself asks for it


def tell_us(studies: Sequence[OpenStudy]) -> View:
    """The form "Tell us about a process": which one, and how long it takes. One study at least."""
    blocks = [
        words("I ask a few questions in our direct messages, and you answer in your own words."),
        *_which(studies),
        quiet("Before the first question you see what happens to your answers, and may say no."),
    ]
    return _form(TELL_US, "Tell us about a process", "Start", studies, blocks)


def report(studies: Sequence[OpenStudy], quoted: str) -> View:
    """The form "Report a pain point", which ends with agreeing. One study at least.

    `quoted` is the message it began from (see `quoted_from`); they may change every word.
    """
    blocks = [
        *_which(studies),
        _input(PROCESS, "Which process is it about?", _line()),
        _input(HAPPENED, "What happened?", _lines(quoted)),
    ]
    if quoted:
        blocks.append(quiet("Taken from the message you chose. Who wrote it is not kept."))
    blocks += _consents(studies)
    return _form(PAIN_POINT, "Report a pain point", "I agree, report", studies, blocks)


def quoted_from(message: Mapping[str, Any]) -> str:
    """The words of a message for the form: no names of who wrote it or is mentioned in it."""
    text = typed(message.get("text") or "", signs_in(message.get("blocks"))).strip()
    found = pieces(text, _LONGEST_INPUT - 1)
    return f"{found[0]}…" if len(found) > 1 else "".join(found)


def written() -> View:
    """What takes the place of a form that was sent off."""
    return _notice("Thank you", "I have written to you: please look at our direct messages.")


def nothing_open() -> View:
    """What is shown where no study is open for everyone."""
    return _notice(
        "Nothing to ask", "No study is open just now. I write when somebody invites you."
    )


def _form(
    name: str, title: str, submit: str, studies: Sequence[OpenStudy], blocks: list[Block]
) -> View:
    return {
        "type": "modal",
        "callback_id": name,
        "title": plain(title),
        "submit": plain(submit),
        "close": plain("Cancel"),
        "private_metadata": offer_value(studies[0].id) if len(studies) == 1 else "",
        "blocks": blocks,
    }


def _notice(title: str, text: str) -> View:
    return {
        "type": "modal",
        "title": plain(title),
        "close": plain("Close"),
        "blocks": [words(text)],
    }


# ── parts of the forms ────────────────────────────────────────────────────────────────────────────


def _which(studies: Sequence[OpenStudy]) -> list[Block]:
    """The study by name where there is one, else a menu of them."""
    if len(studies) == 1:
        only = studies[0]
        return [words(_name(only)), quiet(_how_long(only))]
    offered = [
        {
            **option(_name(study), offer_value(study.id)),
            "description": plain(_how_long(study)),
        }
        for study in studies[:MOST_STUDIES]
    ]
    return [_input(STUDY, "What is it about?", menu(STUDY, "Choose one", offered))]


def _name(study: OpenStudy) -> str:
    return clipped(study.title, _LONGEST_TITLE) or study.id


def _how_long(study: OpenStudy) -> str:
    return "about a minute" if study.minutes <= 1 else f"about {study.minutes} minutes"


def _consents(studies: Sequence[OpenStudy]) -> list[Block]:
    """What they agree to; where the studies promise different things, under the names of each."""
    titles: dict[str, list[str]] = {}
    for study in studies[:MOST_STUDIES]:
        titles.setdefault(study.consent, []).append(_name(study))
    if len(titles) == 1:
        return paragraphs(*titles)
    named = (f"{', '.join(about)}:\n{consent}" for consent, about in titles.items())
    return [block for text in named for block in paragraphs(text)]


def _input(name: str, label: str, element: Element) -> Block:
    return {"type": "input", "label": plain(label), "element": {**element, "action_id": name}}


def _line() -> Element:
    return {
        "type": "plain_text_input",
        "max_length": _LONGEST_PROCESS,
        "placeholder": plain("For instance, travel expenses or a purchase"),
    }


def _lines(initial: str) -> Element:
    made: Element = {"type": "plain_text_input", "multiline": True, "max_length": _LONGEST_INPUT}
    return {**made, "initial_value": initial} if initial else made
