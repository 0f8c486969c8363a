"""A restore is confirmed by a passkey of the commune; phones tell the heads that they held; the desk sees alarms."""

import json
from typing import Any

import cbor2
import pytest

from app.demo.phone import DemoPhone
from app.domain.problems import Problem
from app.evidence import restores as notices
from app.evidence.encoding import b64u, from_b64u
from app.evidence.soft_passkey import SoftPasskey
from app.reports import setup
from app.services import audit, decisions, heads, phones, restored
from app.store import records, told_heads
from app.store import restores as rows
from app.store.ids import uuid4
from app.sync.letters import ToldHead
from app.work import begin, look
from tests.people import Cast


def refused(code: str, act: Any) -> None:
    with pytest.raises(Problem) as found:
        act()
    assert found.value.code == code


def came_back(cast: Cast, size: int = 3) -> str:
    """The server says that it came back with the first so many records."""
    epoch = uuid4()
    with begin(cast.tools) as work:
        row = rows.RestoreRow(cast.org, epoch, work.ledger.epoch, size, "ab" * 32, "2026.tnb", work.at)
        rows.add(work.db, row)
    return epoch


def ask(cast: Cast, person: str) -> restored.Asked:
    with begin(cast.tools) as work:
        return restored.ask(work, cast.org, person)


def confirm(cast: Cast, person: str, nonce: str, answer: dict[str, Any]) -> None:
    with begin(cast.tools) as work:
        restored.confirm(work, cast.org, person, nonce, answer)


def confirmed(cast: Cast, key: SoftPasskey, person: str) -> None:
    asked = ask(cast, person)
    confirm(cast, person, asked.nonce, key.get(asked.options))


def missing(cast: Cast) -> dict[str, tuple[str, ...]]:
    with look(cast.tools) as work:
        return {one.code: one.missing for one in setup.items(work.db, cast.org, work.at) if not one.done}


def test_a_restore_is_confirmed_once_and_kept_as_a_record_with_its_proof(cast: Cast) -> None:
    key = cast.passkey(cast.quang)
    epoch = came_back(cast)
    assert "restored" in missing(cast)
    confirmed(cast, key, cast.quang)
    assert "restored" not in missing(cast)
    with look(cast.tools) as work:
        (told,) = restored.told(work, cast.org)
        assert (told["epoch"], told["from_epoch"]) == (epoch, work.ledger.epoch)
        (notice,) = told["notices"]
        said = json.loads(notice["statement"])
        assert (said["size"], said["by"], said["iss"]) == (3, cast.quang, cast.tools.iss)
        signer = next(one for one in restored.signers(work, cast.org) if one["id"] == notice["passkey"])
        assert signer["jwk"]["kty"] == "EC"
        claims = [json.loads(from_b64u(leaf.envelope.split(".")[1])) for leaf in records.leaves(work.db)]
        (written,) = [one for one in claims if one["kind"] == "restore.confirmed"]
        assert len(written["proof"]) == 64 and written["author"] == cast.quang
        assert audit.verify(work).problems == []
        assert restored.standing(work, cast.org, cast.quang).waiting is None
    refused("not_found", lambda: ask(cast, cast.quang))


def test_nobody_elses_answer_confirms_a_restore(cast: Cast) -> None:
    quang, minh = cast.passkey(cast.quang), cast.passkey(cast.minh)
    came_back(cast)
    asked = ask(cast, cast.quang)
    refused("not_found", lambda: confirm(cast, cast.minh, asked.nonce, minh.get(asked.options)))
    refused("bad_assertion", lambda: confirm(cast, cast.quang, asked.nonce, minh.get(asked.options)))
    asked = ask(cast, cast.quang)
    other = {**asked.options, "challenge": b64u(bytes(32))}
    refused("bad_assertion", lambda: confirm(cast, cast.quang, asked.nonce, quang.get(other)))
    asked = ask(cast, cast.quang)
    quang.verified = False
    refused("bad_assertion", lambda: confirm(cast, cast.quang, asked.nonce, quang.get(asked.options)))
    quang.verified = True
    asked = ask(cast, cast.quang)
    answer = quang.get(asked.options)
    cast.clock.forward(minutes=6)
    refused("expired", lambda: confirm(cast, cast.quang, asked.nonce, answer))
    assert "restored" in missing(cast)
    asked = ask(cast, cast.quang)
    answer = quang.get(asked.options)
    confirm(cast, cast.quang, asked.nonce, answer)
    refused("replayed", lambda: confirm(cast, cast.quang, asked.nonce, answer))


