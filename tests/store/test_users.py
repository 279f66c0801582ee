from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.users import add_user, link_slack, user_with_password
from cxmodel import tables
from cxmodel.errors import Refused
from cxmodel.records import Person, Role, User
from cxmodel.store import Store
from tests.store.values import NOW

BOB = User(name="bob", role=Role.RESEARCHER, created_at=NOW)
ACCOUNT = Person(messenger="slack", installation="E1/T1", id="U1")


def test_a_user_comes_back_as_made_and_is_made_once(store: Store) -> None:
    with store.writing() as work:
        assert work.add_user(BOB, "hash")
        assert not work.add_user(User(name="bob", role=Role.ADMIN, created_at=NOW), "other")
    with store.reading() as reading:
        assert reading.user("bob") == BOB
        assert reading.users() == [BOB]
        assert reading.password_hash("bob") == "hash"
        assert (reading.user("ann"), reading.password_hash("ann")) == (None, None)


def test_an_account_speaks_for_one_user(store: Store) -> None:
    ann = User(name="ann", role=Role.ADMIN, created_at=NOW)
    with store.writing() as work:
        work.add_user(BOB, "hash")
        work.add_user(ann, "hash")
        work.link_account("bob", ACCOUNT)
        assert work.user_of(ACCOUNT) == BOB
        assert work.accounts() == {"bob": [ACCOUNT]}
        work.link_account("ann", ACCOUNT)
        assert work.user_of(ACCOUNT) == ann
        assert work.accounts() == {"ann": [ACCOUNT]}
        elsewhere = Person(messenger="slack", installation="T1", id="U1")
        assert work.user_of(elsewhere) is None


def test_no_account_stands_in_the_open(store: Store) -> None:
    with store.writing() as work:
        work.add_user(BOB, "hash")
        work.link_account("bob", Person(messenger="slack", installation="T1", id="U0SECRET"))
    with store._reading.connect() as connection:
        row = connection.execute(select(tables.user_account)).one()
    assert "U0SECRET" not in str(row)


def test_a_password_signs_in_its_user_alone(store: Store) -> None:
    add_user(store, "bob", "viewer", "correct horse battery")
    with store.reading() as reading:
        found = user_with_password(reading, "bob", "correct horse battery")
        assert found is not None
        assert (found.name, found.role) == ("bob", Role.VIEWER)
        for name, password in [
            ("bob", "correct horse batterx"),
            ("bob", ""),
            ("bob", "correct horse battery" + " " * 2000),
            ("ann", "correct horse battery"),
            ("ann", "nobody has this password"),
        ]:
            assert user_with_password(reading, name, password) is None
        assert (reading.password_hash("bob") or "").startswith("$argon2id$")


@pytest.mark.parametrize(
    ("name", "role", "password", "says"),
    [
        ("bob", "admin", "short", "at least 10 characters"),
        ("two words", "admin", "long enough 1", "a name is made of"),
        ("", "admin", "long enough 1", "a name is made of"),
    ],
)
def test_a_user_that_cannot_be_is_refused(
    store: Store, name: str, role: str, password: str, says: str
) -> None:
    with pytest.raises(Refused, match=says):
        add_user(store, name, role, password)


@pytest.mark.parametrize(
    ("account", "installation"),
    [("T1/U1", "T1"), ("E1/T1/U1", "E1/T1"), ("E1//W1", "E1/")],
)
def test_a_slack_account_names_its_installation_and_its_user(
    store: Store, account: str, installation: str
) -> None:
    with store.writing() as work:
        work.add_user(BOB, "hash")
    person = link_slack(store, "bob", account)
    assert (person.installation, person.id) == (installation, account.rpartition("/")[2])
    with store.reading() as reading:
        assert reading.user_of(person) == BOB


@pytest.mark.parametrize("account", ["U1", "T1", "T1/", "/U1", "t1/u1", "T1/U1/x", "T1/T2/U1", ""])
def test_what_is_no_slack_account_is_refused(store: Store, account: str) -> None:
    with pytest.raises(Refused, match="T0123ABC/U0456DEF"):
        link_slack(store, "bob", account)


def test_only_known_users_are_linked(store: Store) -> None:
    with pytest.raises(Refused, match="there is no user 'bob'; there is: none yet"):
        link_slack(store, "bob", "T1/U1")


def test_instants_of_users_are_kept_to_the_millisecond(store: Store) -> None:
    later = User(name="x", role=Role.ADMIN, created_at=NOW + timedelta(milliseconds=7))
    with store.writing() as work:
        work.add_user(later, "hash")
        assert work.user("x") == later
