"""Who belongs to the installation's own workspace or organisation, and who comes from elsewhere.

Slack Connect lets people of other organisations into shared channels and messages; they may not
be interviewed. Guests of the workspace itself are no strangers.
"""

from collections.abc import Mapping
from typing import Any

Fields = Mapping[str, Any]


def is_outsider(kind: str, payload: Fields, installation: str) -> bool:
    """Whether a payload comes from somebody of another organisation.

    `installation` is "TEAM", "ENTERPRISE/TEAM", or "ENTERPRISE/" for the whole of one. Commands
    and shortcuts are offered to the installation's own people alone.
    """
    enterprise, _, team = installation.rpartition("/")
    if kind == "event":
        return payload.get("is_ext_shared_channel") is True and not _sent_inside(
            payload, enterprise, team
        )
    if kind in {"action", "submission"}:
        return not _tapped_inside(payload, enterprise, team)
    return False


def _sent_inside(payload: Fields, enterprise: str, team: str) -> bool:
    """In a shared conversation Slack names the author's workspace or organisation.

    Whom it names none for is not taken in: nobody is interviewed by mistake.
    """
    event = payload["event"]
    inner = event.get("message") or event.get("previous_message") or event
    home = inner.get("user_team") or inner.get("team")
    if home is None:
        return False
    is_of_payload = home == payload.get("team_id")  # then the payload knows the organisation too
    return home in {enterprise, team} or (
        bool(enterprise) and is_of_payload and payload.get("enterprise_id") == enterprise
    )


def _tapped_inside(payload: Fields, enterprise: str, team: str) -> bool:
    home = payload["user"].get("team_id")
    organisation = (payload.get("enterprise") or {}).get("id") or (
        (payload.get("team") or {}).get("enterprise_id")
    )
    return home in {None, enterprise, team} or bool(enterprise and organisation == enterprise)
