"""The tables that are made from records: emptied, read whole, written whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select, text, update
from sqlalchemy.orm import Session

from app.store.tables import (
    KINDS,
    PROJECTION,
    case,
    case_paper,
    counter,
    guidance,
    held_record,
    journal_line,
    ledger_node,
    printed_pdf,
    rating,
    record,
    record_verdict,
    register_entry,
    shown,
    ticket_bound,
    visit,
)

Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]

# children before parents
_REPLAYED = (guidance, rating, ticket_bound, case_paper, register_entry, printed_pdf, held_record, visit, case)
NAMES = tuple(table.name for table, kind in KINDS.items() if kind == PROJECTION)
_TABLES = {table.name: table for table in (*_REPLAYED, journal_line, ledger_node)}
_BATCH = 500


@dataclass(frozen=True, slots=True)
class RecordRow:
    """A record as it was taken: what its envelope says in columns, when it came, the first verdict on it."""

    seq: int
    hash: str
    kind: str
    stream_type: str
    stream_id: str
    org: str
    author: str
    device: str
    envelope: str
    received_at: datetime
    verdict: str
    code: str


def records(db: Session) -> list[RecordRow]:
    """Every record in its order."""
    names = ("seq", "hash", "kind", "stream_type", "stream_id", "org", "author", "device", "envelope", "received_at")
    rows = db.execute(
        select(*(record.c[name] for name in names), record_verdict.c.verdict, record_verdict.c.code)
        .join(record_verdict, record_verdict.c.seq == record.c.seq)
        .order_by(record.c.seq)
    )
    return [RecordRow(**row) for row in rows.mappings()]


def unreadable(db: Session) -> set[tuple[str, int]]:
    """Case and revision of pictures that could not be made."""
    return {(row[0], row[1]) for row in db.execute(select(shown.c.case_id, shown.c.revision).where(shown.c.mime == ""))}


def empty(db: Session, dossiers: str) -> None:
    """Nothing stands in what a replay fills, and its counter of dossiers begins anew."""
    for table in _REPLAYED:
        db.execute(delete(table))
    db.execute(delete(counter).where(counter.c.name == dossiers))


def skip(db: Session, org: str, name: str, by: int) -> None:
    """A restore left out so many numbers of a counter."""
    where = (counter.c.org == org, counter.c.name == name)
    db.execute(update(counter).where(*where).values(last=counter.c.last + by))


def replayed(db: Session) -> dict[str, list[Row]]:
    """What a replay has filled."""
    return {table.name: _all(db, table) for table in _REPLAYED}


def kept(db: Session) -> dict[str, list[Row]]:
    """Every projection as it stands."""
    return {name: _all(db, table) for name, table in _TABLES.items()}


def key_of(name: str, row: Row) -> tuple[Any, ...]:
    """The primary key of a row."""
    return tuple(row[column.name] for column in _TABLES[name].primary_key)


def put(db: Session, rows: Rows) -> None:
    """These rows instead of what stood there."""
    guards = _without_guards(db, journal_line)
    for table in (journal_line, ledger_node, *_REPLAYED):
        db.execute(delete(table))
    for table in (*reversed(_REPLAYED), journal_line, ledger_node):
        for part in _parts(rows[table.name]):
            db.execute(insert(table), part)
    for guard in guards:
        db.execute(text(guard))


def _all(db: Session, table: Table) -> list[Row]:
    return [dict(row) for row in db.execute(select(table).order_by(*table.primary_key)).mappings()]


def _parts(rows: Sequence[Row]) -> Iterable[list[Row]]:
    for start in range(0, len(rows), _BATCH):
        yield list(rows[start : start + _BATCH])


def _without_guards(db: Session, table: Table) -> list[str]:
    """Drops the triggers that refuse any change of a table, in this transaction; how they are made again."""
    if db.get_bind().dialect.name == "postgresql":
        found = db.execute(
            text(
                "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger "
                "WHERE tgrelid = CAST(:name AS regclass) AND NOT tgisinternal"
            ),
            {"name": table.name},
        ).all()
        for name, _ in found:
            db.execute(text(f'DROP TRIGGER "{name}" ON {table.name}'))
    else:
        found = db.execute(
            text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name"),
            {"name": table.name},
        ).all()
        for name, _ in found:
            db.execute(text(f'DROP TRIGGER "{name}"'))
    return [str(made) for _, made in found]
