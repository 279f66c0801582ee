"""Answers become a journey map: one document, from which every page and export is made.

Pure and deterministic: the same answers give the same bytes, in whichever order they come.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from cxmodel.codebook import NOTHING_DECIDED, Codebook
from cxmodel.errors import BrokenInterview, Refused
from cxmodel.guide import Audience, Guide
from cxmodel.interview import COUNTED_PHASES, Interview, Phase
from cxmodel.journey import FORMAT, LANE_TITLES, Document, Selection
from cxmodel.study import FEWEST_ANONYMOUS, Anonymity, Study
from cxmodel.weeks import in_weeks
from reports.absences import absences
from reports.align import medoid, variants
from reports.besides import besides
from reports.codebook import Coder, Entry, codebook_of, in_order, untold
from reports.columns import Stage, stages_of
from reports.confirmation import confirmation
from reports.contradictions import contradictions, expectations, values
from reports.fingerprint import digest, fingerprint, told_in
from reports.following import followed
from reports.gather import gather
from reports.grounds import keep_grounds
from reports.groups import SEGMENT, SIDE, Groups, segments, sides
from reports.hindsight import looking_back
from reports.house import house
from reports.housing import housed
from reports.identity import identify
from reports.journeys import journeys
from reports.ladders import ladders_of
from reports.lists import MOST_LISTED, first_of
from reports.method import METHOD, VERSION, not_asked
from reports.migration import migration
from reports.moved import waves
from reports.pains import ranked
from reports.placing import Placed
from reports.privacy import private
from reports.ratings import overall, rated_at
from reports.readings import day, instant, rounded, week, words_of
from reports.saturation import saturation
from reports.scores import effort, scores
from reports.sides import behind_the_scenes, is_two_sided
from reports.spool import Spool
from reports.steps import Context, extremes_of, show_moments, step_of
from reports.telling import Quote, Teller

_BROKEN_OFF = frozenset({Phase.PAUSED, Phase.EXPIRED, Phase.UNREACHABLE})


@dataclass(slots=True)
class _Read:
    """What is counted of the interviews while they stream by."""

    digests: list[str] = field(default_factory=list)
    phases: list[Phase] = field(default_factory=list)


def compile_journey(
    study: Study,
    guides: Mapping[str, Guide],
    interviews: Iterable[Interview],
    selection: Selection | None = None,
    *,
    invited: int | None = 0,
    codebook: Codebook = NOTHING_DECIDED,
) -> Document:
    """The journey map of the selected interviews, as `desirepath.journey/1`.

    `guides` by flow version; `invited` is None where nobody knows it of the selected ones;
    `interviews` may hold others than those, each is read once and let go. Completed and broken-off
    interviews are used with the answers they gave; declined and withdrawn ones only count as
    started. Raises Refused where an anonymous study has fewer than five, and BrokenInterview where
    a flow version is missing.
    """
    chosen = selection or Selection()
    guides = {version: housed(guide) for version, guide in guides.items()}
    if study.anonymity is Anonymity.ANONYMOUS:
        interviews = map(in_weeks, interviews)
    with Spool() as spool:
        read = _read(interviews, guides, chosen, spool, study)
        _count_left_out(read, study, chosen)
        _guard(study, chosen, spool.tellers)
        in_use = _guides_in_order(study, guides, chosen, spool.tellers)
        is_anonymous = study.anonymity is Anonymity.ANONYMOUS
        coder = _coder(study, codebook, FEWEST_ANONYMOUS if is_anonymous else 1)
        stages, placed = stages_of(in_use, spool, coder)
        document: Document = {
            "format": FORMAT,
            "study": study.id,
            "selection": asdict(chosen),
            "fingerprint": fingerprint(
                study, in_use, chosen, invited, read.digests, codebook=codebook
            ),
            "state": "draft",
            "header": _header(study, read, placed, invited),
            "codebook": codebook_of(_table(stages, placed), coder.language),
            **_map(study, stages, placed, coder.fewest),
            **_explained(in_use, placed),
        }
        told = document["header"]["saturation"]
        document["segments"] = segments(study, Groups(placed, SEGMENT), placed, told)
        document |= {"evidence": _evidence(study, spool, set(_cited(document)))}
    if study.anonymity is not Anonymity.ANONYMOUS:
        return document | {"privacy": None}
    for stage in document["stages"]:
        keep_grounds(stage["steps"])
    return private(document)


def merge_table(
    study: Study,
    guides: Mapping[str, Guide],
    interviews: Iterable[Interview],
    codebook: Codebook = NOTHING_DECIDED,
) -> list[Entry]:
    """Every raw text of a study's map under its canonical name. Raises as `compile_journey`."""
    everything = Selection()
    guides = {version: housed(guide) for version, guide in guides.items()}
    with Spool() as spool:
        _read(interviews, guides, everything, spool, study)
        _guard(study, everything, spool.tellers)
        in_use = _guides_in_order(study, guides, everything, spool.tellers)
        entries = _table(*stages_of(in_use, spool, _coder(study, codebook)))
        return in_order([*entries, *untold(codebook, entries)])


