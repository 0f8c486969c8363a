"""A case that leaves the house proves itself; whoever changes anything in it is found, however the ZIP is made anew."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from app.domain import acts
from app.domain.codes import grouped
from app.domain.problems import Problem
from app.evidence import bundle, jws, notices, sealing
from app.evidence.check import Trust, check
from app.evidence.check import __main__ as checker
from app.evidence.check.decided import ACTS
from app.evidence.check.report import State
from app.evidence.encoding import b64u, canonical, from_b64u, from_canonical, sha256_hex
from app.evidence.jws import signing_input
from app.evidence.keys import Keyring, public_key
from app.evidence.reverify import fingerprint
from app.reports import journal
from app.services import bundling
from app.store import people, records
from app.store.tables import record, record_body, record_key, sheet, shown
from app.work import Also, Pen, begin, look
from tests.people import Cast
from tests.services.acting import act, why

Bundle = bundle.Bundle


@pytest.fixture
def passkey(cast: Cast) -> Any:
    return cast.passkey(cast.minh)


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


def place_of(held: Bundle, kind: str) -> int:
    """Which piece is the record of this kind: its claims are ASCII in the envelope's payload."""
    for place, piece in enumerate(held.pieces):
        claims = from_canonical(from_b64u(signing_input(piece.envelope).decode().partition(".")[2]))
        if claims["kind"] == kind:
            return place
    raise LookupError(kind)


def with_piece(held: Bundle, place: int, **changed: Any) -> Bundle:
    pieces = list(held.pieces)
    pieces[place] = replace(pieces[place], **changed)
    return replace(held, pieces=pieces)


def changed_body(held: Bundle, other: Bundle) -> Bundle:
    """Another name in what the citizen said, sealed anew under the record's own key."""
    place = place_of(held, "case.submitted")
    piece = held.pieces[place]
    claims = from_canonical(from_b64u(signing_input(piece.envelope).decode().partition(".")[2]))
    assert piece.body is not None and piece.key is not None
    where = sealing.Place(claims["id"], "body")
    body = from_canonical(sealing.unseal(piece.body, piece.key, where))
    body["person"]["name"] = "Nguyễn Thị Bảy"
    return with_piece(held, place, body=sealing.seal(canonical(body), piece.key, where))


def changed_envelope(held: Bundle, other: Bundle) -> Bundle:
    place = place_of(held, "case.submitted")
    head, payload, signature = held.pieces[place].envelope.split(".")
    claims = from_canonical(from_b64u(payload))
    claims["made_at"] = claims["made_at"].replace("T09", "T08")
    return with_piece(held, place, envelope=f"{head}.{b64u(canonical(claims))}.{signature}")


def swapped(held: Bundle, folder: str, data: bytes, suffix: str = "") -> Bundle:
    """Other bytes under the old name."""
    name = next(path for path in held.files if path.startswith(folder))
    return replace(held, files={**held.files, name: data})


def swapped_photo(held: Bundle, other: Bundle) -> Bundle:
    theirs = next(data for path, data in other.files.items() if path.startswith(bundle.BLOBS))
    return swapped(held, bundle.BLOBS, theirs)


def swapped_picture(held: Bundle, other: Bundle) -> Bundle:
    """Another picture under its own right name instead of the one that was shown."""
    name = next(path for path in held.files if path.startswith(bundle.SHOWN))
    files = {path: data for path, data in held.files.items() if path != name}
    return replace(held, files={**files, f"{bundle.SHOWN}{sha256_hex(b'another')}": b"another"})


def other_decision(held: Bundle, other: Bundle) -> Bundle:
    """The leaf says refuse instead of approve."""
    flipped = {}
    for name, kept in held.decisions.items():
        leaf = from_canonical(str(kept["leaf"]).encode())
        flipped[name] = {**kept, "leaf": canonical({**leaf, "act": "refuse"}).decode()}
    return replace(held, decisions=flipped)


def anothers_proof(held: Bundle, other: Bundle) -> Bundle:
    """A true proof, of another case."""
    theirs = next(iter(other.decisions.values()))
    return replace(held, decisions=dict.fromkeys(held.decisions, theirs))


def anothers_sheet(held: Bundle, other: Bundle) -> Bundle:
    theirs = next(data for path, data in other.files.items() if path.startswith(bundle.SHEETS))
    return swapped(held, bundle.SHEETS, theirs)


def without(kind: str) -> Callable[[Bundle, Bundle], Bundle]:
    def attack(held: Bundle, other: Bundle) -> Bundle:
        place = place_of(held, kind)
        return replace(held, pieces=[piece for at, piece in enumerate(held.pieces) if at != place])

    return attack


def without_end_and_list(held: Bundle, other: Bundle) -> Bundle:
    """The newest record of the case and the list that the server signed are both left out."""
    return without("bundle.made")(without("paper.sealed")(held, other), other)


def another_list(held: Bundle, other: Bundle) -> Bundle:
    """The list that the server signed for another case."""
    mine, theirs = place_of(held, "bundle.made"), place_of(other, "bundle.made")
    pieces = [piece for at, piece in enumerate(held.pieces) if at != mine]
    return replace(held, pieces=[*pieces, other.pieces[theirs]])


