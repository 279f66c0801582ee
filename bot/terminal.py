"""The terminal as a messenger: the same inbox, turn and outbox, one person at the keyboard."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol
from uuid import uuid4

from bot.messenger import Delivery, Parcel, Start
from bot.shelf import Shelf
from bot.turn import TurnFailed, set_back, take_turns
from cxmodel.errors import NotWaiting, Refused
from cxmodel.interview import OVER, Interview, InterviewId, Phase, QuestionId, StudyId
from cxmodel.plain import to_plain
from cxmodel.records import Claim, Person, Received, Sent
from cxmodel.store import Store
from interview_flows import talk
from interview_flows.talk import Effect, Input, Reply

NAME = "terminal"
_REPLY = tuple(field.name for field in fields(Reply) if field.name not in {"picture", "document"})
_LEASE = timedelta(seconds=10)

_DO: dict[str, Input] = {
    "skip": talk.Skipped(),
    "back": talk.WentBack(),
    "done": talk.Finished(),
    "pause": talk.Paused(),
    "resume": talk.Resumed(),
    "answers": talk.AskedFor(talk.Topic.ANSWERS),
    "help": talk.AskedFor(talk.Topic.HELP),
    "my_data": talk.AskedFor(talk.Topic.MY_DATA),
    "stop": talk.Withdrew(),
    "forget_me": talk.Forgot(),
    "add": talk.Added(),
    "moment": talk.Moment(),
    "no_reminders": talk.NoReminders(),
}


def input_of(line: dict[str, Any]) -> Input:
    """What one JSON line asks for (contract §4). Raises NotWaiting with what would be right."""
    match line:
        case {"choose": int(option) | str(option), "turn": int(turn)} if _are_numbers(option, turn):
            return talk.Chose(option, turn)
        case {"choose": int(option) | str(option)} if "turn" not in line and _are_numbers(option):
            return talk.Chose(option)
        case {"do": "change", "question": str(question)}:
            return talk.Changed(QuestionId(question))
        case {"do": "language", **rest}:
            code = rest.get("code")
            return talk.ChangedLanguage(code if isinstance(code, str) else None)
        case {"do": "edit", "turn": int(turn), "say": str(text)}:
            return talk.Edited(text, turn=turn)
        case {"do": str(word)} if word in _DO:
            return _DO[word]
        case {"say": str(text)} if not {"do", "choose"} & line.keys():
            return talk.Said(text)
    raise NotWaiting(
        'I understand {"say": text}, {"choose": label or position} and {"do": '
        + " | ".join([*_DO, "change", "language", "edit"])
        + "}"
    )


def _are_numbers(*values: int | str) -> bool:
    """Whether none of them is one of JSON's booleans, which Python counts as numbers."""
    return not any(isinstance(value, bool) for value in values)


class TerminalReader:
    """One run of `desirepath chat`, which is one chat; the conversation prints by itself."""

    name = NAME

    def __init__(self, address: str) -> None:
        self.installation = address  # so that no server works through this chat's updates

    def read(self, body: bytes) -> Delivery:
        """A stored line."""
        line = json.loads(body)
        person = Person(messenger=NAME, installation=self.installation, id=self.installation)
        if "start" in line:
            study = line["study"]
            start = Start(line["start"], StudyId(study) if study else None)
            return Delivery(person=person, content=start)
        if "again" in line:
            return Delivery(person=person, content=talk.Began())
        return Delivery(person=person, content=input_of(line))

    def parts(self, interview: str | None, effect: Effect | Parcel) -> Sequence[dict[str, Any]]:
        """A reply as it is; an answered prompt needs nothing, for a line once printed stays."""
        del interview
        if not isinstance(effect, Reply):
            return []
        said = {name: getattr(effect, name) for name in _REPLY}
        return [said | ({"file": to_plain(effect.document)} if effect.document else {})]

    def is_early(self, message: str | None, prompt: str | None) -> bool:
        """Never: a line is typed after what is above it."""
        del message, prompt
        return False


@dataclass(frozen=True, slots=True)
class Opening:
    """How a run begins: with an invitation, for a study, or with neither: where we were."""

    token: str | None = None
    study: StudyId | None = None

    def line(self) -> dict[str, Any]:
        """The run's first line."""
        if self.token is None and self.study is None:
            return {"do": "resume"}
        return {"start": self.token, "study": self.study}