def _coder(study: Study, codebook: Codebook, fewest: int = 1) -> Coder:
    return Coder(codebook, study.languages[0] if study.languages else "", fewest)


def _table(stages: Sequence[Stage], placed: Placed) -> list[Entry]:
    steps = [c.ordered.step.entry for stage in stages for c in stage.columns if c.ordered]
    return [*steps, *placed.entries]


def _read(
    interviews: Iterable[Interview],
    guides: Mapping[str, Guide],
    chosen: Selection,
    spool: Spool,
    study: Study,
) -> _Read:
    two_sided = is_two_sided(study, chosen)
    read, offered = _Read(), frozenset(map(words_of, study.touchpoints))
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
            behind = two_sided and interview.side == Audience.STAFF
            spool.keep(gather(interview, behind_the_scenes(guide) if behind else guide, offered))
    spool.sort()
    return read


def _count_left_out(read: _Read, study: Study, chosen: Selection) -> None:
    """Interviews that an import left behind count as those do that declined or withdrew here."""
    for group in filter(chosen.takes_group, study.left_out):
        read.phases += [Phase(group.phase)] * group.count
        read.digests += [digest(group.phase)] * group.count


def _guard(study: Study, chosen: Selection, tellers: Sequence[Teller]) -> None:
    if study.anonymity is not Anonymity.ANONYMOUS:
        return
    if chosen != Selection():
        raise Refused(
            f"Study {study.id} is anonymous: a map of a part, beside that of the whole, would show"
            " what the few others said. Compile the whole study: its map sets segments, sides and"
            " waves beside each other."
        )
    people = {teller.respondent for teller in tellers}
    if 0 < len(people) < FEWEST_ANONYMOUS:
        raise Refused(
            f"Study {study.id} is anonymous: a map of {len(people)} would show who said what."
            f" Compile the whole study once {FEWEST_ANONYMOUS} people have answered."
        )


def _guides_in_order(
    study: Study, guides: Mapping[str, Guide], chosen: Selection, tellers: Sequence[Teller]
) -> list[Guide]:
    """The study's own guides first, then earlier versions that interviews are pinned to.

    Where there are waves, the guides of the first one come first.
    """
    own = [f.version for f in study.flows if chosen.side in (None, f.side)]
    since: dict[str, int] = {}
    for teller in tellers:
        version = teller.guide.version
        since[version] = min(teller.wave, since.get(version, teller.wave))
    pinned = sorted(since)
    if chosen != Selection() and tellers:
        own = [version for version in own if version in pinned]
    found = [version for version in dict.fromkeys([*own, *pinned]) if version in guides]
    return [guides[v] for v in sorted(found, key=lambda v: since.get(v, study.wave))]


