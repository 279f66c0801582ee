"""The map's numbers computed a second time, from the lines of an export alone.

Written from the formulae as the field states them, with none of the project's own code, so that a
fault in one is not repeated in the other. Which steps, and which texts, count as one is taken from
the map: all else is told by the records.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from math import sqrt
from statistics import fmean
from typing import Any

import yaml
from scipy import stats

Record = dict[str, Any]
Figures = dict[str, float]
"""One figure a person."""

COUNTED = {"asking", "probing", "confirming", "playback", "editing"}
COUNTED |= {"completed", "paused", "expired", "unreachable"}
BROKEN_OFF = {"paused", "expired", "unreachable"}
OFTEN = {"once": 1, "sometimes": 2, "always": 3}


def questions_of(flow: str) -> dict[str, Record]:
    """Every question of a flow's text by its id, each with the section that it stands in."""
    found: dict[str, Record] = {}
    for section in yaml.safe_load(flow)["sections"]:
        for item in section["items"]:
            for question in item.get("questions", [item]):
                place = section["id"] if section.get("stage") in {True, "yes"} else None
                found[question["id"]] = question | {"stage": place, "each": "repeat" in item}
    return found


class Oracle:
    """What the records say; `column` maps each told step to the column that it stands in.

    The map may be of more records than these: of all segments, where these are of one.
    """

    def __init__(self, records: list[Record], flow: str, document: Record) -> None:
        self.every = records
        self.records = [record for record in records if record["phase"] in COUNTED]
        self.person = {record["id"]: record["respondent"] for record in self.records}
        self.questions = questions_of(flow)
        self.steps = [
            (record["id"], step)
            for record in self.records
            for step in sorted(record["steps"], key=lambda one: int(one["order"]))
            if not step["hidden"]
        ]
        self.answers = [
            (record["id"], answer)
            for record in self.records
            for answer in _current(record["answers"])
            if answer["step"] is None
            or answer["step"] in {s["id"] for s in record["steps"] if not s["hidden"]}
        ]
        self.by_id = {f"{ident}/{answer['id']}": answer for ident, answer in self.answers}
        self.column = _columns(document, self)

    def values(self, wanted: Callable[[Record], bool]) -> list[tuple[str, str | None, float]]:
        """(interview, step, number) of each first answer of the questions wanted."""
        return [
            (ident, answer["step"], _number(answer))
            for ident, answer in self.answers
            if wanted(self.questions[answer["question"]])
            and answer["absence"] is None
            and answer["probe"] is None
        ]

    def per_person(self, given: Iterable[tuple[str, str | None, float]]) -> Figures:
        """One figure a person: the mean of all of theirs."""
        figures: dict[str, list[float]] = defaultdict(list)
        for ident, _, number in given:
            figures[self.person[ident]].append(number)
        return {person: fmean(own) for person, own in figures.items()}

    def measured(self, measure: str) -> list[tuple[str, str | None, float]]:
        """Numbers given for a measure."""
        return self.values(lambda question: question.get("measure") == measure)

    # The head of the map.

    def header(self) -> Record:
        """Counts of interviews and people."""
        phases = Counter(record["phase"] for record in self.every)
        return {
            "started": len(self.every) - phases["invited"],
            "completed": phases["completed"],
            "broken_off": sum(phases[phase] for phase in BROKEN_OFF),
            "people": len(set(self.person.values())),
        }

    def metrics(self) -> Record:
        """NPS, CSAT, CES and the index."""
        recommend = list(self.per_person(self.measured("nps")).values())
        satisfied = list(self.per_person(self.measured("csat")).values())
        ease = list(self.per_person(self.measured("ces")).values())
        promoters = len([score for score in recommend if score >= 9])
        detractors = len([score for score in recommend if score <= 6])
        days = self.index()
        return {
            "nps": (100 * promoters / len(recommend) - 100 * detractors / len(recommend)),
            "csat": len([score for score in satisfied if score >= 4]) / len(satisfied),
            "ces": sum(ease) / len(ease),
            "index": days[-1][1],
            "n": (len(recommend), len(satisfied), len(ease), days[-1][2]),
        }

    def index(self) -> list[tuple[str, float, int]]:
        """For each day with scores: the share of 4 and 5 over seven days, and of how many."""
        scored = [
            (datetime.fromisoformat(answer["at"]), answer["value"])
            for _, answer in self.answers
            if self.questions[answer["question"]].get("measure") == "csat"
            and answer["absence"] is None
            and answer["probe"] is None
        ]
        found = []
        for day in sorted({at.date() for at, _ in scored}):
            end = max(at for at, _ in scored if at.date() == day)
            week = [score for at, score in scored if end - timedelta(days=7) < at <= end]
            found.append((day.isoformat(), sum(s >= 4 for s in week) / len(week), len(week)))
        return found

    def gap(self) -> tuple[float, int]:
        """Importance − satisfaction over people who rated both."""
        wanted = self.per_person(self.measured("importance"))
        met = self.per_person(self.measured("csat"))
        both = wanted.keys() & met.keys()
        return sum(wanted[person] - met[person] for person in both) / len(both), len(both)

    def opportunity(self) -> float:
        """Importance + what of it is not met, of ten each."""
        wanted = list(self.per_person(self.measured("importance")).values())
        met = list(self.per_person(self.measured("csat")).values())
        important = 10 * sum(score >= 4 for score in wanted) / len(wanted)
        satisfied = 10 * sum(score >= 4 for score in met) / len(met)
        return important + max(important - satisfied, 0)

    def effort(self) -> dict[str, dict[str, tuple[float, int]]]:
        """(mean, people) by kind and moment, the amounts of an interview added up."""
        found: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        kinds = {
            (question["effort"]["kind"], question["effort"]["moment"])
            for question in self.questions.values()
            if "effort" in question
        }
        for kind, moment in kinds:
            asked = {"kind": kind, "moment": moment}
            given = self.values(lambda q, asked=asked: q.get("effort") == asked)  # type: ignore[misc]
            added: dict[str, float] = defaultdict(float)
            for ident, _, value in given:
                added[ident] += value
            each = [(ident, None, value) for ident, value in added.items()]
            sums = list(self.per_person(each).values())
            if sums:
                found[kind][moment] = sum(sums) / len(sums), len(sums)
        return found

    def figures(self, measure: str) -> Figures:
        """What the waves are compared by: each person as a part of the score."""
        given = self.per_person(self.measured(measure))
        if measure == "nps":
            return {p: 100.0 * ((s >= 9) - (s <= 6)) for p, s in given.items()}
        if measure == "csat":
            return {p: float(s >= 4) for p, s in given.items()}
        return given

    def amounts(self, kind: str) -> Figures:
        """What a kind of effort adds up to today in an interview, for each person."""
        today = {"kind": kind, "moment": "before"}
        added: dict[str, float] = defaultdict(float)
        for ident, _, value in self.values(lambda q: q.get("effort") == today):
            added[ident] += value
        return self.per_person([(ident, None, value) for ident, value in added.items()])

    def moods(self) -> Figures:
        """Each person's mean over all that they felt."""
        return self.per_person(self.values(lambda question: question["kind"] == "feeling"))

    # The columns.

    def place(self, ident: str, answer: Record) -> str:
        """The column that an answer stands in."""
        if answer["step"] is not None:
            return self.column[ident, answer["step"]]
        return str(self.questions[answer["question"]]["stage"] or "whole.journey")

    def taken(self, column: str) -> list[tuple[str, str]]:
        """Every time that the step of a column was taken: (interview, step)."""
        return [(i, step["id"]) for i, step in self.steps if self.column[i, step["id"]] == column]

    def asked_for_the_story(self) -> set[str]:
        """People who were asked what they did, whatever came of it."""
        put = {
            self.person[ident]
            for ident, answer in self.answers
            if answer["question"] == "story"
            and answer["probe"] is None
            and answer["absence"] != "not_asked"
        }
        return put | {self.person[ident] for ident, _ in self.steps}

    def asked_for(self, lane: str, column: str) -> set[str]:
        """People who were asked for a lane of a column, or told something in it."""
        return {
            self.person[ident]
            for ident, answer in self.answers
            if self.questions[answer["question"]].get("lane") == lane
            and answer["absence"] != "not_asked"
            and self.place(ident, answer) == column
        }

    def reach(self, column: str) -> tuple[int, int, float, float]:
        """x, n and the interval of the share."""
        people = {self.person[ident] for ident, _ in self.taken(column)}
        return interval(len(people), len(self.asked_for_the_story()))

    def returns(self, column: str) -> int:
        """How often somebody came back to it."""
        times = Counter(ident for ident, _ in self.taken(column))
        return sum(count - 1 for count in times.values())

    def feelings(self, column: str) -> Figures:
        """Each person's feeling at a step, or at a stage as a whole."""
        given = [
            (ident, answer["step"], _number(answer))
            for ident, answer in self.answers
            if self.questions[answer["question"]]["kind"] == "feeling"
            and answer["absence"] is None
            and answer["probe"] is None
            and self.place(ident, answer) == column
        ]
        return self.per_person(given)

    def moment(self, column: str) -> float:
        """Half who named it, half whose own strongest feeling it is, over who reached it."""
        reached = len({self.person[ident] for ident, _ in self.taken(column)})
        named = {
            self.person[ident]
            for ident, answer in self.answers
            if answer["question"] == "decisive" and answer["absence"] is None
            if self.column.get((ident, answer["value"])) == column
        }
        votes = 0.0
        columns = set(self.column.values())
        felt = {other: self.feelings(other) for other in columns}
        for person in felt[column]:
            strengths = {o: abs(felt[o][person]) for o in columns if person in felt[o]}
            top = max(strengths.values())
            winners = [o for o, strength in strengths.items() if strength == top]
            if top > 0 and column in winners:
                votes += 1 / len(winners)
        return min(0.5 * len(named) / reached + 0.5 * votes / reached, 1.0)

    def pain(self, evidence: list[str], asked: int) -> Record:
        """Count, weights and priority of the pain that these answers told."""
        people = {self.person[key.split("/")[0]] for key in evidence}
        places = {(key.split("/")[0], self.by_id[key]["step"]) for key in evidence}
        weights = {}
        for measure in ("severity", "recurrence"):
            given = [v for v in self.measured(measure) if (v[0], v[1]) in places]
            own = list(self.per_person(given).values())
            weights[measure] = (sum(own) / len(own) if own else None, len(own))
        low = interval(len(people), max(asked, len(people)))[2]
        severity, recurrence = weights["severity"][0], weights["recurrence"][0]
        known = severity is not None and recurrence is not None
        return weights | {
            "count": len(people),
            "priority": low * severity / 4 * recurrence / 3 if known else None,  # type: ignore[operator]
        }

    def told(self, lane: str, column: str) -> set[str]:
        """Ids of the answers that a lane of a column must rest on."""
        return {
            f"{ident}/{answer['id']}"
            for ident, answer in self.answers
            if self.questions[answer["question"]].get("lane") == lane
            and answer["absence"] is None
            and self.place(ident, answer) == column
            and (
                answer["probe"] is None or answer["probe"]["reason"] not in {"why", "contradiction"}
            )
            and answer["question"] not in {"severity", "recurrence"}
        }


