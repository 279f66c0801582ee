"""The bot at work on a real store, and the respondents who write to it by pigeon."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from bot.clock import Clock, utc_now
from bot.ids import new_token
from bot.messenger import Messenger
from bot.outbox import Outbox, Timing
from bot.pace import Limiter, Pace
from bot.shelf import Shelf
from bot.turn import take_turns
from bot.worker import Batch, TurnWorker
from bot.writer import Writer
from cxmodel import tables as t
from cxmodel.instants import moment
from cxmodel.interview import Interview, InterviewId, Phase, StudyId
from cxmodel.records import Claim, Invitation, Person, Received, Role, Sent, User
from cxmodel.store import Store
from cxmodel.study import Study, StudyFlow
from interview_flows.flow import Flow
from interview_flows.loader import load_flow
from tests.bot.pigeon import Pigeon

Counted = Callable[[Callable[[], object]], int]
"""Counts the statements that something takes."""

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
FAST = Pace(10_000, 10_000)

SHORT = """\
id: short
title: A short one
languages: [en]
audience: customer
minutes: 3
playback: no
consent: May I ask you three things?
closing: Thank you and good-bye.
sections:
  - id: main
    title: Main
    stage: yes
    items:
      - {id: need, kind: text, lane: need, text: What did you need?}
      - id: way
        kind: choice
        lane: channel
        text: Which way did you go?
        options:
          - {id: web, label: The web page}
          - {id: shop, label: The shop}
      - {id: wish, kind: text, lane: difference, text: What would you wish for?}
"""


LOST = """\
id: lost
title: Something lost
languages: [en]
audience: staff
minutes: 1
repeatable: yes
playback: no
consent: May I ask you what you lost?
closing: Thank you, come again.
sections:
  - id: main
    title: Main
    stage: yes
    items:
      - id: what
        kind: text
        lane: pain
        text: What did you lose?
        probes:
          - {reason: too_short, words: 3, wordings: [Can you say more about it?]}
      - id: how
        kind: choice
        lane: channel
        text: How did you lose it?
        options:
          - {id: theft, label: Somebody took it}
          - {id: slip, label: It slipped away}
      - {id: since, kind: text, lane: pain, text: And since then?}