def _header(study: Study, read: _Read, placed: Placed, invited: int | None) -> Document:
    tellers = placed.ledger.tellers
    when = week if study.anonymity is Anonymity.ANONYMOUS else day
    completed = read.phases.count(Phase.COMPLETED)
    broken_off = sum(phase in _BROKEN_OFF for phase in read.phases)
    return {
        "title": study.title,
        "persona": {key: _plain(value) for key, value in asdict(study.persona).items()},
        "scenario": study.scenario,
        "expectation": study.expectation,
        **expectations(placed),
        "stated_values": list(study.stated_values),
        "segments": [{"id": s.id, "title": s.title or s.id} for s in study.segments],
        "invited": invited,
        "started": len(read.phases),
        "completed": completed,
        "broken_off": broken_off,
        "running": len(tellers) - completed - broken_off,
        "confirmation": confirmation(tellers),
        "people": len(placed.ledger.people),
        "from": when(min(t.first_at for t in tellers)) if tellers else None,
        "to": when(max(t.last_at for t in tellers)) if tellers else None,
        "wave": study.wave,
        "anonymity": study.anonymity.value,
        "sample": study.sample,
        "saturation": saturation(placed.ledger),
        "programme": {key: _plain(value) for key, value in asdict(study.programme).items()},
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _explained(guides: Sequence[Guide], placed: Placed) -> Document:
    """What one needs to read the map: its lanes, what was asked, and how it was made."""
    return {
        "lanes": [
            {"id": lane.value, "title": title, "of_steps": lane in placed.lanes_of_steps}
            for lane, title in LANE_TITLES.items()
        ],
        "questions": {topic.question: topic.wording for g in guides for topic in g.topics},
        "method": METHOD | {"not_asked": not_asked(guides), "versions": _versions(guides)},
    }


def _map(study: Study, stages: Sequence[Stage], placed: Placed, fewest: int) -> Document:
    ledger = placed.ledger
    by_segment, by_side = Groups(placed, SEGMENT), Groups(placed, SIDE)
    guides = {id(teller.guide): teller.guide for teller in ledger.tellers}.values()
    context = Context(
        ledger, extremes_of(ledger), by_segment, by_side, fewest, looking_back(guides)
    )
    drawn = [_stage(stage, context) for stage in stages]
    for stage in drawn:
        identify(stage)
    steps = [step for stage in drawn for step in stage["steps"]]
    show_moments(steps)
    ranked(pain for step in steps for pain in step["pain"])
    titles = {stage.id: stage.title for stage in stages}
    return {
        "stages": drawn,
        **migration(ledger),
        "effort": effort(ledger),
        **_journeys(ledger.tellers),
        "contradictions": contradictions(study, stages, ledger),
        "values": values(study, placed),
        "ladders": ladders_of(ledger),
        "metrics": scores(ledger) | overall(ledger),
        "sides": sides(by_side, placed),
        "waves": waves(placed, stages, drawn),
        "journeys": journeys(ledger),
        "house": house(titles, rated_at(ledger), by_segment.rated_at if by_segment else None),
        "absences": absences(stages, placed),
        "besides": besides(placed),
    }


def _stage(stage: Stage, context: Context) -> Document:
    columns = followed(stage.columns, f"Columns of {stage.title}", len(stage.columns))
    return {
        "id": stage.id,
        "title": stage.title,
        "lanes": [lane.value for lane in stage.lanes],
        "steps": [step_of(column, context, stage.columns) for column in columns],
        **({"steps_more": stage.more} if stage.more else {}),
    }


def _journeys(tellers: Sequence[Teller]) -> Document:
    """The distinct ways through the steps, and the one real way that is nearest to all."""
    found = variants(tellers)
    nearest = medoid(found)
    more = max(len(found) - MOST_LISTED, 0)
    return {
        "variants": [
            {"steps": list(v.steps), "count": len(v.people), "respondents": first_of(v.people)}
            for v in found[:MOST_LISTED]
        ],
        **({"variants_more": more} if more else {}),
        "medoid": None
        if nearest is None
        else {
            "interview": nearest[0].interviews[0],
            "respondents": first_of(nearest[0].people),
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


def _evidence(study: Study, spool: Spool, cited: set[str]) -> Document:
    """What was said word for word, for each id that the map cites.

    A researcher must be able to trace every claim, so the words are always kept; `quotable` marks
    those whose speaker agreed to be quoted, and only they may be handed on.
    """
    when = week if study.anonymity is Anonymity.ANONYMOUS else instant
    interviews = {ident.rpartition("/")[0] for ident in cited}
    return {
        f"{teller.interview}/{quote.answer}": {
            "verbatim": quote.verbatim,
            "respondent": teller.respondent,
            "question": quote.question,
            "step": quote.step,
            "at": when(quote.at),
            "quotable": teller.quotable,
            **({"files": _files(quote)} if quote.files else {}),
        }
        for number, teller in enumerate(spool.tellers)
        if teller.interview in interviews
        for quote in spool.telling(number).quotes
        if f"{teller.interview}/{quote.answer}" in cited
    }


def _files(quote: Quote) -> list[Document]:
    return [{"kind": kind, "name": name} for kind, name in quote.files]


def _versions(guides: Sequence[Guide]) -> Document:
    flows: dict[str, list[str]] = {}
    for guide in guides:
        flows.setdefault(guide.flow, []).append(guide.version)
    return {"map": VERSION, "flows": {flow: sorted(flows[flow]) for flow in sorted(flows)}}
