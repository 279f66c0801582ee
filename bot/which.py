"""Which interview is talked through in a chat, where there is a choice: offered, and decided.

Nothing is kept of an offer: what was offered waits first among those that were set aside, so that
words or a tap find it however late they come, and an offer that nobody answers changes nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from zlib import crc32

from bot import sentences
from bot.entry import is_under_way
from bot.messenger import Preferred
from bot.texts import clipped
from bot.visit import Visit, notice
from cxmodel.interview import OPEN_PHASES, Interview, InterviewId
from cxmodel.study import Study
from interview_flows.talk import FINISH_FIRST, TO_OTHER, Began, Chose
from interview_flows.tongue import LANGUAGE_NAMES, told
from interview_flows.words import unaccented

MOST_LISTED = 24  # studies that can be tapped; all can be typed by number
LONGEST_TITLE = 60  # characters of one on a button
FIRST_LIST = 100_000_000  # "turns" from here on name a list of studies; no interview has so many
LISTS = 900_000_000

# ── between two interviews ────────────────────────────────────────────────────────────────────────


def turn_or_ask(visit: Visit, other: Interview) -> None:
    """Turn to another interview; in the middle of one, ask first which it is to be."""
    active = visit.active()
    if active is None or active.phase not in OPEN_PHASES:
        turn_to(visit, other)
        return
    _set_first(visit, other.id)
    study = visit.shelf.study(other.study, visit.work)
    asked = visit.worded(sentences.WHICH_INTERVIEW, title=study.title)
    offer = replace(notice(asked, active), controls=(FINISH_FIRST, TO_OTHER))
    visit.queue(other.id, offer)


def turn_to(visit: Visit, other: Interview) -> None:
    """Talk another interview through from here on; an open one is paused for it."""
    visit.set_aside()
    visit.turn_to(other.id)
    visit.step(other, Began())


def decide(visit: Visit, given: Preferred, other: str | None) -> str | None:
    """Turn to the interview that waits, or not yet; the word where the finger is.

    `other` names it; None: the one that was set aside last.
    """
    visit.blank = True  # it names an interview that may be nobody's by now
    waiting = next((each for each in visit.chat.paused if other in {None, each}), None)
    found = visit.load(waiting) if waiting is not None else None
    if not is_under_way(found) or found is None:
        return visit.worded(sentences.OLD_BUTTON)
    active = visit.active()
    if given.other or active is None or not is_under_way(active):
        turn_to(visit, found)
        return None
    visit.tell(sentences.FIRST_IS_FINISHED)
    visit.step(active, Began())
    return None


def preference_in(visit: Visit, text: str) -> Preferred | None:
    """What typed words choose where another interview waits; None where they say something else.

    Only the whole label counts: all else is an answer to the interview that is under way.
    """
    if not visit.chat.paused:
        return None
    said = unaccented(text)
    for label, other in ((sentences.FINISH_FIRST, False), (sentences.TO_OTHER, True)):
        if any(said == unaccented(told(code, label)) for code in LANGUAGE_NAMES):
            return Preferred(other)
    return None


def _set_first(visit: Visit, offered: InterviewId) -> None:
    others = (each for each in visit.chat.paused if each != offered)
    visit.chat = replace(visit.chat, paused=(offered, *others))
    visit.retimed.add(offered)


# ── among open studies ────────────────────────────────────────────────────────────────────────────


def ask_which_study(
    visit: Visit, sentence: str, studies: Sequence[Study], shown: Sequence[Study]
) -> None:
    """List studies with a button each, numbered as they stand among all open ones."""
    lines = [f"{number}) {s.title}" for number, s in enumerate(studies, 1) if s in shown]
    asked = visit.worded(sentence, shown[0], list="\n".join(lines))
    titles = tuple(clipped(study.title, LONGEST_TITLE) for study in shown[:MOST_LISTED])
    language = visit.language(shown[0])
    listed = replace(notice(asked), options=titles, turn=_name_of(shown), language=language)
    visit.queue(None, listed)


def is_of_list(given: object) -> bool:
    """Whether a tap is on a list of studies, be it out of date."""
    return isinstance(given, Chose) and given.turn is not None and given.turn >= FIRST_LIST


def study_tapped(studies: Sequence[Study], given: Chose) -> tuple[Study, str | None] | None:
    """The study that was tapped, and the guide that the list was about; None where it changed."""
    for flow, shown in _lists(studies):
        if _name_of(shown) == given.turn and isinstance(given.option, int):
            return (shown[given.option], flow) if given.option in range(len(shown)) else None
    return None


def _lists(studies: Sequence[Study]) -> Iterator[tuple[str | None, list[Study]]]:
    """Every list that may have been shown: of all studies, and of those that ask with a guide."""
    yield None, list(studies)
    for flow in sorted({each.flow for study in studies for each in study.flows}):
        yield flow, [s for s in studies if any(each.flow == flow for each in s.flows)]


def _name_of(shown: Sequence[Study]) -> int:
    """A number that names a list as it stands: a button says only its place there."""
    return FIRST_LIST + crc32("\n".join(study.id for study in shown).encode()) % LISTS
