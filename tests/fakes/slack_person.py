"""People at the other end: what they type and click goes out, what they see is the screen."""

import asyncio
import copy
import html
import re
import time
from typing import Any

from tests.fakes import slack_clicks as clicks
from tests.fakes.slack_blocks import check_view
from tests.fakes.slack_events import Deliveries, Delivery
from tests.fakes.slack_files import shown as shown_file
from tests.fakes.slack_payloads import changed, command, event, interaction, message
from tests.fakes.slack_screen import Pair, Seen, elements, seen_message, seen_view
from tests.fakes.slack_views import shown as shown_view
from tests.fakes.slack_world import Channel, File, Team, User, World

PATIENCE = 10.0  # seconds to wait for the app
# Slack's apps send emoji by their names
_EMOJI = {
    "👍": "+1",
    "😞": "disappointed",
    "🙁": "slightly_frowning_face",
    "😐": "neutral_face",
    "🙂": "slightly_smiling_face",
    "😀": "grinning",
    "🎉": "tada",
}


def as_typed(text: str) -> str:
    """What an app is told of typed words: entities escaped, addresses in angle brackets."""
    escaped = html.escape(text, quote=False)
    for emoji, name in _EMOJI.items():
        escaped = escaped.replace(emoji, f":{name}:")
    return re.sub(r"https?://[^\s<>]+", r"<\g<0>>", escaped)


def rich(text: str) -> dict[str, Any]:
    """The blocks that Slack's apps send beside typed words."""
    if not text:
        return {}
    parts = [_part(part) for part in re.split(f"({'|'.join(_EMOJI)})", text) if part]
    line = {"type": "rich_text_section", "elements": parts}
    return {"blocks": [{"type": "rich_text", "block_id": "typed", "elements": [line]}]}


def _part(part: str) -> dict[str, Any]:
    if part in _EMOJI:
        return {"type": "emoji", "name": _EMOJI[part], "unicode": f"{ord(part):x}"}
    return {"type": "text", "text": part}


