"""The database session, and all that differs between SQLite and PostgreSQL: how each is opened, which error is which.

One writer at a time on both. SQLite: WAL, FULL, BEGIN IMMEDIATE. PostgreSQL: a lock that every writer holds until its
commit, so that no reader sees number 41 before 40; readers stay in one snapshot and can write nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from pysqlite3 import dbapi2
from sqlalchemy import Connection, MetaData, NullPool, Table, create_engine, event, func, inspect, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DataError, IntegrityError, InternalError, OperationalError, TimeoutError
from sqlalchemy.orm import Session

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = MetaData(naming_convention=NAMES)
# a row that another row forbids
CLASHES = (IntegrityError, DataError)
# the database cannot serve now: `trouble` says why
TROUBLES = (OperationalError, InternalError, TimeoutError)
# what no column can hold: a zero byte in a text, a number beyond all numbers
UNFIT = (DataError,)
db = SQLAlchemy(metadata=metadata)
BUSY_MS = 10_000
_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def options(url: str) -> dict[str, Any]:
    """How the application's engine is made; threads that find no connection in time are told that it is busy."""
    if url.startswith("sqlite"):
        return {"module": dbapi2}
    return {"pool_pre_ping": True, "pool_size": 10, "max_overflow": 20, "pool_timeout": BUSY_MS // 1000}


def plain_engine(url: str) -> Engine:
    """An engine for migrations and checks: nothing is prepared, no connection outlives its use."""
    if url.startswith("sqlite"):
        return create_engine(url, module=dbapi2, poolclass=NullPool)
    return create_engine(url, poolclass=NullPool)


def prepare(engine: Engine) -> None:
    """How the application opens a connection and begins a unit."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "connect", _connect_postgresql)
        event.listen(engine, "begin", _begin_postgresql)


def _connect_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """BEGIN IMMEDIATE for a unit that writes: a deferred one fails at once when busy."""
    writes = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


# any number, the same in every process of this product
_WRITERS = 0x7A4E4841
_SESSION = (
    "SET statement_timeout = '30s'",
    # a machine that went away with an open transaction holds nothing up for ever
    "SET idle_in_transaction_session_timeout = '10min'",
    "SET timezone = 'UTC'",
    "SET default_transaction_isolation = 'repeatable read'",
    "SET default_transaction_read_only = on",
    # a receipt is given after the commit: it must be on the disk by then
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
)


def _connect_postgresql(connection: Any, _record: Any) -> None:
    # outside a transaction: a rollback would take the settings back
    connection.autocommit = True
    connection.execute("; ".join((f"SET lock_timeout = {BUSY_MS}", *_SESSION)))
    connection.autocommit = False


def _begin_postgresql(connection: Connection) -> None:
    """A writer reads what was committed up to each statement: its snapshot must not be older than its lock."""
    if connection.get_execution_options().get("write"):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED READ WRITE")
        connection.exec_driver_sql(
            f"SELECT set_config('idle_in_transaction_session_timeout', '60s', true), pg_advisory_xact_lock({_WRITERS})"
        )


def trouble(error: Exception) -> str:
    """Why the database cannot serve: `full` (its disk), `busy` (later it will), or nothing that is known."""
    if isinstance(error, TimeoutError):
        return "busy"
    cause = getattr(error, "orig", None)
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return "full" if state == _DISK_FULL else "busy" if state.startswith(_BUSY) else ""
    if "full" in str(cause):
        return "full"
    away = type(cause).__module__.startswith("psycopg") and isinstance(error, OperationalError)
    return "busy" if away or "locked" in str(error) or "busy" in str(error) else ""


_DISK_FULL = "53100"
# connection lost; too many of something; a lock or a statement that took too long; shutting down or starting; order of
# transactions; a transaction that slept too long
_BUSY = ("08", "53", "55P03", "57", "40", "25P03", "25P04")


def insert_once(session: Session, table: Table, values: dict[str, Any], unique: Sequence[str]) -> None:
    """A row, unless one with the same `unique` columns is there."""
    insert = _INSERTS[session.get_bind().dialect.name]
    session.execute(insert(table).values(**values).on_conflict_do_nothing(index_elements=list(unique)))


def count_on(session: Session) -> None:
    """Numbers that the database gives by itself go on after the highest row; PostgreSQL does not look by itself."""
    if session.get_bind().dialect.name == "sqlite":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            name = func.pg_get_serial_sequence(f'"{table.name}"', column.name)
            session.execute(select(func.setval(name, func.coalesce(func.max(column), 0) + 1, False)))


@dataclass(frozen=True, slots=True)
class Found:
    """A database as it stands: whether tables are in it, and whether it compares texts byte by byte, as SQLite does."""

    empty: bool
    bytewise: bool


def look_at(url: str) -> Found:
    """What is there. OperationalError when it cannot be reached."""
    engine = plain_engine(url)
    with engine.connect() as connection:
        bytewise = connection.execute(text("SELECT 'Z' < 'a' AND 'z' < 'đ'")).scalar()
        return Found(not inspect(connection).get_table_names(), bool(bytewise))
