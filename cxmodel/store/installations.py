"""Where a messenger's app is installed, and with which tokens: kept sealed, renewed by one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, literal_column, null, or_, select, update

from cxmodel import tables as t
from cxmodel.instants import instant
from cxmodel.store.changes import Changes
from cxmodel.store.reading import Queries
from cxmodel.store.sql import Sql, insert_row

_of_messenger = t.installation.c.messenger == bindparam("of_messenger")
_this = (_of_messenger, t.installation.c.key == bindparam("of_key"))
_as_seen = (*_this, t.installation.c.version == bindparam("seen"))
_ALL = Sql(
    select(t.installation.c.key, t.installation.c.version, t.installation.c.sealed)
    .where(_of_messenger)
    .order_by(t.installation.c.key)
)
_new = insert_row(t.installation)
_KEEP = Sql(
    _new.on_conflict_do_update(
        index_elements=["messenger", "key"],
        set_={
            "sealed": _new.excluded.sealed,
            "version": t.installation.c.version + literal_column("1"),
            "refreshing_until": null(),
            "updated_at": _new.excluded.updated_at,
        },
    )
)
_LEASE = Sql(
    update(t.installation)
    .where(
        *_as_seen,
        or_(
            t.installation.c.refreshing_until.is_(None),
            t.installation.c.refreshing_until <= bindparam("now"),
        ),
    )
    .values(refreshing_until=bindparam("until"))
)
_RENEW = Sql(
    update(t.installation)
    .where(*_as_seen)
    .values(
        sealed=bindparam("sealed"),
        version=t.installation.c.version + literal_column("1"),
        refreshing_until=bindparam("until"),
        updated_at=bindparam("now"),
    )
)
_REMOVE = Sql(delete(t.installation).where(*_this, t.installation.c.updated_at < bindparam("by")))


@dataclass(frozen=True, slots=True)
class Installed:
    """One installation; `content` is the messenger's own JSON, with tokens in it."""

    key: str
    version: int  # grows with every change
    content: str


class InstallationQueries(Queries):
    """Installations to look at."""

    def installations(self, messenger: str) -> list[Installed]:
        """All installations of a messenger's app."""
        rows = self._rows(_ALL, of_messenger=messenger)
        return [Installed(key, version, self._vault.open(sealed)) for key, version, sealed in rows]


class Installations(Changes):
    """Installations made, renewed and removed."""

    def keep_installation(self, messenger: str, key: str, content: str, now: datetime) -> None:
        """Store what an installation brought, over what was there."""
        self._run(
            _KEEP,
            messenger=messenger,
            key=key,
            sealed=self._vault.seal(content),
            version=1,
            refreshing_until=None,
            updated_at=instant(now),
        )

    def lease_renewal(
        self, messenger: str, installed: Installed, now: datetime, until: datetime
    ) -> bool:
        """Whether its tokens are ours to renew until then: nobody else is at it or was."""
        seen = {"of_messenger": messenger, "of_key": installed.key, "seen": installed.version}
        return self._run(_LEASE, **seen, now=instant(now), until=instant(until)) == 1

    def renew_installation(
        self, messenger: str, installed: Installed, content: str, now: datetime, until: datetime
    ) -> bool:
        """Store renewed tokens, unless the app was installed anew or removed meanwhile.

        Nobody renews them again before `until`.
        """
        seen = {"of_messenger": messenger, "of_key": installed.key, "seen": installed.version}
        sealed = self._vault.seal(content)
        moments = {"now": instant(now), "until": instant(until)}
        return self._run(_RENEW, **seen, sealed=sealed, **moments) == 1

    def remove_installation(self, messenger: str, key: str, by: datetime) -> bool:
        """Forget an installation that ended at `by`; one that began later stays."""
        return self._run(_REMOVE, of_messenger=messenger, of_key=key, by=instant(by)) == 1