class FakeSlackPerson:
    """Somebody in a workspace, in their direct messages with the app.

    What they do is delivered before it returns, once: acknowledged, or tried in vain.
    """

    silence = 0.1
    """Seconds without a new message after which the app has finished speaking."""

    def __init__(self, world: World, team: Team, user: User, deliveries: Deliveries) -> None:
        self.world, self.team, self.user = world, team, user
        self._deliveries = deliveries
        self._heard = ""

    # ── what they see ─────────────────────────────────────────────────────────────────────────

    @property
    def id(self) -> str:
        return self.user.id

    @property
    def dm(self) -> Channel:
        """Their conversation with the app."""
        return self.world.dm(self.team, self.user)

    @property
    def screen(self) -> list[Seen]:
        """All messages in the direct conversation as visible now, the oldest first."""
        return self.sees_in(self.dm)

    def sees_in(self, channel: Channel) -> list[Seen]:
        """All messages of a conversation that they see, the oldest first."""
        told = [seen_message(each, channel, self.team) for each in channel.messages.values()]
        for whose, each in channel.ephemeral.values():
            if whose == self.id:
                told.append(seen_message(each, channel, self.team, ephemeral=True))
        return sorted(told, key=lambda seen: seen.ts)

    @property
    def last(self) -> Seen:
        """The app's last message."""
        spoken = [seen for seen in self.screen if not seen.mine]
        assert spoken, f"the app has not said anything to {self.user.name}"
        return spoken[-1]

    @property
    def home(self) -> Seen:
        """The app's Home tab."""
        assert self.user.home is not None, f"the app published no Home for {self.user.name}"
        return seen_view(self.user.home, self.team, self.user)

    @property
    def modal(self) -> Seen | None:
        """The modal that is open."""
        view = self.user.modal
        return None if view is None else seen_view(view, self.team, self.user)

    @property
    def errors_shown(self) -> list[str]:
        """What Slack told them about the app's failures."""
        return self.user.errors_shown

    async def hears(self, containing: str = "", patience: float = PATIENCE) -> list[Seen]:
        """Wait for new messages of the app, until one contains the words and it falls silent."""

        def is_there() -> bool:
            return any(containing in seen.text for seen in self._news())

        def wanted() -> str:
            return f"{containing!r} to be said to {self.user.name}; there is {self.screen[-3:]}"

        await self.world.bell.until(is_there, patience, wanted)
        while (count := len(self._news())) and not await self._falls_silent(count):
            pass
        news = self._news()
        self._heard = news[-1].ts
        return news

    async def hears_nothing(self, seconds: float = 0.3) -> None:
        """Check that the app says nothing new for a while."""
        await asyncio.sleep(seconds)
        assert not self._news(), f"the app said {self._news()}"

    async def sees(self, containing: str, patience: float = PATIENCE) -> Seen:
        """Wait until the words stand in a message, redrawn or new, the Home tab or the modal."""

        def found() -> list[Seen]:
            views = [self.home] if self.user.home else []
            views += [self.modal] if self.modal else []
            return [seen for seen in [*self.screen, *views] if containing in seen.text]

        await self.world.bell.until(lambda: bool(found()), patience, f"{containing!r} to be seen")
        return found()[-1]

    def _news(self) -> list[Seen]:
        return [seen for seen in self.screen if not seen.mine and seen.ts > self._heard]

    async def _falls_silent(self, count: int) -> bool:
        deadline = time.monotonic() + self.silence
        while (left := deadline - time.monotonic()) > 0:
            await self.world.bell.wait(left)
            if len(self._news()) > count:
                return False
        return True

    # ── writing ───────────────────────────────────────────────────────────────────────────────

    async def says(self, text: str, channel: Channel | None = None, **more: Any) -> Delivery:
        """Type words and send them: to the app, or into a channel. `more`: raw fields."""
        where = channel or self.dm
        content = {"text": as_typed(text), **rich(text), **more}
        said = self.world.add(where, **self._author(), **content)
        return await self._deliveries.put(message(self.world, self.team, where, said))

    async def replies_in_thread(self, to: Seen, text: str) -> Delivery:
        """Answer in a message's thread."""
        parent: dict[str, Any] = {
            "thread_ts": to.thread or to.ts,
            "parent_user_id": self.team.bot.id,
        }
        return await self.says(text, **parent)

    async def uploads(self, name: str, content: bytes, comment: str = "") -> Delivery:
        """Send a file, with words or without."""
        file = File(self.world.new_id("F"), name, len(content), self.id, content, shared=True)
        self.team.files[file.id] = file
        files = [shown_file(self.world, self.team, file)]
        return await self.says(comment, subtype="file_share", files=files, upload=False)

    async def edits(self, said: Delivery, text: str) -> Delivery:
        """Edit an own message, given as it was sent."""
        channel, before = self._said(said)
        after = {**before, "text": as_typed(text), **rich(text)}
        after["edited"] = {"user": self.id, "ts": self.world.new_ts()}
        channel.messages[before["ts"]] = after
        delivery = changed(self.world, self.team, channel, before, after)
        return await self._deliveries.put(delivery)

    async def deletes(self, said: Delivery) -> Delivery:
        """Delete an own message, given as it was sent."""
        channel, before = self._said(said)
        del channel.messages[before["ts"]]
        return await self._deliveries.put(changed(self.world, self.team, channel, before, None))

    async def reacts(self, to: Seen, emoji: str = "thumbsup") -> Delivery:
        """Put an emoji below a message."""
        item = {"type": "message", "channel": to.id.partition("/")[0], "ts": to.ts}
        inner = {"type": "reaction_added", "user": self.id, "reaction": emoji, "item": item}
        return await self._happens(inner | {"item_user": self.team.bot.id})

    async def slash(self, name: str, text: str = "", channel: Channel | None = None) -> Delivery:
        """Send a command; what the app answers at once is shown to them alone."""
        where = channel or self.dm
        delivery = command(self.world, self.team, self.user, where, (name, text))
        await self._deliveries.put(delivery)
        answer = delivery.answer
        told = answer if isinstance(answer, dict) else {"text": answer or ""}
        if told.get("text"):
            ts = self.world.new_ts()
            app = {"user": self.team.bot.id, "bot_id": self.team.bot_id}
            where.ephemeral[ts] = (self.id, {"type": "message", "ts": ts, **app, **told})
            self.world.bell.ring()
        return delivery

    # ── clicking ──────────────────────────────────────────────────────────────────────────────

    async def taps(self, label: str, on: Seen | None = None) -> Delivery:
        """Click a button: on a message or view seen earlier, or on the lowest message with it."""
        for seen in self._places(on):
            pair = clicks.button(seen, label, self.team)
            if pair is not None:
                told = {"text", "value", "style"}
                kept = {key: value for key, value in pair[1].items() if key in told}
                return await self._acts(seen, pair, kept)
        raise AssertionError(f"no button {label!r}: {[s.labels for s in self._places(on)]}")

    async def picks(self, label: str, on: Seen | None = None) -> Delivery:
        """Choose an option of a select or a radio button."""
        seen, pair, option = self._option(label, on, "static_select", "radio_buttons")
        clicks.choose(self.user, seen.ts or seen.id, pair, {"selected_option": option})
        return await self._acts(seen, pair, {"selected_option": option})

    async def overflow(self, label: str, on: Seen | None = None) -> Delivery:
        """Choose from the menu behind three dots."""
        seen, pair, option = self._option(label, on, "overflow")
        return await self._acts(seen, pair, {"selected_option": option})

    async def ticks(self, *labels: str, on: Seen | None = None) -> Delivery:
        """Tick checkboxes, or untick those that are ticked: the app is told of each. The last."""
        for label in labels:
            seen, pair, option = self._option(label, on, "checkboxes", "multi_static_select")
            place = seen.ts or seen.id
            ticked = clicks.chosen(self.user, place, pair)["selected_options"]
            now = [each for each in ticked if each != option]
            now += [option] if option not in ticked else []
            clicks.choose(self.user, place, pair, {"selected_options": now})
            delivery = await self._acts(seen, pair, {"selected_options": now})
        return delivery

    async def taps_value(self, value: str, on: Seen | None = None) -> Delivery:
        """Click the first button with any value in place of its own: a forged one."""
        seen = on or self.last
        pair = next(p for p in elements(seen.blocks) if p[1]["type"] == "button")
        return await self._acts(seen, pair, {"text": pair[1]["text"], "value": value})

    async def shortcut(self, callback_id: str) -> Delivery:
        """Start a global shortcut."""
        more = {"callback_id": callback_id, "action_ts": self.world.new_ts()}
        delivery = interaction(self.world, self.team, self.user, "shortcut", **more)
        return await self._deliveries.put(delivery)

    async def message_shortcut(
        self, callback_id: str, text: str, author: "FakeSlackPerson | None" = None
    ) -> Delivery:
        """Start a shortcut from somebody's message in a channel."""
        whose = (author or self).user.id
        said = {"type": "message", "user": whose, "ts": self.world.new_ts(), "text": as_typed(text)}
        more = {
            "callback_id": callback_id,
            "action_ts": self.world.new_ts(),
            "message_ts": said["ts"],
            "message": said | {"team": self.team.id},
            "channel": {"id": self.world.new_id("C"), "name": "general"},
            "response_url": f"{self.world.address}/app/{self.world.number()}",
        }
        delivery = interaction(self.world, self.team, self.user, "message_action", **more)
        return await self._deliveries.put(delivery)

    async def submits(self, values: dict[str, Any] | None = None) -> Delivery:
        """Fill the modal in and send it; by label, block id or action id of its inputs."""
        view = self.user.modal
        assert view is not None, "no modal is open"
        clicks.filled(self.user, view, values or {}, self.team)
        sent = {**view, "state": clicks.state(self.user, view["id"], view["blocks"])}
        delivery = interaction(
            self.world, self.team, self.user, "view_submission", view=sent, response_urls=[]
        )
        await self._deliveries.put(delivery)
        if delivery.acknowledged:
            self._follow(view, delivery.answer)
        return delivery

    async def closes(self) -> Delivery | None:
        """Close the modal; the app is told where it asked for that."""
        view, self.user.modal = self.user.modal, None
        assert view is not None, "no modal is open"
        if not view["notify_on_close"]:
            return None
        more = {"view": view, "is_cleared": False}
        delivery = interaction(self.world, self.team, self.user, "view_closed", **more)
        return await self._deliveries.put(delivery)

    # ── coming and going ──────────────────────────────────────────────────────────────────────

    async def opens_home(self, tab: str = "home") -> Delivery:
        """Open the app at its Home tab, or at its messages."""
        inner: dict[str, Any] = {"type": "app_home_opened", "user": self.id, "tab": tab}
        inner |= {"channel": self.dm.id}
        inner |= {"view": self.user.home} if self.user.home and tab == "home" else {}
        return await self._happens(inner)

    def leaves(self) -> None:
        """Be deactivated."""
        self.user.is_gone = True

    # ── inside ────────────────────────────────────────────────────────────────────────────────

    def _author(self) -> dict[str, Any]:
        author = {"user": self.id, "team": self.user.team, "client_msg_id": self.world.new_id("m")}
        if self.user.team != self.team.id:
            author |= {"user_team": self.user.team, "source_team": self.user.team}
        return author

    def _said(self, said: Delivery) -> tuple[Channel, dict[str, Any]]:
        channel = self.team.channels[said.event["channel"]]
        return channel, copy.deepcopy(channel.messages[said.event["ts"]])

    async def _happens(self, inner: dict[str, Any]) -> Delivery:
        inner["event_ts"] = self.world.new_ts()
        return await self._deliveries.put(event(self.world, self.team, inner, channel=self.dm))

    def _places(self, on: Seen | None) -> list[Seen]:
        if on is not None:
            return [on]
        return [seen for seen in reversed(self.screen) if not seen.mine]

    def _option(
        self, label: str, on: Seen | None, *kinds: str
    ) -> tuple[Seen, Pair, dict[str, Any]]:
        for seen in self._places(on):
            found = clicks.option(seen, label, kinds, self.team)
            if found is not None:
                return seen, *found
        raise AssertionError(f"no option {label!r}: {[s.choices for s in self._places(on)]}")

    async def _acts(self, seen: Seen, pair: Pair, done: dict[str, Any]) -> Delivery:
        delivery = clicks.acted(self.world, self.team, self.user, seen, clicks.action(pair, done))
        return await self._deliveries.put(delivery)

    def _follow(self, view: dict[str, Any], answer: Any) -> None:
        """Do what the app answered to a submission: close, show errors, or another view."""
        if self.user.modal is not view:
            return  # the app has updated it meanwhile
        told = answer if isinstance(answer, dict) else {}
        match told.get("response_action", "clear"):
            case "errors":
                known = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
                assert set(told["errors"]) <= known, f"errors for {set(told['errors']) - known}"
                self.user.modal_errors = told["errors"]
            case "update" | "push":
                check_view(told["view"], "modal")
                self.user.modal = shown_view(self.world, self.team, self.user, told["view"])
            case _:
                self.user.modal, self.user.modal_errors = None, {}
        self.world.bell.ring()
