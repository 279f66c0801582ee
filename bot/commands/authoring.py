"""`desirepath flow new | simulate | replay | move`: for those who write discussion guides."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
FlowName = Annotated[str, typer.Argument(metavar="FLOW", help="A flow's id, or a .yaml file.")]


def register(flows: typer.Typer) -> None:
    """Add the commands to the family of flows."""
    flows.command("new")(new_flow)
    flows.command("simulate")(simulate_flow)
    flows.command("replay")(replay_flow)
    flows.command("move")(move_flow)


def new_flow(  # noqa: PLR0917 - Typer's options
    name: Annotated[str, typer.Argument(metavar="NAME", help="The flow's id, such as my-flow.")],
    title: Annotated[
        str | None, typer.Option(help="What researchers and respondents read.")
    ] = None,
    audience: Annotated[str | None, typer.Option(help="customer or staff")] = None,
    languages: Annotated[
        str | None, typer.Option(help="Codes, the first one the fall-back: en,de")
    ] = None,
    shape: Annotated[
        str | None, typer.Option(help="story (told whole), rounds (one by one) or plain")
    ] = None,
    stages: Annotated[
        str | None, typer.Option(help="Titles of the stages in order, with commas between.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Ask nothing; take what is usual for what is not given.")
    ] = False,
) -> None:
    """Write a flow to begin with, as NAME.yaml in this folder; an existing file is left alone.

    On a terminal, what no option says is asked for.
    """
    from bot.authoring import Answers, write_new_flow

    asks = not yes and sys.stdin.isatty()

    def ask(given: str | None, question: str, usual: str) -> str:
        if given is not None:
            return given
        return str(typer.prompt(question, default=usual, err=True)) if asks else usual

    answers = Answers(
        name=name,
        title=ask(title, "Title", name.replace("-", " ").capitalize()),
        audience=ask(audience, "Who is asked: customer or staff", "customer"),
        languages=ask(languages, "Languages, the first one the fall-back", "en"),
        shape=ask(
            shape, "A whole story, rounds of one thing at a time, or plain questions", "story"
        ),
        stages=ask(
            stages, "Stages in order, with commas between", "Before, On the way, Afterwards"
        ),
    )
    path = write_new_flow(answers, Path.cwd())
    print(path.name)
    print(f"Change it, then: desirepath flow check {path.name}", file=sys.stderr)
    print(f"Try it: desirepath chat {path.name}", file=sys.stderr)


def simulate_flow(
    flow: FlowName,
    count: Annotated[int, typer.Option(min=1, max=10_000, help="How many respondents.")] = 40,
    seed: Annotated[int, typer.Option(help="Another number: other answers.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Try a flow out with respondents of our own making, through the real engine.

    They are terse, tell at length, change their minds, skip, pause, quit and type nonsense, in the
    flow's languages; further ones are led to what those did not reach. Exit code 1 where a
    question or a branch was never reached, or somebody was stuck.
    """
    from bot.authoring import told_of_simulation
    from bot.settings import read_settings
    from bot.workplace import find_flow
    from interview_flows.simulate import Simulation

    simulation = Simulation(find_flow(flow, read_settings()), seed)
    if sys.stderr.isatty() and not as_json:
        with typer.progressbar(length=count, label="Interviews", file=sys.stderr) as bar:
            for _ in simulation.run(count):
                bar.update(1)
    else:
        for _ in simulation.run(count):
            pass
    report = simulation.report()
    print(
        json.dumps(report, ensure_ascii=False, indent=1) if as_json else told_of_simulation(report)
    )
    if report["failures"]:
        raise typer.Exit(1)


def replay_flow(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Exports of studies, as JSON Lines.")
    ],
    flow: Annotated[
        str | None, typer.Option(help="Replay against this flow, not the one they were held with.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Hold recorded interviews again with a flow, and say where they would go another way.

    Each answer is given again to its question. Exit code 1 where a question is asked no more, is
    new, or where the same words are understood otherwise.
    """
    from bot.authoring import replay_files
    from bot.settings import read_settings
    from bot.workplace import find_flow
    from reports.amounts import in_words

    against = None if flow is None else find_flow(flow, read_settings())
    replayed = list(replay_files(files, against))
    if as_json:
        rows = [{"interview": one, "differences": list(found)} for one, found in replayed]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        for interview, differences in replayed:
            for difference in differences:
                print(f"{interview}: {difference}")
        differ = sum(1 for _, found in replayed if found)
        count = in_words(len(replayed), len(replayed), "interviews")
        print(f"{count} replayed, {differ} of them {'differs' if differ == 1 else 'differ'}")
    if any(found for _, found in replayed):
        raise typer.Exit(1)


def move_flow(
    study: Annotated[str, typer.Argument(metavar="STUDY", help="The study's id.")],
    to: Annotated[str, typer.Option("--to", metavar="FILE", help="The new version's file, or id.")],
    interview: Annotated[
        list[str], typer.Option("--interview", metavar="ID", help="These alone; repeatable.")
    ] = [],  # noqa: B006 - Typer copies it
    apply: Annotated[
        bool, typer.Option("--apply", help="Do it; without, only say what it would do.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Move a study's open interviews to a new version of their flow.

    Says for each whether it can move and what would no longer count. With --apply they are moved,
    asked anew what waits, and new interviews begin with the new version, unless --interview chose.
    """
    from bot.authoring import row_of_move, told_of_move
    from bot.moves import forecasts, move_all, plan_move
    from bot.workplace import find_flow, study_or_refuse, workplace

    with workplace() as (settings, store):
        flow = find_flow(to, settings)
        with store.reading() as reading:
            plan = plan_move(reading, study_or_refuse(reading, study), flow, interview)
            found = [] if apply else list(forecasts(reading, plan))
        if apply:
            found = list(move_all(store, plan))
    if as_json:
        rows = [row_of_move(one) for one in found]
        done = {"applied": apply, "version": flow.version, "interviews": rows}
        print(json.dumps(done, ensure_ascii=False, indent=1))
        return
    for line in told_of_move(plan, found, applied=apply):
        print(line)
