"""The slides around those of the stages: what the map is of, and what comes of it."""

from collections.abc import Iterator, Sequence

from pptx.chart.data import ChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.util import Pt

from cxmodel import guide
from cxmodel.journey import Document
from reports.amounts import unit_of
from reports.brief import Placed, brief_of
from reports.curve import signed
from reports.display import because, number, roadmap, share, titled
from reports.exports.boxes import stack
from reports.exports.cells import one_line
from reports.exports.columns import Lane, Spread, lay
from reports.exports.deck import (
    BOTTOM,
    INNER,
    LEFT,
    PALE,
    QUIET,
    TOP,
    Box,
    Deck,
    Type,
    colour,
    first_lines,
    height_of,
)
from reports.exports.evidence import noted, quoted
from reports.exports.told import known
from reports.heads import latest_head
from reports.untold import untold_of

_FIGURE_WIDTH, _FIGURE_HEIGHT, _GAP = 143, 84, 8
_BODY = 14  # size of letters
_ABOUT_LINES = 2  # of each of seven paragraphs; the notes have them whole
_KINDS_A_SLIDE = 8
_WISHED = (
    (guide.Lane.TOUCHPOINT_DESIRED, "Wished for"),
    (guide.Lane.DIFFERENCE, "The difference"),
    (guide.Lane.IMPROVEMENT_SELF, "Better for them"),
    (guide.Lane.IMPROVEMENT_ORGANISATION, "Better for the organisation"),
)
_MOMENTS = (("earlier", "Before the change"), ("before", "Today"), ("after", "Wished for"))
_BARS = {"earlier": "6B7280", "before": "B35806", "after": "2166AC"}


def draw_opening(deck: Deck, document: Document) -> None:
    """Whose journey it is, and its figures."""
    header = document["header"]
    page = deck.page(one_line(header["title"]), size=32)
    y = TOP + 14.0
    for text in _about(header):
        cut = first_lines(text, INNER, _BODY, _ABOUT_LINES)
        height = height_of([cut], INNER, _BODY)
        page.text(Box(LEFT, y, INNER, height), [cut], Type(size=_BODY))
        y += height
    top = BOTTOM - _FIGURE_HEIGHT
    for at, (name, figure) in enumerate(_figures(document)):
        box = Box(LEFT + at * (_FIGURE_WIDTH + _GAP), top, _FIGURE_WIDTH, _FIGURE_HEIGHT)
        page.text(box, [figure], Type(size=22, bold=True, centred=True), fill=PALE)
        under = Box(box.x, box.y + 42, box.width, box.height - 42)
        page.text(under, [name], Type(ink=QUIET, centred=True))
    page.note([*_about(header), *_expected(document)])


def _about(header: Document) -> Iterator[str]:
    """At most seven paragraphs; the segments of a study are in its tables."""
    persona = header["persona"]
    yield "DRAFT: a hypothesis until it is validated" + (
        " · sample data" if header.get("sample") else ""
    )
    if persona["name"]:
        traits = [one_line(trait) for trait in persona.get("characteristics", ())]
        yield "; ".join([one_line(persona["name"]), *traits])
    for key, title in (("goals", "Wants"), ("emotional_triggers", "Touched by")):
        if persona.get(key):
            yield f"{title}: {', '.join(one_line(each) for each in persona[key])}"
    for key in ("scenario", "expectation"):
        if header[key]:
            yield f"{key.capitalize()}: {one_line(header[key])}"
    stage = header["programme"]["roadmap"]
    told = [f"{header['from']} – {header['to']}"] if header["from"] else []
    told += [f"Roadmap: {one_line(roadmap(stage))}"] if stage else []
    if told:
        yield " · ".join(told)


