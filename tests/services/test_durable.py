"""Promises hold under races and in the order that makes them true."""

import os
import threading
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from app.evidence.encoding import sha256_hex
from app.jobs import runner
from app.media.sample import signed_page
from app.services import viewing
from app.store import cases, records
from app.store.db import db
from app.store.ids import uuid7
from app.sync.letters import Verdict
from app.work import Tools, begin, look
from tests import databases
from tests.people import Cast
from tests.services.test_intake import declined


def test_twenty_posts_of_one_letter_make_one_record(cast: Cast, app: Flask) -> None:
    phone, case_id = cast.phone(), uuid7(cast.clock.at)
    letter, _ = phone.letter(cast.tools, "case.declined", case_id, declined(), [])
    verdicts: list[Verdict] = []

    def post() -> None:
        with app.app_context():
            verdicts.append(phone.post(cast.tools, letter))
            db.session.remove()

    threads = [threading.Thread(target=post) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.verdict for one in verdicts) == ["accepted"] + ["duplicate"] * 19
    assert len({(one.seq, one.receipt) for one in verdicts}) == 1


def test_a_blob_is_synced_renamed_and_its_folder_synced_before_the_database_knows(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def seen_fsync(handle: int) -> None:
        steps.append("fsync folder" if Path(f"/proc/self/fd/{handle}").resolve().is_dir() else "fsync file")
        fsync(handle)

    def seen_rename(path: Path, target: Path) -> Any:
        steps.append("rename")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", seen_fsync)
    monkeypatch.setattr(Path, "rename", seen_rename)
    event.listen(db.engine, "commit", lambda _: steps.append("commit"))
    phone = cast.phone()
    steps.clear()
    phone.bring(cast.tools, b"a sealed photo")
    last = [place for place, step in enumerate(steps) if step == "commit"][-1]
    order = [step for step in steps[:last] if step != "commit"]
    assert order.index("rename") > order.index("fsync file")
    assert "fsync folder" in order[order.index("rename") :]
    assert steps[-1] == "commit"


def test_every_write_reaches_the_disk_before_the_answer(app: Flask) -> None:
    with db.engine.connect() as connection:
        if databases.SERVER:
            assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"
            return
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_a_failure_in_mid_work_leaves_nothing_behind(cast: Cast) -> None:
    with look(cast.tools) as work:
        before = records.next_seq(work.db)
    phone = cast.phone()
    with look(cast.tools) as work:
        enrolled = records.next_seq(work.db)
    assert enrolled == before + 2, "the invitation and the enrolment"
    with pytest.raises(RuntimeError), begin(cast.tools) as work:
        cases.note_opening(work.db, cast.org, cast.minh, "x", "sheet", work.at)
        raise RuntimeError("power")
    with look(cast.tools) as work:
        assert work.db.connection().exec_driver_sql("SELECT count(*) FROM opening").scalar() == 0
    assert phone.n == 0


def test_a_photo_that_is_no_jpeg_is_said_to_be_so_and_the_case_stands(cast: Cast) -> None:
    phone = cast.phone()
    case_id = phone.submit(cast.tools, cast.body(), [b"GIF89a" + bytes(90)])
    runner.run_due(cast.tools)
    with begin(cast.tools) as work:
        found = cases.get(work.db, case_id)
        viewed = viewing.open_sheet(work, cast.viewer(cast.minh), case_id)
    assert found is not None and found.flags == ["evidence_unreadable"]
    assert '"mime":"","place":0,"role":"signed_page"' in viewed.text


def test_pictures_are_made_once_and_the_sheet_never_again(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    with begin(cast.tools) as work:
        first = viewing.open_sheet(work, cast.viewer(cast.minh), case_id)
    runner.run_due(cast.tools)
    with begin(cast.tools) as work:
        again = viewing.open_sheet(work, cast.viewer(cast.minh), case_id)
        other = viewing.open_sheet(work, cast.viewer(cast.thu), case_id)
    assert (first.text, first.digest) == (again.text, again.digest)
    assert other.digest != first.digest
    assert "Lê Thị Thu, là Phó Chủ tịch" in other.text


def test_what_lies_on_the_servers_disk_outside_the_database_names_nobody(cast: Cast, app: Flask) -> None:
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    cast.ready(case_id)
    blobs = [path for path in (app.config["TANNHA"].data / "blobs").rglob("*") if path.is_file()]
    assert len(blobs) == 3
    for path in blobs:
        data = path.read_bytes()
        assert sha256_hex(data) == path.name
        assert not data.startswith((b"\xff\xd8", b"%PDF"))


def test_a_job_that_fails_is_tried_again_and_stops_no_other(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = cast.phone()
    broken = dict(runner.JOBS)

    def fail(tools: Tools, subject: str) -> None:
        raise OSError("full")

    monkeypatch.setitem(broken, "case.prepare", fail)
    monkeypatch.setattr(runner, "JOBS", broken)
    case_id = phone.submit(cast.tools, cast.body(), [signed_page("G", "S")])
    assert runner.run_due(cast.tools) == 1
    monkeypatch.undo()
    assert runner.run_due(cast.tools) == 0
    cast.clock.forward(seconds=3)
    assert runner.run_due(cast.tools) == 1
    with look(cast.tools) as work:
        assert cases.shown_of(work.db, case_id, 1)
