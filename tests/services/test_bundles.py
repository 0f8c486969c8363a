"""A case that leaves the house proves itself; whoever changes anything in it is found, however the ZIP is made anew."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.domain import acts
from app.domain.codes import grouped
from app.domain.problems import Problem
from app.evidence.check import Trust, check
from app.evidence.check import __main__ as checker
from app.evidence.check.decided import ACTS
from app.evidence.check.report import State
from app.evidence.reverify import fingerprint
from app.reports import journal
from app.services import bundling
from app.store import people, records
from app.store.tables import record, record_body, record_key, sheet, shown
from app.work import Also, Pen, begin, look
from tests.people import Cast
from tests.services.acting import act, why


def made(cast: Cast, case_id: str, *, evidence: bool = True) -> bytes:
    with begin(cast.tools) as work:
        return bundling.make(work, bundling.Order(case_id, cast.minh, "Thanh tra hỏi", evidence))


def trust(cast: Cast) -> Trust:
    with look(cast.tools) as work:
        known = frozenset(fingerprint(one.public_key) for one in people.passkeys(work.db, cast.minh))
    return Trust(cast.tools.keys["root"].kid, known)


def decided_case(cast: Cast, passkey: Any) -> str:
    phone = cast.phone()
    case_id = cast.submitted(phone)
    cast.clock.forward(minutes=5)
    cast.approved(case_id, passkey)
    cast.clock.forward(minutes=5)
    cast.ready(case_id)
    return case_id


def test_a_decided_case_proves_itself_with_the_server_off(cast: Cast, passkey: Any, tmp_path: Path) -> None:
    data = made(cast, decided_case(cast, passkey))
    believed = trust(cast)
    report = check(data, believed)
    assert [one.line for one in report.findings if one.state is not State.PROVEN] == []
    assert {one.what for one in report.findings} >= {
        "root", "envelope", "body", "order", "whole", "head", "ledger", "decision", "passkey", "sheet", "number",
        "paper", "photo", "shown",
    }  # fmt: skip
    assert report.verdict == "KẾT LUẬN: mọi điều đều đúng."
    (tmp_path / "a.zip").write_bytes(data)
    said = [part for one in believed.passkeys for part in ("--passkey", one.upper())]
    command = [sys.executable, "-m", "app.evidence.check", str(tmp_path / "a.zip"), "--root", believed.root, *said]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert (ran.returncode, ran.stdout.splitlines()[-1:]) == (0, [report.verdict]), ran.stderr


def test_a_fingerprint_may_begin_with_a_hyphen(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK")
    assert checker.main([str(tmp_path / "a.zip"), "--root", "-abc", "--passkey", "AB " * 32]) == 1
    assert "[SAI]" in capsys.readouterr().out


def test_the_checker_loads_no_server() -> None:
    code = (
        "import sys, app.evidence.check.__main__; "
        "print([m for m in sys.modules if m.split('.')[0] in ('flask', 'sqlalchemy', 'webauthn', 'pydantic', 'click')]"
        " + [m for m in sys.modules if m.startswith('app.') and m.split('.')[1] not in ('evidence', 'domain')])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert ran.stdout.strip() == "[]"


def test_the_checker_knows_every_act() -> None:
    assert {ACTS[kind] for kind in ACTS} == {one.value for one in acts.Act}
    assert all(ACTS[acts.KINDS[one]] == one.value for one in acts.Act)


# -- attacks: each changes one thing and makes the ZIP anew, its manifest included --


def test_nobody_vouches_for_a_passkey_that_is_on_no_sheet(cast: Cast, passkey: Any) -> None:
    data = made(cast, decided_case(cast, passkey))
    root = trust(cast).root
    assert {one.what for one in check(data, Trust(root)).of(State.OPEN)} == {"passkey"}
    stranger = Trust(root, frozenset({"ab" * 32}))
    assert {one.what for one in check(data, stranger).of(State.WRONG)} == {"passkey"}


def test_without_pictures_the_checker_says_that_it_saw_none(cast: Cast, passkey: Any) -> None:
    report = check(made(cast, decided_case(cast, passkey), evidence=False), trust(cast))
    assert {one.what for one in report.of(State.OPEN)} == {"photo", "shown"}
    assert report.of(State.WRONG) == []
    assert not report.sound


def test_a_case_that_nobody_decided_says_so(cast: Cast) -> None:
    report = check(made(cast, cast.submitted(cast.phone())), trust(cast))
    assert ({one.what for one in report.of(State.OPEN)}, report.of(State.WRONG)) == ({"decision"}, [])


def purge(cast: Cast, case_id: str) -> None:
    """As whoever runs the server could alone: keys and bodies go, a record names what went, and no passkey agreed."""
    gone_kinds = ("case.submitted", "case.approved", "certificate.printed", "paper.received", "paper.sealed")
    with begin(cast.tools) as work:
        where = (record.c.stream_id == case_id, record.c.kind.in_(gone_kinds))
        rows = work.db.execute(select(record.c.seq, record.c.hash).where(*where)).all()
        newest = records.newest_of(work.db, case_id)
        body = {"v": 1, "records": [row.hash for row in rows]}
        Pen(work, cast.org, cast.minh).write("case.purged", ("case", case_id), body, Also(base=newest))
        for table in (record_key, record_body):
            work.db.execute(delete(table).where(table.c.seq.in_([row.seq for row in rows])))
        for table in (sheet, shown):
            work.db.execute(delete(table).where(table.c.case_id == case_id))


def test_a_case_destroyed_by_the_server_alone_still_proves_its_decision_and_says_so(cast: Cast, passkey: Any) -> None:
    case_id = decided_case(cast, passkey)
    purge(cast, case_id)
    report = check(made(cast, case_id), trust(cast))
    assert {one.what for one in report.of(State.WRONG)} == {"purge"}
    assert {one.what for one in report.of(State.OPEN)} >= {"body", "sheet", "paper", "photo"}
    assert {one.what for one in report.of(State.PROVEN)} >= {"decision", "passkey", "number", "ledger", "whole"}


def test_later_acts_are_proven_with_what_was_shown(cast: Cast, passkey: Any) -> None:
    case_id = decided_case(cast, passkey)
    cast.clock.forward(minutes=5)
    act(
        cast,
        passkey,
        cast.minh,
        case_id,
        acts.Act.REVOKE,
        why("revoke", "Giấy giả", decision_no="12/QĐ-UBND", decision_date="2026-11-23"),
    )
    report = check(made(cast, case_id), trust(cast))
    assert [one.line for one in report.findings if one.state is not State.PROVEN] == []
    assert any("HỦY BỎ" in line for line in report.facts)


def test_a_replacement_is_proven_and_names_the_paper_in_its_place(cast: Cast, passkey: Any) -> None:
    case_id = decided_case(cast, passkey)
    cast.clock.forward(minutes=5)
    other = cast.submitted(cast.phone())
    code = cast.approved(other, passkey).code
    act(cast, passkey, cast.minh, case_id, acts.Act.REPLACE, why("replace", "Sai năm sinh", by=code))
    report = check(made(cast, case_id), trust(cast))
    assert [one.line for one in report.findings if one.state is not State.PROVEN] == []
    (said,) = [line for line in report.facts if "THAY BẰNG GIẤY KHÁC" in line]
    assert said.endswith(grouped(code))


def test_taking_a_case_out_is_noted_with_who_and_why(cast: Cast, passkey: Any) -> None:
    case_id = decided_case(cast, passkey)
    made(cast, case_id)
    with look(cast.tools) as work:
        newest = journal.done(work.db, cast.org, 1).lines[0]
    assert (newest.kind, newest.whom, newest.facts) == (
        "bundle.made", newest.whom, {"case": case_id, "why": "Thanh tra hỏi"}
    )  # fmt: skip
    assert newest.whom


@pytest.mark.parametrize("order", [("nobody", "x"), ("case", ""), ("case", "a\nb")])
def test_nothing_leaves_without_a_known_person_and_a_reason(cast: Cast, passkey: Any, order: tuple[str, str]) -> None:
    case_id = decided_case(cast, passkey)
    who = {"nobody": "không ai", "case": cast.minh}[order[0]]
    with pytest.raises(Problem), begin(cast.tools) as work:
        bundling.make(work, bundling.Order(case_id, who, order[1], evidence=False))
    with pytest.raises(Problem), begin(cast.tools) as work:
        bundling.make(work, bundling.Order(case_id, cast.hoa, "của xã khác", evidence=False))


def test_the_commands_write_and_check_a_file(app: Flask, cast: Cast, passkey: Any, tmp_path: Path) -> None:
    case_id = decided_case(cast, passkey)
    out = tmp_path / "case.zip"
    run = app.test_cli_runner().invoke
    done = run(args=["ledger", "bundle", case_id, "--evidence", "--why", "Tòa hỏi", "--by", cast.minh, "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert out.stat().st_mode & 0o077 == 0
    believed = trust(cast)
    args = ["ledger", "check", str(out), "--root", believed.root]
    assert run(args=args).exit_code == 1
    told = run(args=["keys", "fingerprints"]).output.splitlines()
    assert told[0] == f"Khóa gốc: {believed.root}"
    with begin(cast.tools) as work:
        people.remove_passkeys(work.db, cast.minh, work.at)
    # what a passkey signed before it was removed is judged by the sheet of then
    assert run(args=["keys", "fingerprints"]).output.splitlines()[1:] != told[1:]
    told = run(args=["keys", "fingerprints"]).output.splitlines()
    (known,) = [line.rpartition(": ")[2] for line in told[1:] if "Hoàng Đức Minh" in line and "bỏ ngày" in line]
    checked = run(args=[*args, "--passkey", known])
    assert (checked.exit_code, checked.output.splitlines()[-1]) == (0, "KẾT LUẬN: mọi điều đều đúng.")
