"""Whoever holds the server's keys, but nobody's passkey, cannot make a certificate that the checker believes; and no
bytes that somebody sends make it fall over."""

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import cbor2
import pytest
from sqlalchemy import delete, select

from app.domain import acts
from app.evidence import bundle, decision
from app.evidence.check import Trust, certified, check, decided, ledgered, pictured, recorded
from app.evidence.check.report import State
from app.evidence.encoding import b64u, canonical, from_b64u, sha256_hex
from app.evidence.soft_passkey import SoftPasskey
from app.jobs import runner
from app.services import devices
from app.store import held, records
from app.store.tables import record, record_body, record_key
from app.work import Also, Pen, Work, begin, look
from tests.people import Cast
from tests.services.acting import act, why
from tests.services.test_bundles import decided_case, made, trust

AMENDED = {"v": 1, "patch": [{"path": "hamlet", "was": "Tổ 2", "now": "Tổ 3"}], "struck": [], "words": "Sửa"}


def wrong(data: bytes, believed: Trust) -> set[str]:
    return {one.what for one in check(data, believed).of(State.WRONG)}


# -- records that the server's own key signs, and no leader's passkey --


def kept_by(work: Work, case_id: str, kind: str) -> Any:
    """The hash of a true record of the case."""
    return work.db.execute(select(record.c.hash).where(record.c.stream_id == case_id, record.c.kind == kind)).scalar()


def issued_body() -> dict[str, Any]:
    line = {"number": 99, "volume": 1, "year": 2026, "date": "2026-11-23", "name": "Nguyễn Văn Giả", "title": "Giấy"}
    return {"v": 1, "code": "0123456789AB", "digest": "ab" * 32, "register": {**line, "certifier": "Hoàng Đức Minh"}}


def write(work: Work, cast: Cast, case_id: str, kind: str, body: dict[str, Any], base: str, proof: str | None) -> str:
    return Pen(work, cast.org, cast.minh).write(kind, ("case", case_id), body, Also(base=base, proof=proof)).hash


def proof_of(held: bundle.Bundle) -> str:
    kept = next(iter(held.decisions.values()))
    parts = (from_b64u(kept[name]) for name in ("client_data", "authenticator_data", "signature"))
    return decision.proof_hash(kept["statement"].encode(), *parts)


def number_again(work: Work, cast: Cast, case_id: str, proof: str) -> None:
    newest = records.newest_of(work.db, case_id) or ""
    write(work, cast, case_id, "certificate.issued", issued_body(), newest, proof)


def number_without_proof(work: Work, cast: Cast, case_id: str, proof: str) -> None:
    base = kept_by(work, case_id, "case.approved")
    write(work, cast, case_id, "certificate.issued", issued_body(), base, None)


def two_numbers(work: Work, cast: Cast, case_id: str, proof: str) -> None:
    write(work, cast, case_id, "certificate.issued", issued_body(), kept_by(work, case_id, "case.approved"), proof)


def approved_again(work: Work, cast: Cast, case_id: str, proof: str) -> None:
    newest = records.newest_of(work.db, case_id) or ""
    again = write(work, cast, case_id, "case.approved", {"v": 1}, newest, proof)
    write(work, cast, case_id, "certificate.issued", issued_body(), again, proof)


def printed_of_nothing(work: Work, cast: Cast, case_id: str, proof: str) -> None:
    newest = records.newest_of(work.db, case_id) or ""
    body = {"v": 1, "sha256": sha256_hex(b"%PDF-"), "level": "none", "code": "7K4Q-M2XD-9HTP"}
    write(work, cast, case_id, "certificate.printed", body, newest, None)


def replaced(work: Work, cast: Cast, case_id: str, proof: str) -> None:
    write(work, cast, case_id, "certificate.replaced", issued_body(), kept_by(work, case_id, "case.approved"), proof)


def purged(shape: Any) -> Callable[[Work, Cast, str, str], None]:
    def attack(work: Work, cast: Cast, case_id: str, proof: str) -> None:
        newest = records.newest_of(work.db, case_id) or ""
        write(work, cast, case_id, "case.purged", {"v": 1, "records": shape}, newest, None)

    return attack


BY_THE_SERVER: list[tuple[Callable[[Work, Cast, str, str], None], str]] = [
    (number_again, "number"),
    (number_without_proof, "number"),
    (two_numbers, "number"),
    (approved_again, "decision"),
    (approved_again, "number"),
    (printed_of_nothing, "paper"),
    (replaced, "decision"),
    (purged([["a"]]), "envelope"),
    (purged(5), "envelope"),
]


