"""Users: names, passwords (Argon2id) and the accounts of messengers that speak for them."""

import re
from datetime import UTC, datetime

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from cxmodel.errors import Refused
from cxmodel.records import Person, Role, User
from cxmodel.store import Reading, Store

SHORTEST_PASSWORD = 10  # characters
LONGEST_PASSWORD = 1024  # characters; hashing a novel would keep a processor busy

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
# A workspace is T…, in Enterprise Grid E…/T…, for a whole organisation E…/; a user is U… or W….
_SLACK = re.compile(r"(T[A-Z0-9]+|E[A-Z0-9]+/(?:T[A-Z0-9]+)?)/([UW][A-Z0-9]+)")

_hasher = PasswordHasher()  # RFC 9106's low-memory profile, as the library recommends
# Checked where there is no such user, so that the time taken does not tell who there is.
_nobodys = _hasher.hash("nobody has this password")


def add_user(store: Store, name: str, role: str, password: str) -> User:
    """Make a user who can sign in; `role` is one of Role's.

    Raises Refused, saying what is wrong with name or password.
    """
    if not _NAME.fullmatch(name):
        raise Refused("a name is made of letters, digits and . _ @ -, 64 at the most")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise Refused(f"a password has at least {SHORTEST_PASSWORD} characters")
    user = User(name=name, role=Role(role), created_at=datetime.now(UTC))
    hashed = _hasher.hash(password)
    with store.writing() as work:
        if not work.add_user(user, hashed):
            raise Refused(f"there is a user {name!r} already")
    return user


def user_with_password(reading: Reading, name: str, password: str) -> User | None:
    """Whoever has this name and password; None where nobody has both."""
    hashed = reading.password_hash(name)
    if len(password) > LONGEST_PASSWORD:
        return None
    try:
        _hasher.verify(hashed or _nobodys, password)
    except VerificationError:
        return None
    return reading.user(name)


def link_slack(store: Store, name: str, account: str) -> Person:
    """Let a Slack account, such as T0123/U0456, speak for a user. Raises Refused."""
    found = _SLACK.fullmatch(account)
    if found is None:
        raise Refused("--slack: write workspace and user, such as T0123ABC/U0456DEF")
    person = Person(messenger="slack", installation=found[1], id=found[2])
    with store.writing() as work:
        if work.user(name) is None:
            known = ", ".join(user.name for user in work.users()) or "none yet"
            raise Refused(f"there is no user {name!r}; there is: {known}; see desirepath user add")
        work.link_account(name, person)
    return person
