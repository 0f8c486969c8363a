"""Every row of every table as packed lines of text, and back: one shape for both databases."""

import base64
import json
import zlib
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, LargeBinary, Table, func, insert, select, text
from sqlalchemy.orm import Session

from app.store.db import count_on, metadata
from app.store.tables import blob, record
from app.store.types import UtcTime

BATCH = 200
_LEVEL = 1
# sealed already and never changed: such values lie beside the archives under their hash, once for all of them
_APART = {"record_body", "shown", "sheet"}
_SMALL = 1024


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What stands in the database at one moment: the newest record (0 and empty when none), how many rows there are,
    every blob as address and length, and every value that the dump leaves apart, the same way."""

    seq: int
    hash: str
    rows: int
    blobs: tuple[tuple[str, int], ...]
    apart: tuple[tuple[str, int], ...] = ()

    @property
    def files(self) -> tuple[tuple[str, int], ...]:
        """Everything that must lie beside the archive."""
        return self.blobs + self.apart


def snapshot(db: Session) -> Snapshot:
    """In the same reading transaction as the dump it tells of."""
    head = db.execute(select(record.c.seq, record.c.hash).order_by(record.c.seq.desc()).limit(1)).one_or_none()
    rows = sum(int(db.execute(select(func.count()).select_from(table)).scalar_one()) for table in _tables())
    blobs = tuple((row.sha256, row.bytes) for row in db.execute(select(blob.c.sha256, blob.c.bytes)))
    return Snapshot(head.seq if head else 0, head.hash if head else "", rows, tuple(sorted(blobs)))


def schema(db: Session) -> str:
    """The migration at which these tables stand."""
    return str(db.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def lines(db: Session, lay: Callable[[bytes], str] | None = None) -> Generator[bytes, None, None]:
    """The whole database in one reading transaction, parents before children: `["table", [column …], [[value …] …]]`.

    `lay` keeps a sealed value apart and says its address; without it every value stands in the line. SQLite keeps to
    one snapshot from the first read on; PostgreSQL does so in REPEATABLE READ, as every work that only reads.
    """
    for table in _tables():
        apart = lay if table.name in _APART else None
        names = [column.name for column in table.columns]
        # closed with the generator: PostgreSQL keeps a cursor on its side
        with db.execute(select(table).order_by(*_keys(table)).execution_options(yield_per=BATCH)) as rows:
            for part in rows.partitions(BATCH):
                line = [table.name, names, [[_out(value, apart) for value in row] for row in part]]
                yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def packed(given: Iterable[bytes]) -> Iterator[bytes]:
    """The lines, smaller."""
    packer = zlib.compressobj(_LEVEL)
    for line in given:
        yield packer.compress(line)
    yield packer.flush()


def unpacked(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The lines again; ValueError when they break off."""
    unpacker, rest = zlib.decompressobj(), b""
    for part in parts:
        *whole, rest = (rest + unpacker.decompress(part)).split(b"\n")
        yield from whole
    if rest or not unpacker.eof:
        raise ValueError("the lines break off")


def told(given: Iterable[bytes]) -> Snapshot:
    """What such lines say, read to the end."""
    seq, found, rows, blobs, apart = 0, "", 0, [], set()
    for line in given:
        name, names, values = json.loads(line)
        rows += len(values)
        if name == record.name:
            newest = dict(zip(names, values[-1], strict=True))
            seq, found = newest["seq"], newest["hash"]
        elif name == blob.name:
            address, length = names.index("sha256"), names.index("bytes")
            blobs += [(row[address], row[length]) for row in values]
        elif name in _APART:
            apart |= {(one["apart"], one["bytes"]) for row in values for one in row if isinstance(one, dict)}
    return Snapshot(seq, found, rows, tuple(sorted(blobs)), tuple(sorted(apart)))


def fill(db: Session, given: Iterable[bytes], take: Callable[[str], bytes]) -> int:
    """Fills empty tables from such lines; how many rows. `take` gives what lies apart. KeyError for a table or column
    that is not known here."""
    count = 0
    for line in given:
        name, names, values = json.loads(line)
        columns = [metadata.tables[name].columns[one] for one in names]
        rows = [{one.name: _in(one, value, take) for one, value in zip(columns, row, strict=True)} for row in values]
        db.execute(insert(metadata.tables[name]), rows)
        count += len(rows)
    count_on(db)
    return count


def _tables() -> list[Table]:
    return metadata.sorted_tables


def _keys(table: Table) -> list[Column[Any]]:
    return list(table.primary_key.columns)


def _out(value: Any, lay: Callable[[bytes], str] | None) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        if lay and len(value) >= _SMALL:
            return {"apart": lay(value), "bytes": len(value)}
        return base64.b64encode(value).decode()
    return value


def _in(column: Column[Any], value: Any, take: Callable[[str], bytes]) -> Any:
    if value is None:
        return None
    if isinstance(column.type, UtcTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, LargeBinary):
        return take(value["apart"]) if isinstance(value, dict) else base64.b64decode(value)
    return value