"""


def short_flow() -> Flow:
    return load_flow(SHORT, "short.yaml")


def lost_flow() -> Flow:
    """One that can be gone through again and again."""
    return load_flow(LOST, "lost.yaml")


@dataclass
class Dial:
    """A clock that shows what it is set to."""

    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class Town:
    """One store, one worker, one loft of pigeons; steps are taken one at a time."""

    def __init__(
        self,
        store: Store,
        loft: str = "loft",
        *,
        carries: bool = True,
        clock: Clock = utc_now,
    ) -> None:
        self.store, self.pigeon = store, Pigeon(loft, carries=carries)
        self.clock = clock
        messengers: Mapping[tuple[str, str], Messenger] = {self.pigeon.key: self.pigeon}
        self._writer = Writer()
        self._outbox = Outbox(
            store,
            self._writer,
            messengers,
            {self.pigeon.key: Limiter(FAST, FAST)},
            freed=lambda: None,
            timing=Timing(),
            clock=clock,
        )
        self.worker = TurnWorker(store, self._writer, messengers, self._outbox, clock)
        self._position = 0

    def study(self, name: str = "errand", *guides: Flow, **fields: Any) -> StudyId:
        """A study of the short flow, or of these."""
        flows = guides or (short_flow(),)
        plain = Study(
            id=StudyId(name),
            title=name.title(),
            flows=tuple(StudyFlow(flow.id, flow.version, flow.audience) for flow in flows),
            created_at=START,
        )
        study = replace(plain, **fields)
        with self.store.writing() as work:
            for flow in flows:
                work.keep_flow(flow.version, flow.id, flow.text)
            work.save_study(study)
        return study.id

    def researcher(self, account: str = "1", role: Role = Role.RESEARCHER) -> "Respondent":
        """A user with an account here."""
        user = User(name=f"user {account}", role=role, created_at=START)
        person = Person(messenger="pigeon", installation=self.pigeon.installation, id=account)
        with self.store.writing() as work:
            work.add_user(user, "no password signs in with this")
            work.link_account(user.name, person)
        return self.respondent(account)

    def invites(self, study: StudyId, **fields: Any) -> str:
        """A new invitation's token."""
        token = new_token()
        plain = Invitation(
            id=uuid4().hex[:12],
            study=study,
            messenger="pigeon",
            segment=None,
            expires_at=datetime.now(UTC) + timedelta(days=1),
            reusable=False,
            limit=None,
            interview=None,
        )
        with self.store.writing() as work:
            work.add_invitation(replace(plain, **fields), token)
        return token

    def respondent(self, account: str = "77") -> "Respondent":
        return Respondent(self, account)

    # ── the way of an update ──────────────────────────────────────────────────────────────────

    def receives(self, chat: str, *letters: dict[str, Any] | bytes) -> None:
        """Store letters; nothing is worked through yet."""
        with self.store.writing() as work:
            work.receive([self.update(chat, letter) for letter in letters])

    def update(
        self,
        chat: str,
        letter: dict[str, Any] | bytes,
        event: str | None = None,
        position: int | None = None,
    ) -> Received:
        self._position += 1
        body = letter if isinstance(letter, bytes) else json.dumps(letter).encode()
        return Received(
            messenger=self.pigeon.name,
            installation=self.pigeon.installation,
            event=event or uuid4().hex,
            position=self._position if position is None else position,
            chat=chat,
            body=body,
            at=datetime.now(UTC),
        )

    def thinks(self) -> list[Claim]:
        """Take turns until nothing waits; the queues to be sent."""
        claims: list[Claim] = []
        while (batch := self.worker.take_batch()).count:
            claims += batch.claims
            self._answer_taps(batch)
        return claims

    def takes_one(self, seconds: float = 0) -> None:
        """Take the turn of one chat, in a commit that lasts a while; nothing is sent."""
        with self.store.writing() as work:
            take_turns(work, {self.pigeon.key: self.pigeon}, Shelf(), datetime.now(UTC), limit=1)
            time.sleep(seconds)

    def sends(self, claims: list[Claim]) -> None:
        """Have everything arrive."""
        for claim in [*claims, *self._left()]:
            with self.store.writing() as work:
                work.mark([self._flown(claim, row) for row in claim.rows])
                work.release([claim])

    def works(self) -> None:
        """Take all turns there are and send all that they queue."""
        while claims := [*self.thinks(), *self._left()]:
            self.sends(claims)

    def _left(self) -> list[Claim]:
        with self.store.writing() as work:
            return self._outbox.claim(work)

    def _flown(self, claim: Claim, row: Any) -> Sent:
        message = self.pigeon.arrives(claim.chat.address, row.body, claim.chat.prompt_message)
        return Sent(
            row=row.id, chat=claim.chat.id, fence=claim.fence, state="sent", message=message
        )

    def _answer_taps(self, batch: Batch) -> None:
        for tap in batch.taps:
            with suppress(StopIteration):  # a pigeon's answer waits for nothing
                self.pigeon.acknowledge(tap.id, tap.toast).send(None)

    def looks_at_clock(self) -> int:
        """Call what is due, and work it through; how many timers that were."""
        with self.store.writing() as work:
            called = work.call_due([self.pigeon.key], self.clock())
        self.works()
        return called

    # ── what is stored ────────────────────────────────────────────────────────────────────────

    def timers(self) -> dict[str, datetime]:
        """What is due next, and when, one interview after the other."""
        wanted = select(t.timer.c.what, t.timer.c.due_at).order_by(t.timer.c.interview)
        with self.store._reading.connect() as connection:
            return {what: moment(due) for what, due in connection.execute(wanted)}

    def interviews(self, study: StudyId | str = "errand") -> list[Interview]:
        with self.store.reading() as reading:
            return list(reading.interviews(study))