def _figures(document: Document) -> Iterator[tuple[str, str]]:
    header, head = document["header"], latest_head(document)
    scores = head["metrics"]
    whose = f", {head['of']}" if head["of"] else ""
    completed, started = header["completed"], header["started"]
    if completed is not None:
        told = str(completed) if started is None else share(completed, started)
        yield "interviews completed", told
    seen = header["confirmation"]
    if seen["n"]:
        yield "recognised their journey", share(seen["recognised"], seen["n"])
    for key, name in (("nps", "NPS"), ("ces", "CES, 1–7"), ("gap", "gap")):
        score = scores[key]
        if score["n"] and score["value"] is not None:
            shown = number(score["value"]) if key == "ces" else signed(score["value"])
            yield f"{name}{whose} (n {score['n']})", shown
    if scores["csat"]["n"] and scores["csat"]["value"] is not None:
        n = scores["csat"]["n"]
        yield f"gave 4 or 5 (CSAT{whose})", share(round(scores["csat"]["value"] * n), n)


def _expected(document: Document) -> list[str]:
    header, values = document["header"], document["values"]
    return [
        *noted(document, "Expected", header["expectations"]),
        *(f"Stated value: {one_line(value)}" for value in values["stated"]),
        *noted(document, "Values, as stated to people", values["heard"]),
        *noted(document, "Values, as lived", values["lived"]),
    ]


def draw_untold(deck: Deck, document: Document) -> None:
    """The stages of which nothing was told, and what became of each; none where all were told."""
    items = [[f"{one_line(one.title)}: {one.words}"] for one in untold_of(document)]
    stack(deck, "Stages of which nothing was told", items, [])


def draw_moments(deck: Deck, document: Document) -> None:
    """The steps that decide the whole, where there are any."""
    items, notes = [], []
    for at in brief_of(document).moments:
        truth, felt = at.step["moment_of_truth"], at.step["feeling"]
        mean = "felt both ways" if felt["split"] else f"felt {known(felt['mean'])}"
        told = mean if felt["n"] else "no feeling told"
        where = f"★ {one_line(at.step['label'])} ({one_line(at.stage)}){_when(at)}"
        score = "" if truth["score"] is None else f": {truth['score']:.2f}"
        items.append([f"{where}{score}", f"named decisive by {known(truth['named'])}; {told}"])
        notes.append(one_line(at.step["label"]))
        notes += quoted(document, truth["evidence"])
    stack(deck, "Moments of truth", items, notes)


def draw_pains(deck: Deck, document: Document) -> None:
    """The three pains that deserve most, with what weighs them and why they are."""
    items: list[list[str]] = []
    notes: list[str] = []
    for rank, at in enumerate(brief_of(document).pains, start=1):
        first, *further = _pain(at)
        items.append([f"{rank}. {first}", *further])
        notes += noted(document, at.step["label"], [at.claim] if at.claim else [])
    stack(deck, "What hurts most", items, notes)


def _pain(at: Placed) -> list[str]:
    pain = at.claim or {}
    weights = [
        f"{name} {number(pain[name]['mean'])} of {scale}"
        for name, scale in (("severity", 4), ("recurrence", 3))
        if pain[name]["mean"] is not None
    ]
    if pain["priority"] is not None:
        weights.append(f"priority {pain['priority']:.2f}")
    if pain["cause"]:
        weights.append(one_line(pain["cause"]))
    reasons = [because(map(one_line, why["chain"])) for why in pain["why"][:1]]
    told = [
        f"{_shared(at)}, at {one_line(at.step['label'])}{_when(at)}",
        ", ".join(weights),
        *reasons,
    ]
    return [part for part in told if part]


def _when(at: Placed) -> str:
    return f", {at.when}" if at.when else ""


def draw_changed(deck: Deck, document: Document) -> None:
    """What a change has made, as people say who look back at it; none where nobody does."""
    told = brief_of(document).changed.told
    if told:
        items = [[_told_when(at)] for at in told]
        notes = [line for at in told for line in noted(document, at.stage, [at.claim or {}])]
        stack(deck, "What has changed", items, notes)


