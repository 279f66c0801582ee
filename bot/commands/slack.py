"""`desirepath slack`: arrange things with Slack."""

from typing import Annotated

import typer

slack_app = typer.Typer(no_args_is_help=True, help="Slack: manifest.")


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.add_typer(slack_app, name="slack")


@slack_app.callback()
def _family() -> None:
    """Slack: manifest."""


@slack_app.command("manifest")
def print_manifest(
    socket_mode: Annotated[
        bool, typer.Option("--socket-mode", help="For a server without a public address.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Print what Slack makes the app from, as YAML: paste it at api.slack.com/apps."""
    import json

    import yaml

    from bot.settings import read_settings
    from bot.slack.manifest import manifest

    made = manifest(read_settings(), socket_mode=socket_mode)
    if as_json:
        print(json.dumps(made, ensure_ascii=False, indent=1))
    else:
        print(yaml.safe_dump(made, sort_keys=False, allow_unicode=True), end="")
