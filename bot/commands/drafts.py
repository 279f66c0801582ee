"""`desirepath drafts`: maps as they were compiled, what moved between them, where they went."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.drafts import Difference
    from cxmodel.drafts import Draft, Handout


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command("drafts")(drafts)


def drafts(
    study: Annotated[str, typer.Argument(metavar="STUDY", help="The study's id.")],
    numbers: Annotated[
        list[int] | None,
        typer.Argument(metavar="[NUMBER NUMBER]", help="With --diff: which two drafts."),
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Say what moved between two drafts: the last two.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List a study's drafts and where its maps went, or say what moved between two of them.

    A draft is kept when a map is compiled and is not as the last one was.
    """
    from bot.drafts import difference
    from bot.workplace import study_or_refuse, workplace
    from cxmodel.plain import to_plain

    if numbers and not diff:
        raise typer.BadParameter("numbers go with --diff, such as --diff 3 5")
    with workplace() as (_, store), store.reading() as reading:
        found = study_or_refuse(reading, study)
        if diff:
            _tell_difference(difference(reading, found.id, numbers or []), as_json=as_json)
            return
        kept, out = reading.drafts(found.id), reading.handouts(found.id)
    if as_json:
        listed = {
            "drafts": [to_plain(draft) for draft in kept],
            "handed_out": [to_plain(handout) for handout in out],
        }
        print(json.dumps(listed, ensure_ascii=False, indent=1))
        return
    for draft in kept:
        print(_draft_line(draft))
    if not kept:
        print(f"No drafts yet. Make one: desirepath compile {found.id} --out FOLDER")
    if out:
        print("Handed out:")
    for handout in out:
        print(f"  {_handout_line(handout)}")


def _tell_difference(found: "Difference", *, as_json: bool) -> None:
    from cxmodel.plain import to_plain
    from reports.escape import in_plain

    if as_json:
        moved = [
            {
                "kind": move.weight.name.lower(),
                "subject": move.subject,
                "words": move.words,
                "before": move.before,
                "after": move.after,
            }
            for move in found.moved
        ]
        told = {
            "before": to_plain(found.before),
            "after": to_plain(found.after),
            "moved": moved,
        }
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    between = f"moved from draft {found.before.number} to draft {found.after.number}"
    print(f"{_things(len(found.moved))} {between}:" if found.moved else f"Nothing {between}.")
    for move in found.moved:
        print(f"- {in_plain(move.words)}")


def _things(count: int) -> str:
    return "1 thing" if count == 1 else f"{count} things"


def _draft_line(draft: "Draft") -> str:
    what = draft.selection.slug or "the whole study"
    people = "1 person" if draft.people == 1 else f"{draft.people} people"
    flags = [f"stale: {draft.stale}"] if draft.stale else []
    flags += [] if draft.is_kept else ["its words are not kept any more"]
    told = f"  [{'; '.join(flags)}]" if flags else ""
    return (
        f"{draft.number:4}  {draft.made_at:%Y-%m-%d %H:%M} UTC  {what:24}  {people:10}  "
        f"{draft.fingerprint[:12]}{told}"
    )


def _handout_line(handout: "Handout") -> str:
    from reports.escape import in_plain

    told = f"  [stale: {handout.stale}]" if handout.stale else ""
    return (
        f"{handout.at:%Y-%m-%d %H:%M} UTC  {handout.form:8}  {handout.fingerprint[:12]}  "
        f"{in_plain(handout.went_to)}{told}"
    )