@pytest.mark.parametrize(("attack", "what"), BY_THE_SERVER)
def test_the_server_alone_adds_nothing_to_a_decided_case(
    cast: Cast, passkey: Any, attack: Callable[..., None], what: str
) -> None:
    case_id = decided_case(cast, passkey)
    proof = proof_of(bundle.read(made(cast, case_id)))
    # within the minutes that the question lived: the proof itself would still hold
    cast.clock.at = cast.clock.at.replace(minute=cast.clock.at.minute - 5)
    with begin(cast.tools) as work:
        attack(work, cast, case_id, proof)
    extra = {f"{bundle.PAPERS}{sha256_hex(b'%PDF-')}.pdf": b"%PDF-"} if attack is printed_of_nothing else {}
    held_now = bundle.read(made(cast, case_id))
    data = bundle.write(replace(held_now, files={**held_now.files, **extra}))
    assert what in wrong(data, trust(cast))


def own_proof(cast: Cast, case_id: str) -> tuple[dict[str, Any], str]:
    """What the forger's own passkey signed in the leader's name."""
    site = cast.tools.site
    key = SoftPasskey(site.rp, site.origin, b64u(b"forger"))
    made_key = key.create({"challenge": b64u(bytes(32))})["response"]["attestationObject"]
    # after hash, flags, counter, AAGUID, length and 32 bytes of id (WebAuthn 6.5.1)
    public_key = b64u(cbor2.loads(from_b64u(made_key))["authData"][37 + 16 + 2 + 32 :])
    leaf = decision.Leaf(case_id, 1, "ab" * 32, "approve", None, "none")
    now = cast.clock.at.isoformat(timespec="milliseconds")
    said = {"v": 1, "by": cast.minh, "authority": cast.new_id(), "rp": site.rp, "nonce": "x", "iat": now, "exp": now}
    statement = canonical({**said, "root": decision.leaves_root([leaf])})
    answer = key.get({"challenge": b64u(decision.challenge(statement))})["response"]
    parts = (answer["clientDataJSON"], answer["authenticatorData"], answer["signature"])
    kept = {
        "statement": statement.decode(), "leaf": leaf.data().decode(), "index": 0, "size": 1, "path": [],
        "client_data": parts[0], "authenticator_data": parts[1], "signature": parts[2],
        "public_key": public_key, "origin": site.origin,
    }  # fmt: skip
    return kept, decision.proof_hash(statement, *map(from_b64u, parts))


def test_a_number_that_no_enrolled_passkey_approved_is_no_decision(cast: Cast, passkey: Any) -> None:
    case_id = cast.submitted(cast.phone())
    kept, proof = own_proof(cast, case_id)
    with begin(cast.tools) as work:
        newest = records.newest_of(work.db, case_id) or ""
        issued = write(work, cast, case_id, "certificate.issued", issued_body(), newest, proof)
        paper = {"v": 1, "sha256": sha256_hex(b"%PDF-"), "level": "none", "code": "0123-4567-89AB"}
        write(work, cast, case_id, "certificate.printed", paper, issued, None)
    held_now = bundle.read(made(cast, case_id))
    files = {**held_now.files, f"{bundle.PAPERS}{sha256_hex(b'%PDF-')}.pdf": b"%PDF-"}
    data = bundle.write(replace(held_now, decisions={issued: kept}, files=files))
    assert wrong(data, trust(cast)) == {"decision", "number", "paper"}


def test_nothing_is_sound_without_a_decision_and_its_passkey(cast: Cast, passkey: Any) -> None:
    report = check(made(cast, decided_case(cast, passkey)), trust(cast))
    assert report.sound
    for what in ("decision", "passkey"):
        assert not replace(report, findings=[one for one in report.findings if one.what != what]).sound


# -- files that nothing signed names --

LAID_IN = ["GIAY-CHUNG-THUC.pdf", f"sheets/{'ff' * 32}.json", f"papers\\{'ff' * 32}.pdf", "sheets/", "shown", "a/b"]


def test_a_file_that_only_the_manifest_names_is_no_part_of_the_case(cast: Cast, passkey: Any) -> None:
    held_now, believed = bundle.read(made(cast, decided_case(cast, passkey))), trust(cast)
    assert "file" in {one.what for one in check(bundle.write(held_now), believed).of(State.PROVEN)}
    for name in LAID_IN:
        report = check(bundle.write(replace(held_now, files={**held_now.files, name: b"x"})), believed)
        assert [(one.what, one.about) for one in report.of(State.WRONG)] == [("file", name)]
    twin = next(path for path in held_now.files if path.startswith(bundle.PAPERS)).replace("papers", "Papers")
    assert wrong(bundle.write(replace(held_now, files={**held_now.files, twin: b"x"})), believed) == {"file"}


# -- what stands on the sheet --


