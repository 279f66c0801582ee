"""Asks people to an interview: an invitation to each, in a chat of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from bot.messenger import Asked, FindPeople, Found, InvitationCard
from bot.order import Order
from bot.workplace import flow_of_study
from cxmodel.errors import Refused
from cxmodel.records import Invitation, Person, Queued
from cxmodel.study import Study, StudyFlow
from interview_flows.phrasebook import phrases_in

LIFE = timedelta(days=30)  # of an invitation that was sent
FLOW = "flow:"  # begins the word that names a guide


@dataclass(frozen=True, slots=True)
class _Call:
    """What people are asked to."""

    study: Study
    flow: StudyFlow
    segment: str | None


def invite(order: Order) -> None:
    """Ask the people that an order names; groups are looked up first. Raises Refused."""
    study, given = order.study("name the study and whom to ask: invite STUDY @people"), order.given
    if study.closed_at is not None:
        raise Refused(f"study {study.id} is closed; invitations would lead nowhere")
    flow, rest = _flow(study, order.words[1:])
    segment = _segment(study, rest)
    if isinstance(given, Asked) and given.groups:
        find = FindPeople(words=given.words, groups=given.groups, people=given.people)
        if not order.visit.carry(find):
            raise Refused("I cannot look into groups here; name the people themselves")
        return
    people = _people(order)
    if not people:
        raise Refused(f"name whom to ask: invite {study.id} @people #channel")
    asked = order.visit.work.askable(study.id, people, order.visit.now, flow)
    _send_invitations(order, _Call(study, flow, segment), asked)
    order.visit.work.watch(study.id, order.visit.chat.id)
    order.visit.say(_told(len(asked), len(people) - len(asked)))


def _flow(study: Study, words: Sequence[str]) -> tuple[StudyFlow, list[str]]:
    """The guide that a word such as flow:frontline-voice names, else the first; other words."""
    named = [word[len(FLOW) :] for word in words if word.casefold().startswith(FLOW)]
    if len(named) > 1:
        raise Refused(f"name one flow: invite {study.id} {FLOW}{named[0]} @people")
    rest = [word for word in words if not word.casefold().startswith(FLOW)]
    return (flow_of_study(study, named[0]) if named else study.flows[0]), rest


def _segment(study: Study, words: Sequence[str]) -> str | None:
    known = [segment.id for segment in study.segments]
    if not words:
        return None
    if len(words) > 1 or (known and words[0] not in known):
        raise Refused(
            f"there is no segment {' '.join(words)!r}; there is: {', '.join(known) or 'none yet'}"
        )
    return words[0]


def _people(order: Order) -> list[Person]:
    """Each once and of this place; in a group of theirs researchers do not ask themselves."""
    here, asker = order.visit.chat, order.delivery.person
    found = {
        person.id: person
        for person in order.given.people
        if (person.messenger, person.installation) == (here.messenger, here.installation)
    }
    if isinstance(order.given, Found):
        found.pop(asker.id, None)
    return list(found.values())


def _send_invitations(order: Order, call: _Call, people: Sequence[Person]) -> None:
    """An invitation to each, on its way in a chat of their own. Raises Refused."""
    visit, study = order.visit, call.study
    flow = visit.shelf.flow(call.flow.version, visit.work)
    chats = visit.work.chats_with(people)
    sent: list[tuple[Invitation, Person]] = []
    queued: list[tuple[int, Queued]] = []
    for person in people:
        invitation = _invitation(call, person, visit.now)
        bodies = visit.reader.parts(None, _card(order, study, flow.minutes, invitation))
        if not bodies:
            raise Refused(
                f"I cannot write to people first here; use links: desirepath invite {study.id}"
            )
        sent.append((invitation, person))
        queued += [(chats[person.id], Queued(turn=0, body=body)) for body in bodies]
    visit.work.add_sent(sent)
    visit.work.queue_each(queued)


def _invitation(call: _Call, person: Person, now: datetime) -> Invitation:
    return Invitation(
        id=uuid4().hex[:12],
        study=call.study.id,
        messenger=person.messenger,
        segment=call.segment,
        flow=call.flow.flow,
        expires_at=now + LIFE,
        reusable=False,
        limit=None,
        interview=None,
    )


def _card(order: Order, study: Study, minutes: int, invitation: Invitation) -> InvitationCard:
    language = study.languages[0]  # nothing is known yet of whom it goes to
    return InvitationCard(
        invitation=invitation.id,
        title=study.title,
        asker=order.delivery.person.id,
        minutes=minutes,
        promise=phrases_in(language).anonymity[study.anonymity.value],
        language=language,
    )


def _told(invited: int, others: int) -> str:
    """How many, and never who: that somebody said no is theirs to tell."""
    if not others:
        return f"{invited} invited."
    were = "was" if others == 1 else "were"
    return f"{invited} invited; {others} {were} not asked (they had said no, or are in it already)."