def compared(before: Figures, after: Figures, *, share: bool) -> Record:
    """Two waves: paired where half of the later people are in both, else as different people."""
    both = sorted(before.keys() & after.keys())
    if len(both) >= 2 and len(both) >= len(after) / 2:
        early, late = [before[p] for p in both], [after[p] for p in both]
        changes = [b - a for a, b in zip(early, late, strict=True)]
        limits = stats.ttest_1samp(changes, 0).confidence_interval(0.95)
        return _outcome("paired t", early, late, float(limits.low), float(limits.high))
    early, late = list(before.values()), list(after.values())
    if not share:
        limits = stats.ttest_ind(late, early, equal_var=False).confidence_interval(0.95)
        return _outcome("Welch", early, late, float(limits.low), float(limits.high))
    p, q = (sum(early) + 1) / (len(early) + 2), (sum(late) + 1) / (len(late) + 2)
    margin = 1.96 * sqrt(p * (1 - p) / (len(early) + 2) + q * (1 - q) / (len(late) + 2))
    low, high = max(q - p - margin, -1), min(q - p + margin, 1)
    return _outcome("Agresti–Caffo", early, late, low, high)


def _outcome(method: str, early: list[float], late: list[float], low: float, high: float) -> Record:
    before, after = sum(early) / len(early), sum(late) / len(late)
    return {
        "method": method,
        "numbers": [before, after, after - before, low, high],
        "n": (len(early), len(late)),
        "moved": low > 0 or high < 0,
    }


