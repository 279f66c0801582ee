"""Setting up studies: from options or one YAML file, pinned to the flow versions of that moment."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml

from bot.ids import new_study_id
from bot.settings import Settings
from bot.workplace import find_flow, study_or_refuse
from cxmodel.errors import Refused
from cxmodel.interview import StudyId
from cxmodel.plain import to_plain
from cxmodel.spans import span, span_text
from cxmodel.store import Store, Work
from cxmodel.study import (
    EXPIRES,
    Anonymity,
    Persona,
    Programme,
    Quota,
    Reminders,
    Segment,
    Study,
    StudyFlow,
)
from interview_flows.conditions import parse_condition
from interview_flows.flow import Flow, in_language


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyPlan:
    """A study as it is wished for, before it has an id and pinned flows."""

    flows: tuple[str, ...]
    title: str = ""
    anonymity: Anonymity = Anonymity.PSEUDONYMOUS
    persona: Persona = field(default_factory=Persona)
    open_link: bool = False
    limit: int | None = None
    details: dict[str, Any] = field(default_factory=dict)  # further fields of Study


def study_plan(
    source: Path | None,
    *,
    flows: list[str],
    title: str,
    persona: str,
    anonymity: str,
    open_link: bool,
    limit: int | None,
) -> StudyPlan:
    """Options, over what the YAML file says. Raises Refused, naming the option or key."""
    plan = _plan_of_file(source) if source is not None else StudyPlan(flows=())
    if flows:
        plan = replace(plan, flows=tuple(flows))
    if not plan.flows:
        raise Refused("name the flow to interview with: --flow employee-process")
    if title:
        plan = replace(plan, title=title)
    if persona:
        plan = replace(plan, persona=replace(plan.persona, name=persona))
    if anonymity:
        plan = replace(plan, anonymity=_anonymity(anonymity, "--anonymity"))
    if limit is not None and not (open_link or plan.open_link):
        raise Refused("--limit goes with --open: single-use links are counted by themselves")
    return replace(plan, open_link=open_link or plan.open_link, limit=limit or plan.limit)


def create_study(store: Store, settings: Settings, plan: StudyPlan) -> Study:
    """Store the study and the text of its flows. Raises Refused or InvalidFlow."""
    flows = [find_flow(name, settings) for name in plan.flows]
    with store.writing() as work:
        return set_up_study(work, flows, plan)


def set_up_study(work: Work, flows: list[Flow], plan: StudyPlan) -> Study:
    """Store a study under an id that is its own, and the text of its flows."""
    title = plan.title or in_language(flows[0].title, flows[0].languages[0])
    taken = {study.id for study in work.studies()}
    study = new_study(new_study_id(title, taken), title, flows, plan)
    while not work.add_study(study):  # somebody else has taken it since
        taken.add(study.id)
        study = replace(study, id=new_study_id(title, taken))
    for flow in flows:
        work.keep_flow(flow.version, flow.id, flow.text)
    return study


def new_study(study: StudyId, title: str, flows: list[Flow], plan: StudyPlan) -> Study:
    """A study value, open from now on."""
    return Study(
        id=study,
        title=title,
        flows=tuple(StudyFlow(flow.id, flow.version, flow.audience) for flow in flows),
        persona=plan.persona,
        anonymity=plan.anonymity,
        open_link=plan.open_link,
        limit=plan.limit,
        created_at=datetime.now(UTC),
        **({"languages": flows[0].languages} | plan.details),
    )


def study_of_flow(store: Store, settings: Settings, name: str) -> StudyId:
    """The study whose id is the flow's id, made where it is missing (`chat FLOW`).

    Where the flow has changed since, new interviews are held with its new version.
    """
    flow = find_flow(name, settings)
    pinned = StudyFlow(flow.id, flow.version, flow.audience)
    with store.writing() as work:
        study = work.study(flow.id)
        if study is None:
            title = in_language(flow.title, flow.languages[0])
            study = new_study(StudyId(flow.id), title, [flow], StudyPlan(flows=(name,)))
        elif all(known == pinned for known in study.flows if known.flow == flow.id):
            return study.id
        flows = tuple(pinned if known.flow == flow.id else known for known in study.flows)
        work.keep_flow(flow.version, flow.id, flow.text)
        work.save_study(replace(study, flows=flows))
    return study.id


def close_study(store: Store, study: Study) -> None:
    """Nobody can begin from now on."""
    with store.writing() as work:
        work.save_study(replace(study, closed_at=study.closed_at or datetime.now(UTC)))


def begin_wave(store: Store, settings: Settings, study: str, flow: str | None = None) -> Study:
    """Open a further wave of a study: whoever answers again is the respondent they were.

    Who begins from now on is of the new wave; interviews under way stay in theirs. `flow`, another
    guide or a newer version of one, becomes the study's first: invitations lead to it. A closed
    study opens again, and an open link takes as many as before. Raises Refused or InvalidFlow.
    """
    guide = find_flow(flow, settings) if flow is not None else None
    with store.writing() as work:
        work.hold_study(study)  # of two who begin a wave at once, the second begins the next one
        found = study_or_refuse(work, study)
        flows = found.flows
        if guide is not None:
            work.keep_flow(guide.version, guide.id, guide.text)
            others = (each for each in flows if each.flow != guide.id)
            flows = (StudyFlow(guide.id, guide.version, guide.audience), *others)
        begun = replace(found, wave=found.wave + 1, flows=flows, closed_at=None)
        work.save_study(begun)
        if begun.limit is not None:
            work.renew_links(begun.id, begun.limit)
    return begun


def study_row(study: Study, counts: Any) -> dict[str, Any]:
    """A study as JSON data, with how far it is."""
    return {**to_plain(study), **asdict(counts)}


def study_lines(row: dict[str, Any]) -> Iterator[str]:
    """A study's row to be read: what is set, a line each; a list of tables, a line for each."""
    for key, value in row.items():
        if value not in _UNSET:
            first, *others = _in_words(value)
            yield f"{key.replace('_', ' '):16} {first}"
            yield from (f"{'':16} {line}" for line in others)


