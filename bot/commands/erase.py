"""`desirepath erase`: forget a respondent."""

import json
import sys
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("erase")(erase)


def erase(
    respondent: Annotated[
        str, typer.Argument(metavar="RESPONDENT", help="The pseudonym, as maps show it.")
    ],
    study: Annotated[str | None, typer.Option(help="The study that they are in.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Forget a respondent: who they are, all they said, their files, the drafts that show it.

    What was taken out before lies where it was taken. `desirepath drafts` lists the maps, and not
    the files that `export`, `codebook --out` and `overlay --out` wrote.
    """
    from bot.attachments import ATTACHMENTS
    from bot.clock import utc_now
    from bot.erasing import erase as forget
    from bot.erasing import find
    from bot.workplace import workplace
    from cxmodel.errors import Refused
    from reports.amounts import in_words

    with workplace() as (settings, store):
        with store.reading() as reading:
            whom = find(reading, respondent, study)
        if not yes and not _is_meant(
            f"Erase {whom.respondent} from study {whom.study.id}: "
            f"{in_words(whom.interviews, whom.interviews, 'interviews')}, "
            f"{in_words(whom.answers, whom.answers, 'answers')}? This cannot be undone."
        ):
            raise Refused("nothing was erased")
        anew = forget(store, whom, settings.home / ATTACHMENTS, utc_now())
        with store.reading() as reading:
            stale = [each for each in reading.handouts(whom.study.id) if each.stale]
    if as_json:
        told = {"respondent": whom.respondent, "study": whom.study.id, "compiled_anew": anew}
        print(json.dumps({**told, "stale": len(stale)}))
        return
    print(f"{whom.respondent} is erased from study {whom.study.id}.")
    if stale:
        many = "1 map that was" if len(stale) == 1 else f"{len(stale)} maps that were"
        print(f"{many} handed out may still show them; see: desirepath drafts {whom.study.id}")


def _is_meant(question: str) -> bool:
    """The answer of whoever is at the terminal. Raises Refused where nobody is."""
    from cxmodel.errors import Refused

    if not sys.stdin.isatty():
        raise Refused("no terminal to ask at; to erase without being asked: --yes")
    return typer.confirm(question, err=True)