def _told_when(at: Placed) -> str:
    return f"{_shared(at)}{_when(at)}"


def _shared(at: Placed) -> str:
    claim = at.claim or {}
    return f"{one_line(claim['text'])} ({share(claim['count'], at.asked)})"


def draw_wishes(deck: Deck, document: Document) -> None:
    """What is wished for, what is different about it, and for whom it is better."""
    placed = [Placed(s["title"], step) for s in document["stages"] for step in s["steps"]]
    held = [(lane, title, _most_told(placed, lane)) for lane, title in _WISHED]
    held = [column for column in held if column[2]]
    if not held:
        return
    notes = [
        line
        for _, title, told in held
        for line in noted(document, title, [at.claim or {} for at in told])
    ]
    cells = tuple(tuple(map(_told_when, told)) for _, _, told in held)
    heads = tuple(title for _, title, _ in held)
    lay(deck, Spread("How it should be", heads, (), (Lane("Most told", cells, tuple(notes)),)))


def _most_told(placed: Sequence[Placed], lane: guide.Lane) -> list[Placed]:
    told = [
        Placed(at.stage, at.step, claim, lane.value)
        for at in placed
        for claim in at.step[lane.value]
        if not claim.get("of_change")
    ]
    return sorted(told, key=lambda at: -((at.claim or {})["count"] or 0))


def draw_effort(deck: Deck, document: Document) -> None:
    """What it takes today and what it should take, as a bar chart for each kind."""
    head = latest_head(document)
    title = f"What it takes, {head['of']}" if head["of"] else "What it takes"
    told = [(kind, spent) for kind, spent in sorted(head["effort"].items()) if _any(spent)]
    for start in range(0, len(told), _KINDS_A_SLIDE):
        shown = told[start : start + _KINDS_A_SLIDE]
        page = deck.page(title + (" (continued)" if start else ""))
        data = ChartData(number_format="0.0")
        data.categories = [titled(unit_of(kind)) for kind, _ in shown]
        moments = [each for each in _MOMENTS if any(each[0] in spent for _, spent in shown)]
        for moment, name in moments:
            data.add_series(name, [spent.get(moment) for _, spent in shown])
        box = Box(LEFT, TOP, INNER, BOTTOM - TOP)
        told_as = "; ".join(_delta(kind, spent) for kind, spent in shown)
        chart = page.chart(box, XL_CHART_TYPE.COLUMN_CLUSTERED, data, told_as)
        chart.has_legend = True
        if chart.legend is not None:
            chart.legend.position = XL_LEGEND_POSITION.TOP
            chart.legend.include_in_layout = False
        chart.plots[0].has_data_labels = True
        chart.plots[0].data_labels.font.size = Pt(_BODY)
        for (moment, _), series in zip(moments, chart.plots[0].series, strict=True):
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour(_BARS[moment])
        page.note([line for kind, spent in shown for line in _spent(document, kind, spent)])


def _any(spent: Document) -> bool:
    return any(spent.get(moment) is not None for moment, _ in _MOMENTS)


def _delta(kind: str, spent: Document) -> str:
    amounts = [f"{name.lower()} {number(spent.get(moment))}" for moment, name in _MOMENTS]
    return f"{titled(unit_of(kind))}: {', '.join(amounts)}"


def _spent(document: Document, kind: str, spent: Document) -> Iterator[str]:
    yield f"{_delta(kind, spent)} (n {known(spent['n']['before'])})"
    for moment, name in _MOMENTS:
        if cited := spent.get("evidence", {}).get(moment):
            yield f"{name}:"
            yield from quoted(document, cited)


def draw_questions(deck: Deck, document: Document) -> None:
    """What the next interviews should settle."""
    found = brief_of(document).questions
    items = [[f"• {one_line(one.about)}: {one_line(one.because)}"] for one in found]
    stack(deck, "What to ask next", items or [["Nothing stands open: have it validated."]], [])