class View(Protocol):
    """How the talk is shown and what is read back."""

    def opens(self, interview: Interview) -> None:
        """The run begins."""
        ...

    def shows(self, replies: Sequence[dict[str, Any]]) -> None:
        """One turn of the bot."""
        ...

    def hears(self) -> dict[str, Any] | None:
        """The next input as a JSON line; None at the end of input."""
        ...

    def closes(self, interview: Interview, *, returnable: bool) -> None:
        """The run ends; `returnable` says whether one can come back to this interview."""
        ...


class Conversation:
    """One person, one interview, at one terminal."""

    def __init__(self, store: Store, address: str, *, is_over: bool = False) -> None:
        self._store, self._address, self._shelf = store, address, Shelf()
        self._was_over = is_over  # they come back to add to it, or to have it deleted
        self._reader = TerminalReader(address)
        self._key = (NAME, address)

    @classmethod
    def new(cls, store: Store) -> "Conversation":
        """With somebody who was not here before."""
        return cls(store, uuid4().hex)

    @classmethod
    def resumed(cls, store: Store, interview: InterviewId) -> "Conversation":
        """On with an interview that was begun at a terminal. Raises Refused."""
        with store.reading() as reading:
            chat, found = reading.chat_of(interview), reading.interview(interview)
        if chat is None or chat.messenger != NAME or found is None:
            raise Refused(f"no interview {interview} was begun at a terminal here")
        if found.phase is Phase.DECLINED:
            raise Refused(f"interview {interview} is declined: nothing of it is stored")
        if found.phase in OVER and chat.interview != interview:
            now = f": desirepath chat --resume {chat.interview}" if chat.interview else ""
            raise Refused(f"interview {interview} is over, and another has begun since{now}")
        return cls(store, chat.address, is_over=found.phase in OVER)

    def run(self, opening: Opening, view: View) -> None:
        """Talk until the interview is over or the input ends; then pause."""
        replies = self._take({"again": True} if self._was_over else opening.line())
        interview = self._interview()
        if interview is None:
            raise Refused(" ".join(reply["say"] for reply in replies))
        view.opens(interview)
        # Ctrl-C ends the input wherever it strikes: what is stored is whole. So does a reader of
        # ours that has gone.
        with suppress(KeyboardInterrupt, BrokenPipeError):
            view.shows(replies)
            self._talk(interview, view)
        interview = self._latest(interview)
        if interview.phase not in OVER | {Phase.PAUSED}:
            self._take({"do": "pause"})
            interview = self._latest(interview)
        returnable = interview.phase is not Phase.DECLINED and self._interview() is not None
        view.closes(interview, returnable=returnable)

    def _talk(self, interview: Interview, view: View) -> None:
        while self._was_over or interview.phase not in OVER:
            line = view.hears()
            if line is None:
                return
            view.shows(self._take(line))
            if self._was_over and self._interview() is None:
                return  # forgotten
            interview = self._latest(interview)

    def _take(self, line: dict[str, Any]) -> list[dict[str, Any]]:
        """One line in, one turn of replies out, each stored before it is shown."""
        now = datetime.now(UTC)
        received = Received(
            messenger=NAME,
            installation=self._address,
            event=uuid4().hex,
            position=int(now.timestamp() * 1000),
            chat=self._address,
            body=json.dumps(line).encode(),
            at=now,
        )
        with self._store.writing() as work:
            work.receive([received])
        while (claims := self._taken_turns(now)) is None:
            pass  # until what fails is set aside
        return self._print_queue(claims)

    def _taken_turns(self, now: datetime) -> list[Claim] | None:
        """What is to be said; None where a turn failed."""
        messengers = {self._key: self._reader}
        try:
            with self._store.writing() as work:
                take_turns(work, messengers, self._shelf, now)
                # In the same commit: the end of an anonymous interview is not there after it.
                return work.claim([self._key], now, lease=_LEASE)
        except TurnFailed as failure:
            with self._store.writing() as work:
                set_back(work, messengers, failure, now)
            return None

    def _print_queue(self, claims: list[Claim]) -> list[dict[str, Any]]:
        rows = [(claim, row) for claim in claims for row in claim.rows]
        with self._store.writing() as work:
            work.mark(
                [
                    Sent(row=row.id, chat=claim.chat.id, fence=claim.fence, state="sent")
                    for claim, row in rows
                ]
            )
            work.release(claims)
        return [row.body for _, row in rows]

    def _interview(self) -> Interview | None:
        with self._store.reading() as reading:
            found = reading.active_interview(NAME, self._address, self._address)
            return reading.interview(found) if found is not None else None

    def _latest(self, interview: Interview) -> Interview:
        """The one that is active by now; where none is any more, what is left of this one."""
        active = self._interview()
        if active is not None:
            return active
        with self._store.reading() as reading:
            return reading.interview(interview.id) or interview
