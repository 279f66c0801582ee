"""Cut the part of the Bot API that the fake knows out of its full description.

Run from the root of the project: python -m tests.fakes.make_telegram_methods [SPEC.json]
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

SPEC = Path("../shared/spec/telegram-bot-api.json")
CUT = Path(__file__).with_name("telegram_methods.json")

METHODS = (
    "getMe getUpdates sendMessage editMessageText editMessageReplyMarkup deleteMessage "
    "answerCallbackQuery setWebhook deleteWebhook getWebhookInfo setMyCommands getMyCommands "
    "deleteMyCommands setMyDescription getMyDescription setMyShortDescription "
    "getMyShortDescription setChatMenuButton getFile sendDocument sendPhoto leaveChat "
    "sendChatAction getChat"
)
_PRIMITIVES = {"Integer", "String", "Boolean", "Float"}


def cut(spec: dict[str, Any]) -> dict[str, Any]:
    """Keep the methods, their parameters' types and whatever these refer to."""
    methods = {name: _fields(spec["methods"][name]) for name in METHODS.split()}
    types: dict[str, Any] = {}
    wanted = {kind for fields in methods.values() for kind in _named(fields)}
    while wanted:
        name = wanted.pop()
        found = spec["types"][name]
        types[name] = found["subtypes"] if "subtypes" in found else _fields(found)
        further = found.get("subtypes") or _named(types[name])
        wanted |= set(further) - types.keys()
    return {"version": spec["version"], "methods": methods, "types": dict(sorted(types.items()))}


def _fields(described: dict[str, Any]) -> dict[str, list[Any]]:
    """By field: whether it is required, and the types that it takes."""
    return {f["name"]: [f["required"], *f["types"]] for f in described.get("fields", ())}


def _named(fields: dict[str, list[Any]]) -> set[str]:
    kinds = {re.sub("^(Array of )+", "", kind) for _, *types in fields.values() for kind in types}
    return kinds - _PRIMITIVES


def main() -> None:
    """Write the cut beside this file."""
    spec = Path(sys.argv[1]) if len(sys.argv) > 1 else SPEC
    text = json.dumps(cut(json.loads(spec.read_text())), indent=0, ensure_ascii=False)
    CUT.write_text(re.sub(r"\[\n([^\[\]]*)\n\]", _on_one_line, text) + "\n")


def _on_one_line(listed: re.Match[str]) -> str:
    return "[" + " ".join(listed[1].split("\n")) + "]"


if __name__ == "__main__":
    main()
