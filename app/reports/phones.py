"""The phones of one person, by their own word and by the commune's ledger; what he has in hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import calendar
from app.store import entrusted, told
from app.store.devices import DeviceRow
from app.store.tables import case, device, visit


@dataclass(frozen=True, slots=True)
class Missing:
    """A record that a phone made and the commune has not; who it is about where the commune knows. `gone`: the phone
    said that it holds it no more."""

    kind: str
    code: str
    made_at: str
    name: str
    hamlet: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone; `unsent` waits on it, `lost` is on neither side, `holes` are places of its chain that nobody ever named;
    `told_at` is the moment of all this, None when it never told; `empty`: everything that it made is here."""

    id: str
    label: str
    enrolled_at: datetime
    seen_at: datetime | None
    told_at: datetime | None
    state: str
    unsent: list[Missing]
    lost: list[Missing]
    more: int
    holes: int
    empty: bool


def of_person(db: Session, org: str, person_id: str) -> list[Phone]:
    """His phones, the newest first."""
    rows = db.execute(
        select(device)
        .where(device.c.org == org, device.c.person == person_id)
        .order_by(device.c.enrolled_at.desc(), device.c.id)
    ).mappings()
    return [_phone(db, DeviceRow(**row)) for row in rows]


def in_hand(db: Session, org: str, person_id: str) -> entrusted.Entrusted:
    """What must be given to another before he leaves."""
    return entrusted.to(db, org, person_id)


def _phone(db: Session, row: DeviceRow) -> Phone:
    said = told.account(db, row)
    known = _known(db, row.org, [one.stream for one in said.rows])
    lines = [_missing(one, known) for one in said.rows]
    unsent = [line for line in lines if not line.gone]
    lost = [line for line in lines if line.gone]
    return Phone(
        row.id, row.label, row.enrolled_at, row.seen_at, row.told_at, _state(row), unsent, lost, said.more, said.holes,
        said.empty,
    )  # fmt: skip


def _state(row: DeviceRow) -> str:
    if row.revoked_at:
        return "revoked"
    if row.lost_at:
        return "lost"
    return "suspended" if row.suspended_at else "active"


def _missing(row: told.ToldRow, known: dict[str, tuple[str, str]]) -> Missing:
    name, hamlet = known.get(row.stream, ("", ""))
    return Missing(row.kind, row.code, _readable(row.made_at), name, hamlet, row.gone_at is not None)


def _readable(made_at: str) -> str:
    """The phone's word of when; empty where it is no moment."""
    try:
        moment = datetime.fromisoformat(made_at)
        return made_at if moment.tzinfo and calendar.local(moment) else ""
    # the last hours of the year 9999 have no local time
    except (ValueError, OverflowError):
        return ""


def _known(db: Session, org: str, streams: Sequence[str]) -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for table in (case, visit):
        query = select(table.c.id, table.c.name, table.c.hamlet).where(table.c.org == org, table.c.id.in_(streams))
        found |= {row.id: (row.name, row.hamlet) for row in db.execute(query)}
    return found
