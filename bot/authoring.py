"""What authors of flows are told at the command line, and the files that they are given."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.moves import Plan
from cxmodel.errors import Refused
from cxmodel.guide import Audience
from cxmodel.interchange import load_interview, load_study
from cxmodel.interview import Interview
from cxmodel.study import Study
from interview_flows.composing import Shape, Wish, compose
from interview_flows.flow import Flow
from interview_flows.flow_schema import schema_file
from interview_flows.loader import load_flow
from interview_flows.moving import Forecast
from interview_flows.replaying import replay

_MOST_MISSED = 8  # names in one line; --json has all


# ── new ───────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What an author answered about a new flow, as typed."""

    name: str
    title: str
    audience: str
    languages: str
    shape: str
    stages: str


def write_new_flow(answers: Answers, folder: Path) -> Path:
    """Write the file NAME.yaml, checked. Raises Refused, and InvalidFlow for what cannot be."""
    name = answers.name.removesuffix(".yaml").removesuffix(".yml")
    wish = Wish(
        id=name,
        title=answers.title.strip() or name,
        audience=_one_of(answers.audience, [one.value for one in Audience], "--audience"),
        languages=tuple(dict.fromkeys(_parts(answers.languages))) or ("en",),
        shape=Shape(_one_of(answers.shape, [one.value for one in Shape], "--shape")),
        stages=tuple(_parts(answers.stages)) or ("What happened",),
        schema=schema_file().as_uri(),
    )
    if Path(name).name != name:
        raise Refused(f"{name!r} is no id of a flow: take small letters, digits and hyphens")
    path = folder / f"{name}.yaml"
    text = compose(wish)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise Refused(f"{path.name} is there already, and is left as it is") from None
    except OSError as error:
        raise Refused(f"cannot write {path}: {error.strerror}") from None
    return path


def _one_of(word: str, known: list[str], option: str) -> str:
    if word.strip().lower() not in known:
        raise Refused(f"{option} {word}: choose {', '.join(known)}")
    return word.strip().lower()


def _parts(listed: str) -> list[str]:
    return [part.strip() for part in listed.split(",") if part.strip()]


# ── simulate ──────────────────────────────────────────────────────────────────────────────────────


def told_of_simulation(report: dict[str, Any]) -> str:
    """A simulation's report, for reading."""
    lines = [
        f"{report['flow']}: {report['respondents']} simulated interviews, seed {report['seed']}"
    ]
    for sort in ("questions", "branches", "options", "probes"):
        share = report[sort]
        missed = share["missed"]
        more = f" and {len(missed) - _MOST_MISSED} more" if len(missed) > _MOST_MISSED else ""
        never = f", never: {', '.join(missed[:_MOST_MISSED])}{more}" if missed else ""
        lines.append(f"  {sort:10} {share['reached']} of {share['of']}{never}")
    for sort, note in (("messages", ""), ("minutes", f" ({report['promised_minutes']} promised)")):
        spread = report[sort]
        if spread is not None:
            shown = f"{spread['median']:g}, from {spread['least']:g} to {spread['most']:g}"
            lines.append(f"  {sort:10} {shown}{note}")
    lines.append("  how they ended")
    for manner, ends in report["ended"].items():
        lines.append(
            f"    {manner:15} {', '.join(f'{count} {end}' for end, count in ends.items())}"
        )
    lines += [f"failed: {failure}" for failure in report["failures"]]
    return "\n".join([*lines, *([] if report["failures"] else ["fine"])])


# ── replay ────────────────────────────────────────────────────────────────────────────────────────

_UNFIT = (ValueError, KeyError, TypeError, RecursionError)


def replay_files(files: Sequence[Path], against: Flow | None) -> Iterator[tuple[str, list[str]]]:
    """Each recorded interview with how it would differ. Raises Refused, naming file and line.

    `against` None: the version that each was held with. Interviews held with another flow than
    `against` are left out; that none is left is refused.
    """
    left_out: set[str] = set()
    replayed = False
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(f"cannot read {file}: {error}") from None
        study, texts = _study(file, lines[0] if lines else "")
        flows: dict[str, Flow] = {}
        for number, line in enumerate(lines[1:], 2):
            try:
                interview = load_interview(line)
            except _UNFIT as error:
                raise Refused(
                    f"{file}:{number}: not a desirepath.interview/1 line ({error})"
                ) from None
            if against is not None and interview.flow != against.id:
                left_out.add(interview.flow)
                continue
            version = interview.flow_version
            if against is None and version not in flows:
                flows[version] = _held_with(file, number, texts, interview)
            replayed = True
            yield interview.id, replay(interview, against or flows[version], study)
    if against is not None and not replayed:
        held = f"; they were held with: {', '.join(sorted(left_out))}" if left_out else ""
        raise Refused(f"no interview of these files was held with {against.id}{held}")


def _study(file: Path, line: str) -> tuple[Study, Mapping[str, str]]:
    try:
        return load_study(line)
    except _UNFIT as error:
        raise Refused(f"{file}:1: not a desirepath.study/1 line ({error})") from None


def _held_with(file: Path, number: int, texts: Mapping[str, str], interview: Interview) -> Flow:
    text = texts.get(interview.flow_version)
    if text is None:
        raise Refused(
            f"{file}:{number}: the file lacks the version of {interview.flow} that this was held "
            "with: name one with --flow"
        )
    return load_flow(text, f"{file}:1")


# ── move ──────────────────────────────────────────────────────────────────────────────────────────


def row_of_move(forecast: Forecast) -> dict[str, Any]:
    """What a move does to one interview, as plain data."""
    return {
        "interview": forecast.before.id,
        "phase": forecast.before.phase.value,
        "moves": forecast.after is not None,
        "stays": forecast.stays,
        "losses": list(forecast.losses),
    }


def told_of_move(plan: Plan, found: Sequence[Forecast], *, applied: bool) -> Iterator[str]:
    """What a move does, for reading: a line for each interview, then the sums."""
    for one in found:
        about = f"{one.before.id} ({one.before.phase.value})"
        if one.after is None:
            yield f"{about}: stays: {one.stays}"
        elif one.losses:
            yield f"{about}: {'moved' if applied else 'can move'}; {'; '.join(one.losses)}"
        else:
            yield f"{about}: {'moved' if applied else 'can move'}, and loses nothing"
    moving = [one for one in found if one.after is not None]
    losing = sum(1 for one in moving if one.losses)
    done = "moved" if applied else "can move"
    yield f"{len(moving)} of {len(found)} open interviews {done}, {losing} of them with a loss"
    version = plan.flow.version[:12]
    if plan.chosen is not None:
        yield "new interviews begin with the version that the study has"
    else:
        will = "begin" if applied else "would begin"
        yield f"new interviews {will} with version {version}"
    if not applied:
        yield "nothing was changed: say --apply to do it"