_UNSET: tuple[Any, ...] = ("", None, [], {})


def _in_words(value: Any) -> list[str]:
    """Plain data without JSON's signs: several lines of a list of tables, one of all else.

    >>> _in_words([{"flow": "tour", "side": "customer"}, {"flow": "staff", "side": ""}])
    ['flow: tour, side: customer', 'flow: staff']
    """
    match value:
        case bool():
            return ["yes" if value else "no"]
        case dict():
            told = ((key, each) for key, each in value.items() if each not in _UNSET)
            return [", ".join(f"{key}: {'; '.join(_in_words(each))}" for key, each in told)]
        case list() if any(isinstance(each, dict) for each in value):
            return [line for each in value for line in _in_words(each)]
        case list():
            return [", ".join(line for each in value for line in _in_words(each))]
        case _:
            return [str(value)]


# ── one YAML file ─────────────────────────────────────────────────────────────────────────────


def _plan_of_file(source: Path) -> StudyPlan:
    try:
        data = yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)
    except OSError as error:
        raise Refused(f"cannot read {source}: {error.strerror}") from None
    except yaml.YAMLError as error:
        raise Refused(f"{source}: not YAML: {' '.join(str(error).split())}") from None
    if not isinstance(data, dict):
        raise Refused(f"{source}: must hold keys such as title, flows, persona")
    try:
        return _plan(data)
    except (TypeError, ValueError, KeyError) as error:
        raise Refused(f"{source}: {error}") from None


_READERS: dict[str, Callable[[Any], Any]] = {
    "scenario": str,
    "expectation": str,
    "contact": str,
    "touchpoints": lambda v: _words("touchpoints", v),
    "stated_values": lambda v: _words("stated_values", v),
    "languages": lambda v: _words("languages", v),
    "time_zone": lambda v: ZoneInfo(v).key,
    "quiet_hours": lambda v: _quiet_hours(v),  # noqa: PLW0108 - defined below
    "reminders": lambda v: _reminders(v),  # noqa: PLW0108
    "expires": lambda v: span(str(v)),
    "segments": lambda v: tuple(_segment(item) for item in v),
    "quotas": lambda v: _quotas(v),  # noqa: PLW0108
    "programme": lambda v: _record(Programme, v, "programme"),
}


