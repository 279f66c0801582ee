"""What a page shows, as values: read in one transaction, free of HTTP."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from urllib.parse import quote, urlencode
from zoneinfo import ZoneInfo

from cxmodel.interview import COUNTED_PHASES, OPEN_PHASES, Interview, InterviewId, Phase, StudyId
from cxmodel.journey import Selection
from cxmodel.store import Reading
from cxmodel.store.values import StudyCounts
from cxmodel.study import Anonymity, Study

MOST_INTERVIEWS = 200  # listed on a page; the command line reaches every one
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WAVE = re.compile(r"[0-9]{1,4}")
_SHAPES = ("circle", "square", "triangle", "diamond")  # beside a segment's colour, never alone


@dataclass(frozen=True, slots=True)
class Card:
    """A study in the list."""

    study: Study
    counts: StudyCounts
    since: str

    @property
    def state(self) -> str:
        """Whether people can still begin."""
        return "closed" if self.study.closed_at is not None else "open"

    @property
    def answered(self) -> int:
        """Interviews that a map is made of."""
        counts = self.counts
        return counts.completed + counts.open + self.broken_off

    @property
    def broken_off(self) -> int:
        """Interviews that ended before their end, for now or for good."""
        return self.counts.paused + self.counts.expired + self.counts.unreachable

    @property
    def href(self) -> str:
        """The study's page."""
        return study_path(self.study.id)


@dataclass(frozen=True, slots=True)
class Choice:
    """A map that can be looked at: of everyone, a segment, a side, a wave."""

    label: str
    href: str
    is_chosen: bool
    shape: str = ""
    colour: int = 0  # 1–4, a segment's


@dataclass(frozen=True, slots=True)
class Row:
    """An interview in the list."""

    respondent: str
    segment: str
    day: str
    steps: int
    phase: str
    href: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPage:
    """One study, looked at through one selection."""

    cards: tuple[Card, ...]
    card: Card
    shown: str  # whose map it is, in words
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    more: bool  # there are interviews beyond the rows
    map_path: str
    query: str  # of the selection, with its question mark

    @property
    def study(self) -> Study:
        """The study that is shown."""
        return self.card.study


def cards_of(reading: Reading) -> tuple[Card, ...]:
    """Every study, the newest first and samples last."""
    cards = [_card(reading, study) for study in reversed(reading.studies())]
    return tuple(sorted(cards, key=lambda card: card.study.sample))


def first_to_show(cards: tuple[Card, ...]) -> StudyId | None:
    """The first study with a map to look at, else the first one."""
    with_map = (card.study.id for card in cards if card.answered)
    return next(with_map, cards[0].study.id if cards else None)


def study_page(
    cards: tuple[Card, ...], reading: Reading, study_id: str, query: Mapping[str, str]
) -> StudyPage | None:
    """The page of a study; None where there is no such study, or no such part of it."""
    card = next((card for card in cards if card.study.id == study_id), None)
    chosen = selection_of(query)
    if card is None or chosen is None or not exists(reading, card.study, chosen):
        return None
    interviews = _listed(reading, card.study)
    segments = _segments(card.study, interviews)
    shown = _shown(card.study, chosen, interviews)
    return StudyPage(
        cards=cards,
        card=card,
        shown=shown,
        choices=tuple(_choices(card.study, segments, chosen, shown)),
        rows=tuple(_row(card.study, interview, chosen) for interview in interviews),
        more=len(interviews) == MOST_INTERVIEWS,
        map_path=f"{study_path(study_id)}/map",
        query=_query(chosen),
    )


def selection_of(query: Mapping[str, str]) -> Selection | None:
    """Which interviews an address asks for; None where it can name none."""
    wave = query.get("wave")
    if wave is not None and not _WAVE.fullmatch(wave):
        return None
    if any("\0" in value for value in query.values()):  # which no database takes
        return None
    interview = query.get("interview")
    return Selection(
        interview=InterviewId(interview) if interview else None,
        segment=query.get("segment"),
        wave=int(wave) if wave is not None else None,
        side=query.get("side"),
    )


def exists(reading: Reading, study: Study, chosen: Selection) -> bool:
    """Whether a study has such a part; where one person alone must not be shown, it has none."""
    if chosen.interview is not None:
        interview = reading.interview(chosen.interview)
        return (
            interview is not None
            and interview.study == study.id
            and interview.phase in COUNTED_PHASES
            and study.anonymity is not Anonymity.ANONYMOUS
        )
    return (
        (chosen.segment is None or _is_segment(reading, study, chosen.segment))
        and (chosen.wave is None or 1 <= chosen.wave <= study.wave)
        and (chosen.side is None or chosen.side in _sides(study))
    )


