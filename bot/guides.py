"""Which of a study's guides somebody begins with: offered by title where an open study has several.

Nothing is kept of an offer: its buttons name the list, and so does the chat's last prompt, by which
words that are typed find it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from bot import sentences
from bot.messenger import Content
from bot.texts import clipped
from bot.visit import Visit, notice
from bot.which import FIRST_LIST, LISTS, LONGEST_TITLE
from cxmodel.errors import RejectedAnswer
from cxmodel.records import Invitation, Queued
from cxmodel.study import Study
from interview_flows.choosing import Choice, choose_one
from interview_flows.flow import in_language
from interview_flows.phrasebook import phrases_in
from interview_flows.talk import Chose, Said


@dataclass(frozen=True, slots=True)
class Door:
    """A way into an open study, through the link that they came by or through none."""

    study: Study
    link: Invitation | None


def is_to_be_chosen(visit: Visit, study: Study) -> bool:
    """Whether who names no guide is asked for one; at a terminal it is the first."""
    return study.open_link and len(study.flows) > 1 and visit.chat.messenger != "terminal"


def ask_which_guide(visit: Visit, door: Door) -> None:
    """List a study's guides, with a button each."""
    titles = _titles(visit, door.study)
    lines = [f"{number}) {title}" for number, title in enumerate(titles, 1)]
    asked = visit.worded(sentences.WHICH_STUDY, door.study, list="\n".join(lines))
    listed = replace(
        notice(asked),
        options=tuple(clipped(title, LONGEST_TITLE) for title in titles),
        turn=_name_of(door),
        language=visit.language(door.study),
    )
    for body in visit.reader.parts(None, listed):
        # Where no interview waits for an answer, what is typed next is said to this.
        is_prompt = visit.active() is None
        visit.queued.append((None, Queued(turn=listed.turn, body=body, prompt=is_prompt)))


def guide_tapped(visit: Visit, studies: Sequence[Study], given: Chose) -> tuple[Door, str] | None:
    """The guide that was tapped, and where; None where the list is none of guides, or changed."""
    door = _door_named(visit, studies, given.turn)
    if door is None or given.option not in range(len(door.study.flows)):
        return None
    return door, door.study.flows[int(given.option)].flow


def guide_typed(visit: Visit, studies: Sequence[Study], content: Content) -> Chose | None:
    """What typed words choose of the guides that this chat was asked about last, as a tap would."""
    if not isinstance(content, Said) or visit.active() is not None:
        return None
    door = _door_named(visit, studies, visit.chat.prompt_turn)
    if door is None:
        return None
    titles = _titles(visit, door.study)
    choices = [
        Choice(asked.flow, title) for asked, title in zip(door.study.flows, titles, strict=True)
    ]
    try:
        chosen = choose_one(choices, content.text, phrases_in(visit.language(door.study)))
    except RejectedAnswer:
        return None
    place = next(number for number, each in enumerate(choices) if each == chosen)
    return Chose(place, _name_of(door))


def _titles(visit: Visit, study: Study) -> list[str]:
    language = visit.language(study)
    flows = (visit.shelf.flow(asking.version, visit.work) for asking in study.flows)
    return [in_language(flow.title, language) for flow in flows]


def _door_named(visit: Visit, studies: Sequence[Study], name: int | None) -> Door | None:
    if name is None or name < FIRST_LIST:
        return None
    return next((door for door in _doors(visit, studies) if _name_of(door) == name), None)


def _doors(visit: Visit, studies: Sequence[Study]) -> Iterator[Door]:
    """Every way in at which guides may have been listed."""
    for study in studies:
        if is_to_be_chosen(visit, study):
            yield Door(study, None)
            yield from (Door(study, link) for link in visit.work.open_links(study.id))


def _name_of(door: Door) -> int:
    """A number that names a list as it stands: a button says only its place there."""
    link = door.link.id if door.link is not None else ""
    named = [door.study.id, link, *(asking.flow for asking in door.study.flows)]
    return FIRST_LIST + crc32("\n".join(named).encode()) % LISTS