class Respondent:
    """Somebody who writes from one account, in one chat."""

    def __init__(self, town: Town, account: str) -> None:
        self.town, self.account = town, account
        self._seen = 0

    # ── what they do ──────────────────────────────────────────────────────────────────────────

    def starts(self, token: str | None = None) -> "Respondent":
        self.sends({"start": token})
        return self

    def turns_to(self, token: str) -> "Respondent":
        """Open an invitation and begin with it, be they in the middle of another interview."""
        self.starts(token)
        is_asked = "to_other" in self.town.pigeon.delivered[-1][1].get("small", ())
        return self.presses("to_other") if is_asked else self

    def agrees(self) -> "Respondent":
        return self.taps("I agree")

    def says(self, *texts: str) -> "Respondent":
        for text in texts:
            self.sends({"say": text})
        return self

    def taps(self, option: str, button: dict[str, Any] | None = None) -> "Respondent":
        """Press a button of the last prompt, or of an earlier letter."""
        letter = button or self.prompt
        self.sends({"choose": option, "turn": letter["turn"], "interview": letter["of"]})
        return self

    def presses(self, control: str) -> "Respondent":
        """A small button of the last letter that has one of this name."""
        letters = [body for to, body in self.town.pigeon.delivered if to == self.account]
        letter = next(each for each in reversed(letters) if control in each.get("small", ()))
        self.sends({"press": control, "turn": letter["turn"], "interview": letter["of"]})
        return self

    def sends(self, *letters: dict[str, Any]) -> None:
        """Letters that arrive together, worked through and answered."""
        self._seen = len(self.town.pigeon.delivered)
        self.town.receives(self.account, *[self.letter(**letter) for letter in letters])
        self.town.works()

    def letter(self, **content: Any) -> dict[str, Any]:
        if "choose" in content or "press" in content:
            return {"person": self.account, "tap": f"tap {uuid4().hex}", **content}
        number = self.town.pigeon.number(self.account)
        return {"person": self.account, "message": number, **content}

    def orders(self, words: str, *people: str, groups: tuple[str, ...] = ()) -> "Respondent":
        """What a researcher types, with the people and groups that they mention."""
        self.sends({"order": words, "people": people, "groups": groups})
        return self

    def fills_in(self, study: str, flow: str, *answers: str) -> "Respondent":
        self.sends({"form": [study, flow, *answers]})
        return self

    # ── what they see ─────────────────────────────────────────────────────────────────────────

    @property
    def replies(self) -> list[str]:
        """What the last thing they did was answered with."""
        news = self.town.pigeon.delivered[self._seen :]
        return [body["say"] for to, body in news if to == self.account and "say" in body]

    @property
    def last_reply(self) -> str:
        return self.replies[-1] if self.replies else ""

    @property
    def toast(self) -> str | None:
        """What their last tap was answered with, where the finger is."""
        return list(self.town.pigeon.toasts.values())[-1]

    def parcels(self, kind: str) -> list[dict[str, Any]]:
        """Cards, pages and files that they were sent, as plain data."""
        return self.town.pigeon.parcels(self.account, kind)

    @property
    def prompt(self) -> dict[str, Any]:
        """The last letter with buttons."""
        return self.prompts[-1]

    @property
    def prompts(self) -> list[dict[str, Any]]:
        letters = [body for to, body in self.town.pigeon.delivered if to == self.account]
        return [body for body in letters if body.get("options")]

    # ── what is stored of them ────────────────────────────────────────────────────────────────

    @property
    def interview(self) -> Interview:
        """The one that is active in their chat."""
        with self.town.store.reading() as reading:
            active = reading.active_interview("pigeon", "loft", self.account)
            assert active is not None
            found = reading.interview(active)
        assert found is not None
        return found

    @property
    def phase(self) -> Phase:
        return self.interview.phase

    @property
    def answers(self) -> dict[str, str]:
        return {str(a.question): a.verbatim for a in self.interview.current_answers()}

    def finds(self, interview: InterviewId) -> Interview:
        with self.town.store.reading() as reading:
            found = reading.interview(interview)
        assert found is not None
        return found


def side_by_side(towns: Sequence[Town]) -> None:
    """Each takes one chat's turn, and commits only when the other had time to take its own."""
    with ThreadPoolExecutor(len(towns)) as pool:
        list(pool.map(lambda town: town.takes_one(seconds=0.3), towns))
