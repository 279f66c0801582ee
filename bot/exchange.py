"""Studies as JSON Lines: out of the store, and into another one (contract §5)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from bot.shelf import Shelf
from bot.whole_files import whole_file
from cxmodel.codebook import Codebook
from cxmodel.errors import Refused
from cxmodel.interchange import (
    dump_interview,
    dump_study,
    load_codebook,
    load_interview,
    load_marks,
    load_study,
)
from cxmodel.interview import Interview, Phase, StudyId
from cxmodel.overlay import Mark
from cxmodel.store import Reading, Store, Work
from cxmodel.study import Anonymity, LeftOut, Study
from cxmodel.weeks import in_weeks
from interview_flows.loader import load_flow

BATCH = 200  # interviews imported in one transaction

_LEFT_OUT = frozenset({Phase.WITHDRAWN, Phase.DECLINED})

_UNFIT = (ValueError, KeyError, TypeError, RecursionError)


def export_study(reading: Reading, study: Study, out: Path, *, everything: bool) -> int:
    """Write the study to `out`, whole or not at all; the number of interviews."""
    is_anonymous = study.anonymity is Anonymity.ANONYMOUS
    count, shelf = 0, Shelf()
    with whole_file(out, f"{study.id}.jsonl") as stream:
        carried = _carried(reading, study, everything=everything)
        texts, book = _flow_texts(reading, study), reading.codebook(study.id)
        stream.write(dump_study(carried, texts, book, reading.marks(study.id)).encode())
        for interview in reading.interviews(study.id):
            if everything or interview.phase not in _LEFT_OUT:
                told = shelf.as_told(interview, reading)
                dated = in_weeks(told) if is_anonymous else told
                stream.write(dump_interview(dated).encode())
                count += 1
    return count


def _carried(reading: Reading, study: Study, *, everything: bool) -> Study:
    """The study with the counts that its interviews alone would not tell."""
    left = Counter({replace(group, count=0): group.count for group in study.left_out})
    if not everything:
        left.update(
            LeftOut(phase=i.phase.value, segment=i.segment, wave=i.wave, side=i.side, count=0)
            for i in reading.interviews(study.id, phases=_LEFT_OUT)
        )
    groups = sorted(left.items(), key=lambda item: repr(item[0]))
    return replace(
        study,
        invited_before=reading.study_counts(study.id).invited,
        left_out=tuple(replace(group, count=count) for group, count in groups),
    )


def _flow_texts(reading: Reading, study: Study) -> dict[str, str]:
    versions = {flow.version for flow in study.flows} | set(reading.versions_used(study.id))
    texts = {version: reading.flow_text(version) for version in versions}
    return {version: text for version, text in texts.items() if text is not None}


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a file."""

    study: StudyId
    new: int  # interviews
    left_out: str  # which interviews were left out, and why, as a sentence; empty where none were


def import_study(store: Store, file: Path, under: str | None) -> Imported:
    """Store what `file` holds.

    Raises Refused, naming the line; or where all of its interviews are in other studies already.
    """
    try:
        with file.open(encoding="utf-8", newline="\n") as stream:
            return _import(store, file, enumerate(stream, 1), under)
    except OSError as error:
        raise Refused(f"cannot read {file}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise Refused(f"{file}: not UTF-8 text") from None


def _import(
    store: Store, file: Path, lines: Iterator[tuple[int, str]], under: str | None
) -> Imported:
    _, first = next(lines, (1, ""))
    head = _head(file, first, under)
    told, new, elsewhere = 0, 0, Counter[StudyId]()
    while batch := [_interview(file, n, line, head.study.id) for n, line in islice(lines, BATCH)]:
        with store.writing() as work:
            homes = work.studies_by_interview([interview.id for interview in batch])
            away = [home for home in homes.values() if home != head.study.id]
            if len(away) < len(batch):
                head.keep(work)
                new += work.add_interviews(batch)
        told += len(batch)
        elsewhere.update(away)
    if not told:
        with store.writing() as work:
            head.keep(work)
    elif elsewhere.total() == told:
        raise Refused(f"{file}: {_left_out(elsewhere)}; for a copy, use another DESIREPATH_HOME")
    return Imported(head.study.id, new, _left_out(elsewhere))


@dataclass(frozen=True, slots=True)
class _Head:
    """What the first line of a file holds."""

    study: Study
    flows: tuple[tuple[str, str, str], ...]  # version, id and text
    codebook: Codebook
    marks: tuple[Mark, ...]

    def keep(self, work: Work) -> None:
        """Store the study, unless it is here; and the flows that its interviews may need."""
        for version, flow, text in self.flows:
            work.keep_flow(version, flow, text)
        if work.study(self.study.id) is None:
            work.save_study(self.study)
            work.save_codebook(self.study.id, self.codebook)
            work.set_marks(self.study.id, self.marks)


def _head(file: Path, line: str, under: str | None) -> _Head:
    try:
        study, texts = load_study(line)
        codebook, marks = load_codebook(line), load_marks(line)
    except _UNFIT as error:
        raise Refused(f"{file}:1: not a desirepath.study/1 line ({_reason(error)})") from None
    flows = []
    for version, text in texts.items():
        flow = load_flow(text, f"{file}:1")
        if flow.version != version:
            raise Refused(f"{file}:1: the text of flow {version[:12]} is not what its hash says")
        flows.append((version, flow.id, text))
    named = study if under is None else replace(study, id=StudyId(under))
    return _Head(named, tuple(flows), codebook, marks)


def _left_out(elsewhere: Counter[StudyId]) -> str:
    """An interview is in one study only."""
    count, studies = elsewhere.total(), ", ".join(sorted(elsewhere))
    if not count:
        return ""
    they = "it is" if count == 1 else "they are"
    return f"{count} left out: {they} in study {studies} already"


def _interview(file: Path, number: int, line: str, study: StudyId) -> Interview:
    try:
        return replace(load_interview(line), study=study)
    except _UNFIT as error:
        raise Refused(
            f"{file}:{number}: not a desirepath.interview/1 line ({_reason(error)})"
        ) from None


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeEncodeError):
        return "half a character, a lone surrogate, stands in a text of it"
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