def test_a_statement_about_a_restore_decides_no_case_and_one_about_a_case_confirms_nothing(cast: Cast) -> None:
    key = cast.passkey(cast.minh)
    case_id = cast.submitted(cast.phone())
    came_back(cast)
    asked = ask(cast, cast.minh)
    refused("not_found", lambda: cast.decide(cast.minh, asked.nonce, key.get(asked.options)))
    decision: decisions.Asked = cast.ask(cast.minh, case_id)
    refused("not_found", lambda: confirm(cast, cast.minh, decision.nonce, key.get(decision.options)))


def test_only_the_keys_of_administrators_and_leaders_are_told_to_phones(cast: Cast) -> None:
    for person in (cast.quang, cast.minh, cast.lan, cast.hanh):
        cast.passkey(person)
    with look(cast.tools) as work:
        assert len(restored.signers(work, cast.org)) == 2
        assert restored.signers(work, cast.other_org) == []


def test_a_passkeys_key_reads_as_a_jwk_whatever_its_algorithm() -> None:
    def jwk(cose: dict[int, Any]) -> Any:
        return notices.passkey_jwk(b64u(cbor2.dumps(cose)))

    assert jwk({1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32})["crv"] == "P-256"
    assert jwk({1: 3, 3: -257, -1: b"n" * 256, -2: b"\x01\x00\x01"})["e"] == "AQAB"
    assert jwk({1: 1, 3: -8, -1: 6, -2: b"x" * 32})["crv"] == "Ed25519"
    assert jwk({1: 2, 3: -35, -1: 2, -2: b"x" * 48, -3: b"y" * 48}) is None


def tell(cast: Cast, phone: DemoPhone, said: ToldHead | None) -> None:
    with begin(cast.tools) as work:
        phones.tell_ledger(work, phone.key.kid, said, work.at)


def head(cast: Cast) -> str:
    with look(cast.tools) as work:
        return heads.newest(work)


def test_what_a_phone_saw_is_an_alarm_at_the_desk_until_the_phone_sees_it_proven(cast: Cast) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    held = head(cast)
    assert "ledger_alarm" not in missing(cast)
    for _ in range(2):
        tell(cast, phone, ToldHead(kind="rewritten", held=held, seen="x"))
    assert missing(cast)["ledger_alarm"] == ("Trần Thị Lan (Máy thử)",)
    with look(cast.tools) as work:
        assert [one.kind for one in told_heads.alarms(work.db, cast.org)] == ["rewritten"]
        assert told_heads.alarms(work.db, cast.other_org) == []
    tell(cast, phone, None)
    assert "ledger_alarm" not in missing(cast)
    with look(cast.tools) as work:
        assert told_heads.alarms(work.db, cast.org) == []
        # that it was is not forgotten
        assert told_heads.count(work.db, phone.key.kid) == 1


def test_a_head_that_this_server_never_signed_alarms_nobody_and_no_phone_tells_without_end(cast: Cast) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    tell(cast, phone, ToldHead(kind="shorter", held="nonsense", seen=""))
    assert "ledger_alarm" not in missing(cast)
    for _ in range(60):
        # each signature is another: so is each note
        tell(cast, phone, ToldHead(kind="shorter", held=head(cast), seen=""))
    with look(cast.tools) as work:
        assert told_heads.count(work.db, phone.key.kid) == 50
    assert "ledger_alarm" in missing(cast)


def test_the_largest_ledger_that_phones_saw_before_a_restore_is_told(cast: Cast) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    small = head(cast)
    cast.submitted(phone)
    large = head(cast)
    for note in (large, small):
        tell(cast, phone, ToldHead(kind="before", held=note))
    came_back(cast)
    with look(cast.tools) as work:
        # the phone tells one head at a time: what it does not say any more is over, and stays known
        assert restored.standing(work, cast.org, cast.quang).seen == len(list(records.leaves(work.db)))


def test_the_alarm_of_an_unconfirmed_restore_is_one_thing_to_do_not_two(cast: Cast) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    tell(cast, phone, ToldHead(kind="unsigned", held=head(cast)))
    # another epoch that nobody restored
    assert "ledger_alarm" in missing(cast)
    came_back(cast)
    assert {"restored", "ledger_alarm"} & set(missing(cast)) == {"restored"}
