"""Who works with the answers: users, their passwords' hashes, their accounts on messengers."""

from sqlalchemy import bindparam, select

from cxmodel import tables as t
from cxmodel.instants import instant, moment
from cxmodel.plain import dump, load
from cxmodel.records import Person, Role, User
from cxmodel.store.changes import Changes
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Row, Sql, insert_row

_USER_COLUMNS = (t.portal_user.c.name, t.portal_user.c.role, t.portal_user.c.created_at)
_USERS = Sql(select(*_USER_COLUMNS).order_by(t.portal_user.c.name))
_USER = Sql(select(*_USER_COLUMNS).where(t.portal_user.c.name == bindparam("name")))
_PASSWORD = Sql(select(t.portal_user.c.password).where(t.portal_user.c.name == bindparam("name")))
_USER_OF = Sql(
    select(*_USER_COLUMNS)
    .join_from(t.user_account, t.portal_user)
    .where(
        t.user_account.c.messenger == bindparam("messenger"),
        t.user_account.c.installation == bindparam("installation"),
        t.user_account.c.lookup == bindparam("lookup"),
    )
)
_ACCOUNTS = Sql(
    select(t.user_account.c.name, t.user_account.c.sealed).order_by(
        t.user_account.c.name, t.user_account.c.messenger, t.user_account.c.installation
    )
)
_ADD_USER = Sql(insert_row(t.portal_user).on_conflict_do_nothing())
_account = insert_row(t.user_account)
_LINK = Sql(
    _account.on_conflict_do_update(
        index_elements=["messenger", "installation", "lookup"],
        set_={"name": _account.excluded.name, "sealed": _account.excluded.sealed},
    )
)


class UserQueries(Queries):
    """Users, looked up."""

    def users(self) -> list[User]:
        """All of them, by name."""
        return [_user(row) for row in self._rows(_USERS)]

    def user(self, name: str) -> User | None:
        """A user by name."""
        row = self._row(_USER, name=name)
        return None if row is None else _user(row)

    def password_hash(self, name: str) -> str | None:
        """Argon2id hash of a user's password; None where there is no such user."""
        row = self._row(_PASSWORD, name=name)
        return None if row is None else str(row[0])

    def user_of(self, person: Person) -> User | None:
        """The user to whom this account of a messenger is linked."""
        row = self._row(
            _USER_OF,
            messenger=person.messenger,
            installation=person.installation,
            lookup=self._account(person),
        )
        return None if row is None else _user(row)

    def accounts(self) -> dict[str, list[Person]]:
        """Accounts that are linked to users, by the user's name."""
        linked: dict[str, list[Person]] = {}
        for name, sealed in self._rows(_ACCOUNTS):
            messenger, installation, account = load(self._vault.open(sealed))
            person = Person(messenger=messenger, installation=installation, id=account)
            linked.setdefault(name, []).append(person)
        return linked

    def _account(self, person: Person) -> str:
        """Keyed hash of an account, as a user's; in no study is it the same."""
        return self._vault.lookup("user", person.messenger, person.installation, person.id)


class Users(UserQueries, Changes):
    """Users, made and linked."""

    def add_user(self, user: User, password_hash: str) -> bool:
        """Make a user; False where the name is taken."""
        added = self._run(
            _ADD_USER,
            name=user.name,
            role=user.role.value,
            password=password_hash,
            created_at=instant(user.created_at),
        )
        return added == 1

    def link_account(self, name: str, person: Person) -> None:
        """Have an account speak for a user who exists; whoever it spoke for before, no more."""
        self._run(
            _LINK,
            name=name,
            messenger=person.messenger,
            installation=person.installation,
            lookup=self._account(person),
            sealed=self._vault.seal(dump([person.messenger, person.installation, person.id])),
        )


def _user(row: Row) -> User:
    name, role, created_at = row
    return User(name=name, role=Role(role), created_at=moment(created_at))