def _is_segment(reading: Reading, study: Study, segment: str) -> bool:
    planned = {known.id for known in study.segments}
    return segment in planned or any(reading.interviews(study.id, segment=segment, batch=1))


def study_path(study: str) -> str:
    """Address of a study's page."""
    return f"/studies/{quote(study, safe='')}"


def day(moment: datetime, zone: str) -> str:
    """A date as people write it, in the study's own time zone, whatever the machine's locale.

    >>> from datetime import UTC
    >>> day(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), "Europe/Berlin")
    '3 Mar 2026'
    """
    there = moment.astimezone(ZoneInfo(zone))
    return f"{there.day} {_MONTHS[there.month - 1]} {there.year}"


def _card(reading: Reading, study: Study) -> Card:
    return Card(study, reading.study_counts(study.id), day(study.created_at, study.time_zone))


def _listed(reading: Reading, study: Study) -> tuple[Interview, ...]:
    """Interviews with answers, the first so many; none of a study whose people stay unknown."""
    if study.anonymity is Anonymity.ANONYMOUS:
        return ()
    found = reading.interviews(study.id, phases=COUNTED_PHASES, batch=MOST_INTERVIEWS)
    return tuple(sorted(islice(found, MOST_INTERVIEWS), key=lambda i: (i.started_at, i.id)))


def _segments(study: Study, interviews: tuple[Interview, ...]) -> dict[str, str]:
    """Titles of the segments that are planned or met, by id."""
    planned = {segment.id: segment.title or segment.id for segment in study.segments}
    met = sorted({i.segment for i in interviews if i.segment is not None} - set(planned))
    return planned | {segment: segment for segment in met}


def _shown(study: Study, chosen: Selection, interviews: tuple[Interview, ...]) -> str:
    if chosen.interview is not None:
        names = {interview.id: interview.respondent for interview in interviews}
        return f"Only {names.get(chosen.interview, chosen.interview)}"
    titles = {segment.id: segment.title for segment in study.segments}
    parts = [
        titles.get(chosen.segment or "") or chosen.segment,
        chosen.side and _side_title(chosen.side),
        chosen.wave and f"Wave {chosen.wave}",
    ]
    return ", ".join(part for part in parts if part) or "everyone who answered"


def _choices(
    study: Study, segments: Mapping[str, str], chosen: Selection, shown: str
) -> Iterator[Choice]:
    """Everyone first; what is shown comes last where it is none of the others."""
    for label, offered in _offers(study, segments, chosen, shown):
        href = study_path(study.id) + _query(offered)
        look = list(segments).index(offered.segment) % len(_SHAPES) if offered.segment else None
        yield Choice(
            label,
            href,
            offered == chosen,
            shape="" if look is None else _SHAPES[look],
            colour=0 if look is None else look + 1,
        )


def _offers(
    study: Study, segments: Mapping[str, str], chosen: Selection, shown: str
) -> Iterator[tuple[str, Selection]]:
    yield "Everyone", Selection()
    yield from ((title, Selection(segment=segment)) for segment, title in segments.items())
    if len(_sides(study)) > 1:
        yield from ((_side_title(side), Selection(side=side)) for side in _sides(study))
    if study.wave > 1:
        yield from ((f"Wave {n}", Selection(wave=n)) for n in range(1, study.wave + 1))
    if chosen.interview is not None:
        yield shown, chosen


def _sides(study: Study) -> tuple[str, ...]:
    return tuple(sorted({flow.side for flow in study.flows}))


def _side_title(side: str) -> str:
    return {"customer": "Customers", "staff": "Staff"}.get(side, side)


def _row(study: Study, interview: Interview, chosen: Selection) -> Row:
    titles = {segment.id: segment.title for segment in study.segments}
    offered = Selection(interview=interview.id)
    return Row(
        respondent=interview.respondent,
        segment=titles.get(interview.segment or "") or interview.segment or "",
        day=day(interview.started_at, study.time_zone),
        steps=len(interview.visible_steps()),
        phase=_phase(interview.phase),
        href=study_path(study.id) + _query(offered),
        is_chosen=offered == chosen,
    )


def _phase(phase: Phase) -> str:
    if phase in OPEN_PHASES:
        return "under way"
    return {Phase.COMPLETED: "completed", Phase.PAUSED: "paused"}.get(phase, "broken off")


def _query(selection: Selection) -> str:
    pairs = {
        "interview": selection.interview,
        "segment": selection.segment,
        "side": selection.side,
        "wave": selection.wave,
    }
    given = {name: value for name, value in pairs.items() if value is not None}
    return f"?{urlencode(given)}" if given else ""