def waiting_case(cast: Cast) -> tuple[str, int]:
    """A case amended by a phone that had been stopped, and the number of the record that waits."""
    phone = cast.phone()
    case_id = cast.submitted(phone)
    with begin(cast.tools) as work:
        devices.revoke(work, cast.org, cast.quang, phone.key.kid)
    assert cast.send(phone, "case.amended", case_id, AMENDED).verdict == "held"
    with look(cast.tools) as work:
        (waits,) = held.open_of_case(work.db, cast.org, case_id)
    cast.clock.forward(minutes=1)
    return case_id, waits.seq


@pytest.mark.parametrize("take", [True, False])
def test_what_a_person_took_or_left_is_gone_through_as_he_said(cast: Cast, passkey: Any, take: bool) -> None:
    case_id, seq = waiting_case(cast)
    taken = {"take": str(seq)} if take else {}
    act(cast, passkey, cast.minh, case_id, acts.Act.RECONCILE, why("reconcile", "Xem lại", **taken))
    runner.run_due(cast.tools)
    cast.clock.forward(minutes=1)
    act(cast, passkey, cast.minh, case_id, acts.Act.RETURN, why("khac", "Mờ"))
    report = check(made(cast, case_id), trust(cast))
    assert [one.line for one in report.findings if one.state is not State.PROVEN] == []
    assert "fields" in {one.what for one in report.findings}


def test_of_what_still_waited_the_checker_does_not_know(cast: Cast, passkey: Any) -> None:
    case_id, _ = waiting_case(cast)
    act(cast, passkey, cast.minh, case_id, acts.Act.RETURN, why("khac", "Mờ"))
    report = check(made(cast, case_id), trust(cast))
    assert report.of(State.WRONG) == []
    assert [one.what for one in report.of(State.OPEN)] == ["fields"]


def test_what_could_not_be_compared_with_the_sheet_is_not_called_the_same(cast: Cast, passkey: Any) -> None:
    case_id = decided_case(cast, passkey)
    with begin(cast.tools) as work:
        where = (record.c.stream_id == case_id, record.c.kind == "case.submitted")
        (row,) = work.db.execute(select(record.c.seq, record.c.hash).where(*where)).all()
        newest = records.newest_of(work.db, case_id) or ""
        write(work, cast, case_id, "case.purged", {"v": 1, "records": [row.hash]}, newest, None)
        for table in (record_key, record_body):
            work.db.execute(delete(table).where(table.c.seq == row.seq))
    report = check(made(cast, case_id), trust(cast))
    # nobody's passkey stands behind this destroying, and that is all that is wrong
    assert {one.what for one in report.of(State.WRONG)} == {"purge"}
    assert "fields" in {one.what for one in report.of(State.OPEN)}


# -- bytes that only look like a file of ours --


def packed(how: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        archive.writestr("manifest.json", b'{"a":1}' * 200)
    return out.getvalue()


def damaged(how: int) -> bytes:
    before, name, after = packed(how).partition(b"manifest.json")
    return before + name + b"\xff" * 6 + after[6:]


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_file_is_said_to_be_damaged(how: int) -> None:
    for data in (damaged(how), packed(how), packed(how)[:-9], b"", b"PK\5\6" + bytes(18)):
        assert wrong(data, Trust("x")) == {"file"}


def test_only_plain_or_deflated_parts_are_read(cast: Cast, passkey: Any) -> None:
    held_now = bundle.write(bundle.read(made(cast, decided_case(cast, passkey), evidence=False)))
    for how, sound in ((zipfile.ZIP_STORED, True), (zipfile.ZIP_BZIP2, False), (zipfile.ZIP_LZMA, False)):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(held_now)) as there, zipfile.ZipFile(out, "w", how) as archive:
            for name in there.namelist():
                archive.writestr(name, there.read(name))
        assert (wrong(out.getvalue(), trust(cast)) == set()) is sound


def test_no_changed_byte_makes_the_checker_fall_over(cast: Cast, passkey: Any) -> None:
    data = made(cast, decided_case(cast, passkey), evidence=False)
    believed, dice = trust(cast), random.Random(7)  # noqa: S311
    for _ in range(200):
        other = bytearray(data)
        for _ in range(dice.choice((1, 3))):
            other[dice.randrange(len(other))] = dice.randrange(256)
        check(bytes(other), believed)


@pytest.mark.parametrize(
    ("room", "inner", "what"),
    [
        (recorded, "_order", "envelope"),
        (ledgered, "_head", "ledger"),
        (decided, "_reason", "decision"),
        (certified, "_papers", "number"),
        (pictured, "_shown", "photo"),
    ],
)
def test_a_shape_that_nobody_foresaw_is_no_evidence(
    cast: Cast, passkey: Any, monkeypatch: pytest.MonkeyPatch, room: Any, inner: str, what: str
) -> None:
    data = made(cast, decided_case(cast, passkey), evidence=False)

    def fails(*_given: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(room, inner, fails)
    assert what in wrong(data, trust(cast))
