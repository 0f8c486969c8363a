"""What SQLite and PostgreSQL promise alike, and what PostgreSQL needs besides."""

import threading
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from psycopg import errors
from sqlalchemy import func, select, text
from sqlalchemy.exc import InternalError, OperationalError, TimeoutError

from app import assembly, create_app
from app.config import BadConfig, Config
from app.jobs import runner
from app.reports import register_book
from app.store import cases, desk, people, records, tables
from app.store import db as database
from app.store import register as book
from app.store.db import db, trouble
from app.work import begin, look, unit
from tests import databases
from tests.people import Cast


def elsewhere(app: Flask) -> str:
    """The same database as another machine sees it."""
    return app.config["TANNHA"].database_url.replace("+psycopg", "")


def test_names_come_in_the_order_of_their_bytes(cast: Cast) -> None:
    names = ["Ân Thị Be", "an", "Zung", "ân", "Đào", "Bà", "bà", "Lê  Hai", "Lê Hai", "Ổi"]
    with begin(cast.tools) as work:
        found = people.get(work.db, cast.lan)
        assert found is not None
        for place, name in enumerate(names):
            people.add(work.db, replace(found, id=f"{place:036d}", name=name, handle=str(place)))
        told = [one.name for one in people.of_org(work.db, cast.org)]
    assert told == sorted(told)
    assert set(names) <= set(told)


def test_what_reads_stays_at_one_moment(cast: Cast, app: Flask) -> None:
    def add() -> None:
        with app.app_context(), begin(cast.tools) as work:
            desk.tell(work.db, cast.lan, cast.new_id())

    count = select(func.count()).select_from(tables.change)
    with look(cast.tools) as work:
        before = work.db.execute(count).scalar_one()
        other = threading.Thread(target=add)
        other.start()
        other.join()
        assert work.db.execute(count).scalar_one() == before
    with look(cast.tools) as work:
        assert work.db.execute(count).scalar_one() == before + 1


def test_a_look_inside_a_work_that_writes_is_a_fault_of_ours(cast: Cast) -> None:
    with pytest.raises(RuntimeError, match="inside"), begin(cast.tools), look(cast.tools):
        pass
    with look(cast.tools) as work:
        assert people.get(work.db, cast.lan)


def test_wide_numbers_and_long_ids_have_their_place(cast: Cast) -> None:
    key = "k" * 1364
    with begin(cast.tools) as work:
        people.add_passkey(work.db, people.PasskeyRow(key, cast.lan, "", 2**32 - 1, "", False, work.at))
        assert records.at_place(work.db, "nobody", 2**53) is None
        work.db.execute(tables.backup_run.insert().values(at=work.at, name="", seq=1, bytes=2**40, problem=""))
    with look(cast.tools) as work:
        found = people.passkey_by_id(work.db, key)
    assert found is not None and found.sign_count == 2**32 - 1


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OperationalError("", {}, Exception("database or disk is full")), "full"),
        (OperationalError("", {}, Exception("database is locked")), "busy"),
        (OperationalError("", {}, Exception("disk I/O error")), ""),
        (OperationalError("", {}, errors.DiskFull()), "full"),
        (OperationalError("", {}, errors.LockNotAvailable()), "busy"),
        (OperationalError("", {}, errors.QueryCanceled()), "busy"),
        (OperationalError("", {}, errors.TooManyConnections()), "busy"),
        (OperationalError("", {}, errors.AdminShutdown()), "busy"),
        (OperationalError("", {}, errors.SerializationFailure()), "busy"),
        (OperationalError("", {}, psycopg.OperationalError("connection refused")), "busy"),
        (InternalError("", {}, errors.IdleInTransactionSessionTimeout()), "busy"),
        (InternalError("", {}, errors.ReadOnlySqlTransaction()), ""),
        (TimeoutError("no connection in time"), "busy"),
    ],
)
def test_each_trouble_of_a_database_has_its_name(error: Exception, why: str) -> None:
    assert trouble(error) == why


