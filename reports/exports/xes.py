"""The journeys as an event log for process mining: XES, IEEE 1849-2016.

A trace is one interview's way, its events the steps in the order walked. A time is when a step was
told of in the interview, never earlier than that of the step before it: the order is what counts,
and nobody was asked for the hour at which something happened.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from lxml import etree

from cxmodel.guide import Lane
from cxmodel.journey import CLAIM_LANES, Document
from reports.exports import Export, Look
from reports.exports.cells import one_line
from reports.journeys import MOST_JOURNEYS

NAMESPACE = "http://www.xes-standard.org/"
_EXTENSIONS = (("Concept", "concept"), ("Time", "time"), ("Lifecycle", "lifecycle"))
_NO_TIMES = (
    "The event log has the order of the steps and no times: this map holds none of single journeys."
)
_NO_WAYS = "The event log holds no journeys: no way was told step by step, or too few to tell."
_CUT = f"The event log holds the first {MOST_JOURNEYS} journeys: a map holds no more single ones."
_TOLD_TIMES = "Times in the event log say when a step was told of, not when it happened."


def export(document: Document, _: Look) -> Export:
    """The log; a notice says what its times are.

    A map without single journeys, as of an anonymous study, gives a trace for each person who went
    one of its ways.
    """
    journeys = document.get("journeys") or list(_of_ways(document["variants"]))
    steps = {
        step["id"]: (stage["title"], step)
        for stage in document["stages"]
        for step in stage["steps"]
    }
    told = _times(document)
    timed = [bool(_first(journey, told)) for journey in journeys]
    log = _log(document, timed=bool(timed) and all(timed))
    for journey in journeys:
        log.append(_trace(journey, steps, told))
    etree.indent(log, " ")
    content = etree.tostring(log, xml_declaration=True, encoding="UTF-8")
    notices = [_NO_WAYS if not journeys else _TOLD_TIMES if any(timed) else _NO_TIMES]
    notices += [_CUT] if len(document.get("journeys", ())) == MOST_JOURNEYS else []
    return Export(content + b"\n", tuple(notices))


def _of_ways(variants: Iterable[Document]) -> Iterator[Document]:
    for number, way in enumerate(variants, start=1):
        for one in range(1, (way["count"] or 0) + 1):
            yield {"interview": f"way {number}, {one}", "steps": way["steps"], "feelings": {}}


Times = Mapping[tuple[str, str], str]
"""When an interview came to a step, by both."""


def _times(document: Document) -> Times:
    """The earliest answer about the step itself; where there is none, the story that told of it."""
    found: dict[tuple[str, str], tuple[bool, str]] = {}
    for stage in document["stages"]:
        for step in stage["steps"]:
            for key in _cited(step):
                said, interview = document["evidence"][key], key.rpartition("/")[0]
                if "T" in said["at"]:  # a week orders nothing
                    place, told = (interview, step["id"]), (said["step"] is None, said["at"])
                    found[place] = min(found.get(place, told), told)
    return {place: at for place, (_, at) in found.items()}


def _cited(step: Document) -> Iterator[str]:
    yield from step["feeling"]["evidence"]
    for lane in (Lane.FEELING, *CLAIM_LANES):
        claims = step["feeling"]["claims"] if lane is Lane.FEELING else step[lane.value]
        for claim in claims:
            yield from claim["evidence"]


def _log(document: Document, *, timed: bool) -> etree._Element:
    log = etree.XML(f'<log xmlns="{NAMESPACE}" xes.version="1849-2016" xes.features=""/>')
    for name, prefix in _EXTENSIONS:
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        _add(log, "extension", name=name, prefix=prefix, uri=uri)
    traces = _add(log, "global", scope="trace")
    _add(traces, "string", key="concept:name", value="unknown")
    events = _add(log, "global", scope="event")
    _add(events, "string", key="concept:name", value="unknown")
    _add(events, "string", key="lifecycle:transition", value="complete")
    _add(events, "string", key="stage", value="unknown")
    _add(events, "string", key="step", value="unknown")
    if timed:
        _add(events, "date", key="time:timestamp", value="1970-01-01T00:00:00.000Z")
    _add(log, "classifier", name="Step", keys="concept:name")
    _add(log, "classifier", name="Step of a stage", keys="stage concept:name")
    title = one_line(document["header"]["title"])
    _add(log, "string", key="concept:name", value=title)
    _add(log, "string", key="lifecycle:model", value="standard")
    _add(log, "string", key="fingerprint", value=document["fingerprint"])
    return log


def _trace(
    journey: Document, steps: Mapping[str, tuple[str, Document]], told: Times
) -> etree._Element:
    trace = etree.Element(f"{{{NAMESPACE}}}trace")
    _add(trace, "string", key="concept:name", value=one_line(journey["interview"]))
    for key in ("respondent", "segment", "side"):
        if journey.get(key):
            _add(trace, "string", key=key, value=one_line(journey[key]))
    if journey.get("wave") is not None:
        _add(trace, "int", key="wave", value=str(journey["wave"]))
    latest = _first(journey, told)
    felt = dict(journey["feelings"])
    for ident in journey["steps"]:
        title, step = steps[ident]
        event = _add(trace, "event")
        _add(event, "string", key="concept:name", value=one_line(step["label"]))
        _add(event, "string", key="lifecycle:transition", value="complete")
        _add(event, "string", key="stage", value=one_line(title))
        _add(event, "string", key="step", value=ident)
        if latest:
            latest = max(latest, told.get((journey["interview"], ident), latest))
            _add(event, "date", key="time:timestamp", value=_rfc(latest))
        # Who comes back to a step was asked once how it felt.
        if (feeling := felt.pop(ident, None)) is not None:
            _add(event, "float", key="feeling", value=f"{feeling:g}")
    return trace


def _first(journey: Document, told: Times) -> str:
    """The earliest time of a journey; empty where it has none."""
    places = ((journey["interview"], step) for step in journey["steps"])
    return min((told[place] for place in places if place in told), default="")


def _rfc(at: str) -> str:
    """As `xs:dateTime` wants it, and every reader knows."""
    return datetime.fromisoformat(at).isoformat(timespec="milliseconds")


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attributes)
