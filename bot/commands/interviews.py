"""`desirepath chat`: hold an interview at the terminal."""

import sys
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("chat")(chat)


def chat(
    flow: Annotated[
        str | None, typer.Argument(metavar="[FLOW]", help="A flow's id or file.")
    ] = None,
    study: Annotated[str | None, typer.Option(help="Interview for this study.")] = None,
    invite: Annotated[str | None, typer.Option(metavar="TOKEN", help="With an invitation.")] = None,
    resume: Annotated[
        str | None, typer.Option(metavar="ID", help="Go on with an interview.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Speak JSON, one object a line, for programs.")
    ] = False,
) -> None:
    """Answer an interview here. The end of input pauses it; nothing is lost."""
    from bot.logs import set_up_logs
    from bot.studies import study_of_flow
    from bot.terminal import Conversation, Opening
    from bot.terminal_views import view_for
    from bot.workplace import study_or_refuse, workplace
    from cxmodel.interview import InterviewId

    if not any((flow, study, invite, resume)):
        raise typer.BadParameter("name a FLOW, or --study, or --resume; see desirepath flow list")
    if (flow and study) or (invite and resume):
        raise typer.BadParameter("a FLOW goes without --study, and --invite without --resume")
    set_up_logs("console,error")
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    view = view_for(sys.stdin, sys.stdout, as_json=as_json)
    with workplace() as (settings, store):
        if resume is not None:
            talk, start = Conversation.resumed(store, InterviewId(resume)), Opening()
        elif invite is not None:
            talk, start = Conversation.new(store), Opening(token=invite)
        else:
            name = study or study_of_flow(store, settings, flow or "")
            with store.reading() as reading:
                found = study_or_refuse(reading, name)
            talk, start = Conversation.new(store), Opening(study=found.id)
        talk.run(start, view)
