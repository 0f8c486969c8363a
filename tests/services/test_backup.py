"""A backup counts only when it was opened and checked; what it holds the phones may forget, and nothing else."""

import errno
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.domain.problems import Problem
from app.evidence import notices
from app.evidence.encoding import sha256_hex
from app.jobs import backup as job
from app.jobs import runner
from app.reports import backups as report
from app.services import backing
from app.store import backups, jobs
from app.store.backups import FolderSafe
from app.work import Tools, begin, look
from tests.people import Cast


@pytest.fixture
def copies(app: Flask) -> Path:
    folder: Path | None = app.config["TANNHA"].backup
    assert folder is not None
    return folder


def durable(tools: Tools) -> int:
    with look(tools) as work:
        return work.ledger.durable


def made(cast: Cast) -> backing.Ended:
    ended = job.make(cast.tools)
    assert ended is not None
    return ended


def health(cast: Cast) -> report.Health:
    with look(cast.tools) as work:
        return report.health(work.db, work.at)


def test_what_a_backup_holds_is_durable_and_sealed(cast: Cast, copies: Path) -> None:
    cast.submitted(cast.phone())
    assert durable(cast.tools) == 0
    ended = made(cast)
    assert ended.problem == "" and durable(cast.tools) == ended.seq > 0
    (archive,) = copies.glob("*.tnb")
    assert (archive.name, archive.stat().st_size) == (ended.name, ended.bytes)
    assert "Sáu".encode() not in archive.read_bytes()
    data = cast.tools.lock.parent / "blobs"
    apart = names(copies / "blobs") - names(data)
    assert names(copies / "blobs") > names(data)
    with look(cast.tools) as work:
        sealed = work.db.connection().exec_driver_sql("SELECT sealed FROM shown UNION SELECT sealed FROM record_body")
        assert apart <= {sha256_hex(row[0]) for row in sealed}
    assert archive.stat().st_size < sum((copies / "blobs" / one[:2] / one).stat().st_size for one in apart)
    assert not list(copies.rglob("*.part"))


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file() and path.parent.name != "incoming"}


class Spoiled(FolderSafe):
    """A disk that gives back something else than was written."""

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__(folder)
        self.what = what

    def draft(self) -> Any:
        return _Spoiled(super().draft()) if self.what == "archive" else super().draft()

    def put_blob(self, address: str, data: bytes) -> None:
        if self.what == "blob":
            data = data[:-1] + bytes([data[-1] ^ 1])
        if self.what == "full":
            raise OSError(errno.ENOSPC, "full")
        if self.what != "lost":
            super().put_blob(address, data)


class _Spoiled:
    def __init__(self, real: Any) -> None:
        self.real = real

    def __enter__(self) -> Any:
        draft = self.real.__enter__()
        settle = backups.Draft.settle

        class Flipped(backups.Draft):
            def settle(self) -> None:
                settle(self)
                self.file.seek(-30, 2)
                byte = self.file.read(1)
                self.file.seek(-1, 1)
                self.file.write(bytes([byte[0] ^ 8]))
                self.file.seek(0)

        return Flipped(draft.file, draft.path)

    def __exit__(self, *args: Any) -> Any:
        return self.real.__exit__(*args)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("archive", "backup_damaged"),
        ("blob", "backup_lacks_blob"),
        ("lost", "backup_lacks_blob"),
        ("full", "backup_disk_full"),
    ],
)
def test_on_a_disk_that_spoils_what_it_is_given_nothing_becomes_durable(
    cast: Cast, copies: Path, what: str, code: str
) -> None:
    cast.submitted(cast.phone())
    cast.tools = replace(cast.tools, safe=Spoiled(copies, what))
    ended = made(cast)
    assert (ended.problem, durable(cast.tools), list(copies.glob("*.tnb"))) == (code, 0, [])
    assert health(cast) == report.Health(None, code, False)
    cast.tools = replace(cast.tools, safe=FolderSafe(copies))
    for path in (copies / "blobs").rglob("*"):
        if path.is_file():
            path.unlink()
    assert made(cast).problem == "" and durable(cast.tools) > 0


def test_a_photo_that_is_gone_here_stops_the_backup(cast: Cast) -> None:
    cast.submitted(cast.phone())
    photo = next(path for path in (cast.tools.lock.parent / "blobs").rglob("*") if path.is_file())
    photo.unlink()
    assert (made(cast).problem, durable(cast.tools)) == ("backup_lacks_blob", 0)


def test_a_folder_that_is_not_there_is_a_problem_and_never_made(cast: Cast, copies: Path) -> None:
    for path in copies.rglob("*"):
        path.unlink()
    copies.rmdir()
    assert made(cast).problem == "backup_folder"
    assert not copies.exists()
    case_id, key = cast.submitted(cast.phone()), cast.passkey(cast.minh)
    with pytest.raises(Problem) as refused:
        cast.approved(case_id, key)
    assert refused.value.code == "number_not_safe"


