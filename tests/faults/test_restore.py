"""The drill: back up, decide five cases, lose the machine, restore, offer everything again, compare."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app import assembly, create_app
from app.config import BadConfig, Config
from app.evidence.keys import Keyring
from app.services import audit, backing, decisions, registers, restoring
from app.store import cases, dumping, records
from app.store import register as book
from app.store.db import db
from app.work import begin, look
from tests import databases
from tests.faults.restoring import (
    Before,
    config,
    given,
    lines,
    offer,
    refused,
    restore,
    standing,
    until_the_loss,
)
from tests.people import Cast, SetClock

__all__ = ["config"]


def test_after_everything_is_lost_nothing_is_lost_and_no_number_is_given_twice(
    config: Config, clock: SetClock, tmp_path: Path
) -> None:
    before = until_the_loss(config, clock)
    assert len(before.decided) == 7
    status, said = restore(config, "--from", str(tmp_path / "copies"), "--keys", str(tmp_path / "offline"))
    assert status == 0, said
    assert "wait for their decision: 5" in said
    clock.forward(days=1)
    with standing(config, clock) as place:
        cast = replace(before.cast, tools=place.tools)
        with look(place.tools) as work:
            ledger, head = work.ledger, records.next_seq(work.db) - 1
            waiting = book.pending(work.db, cast.org, "SCT/CK,DC")
            kinds = [records.packet(work.db, seq).envelope for seq in (head - 1, head)]
        assert ledger.durable == before.durable and ledger.epoch != before.epoch and ledger.iss == place.tools.iss
        assert head == before.durable + 2 and len(kinds) == 2
        assert [row.number for row in waiting] == [3, 4, 5, 6, 7]
        # the phone offers every letter again, photos too
        verdicts = [offer(cast, before.phone, sent) for sent in before.sent]
        assert verdicts == ["duplicate"] * 7 + ["accepted"] * 2
        with look(place.tools) as work:
            assert [one for one in before.ids if cases.get(work.db, one) is None] == []
            dossiers = {found.dossier for one in before.ids if (found := cases.get(work.db, one))}
        assert len(dossiers) == 9
        decide_again(before, cast)
        with look(place.tools) as work:
            verdict = audit.verify(work)
        assert (verdict.problems, verdict.holes) == ([], [])


def decide_again(before: Before, cast: Cast) -> None:
    """The five come back as they were; what was never decided waits until then, and gets the next number."""
    key = before.cast.keys[cast.minh]
    lost = [*before.ids[2:5], *before.ids[7:]]
    never = before.ids[5]
    counter = registers.Counter("Mạc Văn Quầy", "Căn cước", "001", "Đơn", 1, cast.minh)

    def enter() -> None:
        with begin(cast.tools) as work:
            registers.enter(work, cast.org, cast.hanh, counter)

    for case_id in reversed(lost):
        refused("numbers_pending", lambda: cast.ask(cast.minh, never))
        refused("numbers_pending", enter)
        cast.approved(case_id, key)
    assert given(cast, before.ids) == before.decided
    assert cast.approved(never, key).number.startswith("08 ")
    enter()
    with look(cast.tools) as work:
        numbers = sorted(number for org, _, _, number in book.numbers_held(work.db) if org == cast.org)
    assert numbers == list(range(1, 10))


def test_a_number_that_stands_on_paper_only_is_typed_in_with_its_code(
    config: Config, clock: SetClock, tmp_path: Path
) -> None:
    before = until_the_loss(config, clock)
    assert restore(config, "--from", str(tmp_path / "copies"), "--keys", str(tmp_path / "offline"))[0] == 0
    at = clock.at
    clock.forward(hours=2)
    with standing(config, clock) as place:
        cast = replace(before.cast, tools=place.tools)
        for number in (5, 3, 4, 7, 6):
            line = registers.Counter(
                "Nguyễn Thị C", "Căn cước", "001", "Đơn", 1, cast.minh, number=number, at=at, reason="Khôi phục"
            )
            with begin(place.tools) as work:
                printed = registers.enter(work, cast.org, cast.hanh, line)
            assert printed.startswith(f"0{number} ")
        with look(place.tools) as work:
            assert book.pending(work.db, cast.org, "SCT/CK,DC") == []
            codes = [code for _, code, _ in before.decided.values()]
            assert all(book.by_code(work.db, code) for code in codes)
        client = place.app.test_client()
        page = client.get(f"/K/{codes[-1]}", headers={"Host": "localhost:8000"})
        assert page.status_code == 200
        assert cast.approved(before.ids[5], cast.keys[cast.minh]).number.startswith("08 ")


def test_the_sessions_of_before_are_over_and_half_run_jobs_begin_anew(
    config: Config, clock: SetClock, tmp_path: Path
) -> None:
    before = until_the_loss(config, clock)
    assert restore(config, "--from", str(tmp_path / "copies"), "--keys", str(tmp_path / "offline"))[0] == 0
    with standing(config, clock) as place, look(place.tools) as work:
        run = work.db.connection().exec_driver_sql
        assert run("SELECT count(*) FROM sign_in WHERE ended_at IS NULL").scalar() == 0
        assert run("SELECT count(*) FROM statement WHERE used_at IS NULL").scalar() == 0
        assert run("SELECT count(*) FROM job WHERE state = 'running'").scalar() == 0
        restored = run("SELECT org FROM record WHERE kind = 'ledger.restored'").scalars().all()
    assert sorted(restored) == sorted([before.cast.org, before.cast.other_org])


def test_a_damaged_foreign_or_lacking_backup_is_refused_before_anything_is_written(
    config: Config, clock: SetClock, tmp_path: Path
) -> None:
    until_the_loss(config, clock)
    copies, offline = tmp_path / "copies", tmp_path / "offline"
    (archive,) = copies.glob("*.tnb")
    whole = archive.read_bytes()
    Keyring.open(tmp_path / "others", make=True)
    usual = ("--from", str(copies), "--keys", str(offline))
    flipped = whole[:-40] + bytes([whole[-40] ^ 4]) + whole[-39:]
    for data, words in ((whole[: len(whole) // 2], "damaged"), (whole[:-1], "damaged"), (flipped, "damaged")):
        archive.write_bytes(data)
        status, said = restore(config, *usual)
        assert (status, words in said) == (2, True), said
    archive.write_bytes(whole)
    wrong = {
        ("--from", str(copies), "--keys", str(tmp_path / "others")): "another intake key",
        ("--from", str(copies)): "keys are needed",
        (*usual, "--name", "20260101T000000.000Z-1.tnb"): "no archive",
        ("--from", str(offline), "--keys", str(offline)): "no archive",
    }
    for args, words in wrong.items():
        status, said = restore(config, *args)
        assert (status, words in said) == (2, True), said
    photo = next(path for path in (copies / "blobs").rglob("*") if path.is_file())
    kept = photo.read_bytes()
    photo.write_bytes(kept[:-1] + b"!")
    status, said = restore(config, *usual)
    assert (status, photo.name in said) == (2, True), said
    assert list(config.data.iterdir()) == []
    photo.write_bytes(kept)
    assert restore(config, *usual)[0] == 0
    status, said = restore(config, *usual)
    assert (status, "not empty" in said) == (2, True), said


def test_a_restore_that_was_broken_off_is_not_served(
    config: Config, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    until_the_loss(config, clock)
    monkeypatch.setattr(restoring, "adopt", lambda *_: (_ for _ in ()).throw(RuntimeError("power")))
    with pytest.raises(RuntimeError):
        restore(config, "--from", str(tmp_path / "copies"), "--keys", str(tmp_path / "offline"))
    with pytest.raises(BadConfig, match="broken off"):
        create_app(config)


def test_an_archive_of_a_newer_program_is_refused(
    config: Config, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        newer.setattr(dumping, "schema", lambda _: "9999")
        until_the_loss(config, clock)
    status, said = restore(config, "--from", str(tmp_path / "copies"), "--keys", str(tmp_path / "offline"))
    assert (status, "newer version" in said) == (2, True), said
    assert list(config.data.iterdir()) == []


def test_a_log_that_survived_tells_of_numbers_that_the_other_does_not(
    config: Config, clock: SetClock, tmp_path: Path
) -> None:
    before = until_the_loss(config, clock)
    log = tmp_path / "copies" / "numbers.log"
    survived = tmp_path / "numbers.log"
    survived.write_bytes(log.read_bytes())
    kept = log.read_text().splitlines(keepends=True)
    log.write_text("".join(kept[:3]) + kept[3][:90])
    args = ("--from", str(tmp_path / "copies"), "--keys", str(tmp_path / "offline"), "--numbers", str(survived))
    status, said = restore(config, *args)
    assert status == 0 and "wait for their decision: 5" in said, said
    carried = (config.data / "numbers.log").read_text()
    assert len(re.findall(before.cast.org, carried)) == 7 + 4


def test_dump_restore_dump_says_the_same(config: Config, clock: SetClock, tmp_path: Path) -> None:
    with standing(config, clock) as place:
        cast = Cast.gather(place.tools, clock)
        cast.approved(cast.submitted(cast.phone()), cast.passkey(cast.minh))
        first = lines(place.tools)
        with (tmp_path / "archive").open("wb") as out, look(place.tools) as work:
            taken = backing.write(work, out, assembly.safe(tmp_path / "copies")).snapshot
    other = replace(config, data=tmp_path / "other", database=databases.fresh(tmp_path / "other"))
    shutil.copytree(tmp_path / "offline", tmp_path / "other" / "keys")
    app = create_app(other)
    app.test_cli_runner().invoke(args=["database", "upgrade"], catch_exceptions=False)
    with app.app_context():
        db.engine.dispose()
    with standing(other, clock) as place:
        with begin(place.tools) as work, (tmp_path / "archive").open("rb") as file:
            work.db.connection().exec_driver_sql("DELETE FROM system")
            assert restoring.fill(work, file, assembly.safe(tmp_path / "copies")) == taken.rows
        assert lines(place.tools) == first


def test_decisions_of_the_same_day_keep_their_moment(config: Config, clock: SetClock, tmp_path: Path) -> None:
    before = until_the_loss(config, clock)
    assert restore(config, "--from", str(tmp_path / "copies"), "--keys", str(tmp_path / "offline"))[0] == 0
    clock.forward(days=2)
    with standing(config, clock) as place:
        cast = replace(before.cast, tools=place.tools)
        decided: decisions.Decided = cast.approved(before.ids[2], cast.keys[cast.minh])
        with look(place.tools) as work:
            entry, found = book.by_case(work.db, before.ids[2]), cases.get(work.db, before.ids[2])
        assert entry is not None and found is not None
        assert entry.columns["date"] == entry.on_date.isoformat() == "2026-11-23"
        assert found.certified_at == entry.at
        assert decided.number.startswith("03 ")