def another_paper(held: Bundle, other: Bundle) -> Bundle:
    return swapped(held, bundle.PAPERS, b"%PDF-1.7 another")


def one_more_paper(held: Bundle, other: Bundle) -> Bundle:
    return replace(held, files={**held.files, f"{bundle.PAPERS}{sha256_hex(b'%PDF-')}.pdf": b"%PDF-"})


def without_paper(held: Bundle, other: Bundle) -> Bundle:
    return replace(held, files={path: data for path, data in held.files.items() if not path.startswith(bundle.PAPERS)})


def changed_head(held: Bundle, other: Bundle) -> Bundle:
    first, size, *rest = held.head.split("\n")
    return replace(held, head="\n".join([first, str(int(size) + 1), *rest]))


def changed_path(held: Bundle, other: Bundle) -> Bundle:
    path = held.pieces[0].path
    return with_piece(held, 0, path=(bytes(32), *path[1:]))


def another_leaf(held: Bundle, other: Bundle) -> Bundle:
    return with_piece(held, 0, leaf=held.pieces[0].leaf + 1)


def forged_keys(held: Bundle, other: Bundle) -> Bundle:
    """Keys of the attacker's own, signed by a root of his own."""
    own = Keyring.fresh()
    return replace(held, root_jwk=own["root"].jwk, key_list=notices.key_list(own, "0" * 36, "2026-11-23T09:30:00.000Z"))


def forged_list(held: Bundle, other: Bundle) -> Bundle:
    """The true root's public half beside a list that it never signed."""
    own = Keyring.fresh()
    return replace(held, key_list=notices.key_list(own, "0" * 36, "2026-11-23T09:30:00.000Z"))


def spoofed_root(held: Bundle, other: Bundle) -> Bundle:
    """The attacker's own root, which says in its signature that it is the true one."""
    own, kid = Keyring.fresh(), jws.peek_kid(held.key_list, "tn-keys")
    claims = jws.verify(held.key_list, "tn-keys", kid, public_key(held.root_jwk))
    signed = jws.sign(claims, "tn-keys", kid, own["root"].private)
    return replace(held, root_jwk=own["root"].jwk, key_list=signed)


def without_key(held: Bundle, other: Bundle) -> Bundle:
    """The attacker says that the citizen's words were destroyed."""
    return with_piece(held, place_of(held, "case.submitted"), key=None, body=None)


def without_verification(held: Bundle, other: Bundle) -> Bundle:
    """Authenticator data without the flag that its person was verified."""
    kept = {}
    for name, one in held.decisions.items():
        data = bytearray(from_b64u(str(one["authenticator_data"])))
        data[32] &= ~0b100
        kept[name] = {**one, "authenticator_data": b64u(bytes(data))}
    return replace(held, decisions=kept)


def anothers_passkey(held: Bundle, other: Bundle) -> Bundle:
    stranger = next(iter(other.decisions.values()))
    return replace(
        held, decisions={name: {**kept, "public_key": stranger["public_key"]} for name, kept in held.decisions.items()}
    )


ATTACKS: list[tuple[Callable[[Bundle, Bundle], Bundle], str]] = [
    (changed_body, "body"),
    (without_key, "body"),
    (changed_envelope, "envelope"),
    (swapped_photo, "photo"),
    (swapped_picture, "shown"),
    (other_decision, "decision"),
    (anothers_proof, "decision"),
    (without_verification, "decision"),
    (anothers_passkey, "decision"),
    (anothers_sheet, "sheet"),
    (without("case.approved"), "order"),
    (without("certificate.printed"), "order"),
    (without("case.submitted"), "sheet"),
    (without("device.enrolled"), "envelope"),
    (without("paper.sealed"), "whole"),
    (without_end_and_list, "whole"),
    (another_list, "whole"),
    (another_paper, "paper"),
    (one_more_paper, "paper"),
    (without_paper, "paper"),
    (changed_head, "head"),
    (changed_path, "ledger"),
    (another_leaf, "ledger"),
    (forged_keys, "root"),
    (forged_list, "root"),
    (spoofed_root, "root"),
]


def test_each_kind_of_tampering_is_found_though_the_zip_is_made_anew(cast: Cast, passkey: Any) -> None:
    mine, theirs = decided_case(cast, passkey), None
    key = cast.passkey(cast.thu)
    theirs = cast.submitted(cast.phone())
    asked = cast.ask(cast.thu, theirs)
    cast.decide(cast.thu, asked.nonce, key.get(asked.options))
    held, other = bundle.read(made(cast, mine)), bundle.read(made(cast, theirs))
    believed = trust(cast)
    assert check(bundle.write(held), believed).sound
    missed = []
    for attack, what in ATTACKS:
        report = check(bundle.write(attack(held, other)), believed)
        if what not in {one.what for one in report.of(State.WRONG)}:
            missed.append((getattr(attack, "__qualname__", ""), what, [one.line for one in report.of(State.WRONG)]))
    assert missed == []


def test_a_file_spoiled_on_its_way_is_named(cast: Cast, passkey: Any) -> None:
    data = made(cast, decided_case(cast, passkey))
    assert [one.what for one in check(data[: len(data) // 2], trust(cast)).of(State.WRONG)] == ["file"]
    assert [one.what for one in check(b"PK", trust(cast)).of(State.WRONG)] == ["file"]


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
