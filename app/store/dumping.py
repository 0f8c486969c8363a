"""Every row of every table as lines of text, and back: one shape for both databases."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Date, LargeBinary, Table, insert, select
from sqlalchemy.orm import Session

from app.store.db import metadata
from app.store.types import UtcTime

BATCH = 200


def lines(db: Session) -> Iterator[bytes]:
    """The whole database in one reading transaction, parents before children: `["table", [[value …] …]]` a line."""
    for table in metadata.sorted_tables:
        keys = list(table.primary_key.columns)
        rows = db.execute(select(table).order_by(*keys).execution_options(yield_per=BATCH))
        for part in rows.partitions(BATCH):
            values = [[_out(value) for value in row] for row in part]
            yield json.dumps([table.name, values], ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def fill(db: Session, given: Iterable[bytes]) -> int:
    """Fills empty tables from such lines; how many rows. KeyError for a table that is not known here."""
    count = 0
    for line in given:
        name, values = json.loads(line)
        table = metadata.tables[name]
        columns = list(table.columns)
        rows = [{one.name: _in(one, value) for one, value in zip(columns, row, strict=True)} for row in values]
        db.execute(insert(table), rows)
        count += len(rows)
    return count


def empty(db: Session) -> bool:
    """Whether no table holds a row."""
    return all(db.execute(select(*_keys(table)).limit(1)).first() is None for table in metadata.sorted_tables)


def _keys(table: Table) -> list[Column[Any]]:
    return list(table.primary_key.columns)


def _out(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value


def _in(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, UtcTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return base64.b64decode(value) if isinstance(column.type, LargeBinary) else value
