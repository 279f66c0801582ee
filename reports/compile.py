"""Answers become a journey map: one document, from which every page and export is made.

Pure and deterministic: the same answers give the same bytes, in whichever order they come.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from cxmodel.errors import BrokenInterview, Refused
from cxmodel.guide import Guide, Measure
from cxmodel.interview import COUNTED_PHASES, Interview, Phase
from cxmodel.journey import FORMAT, LANE_TITLES, Document, Selection
from cxmodel.study import FEWEST_ANONYMOUS, Anonymity, Study
from cxmodel.weeks import in_weeks
from reports.absences import absences
from reports.align import medoid, variants
from reports.asked import lanes_of_steps, people_asked
from reports.columns import Stage, decisive_votes, stages_of, ways
from reports.confirmation import confirmation
from reports.contradictions import contradictions, expectations, values
from reports.fingerprint import digest, fingerprint, told_in
from reports.gather import gather
from reports.housing import housed
from reports.method import METHOD, VERSION, not_asked
from reports.migration import migration
from reports.pains import Weights, by_first, chains, ladders_of, ranked
from reports.ratings import overall
from reports.readings import day, instant, rounded, week
from reports.saturation import saturation
from reports.scores import effort, scores
from reports.steps import Context, extremes_of, show_moments, step_of
from reports.telling import Quote, Telling

_BROKEN_OFF = frozenset({Phase.PAUSED, Phase.EXPIRED, Phase.UNREACHABLE})


@dataclass(slots=True)
class _Read:
    """What is kept of the interviews while they stream by."""

    tellings: list[Telling] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)


def compile_journey(
    study: Study,
    guides: Mapping[str, Guide],
    interviews: Iterable[Interview],
    selection: Selection | None = None,
    *,
    invited: int = 0,
) -> Document:
    """The journey map of the selected interviews, as `desirepath.journey/1`.

    `guides` by flow version; `interviews` may hold others than the selected ones, each is read
    once and let go. Completed and broken-off interviews are used with the answers they gave;
    declined and withdrawn ones only count as started. Raises Refused where an anonymous study
    has fewer than five, and BrokenInterview where a flow version is missing.
    """
    chosen = selection or Selection()
    guides = {version: housed(guide) for version, guide in guides.items()}
    if study.anonymity is Anonymity.ANONYMOUS:
        interviews = map(in_weeks, interviews)
    read = _read(interviews, guides, chosen)
    _count_left_out(read, study, chosen)
    tellings = sorted(read.tellings, key=lambda telling: telling.interview)
    _guard(study, tellings)
    in_use = _guides_in_order(study, guides, chosen, tellings)
    document = {
        "format": FORMAT,
        "study": study.id,
        "selection": asdict(chosen),
        "fingerprint": fingerprint(study, in_use, chosen, invited, read.digests),
        "state": "draft",
        "header": _header(study, read, tellings, invited),
        **_map(study, stages_of(in_use, tellings), tellings),
        **_explained(in_use, tellings),
    }
    return document | {"evidence": _evidence(study, tellings, frozenset(_cited(document)))}


def _read(interviews: Iterable[Interview], guides: Mapping[str, Guide], chosen: Selection) -> _Read:
    read = _Read()
    for interview in interviews:
        if not chosen.takes(interview) or interview.phase is Phase.INVITED:
            continue
        read.phases.append(interview.phase)
        counted = interview.phase in COUNTED_PHASES
        read.digests.append(digest(told_in(interview) if counted else interview.phase.value))
        if counted:
            guide = guides.get(interview.flow_version)
            if guide is None:
                raise BrokenInterview(
                    f"Interview {interview.id} needs flow version {interview.flow_version}, which"
                    " is not at hand; import the study together with its flows."
                )
            read.tellings.append(gather(interview, guide))
    return read


def _count_left_out(read: _Read, study: Study, chosen: Selection) -> None:
    """Interviews that an import left behind count as those do that declined or withdrew here."""
    for group in filter(chosen.takes_group, study.left_out):
        read.phases += [Phase(group.phase)] * group.count
        read.digests += [digest(group.phase)] * group.count


def _guard(study: Study, tellings: Sequence[Telling]) -> None:
    people = {telling.respondent for telling in tellings}
    if study.anonymity is Anonymity.ANONYMOUS and 0 < len(people) < FEWEST_ANONYMOUS:
        raise Refused(
            f"Study {study.id} is anonymous: a map of {len(people)} would show who said what."
            f" Compile the whole study once {FEWEST_ANONYMOUS} people have answered."
        )


def _guides_in_order(
    study: Study, guides: Mapping[str, Guide], chosen: Selection, tellings: Sequence[Telling]
) -> list[Guide]:
    """The study's own guides first, then earlier versions that interviews are pinned to."""
    own = [f.version for f in study.flows if chosen.side in (None, f.side)]
    pinned = sorted({telling.guide.version for telling in tellings})
    if chosen != Selection() and tellings:
        own = [version for version in own if version in pinned]
    return [guides[v] for v in dict.fromkeys([*own, *pinned]) if v in guides]


