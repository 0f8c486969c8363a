"""Databases for tests: a file of SQLite in the data folder, or one of PostgreSQL where TANNHA_TEST_DATABASE says so.

A told office is a data folder and, on PostgreSQL, a database that belongs to it: both are copied together.
"""

import itertools
import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

SERVER = os.environ.get("TANNHA_TEST_DATABASE", "")
on_postgresql = pytest.mark.skipif(not SERVER, reason="PostgreSQL only: make postgres")
on_sqlite = pytest.mark.skipif(bool(SERVER), reason="SQLite only")
_WORKER = f"tannha_{os.getpid()}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
_numbers = itertools.count()
# whose database is whose; the names that the next `drop` takes away
_of: dict[Path, str] = {}
_made: list[str] = []


def fresh(folder: Path, *, keep: bool = False) -> str:
    """The address for Config of an empty database that goes with this folder; `keep`: until the end of all tests."""
    if not SERVER:
        return ""
    name = _name(folder, keep=keep)
    _run(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")
    return _address(name)


def copy(source: Path, folder: Path, *, keep: bool = False) -> str:
    """Another office like the one in `source`; the address of its database for Config."""
    shutil.copytree(source, folder)
    if not SERVER:
        return ""
    name = _name(folder, keep=keep)
    _run(f"CREATE DATABASE {name} TEMPLATE {_of[source]}")
    return _address(name)


def again(source: Path, folder: Path) -> None:
    """The office in `folder` becomes like the one in `source`, its address stays; nobody may be in either."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder)
    if SERVER:
        _run(f"DROP DATABASE IF EXISTS {_of[folder]} WITH (FORCE)")
        _run(f"CREATE DATABASE {_of[folder]} TEMPLATE {_of[source]}")


def lose(folder: Path) -> None:
    """The disk is gone, with folder and database; empty ones stand in their place."""
    shutil.rmtree(folder)
    folder.mkdir()
    if SERVER:
        _run(f"DROP DATABASE {_of[folder]} WITH (FORCE)")
        _run(f"CREATE DATABASE {_of[folder]} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'")


def everything(folder: Path) -> bytes:
    """All that the database of this folder holds, as it lies there."""
    if not SERVER:
        return b"".join(path.read_bytes() for path in folder.glob("tannha.db*"))
    with psycopg.connect(_address(_of[folder]).replace("+psycopg", "")) as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = [connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names]  # type: ignore[call-overload]  # noqa: S608
    values = [value for table in rows for row in table for value in row]
    assert values
    return b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


def drop(*, kept: bool = False) -> None:
    """Takes away what a test made; `kept` at the end of all."""
    for name in _made if not kept else _of.values():
        _run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _made.clear()


def _name(folder: Path, *, keep: bool) -> str:
    name = f"{_WORKER}_{next(_numbers)}"
    _of[folder] = name
    if not keep:
        _made.append(name)
    return name


def _address(name: str) -> str:
    return urlunsplit(urlsplit(SERVER)._replace(scheme="postgresql+psycopg", path=f"/{name}"))


def _run(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
