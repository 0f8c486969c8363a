"""Every wrapped key that the database keeps: what it belongs to, read and replaced."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table, func, select, update
from sqlalchemy.orm import Session

from app.store.tables import password, password_waiting, record, record_key, sheet, shown

_ID = 36
# table, its sealed bytes (the id of the seal in front), their wrapping
_LAID: tuple[tuple[Table, Column[Any], Column[Any]], ...] = (
    (shown, shown.c.sealed, shown.c.wrapping),
    (sheet, sheet.c.sealed, sheet.c.wrapping),
    (password, password.c.secret, password.c.secret_key),
    (password_waiting, password_waiting.c.secret, password_waiting.c.secret_key),
)


@dataclass(frozen=True, slots=True)
class WrappedRow:
    """A wrapping, the id that it is bound to, and where it stands (table, primary key)."""

    table: str
    key: tuple[Any, ...]
    bound: str
    wrapping: str


def everything(db: Session) -> list[WrappedRow]:
    """All of them."""
    rows = db.execute(
        select(record_key.c.seq, record.c.id, record_key.c.wrapping)
        .join(record, record.c.seq == record_key.c.seq)
        .order_by(record_key.c.seq)
    )
    return [WrappedRow("record_key", (row[0],), row[1], row[2]) for row in rows] + list(_laid(db))


def newest(db: Session) -> WrappedRow | None:
    """The one of the newest record."""
    row = db.execute(
        select(record_key.c.seq, record.c.id, record_key.c.wrapping)
        .join(record, record.c.seq == record_key.c.seq)
        .order_by(record_key.c.seq.desc())
        .limit(1)
    ).first()
    return WrappedRow("record_key", (row[0],), row[1], row[2]) if row else None


def _laid(db: Session) -> Iterator[WrappedRow]:
    for table, sealed, wrapping in _LAID:
        keys = list(table.primary_key)
        for row in db.execute(select(func.substr(sealed, 1, _ID), wrapping, *keys)):
            yield WrappedRow(table.name, tuple(row[2:]), bytes(row[0]).decode("ascii", "replace"), row[1])


def put(db: Session, row: WrappedRow, wrapping: str) -> None:
    """Another wrapping of the same key."""
    if row.table == "record_key":
        db.execute(update(record_key).where(record_key.c.seq == row.key[0]).values(wrapping=wrapping))
        return
    table, _, column = next(one for one in _LAID if one[0].name == row.table)
    where = [key == value for key, value in zip(table.primary_key, row.key, strict=True)]
    db.execute(update(table).where(*where, column == row.wrapping).values({column.name: wrapping}))