def test_copies_are_on_the_disk_before_the_archive_has_its_name_and_that_before_durable(
    cast: Cast, copies: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.submitted(cast.phone())
    steps: list[str] = []
    settle, rename, note = backups._settle, Path.rename, backing.note

    def settled(file: Any) -> None:
        settle(file)
        steps.append("fsync")

    def renamed(path: Path, target: Path) -> Any:
        steps.append("archive" if target.suffix == ".tnb" else "blob")
        return rename(path, target)

    def noted(work: Any, ended: Any) -> None:
        assert FolderSafe(copies).archives()
        steps.append("durable")
        note(work, ended)

    monkeypatch.setattr(backups, "_settle", settled)
    monkeypatch.setattr(Path, "rename", renamed)
    monkeypatch.setattr(backing, "note", noted)
    assert made(cast).problem == ""
    assert steps[-2:] == ["archive", "durable"] and "blob" in steps
    assert all(steps[place - 1] == "fsync" for place, step in enumerate(steps) if step == "blob")
    assert steps.count("fsync") == steps.count("blob") + 1
    steps.clear()
    assert made(cast).problem == ""
    assert steps == ["fsync", "archive", "durable"]


def test_writers_go_on_while_a_backup_is_made_and_only_what_it_saw_becomes_durable(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    with look(cast.tools) as work:
        seq = backing.dumping.snapshot(work.db).seq
    copy = backing.copy_blobs

    def slow(*args: Any) -> Any:
        cast.submitted(phone)
        return copy(*args)

    monkeypatch.setattr(backing, "copy_blobs", slow)
    ended = made(cast)
    assert (ended.problem, ended.seq, durable(cast.tools)) == ("", seq, seq)


def test_a_second_backup_meanwhile_does_nothing_and_durable_never_goes_back(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast.submitted(cast.phone())
    assert cast.tools.safe is not None
    with cast.tools.safe.alone() as alone:
        assert alone and job.make(cast.tools) is None
    seq = made(cast).seq
    with begin(cast.tools) as work:
        backing.note(work, backing.Ended(work.at, "late", seq - 1, 1))
    assert durable(cast.tools) == seq


def test_the_worker_begins_one_when_the_interval_has_passed(cast: Cast, copies: Path) -> None:
    def turn() -> int:
        runner.wake_backup(cast.tools)
        runner.run_due(cast.tools)
        return len(list(copies.glob("*.tnb")))

    assert [turn(), turn()] == [1, 1]
    cast.clock.forward(minutes=14)
    assert turn() == 1
    cast.clock.forward(minutes=1)
    assert [turn(), turn()] == [2, 2]
    with begin(cast.tools) as work:
        jobs.again(work.db, backing.BACKUP_MAKE, work.at)
        jobs.again(work.db, backing.BACKUP_MAKE, work.at)
    assert runner.run_due(cast.tools) == 1


def test_runs_are_remembered_for_five_weeks_after_a_good_one(cast: Cast) -> None:
    made(cast)
    cast.clock.forward(days=36)
    with begin(cast.tools) as work:
        backing.note(work, backing.Ended(work.at, problem="backup_folder"))
    assert health(cast).last is not None
    made(cast)
    with look(cast.tools) as work:
        assert work.db.connection().exec_driver_sql("SELECT count(*) FROM backup_run").scalar() == 2


def test_desks_show_a_red_line_until_a_backup_is_young(cast: Cast, app: Flask) -> None:
    assert health(cast) == report.Health(None, "", False)
    made(cast)
    assert health(cast).fine
    cast.clock.forward(hours=1, minutes=59)
    assert health(cast).fine
    cast.clock.forward(minutes=2)
    assert not health(cast).fine


def test_the_commands_make_list_and_check(cast: Cast, app: Flask, copies: Path) -> None:
    run = app.test_cli_runner()
    cast.submitted(cast.phone())
    first = run.invoke(args=["backup", "make"])
    assert first.exit_code == 0 and "opened and checked" in first.output
    name = first.output.split()[0]
    assert run.invoke(args=["backup", "list"]).output.startswith(name)
    sound = run.invoke(args=["backup", "check"])
    assert sound.exit_code == 0 and sound.output.startswith(f"{name}: ") and "all sound" in sound.output
    assert run.invoke(args=["backup", "check", "none"]).exit_code == 1
    (copies / name).write_bytes((copies / name).read_bytes()[:-9])
    damaged = run.invoke(args=["backup", "check", name])
    assert (damaged.exit_code, "damaged" in damaged.output) == (1, True)


def test_the_phones_learn_from_the_beacon_how_far_they_may_forget(cast: Cast, app: Flask) -> None:
    cast.submitted(cast.phone())
    ended = made(cast)
    client: FlaskClient = app.test_client()
    answer = client.get("/api/beacon", base_url="http://localhost:8000")
    assert notices.read_beacon(answer.json["beacon"], cast.tools.keys)["durable"] == ended.seq  # type: ignore[index]
