"""What cannot wait for a turn: forms, which open within three seconds, and cards that were tapped.

Nothing depends on it: where it fails, the talk goes on in words.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot import sentences
from bot.arrivals import open_studies
from bot.background import Errands
from bot.entry import language_of
from bot.inbox import Inbox
from bot.messenger import PutOff, Start
from bot.shelf import Shelf
from bot.slack import modals
from bot.slack.actions import CARD, PAIN_POINT, PAIN_POINT_FLOW, language_of_card, tapped
from bot.slack.calls import translated
from bot.slack.cards import LATER, NEVER, START, answered
from bot.slack.envelope import Kind, kind_of, no_form_row
from bot.slack.modals import OpenStudy
from cxmodel.errors import CxError
from cxmodel.interview import Interview, InterviewId, Pseudonym
from cxmodel.store import Reading, Store
from cxmodel.study import Study, StudyFlow
from interview_flows.engine import step
from interview_flows.talk import Began, Reply
from interview_flows.tongue import told

FORM_SECONDS = 2.5  # a trigger holds for three
CARD_SECONDS = 5.0
POINTER_SECONDS = 1.0  # a command is acknowledged within three
DIRECT = "directmessage"  # what Slack calls a channel of two

Payload = Mapping[str, Any]
Client = Callable[[str], AsyncWebClient]

log = structlog.get_logger()


class Courtesies:
    """`client` gives one that may speak for an installation, or raises SendFailed."""

    def __init__(self, store: Store, inbox: Inbox, client: Client, errands: Errands) -> None:
        self._store, self._inbox, self._client = store, inbox, client
        self._errands, self._shelf = errands, Shelf()

    def attend(self, payload: Payload, installation: str) -> None:
        """Do, beside everything else, what a stored payload asks for at once."""
        if kind_of(payload) is Kind.SHORTCUT:
            self._errands.start(self._open_form(payload, installation))
        elif _is_card(payload):
            self._errands.start(self._answer_card(payload, installation))

    async def pointer(self, command: Payload, installation: str) -> str:
        """Where a command's answer is found, for whoever typed it in a channel; else nothing."""
        if command.get("channel_name") == DIRECT:
            return ""
        try:
            async with asyncio.timeout(POINTER_SECONDS):
                person = str(command.get("user_id"))
                language = await asyncio.to_thread(self._language_of, installation, person)
        except (CxError, TimeoutError):
            language = "en"
        return told(language, sentences.WROTE_THERE)

    def _language_of(self, installation: str, person: str) -> str:
        """The language of their interview, else of the first study."""
        with self._store.reading() as reading:
            active = reading.active_interview("slack", installation, person)
            interview = reading.interview(active) if active is not None else None
            if interview is not None:
                return interview.language
            return _first_language(reading)

    async def _open_form(self, shortcut: Payload, installation: str) -> None:
        try:
            async with translated(), asyncio.timeout(FORM_SECONDS):
                view = await asyncio.to_thread(self._form, shortcut)
                client = self._client(installation)
                await client.views_open(trigger_id=shortcut["trigger_id"], view=view)
        except CxError as error:
            log.warning("slack.no_form", reason=str(error))
            row = no_form_row(shortcut, installation, datetime.now(UTC))
            await self._inbox.receive([row])

    def _form(self, shortcut: Payload) -> dict[str, Any]:
        form = shortcut.get("callback_id")
        flow = PAIN_POINT_FLOW if form == PAIN_POINT else None
        with self._store.reading() as reading:
            studies = self._open_studies(reading, flow)
            language = _first_language(reading)
        if not studies:
            return modals.nothing_open(language)
        if form == PAIN_POINT:
            return modals.report(studies, modals.quoted_from(shortcut.get("message") or {}))
        return modals.tell_us(studies)

    def _open_studies(self, reading: Reading, flow: str | None) -> list[OpenStudy]:
        """Studies that anybody may begin; of those, the ones that ask with the guide `flow`."""
        return [
            self._offered(reading, study, asking, agrees=flow is not None)
            for study in open_studies(reading)
            for asking in study.flows[: 1 if flow is None else None]
            if flow is None or asking.flow == flow
        ]

    def _offered(
        self, reading: Reading, study: Study, asking: StudyFlow, *, agrees: bool
    ) -> OpenStudy:
        flow = self._shelf.flow(asking.version, reading)
        return OpenStudy(
            id=study.id,
            title=study.title,
            minutes=flow.minutes,
            language=language_of(flow, study, None),
            consent=self._consent(reading, study, asking) if agrees else "",
        )

    def _consent(self, reading: Reading, study: Study, asking: StudyFlow) -> str:
        """What the interview itself would begin with: its hash is kept with the consent."""
        flow, now = self._shelf.flow(asking.version, reading), datetime.now(UTC)
        interview = Interview(
            id=InterviewId("shown-in-a-form"),
            study=study.id,
            wave=study.wave,
            side=asking.side,
            respondent=Pseudonym("nobody"),
            segment=None,
            messenger="slack",
            language=language_of(flow, study, None),
            flow=asking.flow,
            flow_version=asking.version,
            started_at=now,
        )
        effects = step(interview, Began(), flow, study, now).effects
        return next(effect.say for effect in effects if isinstance(effect, Reply))

    async def _answer_card(self, tap: Payload, installation: str) -> None:
        """Show on an invitation's card what was tapped; its buttons go."""
        value = tap["actions"][0].get("value")
        match tapped(value).content:
            case Start(invitation=str(invitation)):
                answer = START
            case PutOff(invitation, for_good=for_good):
                answer = NEVER if for_good else LATER
            case _:
                return
        place, message = tap["container"], tap["message"]
        shown = {"text": message["text"], "blocks": message["blocks"]}
        body = answered(shown, invitation, answer, language_of_card(value))
        try:
            async with translated(), asyncio.timeout(CARD_SECONDS):
                await self._client(installation).chat_update(
                    channel=place["channel_id"], ts=place["message_ts"], **body
                )
        except CxError as error:
            log.warning("slack.card_not_answered", reason=str(error))


def _first_language(reading: Reading) -> str:
    return next((study.languages[0] for study in reading.studies()), "en")


def _is_card(payload: Payload) -> bool:
    if kind_of(payload) is not Kind.ACTION or "message" not in payload:
        return False
    return str(payload["actions"][0].get("action_id")).startswith(f"{CARD}:")
