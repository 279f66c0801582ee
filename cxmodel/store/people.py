"""Studies set up, people invited, recognised, and erased."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, literal_column, or_, select, update

from cxmodel import tables as t
from cxmodel.errors import StaleInterview
from cxmodel.instants import instant, instant_or_none, moment_or_none
from cxmodel.interview import InterviewId, Pseudonym, StudyId
from cxmodel.plain import dump, to_plain
from cxmodel.records import Invitation, Person
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Params, Sql, insert_row
from cxmodel.study import Study

SENT = "sent"
"""What an invitation that was sent to an account has, with its id, in place of a token's hash."""

_study = insert_row(t.study)
_SAVE_STUDY = Sql(
    _study.on_conflict_do_update(
        index_elements=["id"],
        set_={c.name: _study.excluded[c.name] for c in t.study.columns if not c.primary_key},
    )
)
_ADD_STUDY = Sql(insert_row(t.study).on_conflict_do_nothing())
_note = insert_row(t.note)
_SET_NOTE = Sql(
    _note.on_conflict_do_update(index_elements=["name"], set_={"value": _note.excluded.value})
)
_KEEP_FLOW = Sql(insert_row(t.flow_version).on_conflict_do_nothing())
_current_wave = select(t.study.c.wave).where(t.study.c.id == bindparam("study"))
_INVITE = Sql(insert_row(t.invitation, "wave").values(wave=_current_wave.scalar_subquery()))
_INVITATION = Sql(
    select(t.invitation)
    .where(t.invitation.c.token_hash == bindparam("token_hash"))
    .with_for_update()
)
_SENT_INVITATION = Sql(
    select(t.invitation).where(t.invitation.c.id == bindparam("invitation")).with_for_update()
)
_OPEN_LINKS = Sql(
    select(t.invitation)
    .where(
        t.invitation.c.study == bindparam("study"),
        t.invitation.c.reusable,
        t.invitation.c.flow.is_(None),
    )
    .order_by(t.invitation.c.id)
)
_USE = Sql(
    update(t.invitation)
    .where(
        t.invitation.c.id == bindparam("invitation"),
        or_(
            and_(
                t.invitation.c.reusable,
                or_(t.invitation.c.allowed.is_(None), t.invitation.c.used < t.invitation.c.allowed),
            ),
            and_(
                ~t.invitation.c.reusable,
                or_(t.invitation.c.bound.is_(None), t.invitation.c.bound == bindparam("person")),
            ),
        ),
    )
    .values(
        used=t.invitation.c.used + literal_column("1"),
        bound=bindparam("bound"),
        interview=bindparam("interview"),
    )
)
_USE_KIND = Sql(
    select(t.invitation.c.study, t.invitation.c.reusable).where(
        t.invitation.c.id == bindparam("invitation")
    )
)
INTERVIEWED = t.identity.join(t.study, t.study.c.id == t.identity.c.study).join(
    t.interview,
    and_(
        t.interview.c.study == t.identity.c.study,
        t.interview.c.respondent == t.identity.c.respondent,
        t.interview.c.wave == t.study.c.wave,
    ),
)
"""Accounts, and their interviews of the study's current wave."""

_of_person = (
    t.identity.c.study == bindparam("study"),
    t.identity.c.messenger == bindparam("messenger"),
    t.identity.c.installation == bindparam("installation"),
    t.identity.c.lookup == bindparam("lookup"),
)
_RESPONDENT = Sql(select(t.identity.c.respondent).where(*_of_person))
_ADD_RESPONDENT = Sql(insert_row(t.respondent).on_conflict_do_nothing())
_ADD_IDENTITY = Sql(insert_row(t.identity, "id").on_conflict_do_nothing())
_NEWEST = Sql(
    select(t.interview.c.id)
    .select_from(INTERVIEWED)
    .where(
        *_of_person,
        or_(bindparam("every_flow"), t.interview.c.flow == bindparam("flow")),
    )
    .order_by(t.interview.c.started_at.desc(), t.interview.c.id.desc())
    .limit(literal_column("1"))
)
_BEGUN = Sql(
    select(func.count()).where(
        t.interview.c.study == bindparam("study"), t.interview.c.started_at > bindparam("since")
    )
)
_IN_CHAT = Sql(
    select(t.interview.c.id)
    .where(t.interview.c.chat == bindparam("chat"))
    .order_by(t.interview.c.started_at.desc(), t.interview.c.id.desc())
    .limit(bindparam("most"))
)


