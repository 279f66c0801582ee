"""Studies, interviews and updates as the store's tests need them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from cxmodel.interview import (
    Answer,
    AnswerId,
    Interview,
    InterviewId,
    Kind,
    Phase,
    Pseudonym,
    QuestionId,
    StudyId,
)
from cxmodel.records import Chat, Claim, Person, Queued, Received, Turned
from cxmodel.store import Store, Work
from cxmodel.study import Study, StudyFlow

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TELEGRAM = ("telegram", "bot1")
STUDY = StudyId("training")
LEASE = timedelta(seconds=30)


def study(**changes: Any) -> Study:
    plain = Study(id=STUDY, title="Training", flows=(StudyFlow("process", "v1"),), created_at=NOW)
    return replace(plain, **changes)


def person(account: str = "77") -> Person:
    return Person(messenger="telegram", installation="bot1", id=account, name="Jennifer")


def received(event: int | str, chat: str | None = "77", body: bytes = b"{}") -> Received:
    return Received(
        messenger="telegram",
        installation="bot1",
        event=str(event),
        position=int(event) if str(event).isdigit() else 0,
        chat=chat,
        body=body,
        at=NOW,
    )


def interview(number: int = 1, **changes: Any) -> Interview:
    plain = Interview(
        id=InterviewId(f"i{number}"),
        study=STUDY,
        respondent=Pseudonym(f"r{number}"),
        messenger="telegram",
        flow="process",
        flow_version="v1",
        phase=Phase.ASKING,
        started_at=NOW,
    )
    return replace(plain, **changes)


def answer(number: int, **changes: Any) -> Answer:
    plain = Answer(
        id=AnswerId(f"a{number}"),
        question=QuestionId("need"),
        kind=Kind.TEXT,
        value="a training",
        verbatim="a training",
        at=NOW,
        turn=number,
    )
    return replace(plain, **changes)


def answered(interview: Interview, **changes: Any) -> Interview:
    """The interview with one more answer."""
    more = answer(len(interview.answers) + 1, **changes)
    return replace(interview, answers=(*interview.answers, more))


def set_up(work: Work) -> None:
    """A study and its flow."""
    work.save_study(study())
    work.keep_flow("v1", "process", "id: process")


def begin(store: Store, number: int = 1, chat: str | None = None) -> Chat:
    """An interview that is under way in a chat of its own; nothing waits."""
    begun = interview(number)
    with store.writing() as work:
        if work.study(STUDY) is None:
            set_up(work)
        work.add_respondent(STUDY, begun.respondent, None, person(chat or str(number)))
        work.receive([received(f"begin{number}", chat=chat or str(number))])
        (waiting,) = [
            each
            for each in work.take([TELEGRAM], NOW)
            if each.chat.address == (chat or str(number))
        ]
        after = replace(waiting.chat, interview=begun.id)
        work.begin_interview(begun, waiting.chat.id)
        work.save([turned(waiting.chat, after=after, done=[row.id for row in waiting.rows])])
    return after


def turned(
    chat: Chat,
    *pairs: tuple[Interview | None, Interview],
    after: Chat | None = None,
    say: tuple[str, ...] = (),
    done: list[int] | None = None,
    blank: bool = False,
    turn: int = 2,
) -> Turned:
    owner = pairs[0][1].id if pairs else None
    return Turned(
        before=chat,
        after=after or chat,
        interviews=pairs,
        queued=tuple((owner, Queued(turn=turn, body={"text": text}, prompt=True)) for text in say),
        done=tuple(done or ()),
        blank=blank,
    )


def say(store: Store, chat: Chat, *texts: str, turn: int = 2) -> None:
    """Queue messages to a chat."""
    with store.writing() as work:
        work.save([turned(chat, say=texts, turn=turn)], NOW)


def claim(store: Store, now: datetime = NOW) -> list[Claim]:
    with store.writing() as work:
        return work.claim([TELEGRAM], now, LEASE)