def _header(study: Study, read: _Read, tellings: Sequence[Telling], invited: int) -> Document:
    when = week if study.anonymity is Anonymity.ANONYMOUS else day
    completed = read.phases.count(Phase.COMPLETED)
    broken_off = sum(phase in _BROKEN_OFF for phase in read.phases)
    return {
        "title": study.title,
        "persona": {key: _plain(value) for key, value in asdict(study.persona).items()},
        "scenario": study.scenario,
        "expectation": study.expectation,
        "expectations": expectations(tellings),
        "asked": {"expectation": people_asked(tellings, Measure.EXPECTATION)},
        "stated_values": list(study.stated_values),
        "segments": [{"id": s.id, "title": s.title or s.id} for s in study.segments],
        "invited": invited,
        "started": len(read.phases),
        "completed": completed,
        "broken_off": broken_off,
        "running": len(tellings) - completed - broken_off,
        "confirmation": confirmation(tellings),
        "people": len({telling.respondent for telling in tellings}),
        "from": when(min(t.first_at for t in tellings)) if tellings else None,
        "to": when(max(t.last_at for t in tellings)) if tellings else None,
        "wave": study.wave,
        "anonymity": study.anonymity.value,
        "sample": study.sample,
        "saturation": saturation(tellings),
        "programme": {key: _plain(value) for key, value in asdict(study.programme).items()},
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _explained(guides: Sequence[Guide], tellings: Sequence[Telling]) -> Document:
    """What one needs to read the map: its lanes, what was asked, and how it was made."""
    by_step = lanes_of_steps(tellings)
    return {
        "lanes": [
            {"id": lane.value, "title": title, "of_steps": lane in by_step}
            for lane, title in LANE_TITLES.items()
        ],
        "questions": {topic.question: topic.wording for g in guides for topic in g.topics},
        "method": METHOD | {"not_asked": not_asked(guides), "versions": _versions(guides)},
    }


def _map(study: Study, stages: Sequence[Stage], tellings: Sequence[Telling]) -> Document:
    ladders = [chain for telling in tellings for chain in chains(telling)]
    context = Context(
        tellings=tellings,
        weights=Weights.of(tellings),
        ladders=by_first(ladders),
        votes=decisive_votes(stages, tellings),
        extremes=extremes_of(stages),
    )
    drawn: list[Document] = [
        {
            "id": stage.id,
            "title": stage.title,
            "lanes": [lane.value for lane in stage.lanes],
            "steps": [step_of(column, context, stage.columns) for column in stage.columns],
        }
        for stage in stages
    ]
    steps = [step for stage in drawn for step in stage["steps"]]
    show_moments(steps)
    ranked(pain for step in steps for pain in step["pain"])
    return {
        "stages": drawn,
        "migration": migration(tellings),
        "effort": effort(tellings),
        **_journeys(stages, tellings),
        "contradictions": contradictions(study, stages, tellings),
        "values": values(study, tellings),
        "ladders": ladders_of(ladders, len({t.respondent for t in tellings})),
        "metrics": scores(tellings) | overall(tellings),
        "absences": absences(stages, tellings),
    }


def _journeys(stages: Sequence[Stage], tellings: Sequence[Telling]) -> Document:
    """The distinct ways through the steps, and the one real way that is nearest to all."""
    found = variants(ways(stages, tellings))
    nearest = medoid(found)
    return {
        "variants": [
            {"steps": list(v.steps), "count": len(v.people), "respondents": list(v.people)}
            for v in found
        ],
        "medoid": None
        if nearest is None
        else {
            "interview": nearest[0].interviews[0],
            "respondents": list(nearest[0].people),
            "steps": list(nearest[0].steps),
            "distance": rounded(nearest[1]),
        },
    }


def _cited(node: Any) -> Iterator[str]:
    """Every evidence id that the document refers to."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "evidence":
                yield from _strings(value)
            else:
                yield from _cited(value)
    elif isinstance(node, list):
        for value in node:
            yield from _cited(value)


def _strings(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    else:
        for value in node.values() if isinstance(node, dict) else node:
            yield from _strings(value)


def _evidence(study: Study, tellings: Sequence[Telling], cited: frozenset[str]) -> Document:
    """What was said word for word, for each id that the map cites.

    A researcher must be able to trace every claim, so the words are always kept; `quotable` marks
    those whose speaker agreed to be quoted, and only they may be handed on.
    """
    when = week if study.anonymity is Anonymity.ANONYMOUS else instant
    return {
        f"{telling.interview}/{quote.answer}": {
            "verbatim": quote.verbatim,
            "respondent": telling.respondent,
            "question": quote.question,
            "step": quote.step,
            "at": when(quote.at),
            "quotable": telling.quotable,
            **({"files": _files(quote)} if quote.files else {}),
        }
        for telling in tellings
        for quote in telling.quotes
        if f"{telling.interview}/{quote.answer}" in cited
    }


def _files(quote: Quote) -> list[Document]:
    return [{"kind": kind, "name": name} for kind, name in quote.files]


def _versions(guides: Sequence[Guide]) -> Document:
    flows: dict[str, list[str]] = {}
    for guide in guides:
        flows.setdefault(guide.flow, []).append(guide.version)
    return {"map": VERSION, "flows": {flow: sorted(flows[flow]) for flow in sorted(flows)}}
