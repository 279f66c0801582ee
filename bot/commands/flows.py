"""`desirepath flow`: look at discussion guides and check them."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

flow_app = typer.Typer(
    no_args_is_help=True, help="Discussion guides: write, check, try out, draw, move."
)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
FlowName = Annotated[str, typer.Argument(metavar="FLOW", help="A flow's id, or a .yaml file.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    from bot.commands import authoring

    authoring.register(flow_app)
    app.add_typer(flow_app, name="flow")


@flow_app.command("list")
def list_flows(as_json: AsJson = False) -> None:
    """List the flows that can be used."""
    from bot.settings import read_settings
    from bot.workplace import known_flows
    from interview_flows.flow import in_language
    from interview_flows.loader import load_flow

    flows = [load_flow(text, f"{name}.yaml") for name, text in known_flows(read_settings()).items()]
    if as_json:
        rows = [
            {
                "id": flow.id,
                "title": in_language(flow.title, "en"),
                "audience": flow.audience,
                "languages": list(flow.languages),
                "minutes": flow.minutes,
                "version": flow.version,
            }
            for flow in flows
        ]
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for flow in flows:
        print(f"{flow.id:20} {in_language(flow.title, 'en')} ({flow.audience}, {flow.minutes} min)")


@flow_app.command("show")
def show_flow(flow: FlowName, as_json: AsJson = False) -> None:
    """Print a flow: its questions in order, or with --json its text and version."""
    from bot.settings import read_settings
    from bot.workplace import find_flow
    from interview_flows.flow import in_language

    found = find_flow(flow, read_settings())
    if as_json:
        data = {"id": found.id, "version": found.version, "text": found.text}
        print(json.dumps(data, ensure_ascii=False, indent=1))
        return
    language = found.languages[0]
    print(f"{in_language(found.title, language)} · version {found.version[:12]}\n")
    shown = None
    for section, repeat, question in found.questions():
        if section is not shown:
            print(f"{in_language(section.title, language)}")
            shown = section
        mark = "  ↻ " if repeat else "  "
        lane = f" → {question.lane.value}" if question.lane else ""
        print(f"{mark}{question.id} ({question.kind.value}{lane}): ", end="")
        print(in_language(question.wording, language))


@flow_app.command("check")
def check_flows(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Flow files, in YAML.")],
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 where there is a warning, too.")
    ] = False,
) -> None:
    """Check flow files: errors as `file:line: reason` and exit code 1, else hints.

    Warnings are what respondents will feel: a leading question, two questions in one, a run of
    hard ones, more minutes than promised. Notes are what a map will lack.
    """
    from cxmodel.errors import InvalidFlow
    from interview_flows.lint import lint, minutes_needed
    from interview_flows.loader import load_flow

    refused = warned = 0
    for file in files:
        try:
            flow = load_flow(file.read_bytes(), str(file))
        except OSError as error:
            refused += 1
            print(f"desirepath: cannot read {file}: {error.strerror}", file=sys.stderr)
        except InvalidFlow as error:
            refused += 1
            print(error, file=sys.stderr)
        else:
            findings = lint(flow)
            for finding in findings:
                print(f"{file}:{finding.line}: {finding.severity}: {finding.message}")
            warnings = sum(finding.severity == "warning" for finding in findings)
            warned += warnings
            minutes = max(1, round(minutes_needed(flow)))
            print(f"{file}: about {minutes} min, {flow.minutes} min promised")
            outcome = f"{warnings} warning{'s' if warnings > 1 else ''}" if warnings else "fine"
            print(f"{file}: {sum(1 for _ in flow.questions())} questions, {outcome}")
    if refused or (strict and warned):
        raise typer.Exit(1)


@flow_app.command("draw")
def draw_flow(
    flow: FlowName,
    form: Annotated[str, typer.Option("--format", help="mermaid or svg")] = "mermaid",
) -> None:
    """Draw a flow as a diagram on stdout."""
    from bot.settings import read_settings
    from bot.workplace import find_flow
    from interview_flows.diagram import mermaid, svg

    drawings = {"mermaid": mermaid, "svg": svg}
    if form not in drawings:
        raise typer.BadParameter("choose mermaid or svg", param_hint="--format")
    print(drawings[form](find_flow(flow, read_settings())))