def test_a_worker_outlives_a_database_that_cannot_serve(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = iter((True, True, False))
    ill = [OperationalError("", {}, Exception("database is locked"))]

    def due(_tools: Any) -> int:
        if ill:
            raise ill.pop()
        return 1

    monkeypatch.setattr(runner, "run_due", due)
    monkeypatch.setattr(runner, "PAUSE_SECONDS", 0)
    runner.forever(cast.tools, alive=lambda: next(rounds))
    assert ill == [] and next(rounds, None) is None
    ill.append(OperationalError("", {}, Exception("disk I/O error")))
    with pytest.raises(OperationalError):
        runner.forever(cast.tools)


@databases.on_postgresql
def test_a_reader_cannot_write_and_every_writer_waits_for_the_one_before(cast: Cast, app: Flask) -> None:
    with pytest.raises(InternalError, match="read-only"), look(cast.tools) as work:
        cases.note_opening(work.db, cast.org, cast.minh, "x", "sheet", work.at)
    with begin(cast.tools) as work, psycopg.connect(elsewhere(app)) as other:
        assert work.db.execute(text("SHOW transaction_isolation")).scalar() == "read committed"
        held = "SELECT pg_try_advisory_xact_lock(%s)"
        assert other.execute(held, (database._WRITERS,)).fetchone() == (False,)


@databases.on_postgresql
def test_a_database_that_another_machine_holds_too_long_is_busy(
    cast: Cast, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    db.session.remove()
    db.engine.dispose()
    monkeypatch.setattr(database, "BUSY_MS", 50)
    with psycopg.connect(elsewhere(app)) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (database._WRITERS,))
        with pytest.raises(OperationalError) as refused, begin(cast.tools):
            pass
        assert trouble(refused.value) == "busy"
        answer = app.test_client().post("/dang-nhap/thu", data={"person": cast.lan}, base_url="https://localhost")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "2")
        with look(cast.tools) as work:
            assert people.get(work.db, cast.lan)
    with begin(cast.tools) as work:
        desk.tell(work.db, cast.lan, cast.new_id())


@databases.on_postgresql
def test_a_connection_that_the_server_ended_is_taken_anew(cast: Cast, app: Flask) -> None:
    with look(cast.tools) as work:
        assert people.get(work.db, cast.lan)
    with psycopg.connect(elsewhere(app), autocommit=True) as other:
        end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        other.execute(end + "WHERE datname = current_database() AND pid <> pg_backend_pid()")
    with begin(cast.tools) as work:
        desk.tell(work.db, cast.lan, cast.new_id())


@databases.on_postgresql
def test_no_reader_sees_a_number_before_the_one_below_it(
    cast: Cast, app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three machines write at once: nothing but the database's own lock holds them apart."""
    monkeypatch.setattr(unit, "_writer", nullcontext())
    wrong: list[list[int]] = []
    done = threading.Event()

    def write(machine: int) -> None:
        tools = replace(cast.tools, lock=tmp_path / f"{machine}.lock")
        with app.app_context():
            for _ in range(25):
                with begin(tools) as work:
                    desk.tell(work.db, cast.lan, cast.new_id())

    def read() -> None:
        with app.app_context():
            while not done.is_set():
                with look(cast.tools) as work:
                    found = list(work.db.execute(select(tables.change.c.id).order_by(tables.change.c.id)).scalars())
                if found != list(range(1, len(found) + 1)):
                    wrong.append(found)

    reader = threading.Thread(target=read)
    writers = [threading.Thread(target=write, args=(machine,)) for machine in range(3)]
    for one in (reader, *writers):
        one.start()
    for one in writers:
        one.join()
    done.set()
    reader.join()
    assert wrong == []
    with look(cast.tools) as work:
        assert work.db.execute(select(func.count()).select_from(tables.change)).scalar() == 75


@databases.on_postgresql
@pytest.mark.parametrize("table", ["record", "record_verdict", "record_blob", "decision", "journal_line"])
def test_records_cannot_be_emptied_at_once(cast: Cast, table: str) -> None:
    with pytest.raises(Exception, match="records are never changed"), begin(cast.tools) as work:
        work.db.execute(text(f"TRUNCATE {table} CASCADE"))


@databases.on_postgresql
def test_a_lost_data_folder_gets_no_new_keys_beside_an_old_database(tmp_path: Path, empty_database: Path) -> None:
    url = databases.copy(empty_database, tmp_path / "office")
    bare = create_app(Config(tmp_path / "bare", database=url))
    done = bare.test_cli_runner().invoke(args=["database", "upgrade"])
    assert (done.exit_code, "keys are not in" in done.output) == (1, True), done.output
    assert not (tmp_path / "bare" / "keys").exists()


@databases.on_postgresql
def test_a_database_that_sorts_otherwise_or_is_not_there_is_refused(tmp_path: Path) -> None:
    name = f"{databases._WORKER}_icu"
    databases._run(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE 'C.UTF-8' LOCALE_PROVIDER icu ICU_LOCALE 'vi'")
    try:
        for url, words in ((databases._address(name), "createdb"), (databases._address("nowhere"), "reached")):
            with pytest.raises(BadConfig, match=words) as refused:
                assembly.database_is_empty(Config(tmp_path, database=url))
            assert "postgresql" not in str(refused.value)
    finally:
        databases._run(f"DROP DATABASE {name}")


def test_a_line_without_its_number_comes_last_in_its_year(cast: Cast) -> None:
    with begin(cast.tools) as work:
        for place, number in enumerate((None, 7, 8)):
            columns = {"name": "A", "paper_number": "", "title": "", "certifier": "", "copies": 1, "fee": 0, "note": ""}
            day = work.at.date()
            entry = (f"{place:036d}", cast.org, "b", 2026, number, 1, None, None, "counter", day, work.at, columns, "")
            book.add(work.db, book.EntryRow(*entry))
        told = register_book.lines(work.db, cast.org, "", "", 1)
    assert [one.number for one in told.lines] == [8, 7, None]