def interval(x: int, n: int) -> tuple[int, int, float, float]:
    """Adjusted Wald, 95 %."""
    z = 1.96
    middle = (x + z * z / 2) / (n + z * z)
    margin = z * sqrt(middle * (1 - middle) / (n + z * z))
    return x, n, max(middle - margin, 0), min(middle + margin, 1)


def quartile(values: Iterable[float], which: int) -> float:
    """Type 7: at 1 + (n − 1)·p among the sorted values, in between if need be."""
    ordered = sorted(values)
    place = (len(ordered) - 1) * which / 4
    at = int(place)
    rest = place - at
    return ordered[at] if rest == 0 else (1 - rest) * ordered[at] + rest * ordered[at + 1]


def is_split(values: Iterable[float]) -> bool:
    """A quarter at −1 or below, and a quarter at +1 or above."""
    felt = list(values)
    low = sum(value <= -1 for value in felt) / len(felt)
    return low >= 0.25 and sum(value >= 1 for value in felt) / len(felt) >= 0.25


def _current(answers: list[Record]) -> list[Record]:
    replaced = {answer["revision_of"] for answer in answers}
    return [a for a in answers if a["id"] not in replaced and not a["excluded"]]


def _number(answer: Record) -> float:
    value = answer["value"]
    return float(OFTEN[value]) if value in OFTEN else float(value)


def _columns(document: Record, oracle: Oracle) -> dict[tuple[str, str], str]:
    """Where each told step stands: where its answers are cited, else where its words are."""
    found: dict[tuple[str, str], str] = {}
    worded: dict[str, str] = {}
    for stage in document["stages"]:
        for step in stage["steps"]:
            cited = [*step["feeling"]["evidence"]]
            for lane in ("touchpoint_current", "pain", "thought"):
                cited += [key for claim in step[lane] for key in claim["evidence"]]
            for key in cited:
                own = oracle.by_id.get(key, {"step": None})["step"]
                if own is not None:
                    found[key.split("/")[0], own] = step["id"]
            worded |= dict.fromkeys(step["said"], step["id"])
    for ident, step in oracle.steps:
        found.setdefault((ident, step["id"]), worded[step["text"]])
    return found
