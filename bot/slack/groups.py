"""Who belongs to channels and user groups: people of the installation's own, and no bots."""

from collections.abc import AsyncIterator, Sequence
from typing import Final

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import error_of

PAGE = 200  # members asked for at once
MOST_KNOWN = 50_000  # accounts remembered
SLACKBOT = "USLACKBOT"  # which does not say of itself that it is a bot

UNSEEN: Final = frozenset({
    "channel_not_found",
    "fetch_members_failed",
    "method_not_supported_for_channel_type",
    "no_such_subteam",
    "not_in_channel",
    "subteam_not_found",
})  # fmt: skip
"""Errors that say: this group is none, or nobody lets us look into it."""

_NOBODY: Final = frozenset({"user_not_found", "user_not_visible", "users_not_found"})
"""Errors that say: this member of a group has vanished, or belongs to somebody else."""


class Groups:
    """Asks Slack for the members of groups.

    Remembers who is a person, so that a look-up that a rate limit broke off comes further the
    next time.
    """

    def __init__(self, client: AsyncWebClient, installation: str) -> None:
        self._client = client
        self._enterprise, _, self._team = installation.rpartition("/")
        self._persons: dict[str, bool] = {}

    async def members(self, groups: Sequence[str]) -> list[str]:
        """Ids of the people in these groups, each once. Raises SlackApiError."""
        found: dict[str, None] = {}
        for group in groups:
            listed = self._of_channel(group) if group[:1] in "CG" else self._of_user_group(group)
            async for user in listed:
                if await self.is_person(user):
                    found[user] = None
        return list(found)

    async def is_person(self, user: str) -> bool:
        """Whether an account is of somebody who may be invited. Raises SlackApiError."""
        if user not in self._persons:
            if len(self._persons) >= MOST_KNOWN:
                self._persons.clear()
            self._persons[user] = user != SLACKBOT and await self._is_ours(user)
        return self._persons[user]

    async def _of_channel(self, channel: str) -> AsyncIterator[str]:
        cursor = ""
        while True:
            page = await self._client.conversations_members(
                channel=channel, limit=PAGE, cursor=cursor or None
            )
            for user in page["members"]:
                yield user
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return

    async def _of_user_group(self, group: str) -> AsyncIterator[str]:
        for user in (await self._client.usergroups_users_list(usergroup=group))["users"]:
            yield user

    async def _is_ours(self, user: str) -> bool:
        """Whether somebody is there who may be invited: no bot, no stranger, not gone."""
        try:
            account = (await self._client.users_info(user=user))["user"]
        except SlackApiError as error:
            if error_of(error) not in _NOBODY:
                raise
            return False
        if account.get("is_bot") or account.get("deleted") or account.get("is_stranger"):
            return False
        organisation = (account.get("enterprise_user") or {}).get("enterprise_id")
        home = account.get("team_id")
        return home in {None, self._team, self._enterprise} or (
            bool(organisation) and organisation == self._enterprise
        )
