"""The two forms behind the shortcuts, and what they show once they were sent off."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.slack.actions import (
    HAPPENED,
    PAIN_POINT,
    PROCESS,
    STUDY,
    TELL_US,
    form_metadata,
    offer_value,
)
from bot.slack.kit import Block, Element, menu, option, paragraphs, plain, quiet, words
from bot.slack.texts import clipped, pieces, signs_in, typed
from cxmodel.interview import StudyId
from interview_flows.tongue import counted_sentence, sentence, told

View = dict[str, Any]
Tongue = Callable[[str], str]  # an English sentence as it is said in a form

MOST_STUDIES = 25  # in one menu, each with what is promised; a view takes a hundred blocks
_LONGEST_INPUT = 3000  # characters, as Slack allows
_LONGEST_PROCESS = 300
_LONGEST_TITLE = 300
_HOW_LONG = counted_sentence("about a minute", "about {number} minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenStudy:
    """A study that a form can begin."""

    id: StudyId
    title: str
    minutes: int
    language: str = "en"  # its first; a form is in that of the first study
    consent: str = ""  # what the respondent agrees to, where the form itself asks for it


def tell_us(studies: Sequence[OpenStudy]) -> View:
    """The form "Tell us about a process": which one, and how long it takes. One study at least."""
    said = partial(told, studies[0].language)
    how = sentence(
        "I ask a few questions in our direct messages, and you answer in your own words."
    )
    free = sentence(
        "Before the first question you see what happens to your answers, and may say no."
    )
    blocks = [words(said(how)), *_which(studies, said), quiet(said(free))]
    title, submit = sentence("Tell us about a process"), sentence("Start")
    return _form(TELL_US, title, submit, studies, blocks)


def report(studies: Sequence[OpenStudy], quoted: str) -> View:
    """The form "Report a pain point", which ends with agreeing. One study at least.

    `quoted` is the message it began from (see `quoted_from`); they may change every word.
    """
    said = partial(told, studies[0].language)
    blocks = [
        *_which(studies, said),
        _input(PROCESS, said(sentence("Which process is it about?")), _line(said)),
        _input(HAPPENED, said(sentence("What happened?")), _lines(quoted)),
    ]
    if quoted:
        taken = sentence("Taken from the message you chose. Who wrote it is not kept.")
        blocks.append(quiet(said(taken)))
    blocks += _consents(studies)
    title, submit = sentence("Report a pain point"), sentence("I agree, report")
    return _form(PAIN_POINT, title, submit, studies, blocks)


def quoted_from(message: Mapping[str, Any]) -> str:
    """The words of a message for the form: no names of who wrote it or is mentioned in it."""
    text = typed(message.get("text") or "", signs_in(message.get("blocks"))).strip()
    found = pieces(text, _LONGEST_INPUT - 1)
    return f"{found[0]}…" if len(found) > 1 else "".join(found)


def written(language: str = "en") -> View:
    """What takes the place of a form that was sent off."""
    title = sentence("Thank you")
    text = sentence("I have written to you: please look at our direct messages.")
    return _notice(partial(told, language), title, text)


def nothing_open(language: str = "en") -> View:
    """What is shown where no study is open for everyone."""
    title = sentence("Nothing to ask")
    text = sentence("No study is open just now. I write when somebody invites you.")
    return _notice(partial(told, language), title, text)


def _form(
    name: str, title: str, submit: str, studies: Sequence[OpenStudy], blocks: list[Block]
) -> View:
    language, only = studies[0].language, studies[0].id if len(studies) == 1 else None
    return {
        "type": "modal",
        "callback_id": name,
        "title": plain(told(language, title)),
        "submit": plain(told(language, submit)),
        "close": plain(told(language, sentence("Cancel"))),
        "private_metadata": form_metadata(language, only),
        "blocks": blocks,
    }


def _notice(said: Tongue, title: str, text: str) -> View:
    return {
        "type": "modal",
        "title": plain(said(title)),
        "close": plain(said(sentence("Close"))),
        "blocks": [words(said(text))],
    }


# ── parts of the forms ────────────────────────────────────────────────────────────────────────────


def _which(studies: Sequence[OpenStudy], said: Tongue) -> list[Block]:
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
    choose = menu(STUDY, said(sentence("Choose one")), offered)
    return [_input(STUDY, said(sentence("What is it about?")), choose)]


def _name(study: OpenStudy) -> str:
    return clipped(study.title, _LONGEST_TITLE) or study.id


def _how_long(study: OpenStudy) -> str:
    return _HOW_LONG.in_(study.language).of(study.minutes)


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


def _line(said: Tongue) -> Element:
    return {
        "type": "plain_text_input",
        "max_length": _LONGEST_PROCESS,
        "placeholder": plain(said(sentence("For instance, travel expenses or a purchase"))),
    }


def _lines(initial: str) -> Element:
    made: Element = {"type": "plain_text_input", "multiline": True, "max_length": _LONGEST_INPUT}
    return {**made, "initial_value": initial} if initial else made