class People(Queries):
    """Studies, invitations and respondents."""

    def save_study(self, study: Study) -> None:
        """Store a study, or what is new about it."""
        self._run(_SAVE_STUDY, **_study_columns(study))

    def add_study(self, study: Study) -> bool:
        """Store a new study; False where there is one of its id by now."""
        return self._run(_ADD_STUDY, **_study_columns(study)) == 1

    def set_note(self, name: str, value: str) -> None:
        """Remember a small fact about this deployment under a name, the newest only."""
        self._run(_SET_NOTE, name=name, value=value)

    def keep_flow(self, version: str, flow_id: str, text: str) -> None:
        """Keep a flow's text under its hash, for as long as an interview may need it."""
        self._run(_KEEP_FLOW, version=version, flow=flow_id, text=text)

    def add_invitation(self, invitation: Invitation, token: str) -> None:
        """Store a new way into a study; of the token, only a hash."""
        self._run(_INVITE, **_invitation_columns(invitation, _hash(token), None))

    def add_sent(self, sent: Iterable[tuple[Invitation, Person]]) -> None:
        """Store invitations that are sent to accounts: each of use to its own alone, by its id."""
        self._run_many(
            _INVITE,
            [
                _invitation_columns(each, f"{SENT} {each.id}", self._person(each.study, person))
                for each, person in sent
            ],
        )

    def find_invitation(self, token: str, person: Person) -> Invitation | None:
        """The invitation with this token, as it stands for this person; expired ones too."""
        rows = self._records(_INVITATION, token_hash=_hash(token))
        if not rows:
            return None
        row = rows[0]
        ours = row["bound"] in {None, self._person(row["study"], person)}
        return _invitation(row, bound_to_other=not row["reusable"] and not ours)

    def sent_invitation(self, invitation: str, person: Person) -> Invitation | None:
        """The invitation with this id, where it was sent to this person; expired ones too."""
        rows = self._records(_SENT_INVITATION, invitation=invitation)
        if not rows or rows[0]["bound"] != self._person(rows[0]["study"], person):
            return None
        return _invitation(rows[0])

    def open_links(self, study: StudyId | str) -> list[Invitation]:
        """Reusable invitations to a study that name none of its guides; expired ones too."""
        return [_invitation(row) for row in self._records(_OPEN_LINKS, study=study)]

    def use_invitation(self, invitation: str, person: Person, interview: InterviewId) -> None:
        """Count a use; a single-use invitation is bound to the person and their interview.

        Raises StaleInterview where somebody else used it up first.
        """
        study, reusable = self._row(_USE_KIND, invitation=invitation) or ("", True)
        bound = self._person(study, person)
        used = self._run(
            _USE,
            invitation=invitation,
            person=bound,
            bound=None if reusable else bound,
            interview=None if reusable else interview,
        )
        if used != 1:
            raise StaleInterview("the invitation was used up by somebody else; run the turn again")

    def respondent_of(self, study: StudyId | str, person: Person) -> Pseudonym | None:
        """Who this person is within a study, if they ever began."""
        row = self._row(_RESPONDENT, **self._identity(study, person))
        return None if row is None else Pseudonym(row[0])

    def add_respondent(
        self,
        study: StudyId | str,
        pseudonym: Pseudonym | str,
        segment: str | None,
        person: Person | None,
    ) -> None:
        """Make a respondent known; again for the same pseudonym adds another account of theirs.

        `person` None: imported. Raises StaleInterview where the account is known by another
        pseudonym by now.
        """
        self._run(_ADD_RESPONDENT, study=study, pseudonym=pseudonym, segment=segment, erased=False)
        if person is None:
            return
        added = self._run(
            _ADD_IDENTITY,
            respondent=pseudonym,
            sealed=self._vault.seal(dump([person.id, person.name])),
            **self._identity(study, person),
        )
        if not added and self.respondent_of(study, person) != pseudonym:
            raise StaleInterview("the account is somebody already; run the turn again")

    def interview_by_person(
        self, study: StudyId | str, person: Person, flow: str | None = None
    ) -> InterviewId | None:
        """This person's newest interview of the study's current wave; `flow` None: of any flow."""
        row = self._row(
            _NEWEST, every_flow=flow is None, flow=flow, **self._identity(study, person)
        )
        return None if row is None else InterviewId(row[0])

    def interviews_in(self, chat: int, most: int) -> list[InterviewId]:
        """Interviews held in a chat, the newest first, `most` of them."""
        return [InterviewId(row[0]) for row in self._rows(_IN_CHAT, chat=chat, most=most)]

    def begun_since(self, study: StudyId | str, since: datetime) -> int:
        """How many interviews of the study were begun after a moment."""
        return int(self._rows(_BEGUN, study=study, since=instant(since))[0][0])

    def _identity(self, study: str, person: Person) -> dict[str, Any]:
        return {
            "study": study,
            "messenger": person.messenger,
            "installation": person.installation,
            "lookup": self._person(study, person),
        }

    def _person(self, study: str, person: Person) -> str:
        """Keyed hash of an account, another one in every study."""
        return self._vault.lookup("person", study, person.messenger, person.installation, person.id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _study_columns(study: Study) -> dict[str, Any]:
    return {
        "id": study.id,
        "title": study.title,
        "document": dump(to_plain(study)),
        "wave": study.wave,
        "created_at": instant(study.created_at),
        "closed_at": instant_or_none(study.closed_at),
    }


def _invitation_columns(
    invitation: Invitation, token_hash: str, bound: str | None
) -> dict[str, Any]:
    return {
        "id": invitation.id,
        "token_hash": token_hash,
        "study": invitation.study,
        "messenger": invitation.messenger,
        "segment": invitation.segment,
        "expires_at": instant_or_none(invitation.expires_at),
        "reusable": invitation.reusable,
        "allowed": invitation.limit,
        "used": invitation.used,
        "bound": bound,
        "interview": None,
        "flow": invitation.flow,
    }


def _invitation(row: Params, *, bound_to_other: bool = False) -> Invitation:
    return Invitation(
        id=row["id"],
        study=row["study"],
        messenger=row["messenger"],
        segment=row["segment"],
        expires_at=moment_or_none(row["expires_at"]),
        reusable=bool(row["reusable"]),
        limit=row["allowed"],
        interview=row["interview"],
        bound_to_other=bound_to_other,
        used=row["used"],
        flow=row["flow"],
    )
