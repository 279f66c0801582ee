"""Invitation links: made, printed once, and kept only as hashes."""

import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from bot.ids import new_token
from bot.settings import Settings
from bot.workplace import flow_of_study, study_or_refuse
from cxmodel.errors import Misconfigured, Refused
from cxmodel.records import Invitation
from cxmodel.store import Store
from cxmodel.study import Study

MESSENGERS = ("telegram", "slack", "web")
LIFE = "30d"  # of a single-use link; the one of an open study lives as long as the study
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What `desirepath invite` was asked for."""

    study: str
    messenger: str
    count: int
    segment: str | None
    expires: str | None  # such as 30d
    people: Path | None
    flow: str | None = None  # the id of one of the study's; None: its first


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One way in; `name` is whom it is meant for, where a list of people was given."""

    url: str
    token_id: str
    segment: str | None
    expires: datetime | None
    name: str = ""
    flow: str | None = None  # the guide that it begins; None: whoever comes chooses

    def row(self) -> dict[str, str | None]:
        """As JSON data (contract §1)."""
        moment = self.expires.strftime("%Y-%m-%dT%H:%M:%S.000Z") if self.expires else None
        row = {
            "url": self.url,
            "token_id": self.token_id,
            "segment": self.segment,
            "expires": moment,
            "flow": self.flow,
        }
        return row | ({"name": self.name} if self.name else {})


@dataclass(frozen=True, slots=True)
class _Guest:
    """Whom a link is meant for, as a line of the list says."""

    name: str = ""
    segment: str | None = None
    flow: str | None = None


def make_invitations(store: Store, settings: Settings, wish: Wish) -> list[Link]:
    """Links as wished, stored before they are returned. Raises Refused or Misconfigured."""
    if wish.messenger not in MESSENGERS:
        raise Refused(f"--messenger: choose {', '.join(MESSENGERS)}")
    life = _duration(wish.expires or LIFE)
    guests = _guests(wish.people) if wish.people is not None else [_Guest()] * wish.count
    with store.reading() as reading:
        study = study_or_refuse(reading, wish.study)
        username = settings.telegram_username or reading.note("telegram.username")
    if study.closed_at is not None:
        raise Refused(f"study {study.id} is closed; invitations would lead nowhere")
    address = _address(wish.messenger, settings, username)
    expires = wish.expires or not study.open_link
    if study.open_link:
        guests = [_Guest()]
    invited = [
        (_invitation(study, wish, guest, life if expires else None), guest) for guest in guests
    ]
    links = []
    with store.writing() as work:
        for invitation, guest in invited:
            token = new_token()
            work.add_invitation(invitation, token)
            links.append(_link(address.format(token=token), study, invitation, guest))
    return links


def _invitation(study: Study, wish: Wish, guest: _Guest, life: timedelta | None) -> Invitation:
    named = guest.flow if guest.flow is not None else wish.flow
    return Invitation(
        id=uuid4().hex[:12],
        study=study.id,
        messenger=wish.messenger,
        segment=guest.segment or wish.segment,
        flow=flow_of_study(study, named).flow if named is not None else None,
        expires_at=datetime.now(UTC) + life if life is not None else None,
        reusable=study.open_link,
        limit=study.limit,
        interview=None,
    )


def _link(url: str, study: Study, invitation: Invitation, guest: _Guest) -> Link:
    is_free = study.open_link and len(study.flows) > 1
    return Link(
        url=url,
        token_id=invitation.id,
        segment=invitation.segment,
        expires=invitation.expires_at,
        name=guest.name,
        flow=invitation.flow or (None if is_free else study.flows[0].flow),
    )


def _address(messenger: str, settings: Settings, username: str | None) -> str:
    """Where a link leads, with a place for the token."""
    if messenger == "telegram":
        if not username:
            raise Misconfigured(
                "TELEGRAM_BOT_USERNAME: set it to the bot's name without @ (it is learnt by itself "
                "once `desirepath run` has reached Telegram)"
            )
        return f"https://t.me/{username.lstrip('@')}?start={{token}}"
    if messenger == "slack":
        return "/journey start {token}"
    base = settings.public_url or f"http://{settings.host}:{settings.port}"
    return f"{base}/chat/{{token}}"


def _duration(text: str) -> timedelta:
    """A positive length of time such as 30d, 12h.

    >>> _duration("30d")
    datetime.timedelta(days=30)
    """
    match = re.fullmatch(r"([1-9][0-9]{0,4})([mhdw])", text.strip().lower())
    if match is None:
        raise Refused("--expires: write a number and a unit, such as 30d, 12h or 2w")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _guests(file: Path) -> list[_Guest]:
    """One a line; columns `name`, `segment` and `flow`, or the first one is the name."""
    try:
        with file.open(newline="", encoding="utf-8-sig") as stream:
            rows = [row for row in csv.reader(stream) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused(f"cannot read {file}: {error}") from None
    head = [cell.strip().lower() for cell in rows[0]] if rows else []
    columns = {"name": 0}
    if "name" in head:
        rows, columns = rows[1:], {title: head.index(title) for title in head}
    if not rows:
        raise Refused(f"{file} names nobody")
    name, segment, flow = (columns.get(title) for title in ("name", "segment", "flow"))
    return [
        _Guest(_cell(row, name), _cell(row, segment) or None, _cell(row, flow) or None)
        for row in rows
    ]


def _cell(row: list[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


@contextmanager
def _writing(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Refused(f"cannot write {place}: {error.strerror}; the links are above") from None


def write_csv(links: Iterable[Link], file: Path) -> None:
    """The links as a table; a name that looks like a formula is written as text.

    Raises Refused, as `write_qr` does.
    """
    with _writing(file), file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["name", "segment", "url", "expires", "token_id", "flow"])
        for link in links:
            row = link.row()
            named = [link.name, link.segment or "", link.url, row["expires"] or "", link.token_id]
            cells = [*named, link.flow or ""]
            writer.writerow([f"'{c}" if c.startswith(_FORMULA_STARTS) else c for c in cells])


def write_qr(links: Iterable[Link], folder: Path) -> None:
    """A QR code a link, as `<token_id>.svg`."""
    import segno

    with _writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for link in links:
            file = folder / f"{link.token_id}.svg"
            segno.make(link.url, error="m").save(str(file), scale=8, border=4)
