"""Files: the three steps of an upload, and what is told of a file.

Source: slack_sdk.web.async_client.files_upload_v2, https://docs.slack.dev/messaging/working-with-files
"""

import mimetypes
from typing import Any

from tests.fakes.slack_api import Refused
from tests.fakes.slack_world import Caller, File, Team, World


def upload_url(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    """Announce a file: where to send its bytes."""
    if given["length"] < 1:
        raise Refused("missing_argument", "missing required field: length")
    team = caller.team
    file = File(caller.world.new_id("F"), given["filename"], given["length"], team.bot.id)
    team.files[file.id] = file
    return {"upload_url": f"{caller.world.address}/upload/v1/{file.id}", "file_id": file.id}


def receive(world: World, file_id: str, content: bytes) -> bool:
    """Take the bytes of an announced file; False where it is unknown or of another length."""
    for team in world.teams.values():
        file = team.files.get(file_id)
        if file is not None and file.content is None and file.size == len(content):
            file.content = content
            return True
    return False


def complete_upload(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    """Share uploaded files as one message, where a conversation is named."""
    if not isinstance(given["files"], list) or not given["files"]:
        raise Refused("invalid_arguments", "must provide at least 1 item: files")
    files = [_uploaded(caller, each) for each in given["files"]]
    targets = [given["channel_id"]] if "channel_id" in given else []
    if any(target[:1] not in {"C", "D", "G"} for target in targets):
        # Somebody's id is taken by `channels` only: slackapi/python-slack-sdk issue 1426
        raise Refused("channel_not_found")
    targets += [each for each in given.get("channels", "").split(",") if each]
    for target in targets:
        _share(caller, target, files, given)
    for _, file in files:
        file.shared = True
    return {"files": [shown(caller.world, team, file) for team, file in files]}


def _uploaded(caller: Caller, wanted: dict[str, Any]) -> tuple[Team, File]:
    for team in caller.teams:
        file = team.files.get(wanted.get("id", ""))
        if file is not None and file.content is not None and not file.shared:
            file.title = wanted.get("title", file.name)
            return team, file
    raise Refused("file_not_found")


def _share(
    caller: Caller, target: str, files: list[tuple[Team, File]], given: dict[str, Any]
) -> None:
    team, channel = caller.writable(target)
    thread = {"thread_ts": given["thread_ts"]} if "thread_ts" in given else {}
    caller.world.add(
        channel,
        subtype="file_share",
        user=team.bot.id,
        bot_id=team.bot_id,
        text=given.get("initial_comment", ""),
        files=[shown(caller.world, owner, file) for owner, file in files],
        **thread,
    )


def file_info(caller: Caller, given: dict[str, Any]) -> dict[str, Any]:
    """Tell of a file that was shared."""
    for team in caller.teams:
        file = team.files.get(given["file"])
        if file is not None and file.shared:
            return {"file": shown(caller.world, team, file)}
    raise Refused("file_not_found")


def shown(world: World, team: Team, file: File) -> dict[str, Any]:
    """A file as messages name it; its bytes are at `url_private`, for a token only."""
    address = f"{world.address}/files-pri/{team.id}-{file.id}"
    kind, _ = mimetypes.guess_type(file.name)
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": kind or "application/octet-stream",
        "filetype": file.name.rpartition(".")[2],
        "user": file.owner,
        "user_team": team.id,
        "size": file.size,
        "mode": "hosted",
        "is_external": False,
        "url_private": f"{address}/{file.name}",
        "url_private_download": f"{address}/download/{file.name}",
    }