def _plan(data: dict[str, Any]) -> StudyPlan:
    known = {*_READERS, "title", "flows", "flow", "persona", "anonymity", "open", "limit"}
    unknown = sorted(set(data) - known)
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")
    details = {key: _detail(key, data[key]) for key in _READERS if key in data}
    _refuse_unknown_quotas(details)
    _refuse_late_reminders(details)
    flows = data.get("flows", data.get("flow", []))
    return StudyPlan(
        flows=(flows,) if isinstance(flows, str) else _words("flows", flows),
        title=str(data.get("title", "")),
        anonymity=_anonymity(str(data.get("anonymity", "pseudonymous")), "anonymity"),
        persona=_record(Persona, data.get("persona", {}), "persona"),
        open_link=_open(data.get("open", False)),
        limit=_limit(data.get("limit")),
        details=details,
    )


def _refuse_unknown_quotas(details: dict[str, Any]) -> None:
    """A quota of a segment that is not there would never be full."""
    known = [segment.id for segment in details.get("segments", ())]
    for quota in details.get("quotas", ()):
        if known and quota.segment not in known:
            raise ValueError(f"quotas: no segment {quota.segment!r}; known are {', '.join(known)}")


def _refuse_late_reminders(details: dict[str, Any]) -> None:
    """Whoever is silent for so long that the interview is closed is reminded of nothing."""
    reminders, expires = details.get("reminders", Reminders()), details.get("expires", EXPIRES)
    if reminders is not None and reminders.first > expires:
        raise ValueError(
            f"reminders: the first comes after {span_text(reminders.first)} of silence, but the "
            f"interview is closed after {span_text(expires)}; see expires"
        )


def _detail(key: str, value: Any) -> Any:
    try:
        return _READERS[key](value)
    except (TypeError, ValueError, KeyError) as error:
        reason = str(error)
        raise ValueError(reason if reason.startswith(key) else f"{key}: {reason}") from None


def _open(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("open must be yes or no")  # noqa: TRY004 - told as a wrong value
    return value


def _limit(value: Any) -> int | None:
    if value is None or (type(value) is int and value >= 1):
        return value
    raise ValueError("limit must be a number from 1 on")


def _words(key: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ValueError(f"{key} must be a list of words")
    return tuple(value)


def _quiet_hours(value: Any) -> tuple[str, str]:
    first, last = _words("quiet_hours", value)
    for moment in (first, last):
        datetime.strptime(moment, "%H:%M")  # noqa: DTZ007 - a time of day has no zone
    return first, last


def _reminders(value: Any) -> Reminders | None:
    """When to remind; False for never."""
    if value is False:
        return None
    if not isinstance(value, dict) or not value.keys() <= {"first", "second"}:
        raise ValueError("reminders must be no, or hold first and second, such as 24h and 72h")
    return Reminders(**{name: span(str(given)) for name, given in value.items()})


def _segment(value: Any) -> Segment:
    segment: Segment = _record(
        Segment, {"id": value} if isinstance(value, str) else value, "segments"
    )
    if segment.rule is not None:
        parse_condition(segment.rule)
    return segment


def _quotas(value: Any) -> tuple[Quota, ...]:
    if not isinstance(value, dict):
        raise ValueError("quotas must be numbers by segment, such as {north: 20}")  # noqa: TRY004
    for segment, most in value.items():
        if type(most) is not int or most < 1:
            raise ValueError(f"quotas: {segment} must be a number from 1 on")
    return tuple(Quota(str(segment), most) for segment, most in value.items())


def _record(kind: type[Any], value: Any, key: str) -> Any:
    """A frozen value of `kind` from a mapping; words become tuples where the field wants them."""
    if isinstance(value, str):
        value = {"name": value}
    if not isinstance(value, dict):
        raise ValueError(f"{key} must hold keys")  # noqa: TRY004 - told as a wrong value
    names = {f.name: f for f in fields(kind)}
    unknown = sorted(set(value) - set(names))
    if unknown:
        raise ValueError(f"{key}: unknown key {unknown[0]!r}; known are {', '.join(names)}")
    many = {n for n, f in names.items() if f.default is not MISSING and f.default == ()}
    return kind(**{n: _words(f"{key}.{n}", v) if n in many else v for n, v in value.items()})


def _anonymity(word: str, key: str) -> Anonymity:
    try:
        return Anonymity(word)
    except ValueError:
        raise Refused(f"{key}: choose {', '.join(Anonymity)}") from None
