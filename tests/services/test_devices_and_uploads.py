"""Phones are let in once; sealed blobs come in pieces and only whole."""

import hashlib
from dataclasses import replace

import pytest

from app.demo.data import NEIGHBOUR
from app.domain.problems import Problem
from app.evidence import notices
from app.evidence.encoding import b64u
from app.evidence.jws import sign
from app.evidence.keys import new_key
from app.services import communes, devices, sessions, uploads
from app.sync.letters import Enrolment, read_json
from app.sync.texts import BadBody
from app.work import begin, look
from tests.people import Cast


def enrol(cast: Cast, person: str, code: str, assertion: dict[str, object] | None = None) -> str:
    key = new_key()
    asked = Enrolment(invitation=code.rpartition(".")[0], jwk=key.jwk, label="máy", assertion=assertion)
    with begin(cast.tools) as work:
        return devices.enrol(work, person, asked).device


@pytest.mark.parametrize("label", ["máy\u202eenohp", "máy\u2066", "máy\u200f", "máy\nhai", "máy\x00", "m" * 101])
def test_a_phones_label_is_one_typed_line(label: str) -> None:
    value = {"invitation": "x", "jwk": {}, "label": "máy của Lan"}
    assert read_json(Enrolment, value).label == "máy của Lan"
    with pytest.raises(BadBody):
        read_json(Enrolment, value | {"label": label})


def invited(cast: Cast, person: str) -> str:
    with begin(cast.tools) as work:
        return devices.invite(work, cast.org, cast.quang, person)


def code_of(act: object) -> str:
    with pytest.raises(Problem) as refused:
        act()  # type: ignore[operator]
    return refused.value.code


def test_an_invitation_serves_once_for_one_person_and_ten_minutes(cast: Cast) -> None:
    code = invited(cast, cast.lan)
    assert code_of(lambda: enrol(cast, cast.tuan, code)) == "invitation_gone"
    enrol(cast, cast.lan, code)
    assert code_of(lambda: enrol(cast, cast.lan, code)) == "invitation_gone"
    late = invited(cast, cast.lan)
    cast.clock.forward(minutes=10, seconds=1)
    assert code_of(lambda: enrol(cast, cast.lan, late)) == "invitation_gone"


def test_only_officers_are_invited_and_only_by_their_own_commune(cast: Cast) -> None:
    assert code_of(lambda: invited(cast, cast.minh)) == "not_allowed"
    assert code_of(lambda: invited(cast, cast.hoa)) == "not_found"


def test_an_officer_who_has_a_passkey_binds_the_phone_with_it(cast: Cast) -> None:
    passkey = cast.passkey(cast.lan)
    code, key = invited(cast, cast.lan), new_key()
    bare = code.rpartition(".")[0]
    assert code_of(lambda: enrol(cast, cast.lan, code)) == "passkey_needed"
    challenge = notices_challenge(key.kid, bare)
    asked = Enrolment(invitation=bare, jwk=key.jwk, label="máy", assertion=passkey.get({"challenge": challenge}))
    with begin(cast.tools) as work:
        enrolled = devices.enrol(work, cast.lan, asked)
    with look(cast.tools) as work:
        assert devices.bound_by(work, enrolled.device) == "passkey"


def notices_challenge(kid: str, code: str) -> str:
    return b64u(hashlib.sha256(f"tan-nha/device/1\n{kid}\n{code}".encode()).digest())


def test_a_permission_to_send_is_for_one_call_and_ten_minutes(cast: Cast) -> None:
    phone = cast.phone()
    claims = {"v": 1, "device": phone.key.kid, "jti": "x", "beacon": phone.beacon, "htm": "POST", "htu": "/api/check"}
    text = sign(claims, "tn-upload", phone.key.kid, phone.key.private)

    def check(method: str = "POST", path: str = "/api/check") -> None:
        with look(cast.tools) as work:
            devices.check_sender(work, phone.key.kid, text, notices.Call(method, path, work.at))

    check()
    assert code_of(lambda: check(path="/api/records")) == "bad_upload"
    assert code_of(lambda: check(method="PUT")) == "bad_upload"
    cast.clock.forward(minutes=10, seconds=1)
    assert code_of(check) == "bad_upload"


def test_an_upload_goes_on_where_it_stopped_and_is_whole_only_when_it_hashes_right(cast: Cast) -> None:
    phone, data = cast.phone(), bytes(range(256)) * 40
    address = hashlib.sha256(data).hexdigest()

    def piece(offset: int, part: bytes, at: str = address) -> uploads.Upload:
        with begin(cast.tools) as work:
            return uploads.proceed(work, phone.key.kid, at, offset, part)

    with begin(cast.tools) as work:
        assert not uploads.create(work, address, len(data)).whole
    assert piece(0, data[:1000]).offset == 1000
    with pytest.raises(uploads.WrongOffset) as wrong:
        piece(0, data[:1000])
    assert wrong.value.offset == 1000
    with begin(cast.tools) as work:
        assert uploads.create(work, address, len(data)).offset == 1000
    assert piece(1000, data[1000:]).whole
    assert cast.tools.blobs.read(address) == data
    assert piece(0, b"again").whole


def test_wrong_bytes_start_over_and_too_many_are_refused(cast: Cast) -> None:
    phone, address = cast.phone(), "ab" * 32
    with begin(cast.tools) as work:
        uploads.create(work, address, 5)
    with pytest.raises(uploads.WrongBytes), begin(cast.tools) as work:
        uploads.proceed(work, phone.key.kid, address, 0, b"wrong")
    with look(cast.tools) as work:
        assert uploads.state(work, address).offset == 0
    with pytest.raises(uploads.TooLarge), begin(cast.tools) as work:
        uploads.proceed(work, phone.key.kid, address, 0, b"too many")
    with pytest.raises(uploads.TooLarge), begin(cast.tools) as work:
        uploads.create(work, "cd" * 32, uploads.MOST_BYTES + 1)


def test_a_passkey_opens_a_session_and_leaving_ends_it(cast: Cast) -> None:
    key = cast.passkey(cast.minh)
    with begin(cast.tools) as work:
        nonce, options = sessions.ask(work, None, "sign_in")
    answer = key.get(options)
    with begin(cast.tools) as work:
        assert sessions.enter(work, nonce, answer)
    with pytest.raises(Problem), begin(cast.tools) as work:
        sessions.enter(work, nonce, answer)


def test_a_further_passkey_needs_a_fresh_entry_with_an_older_one(cast: Cast) -> None:
    cast.real()
    plain = replace(NEIGHBOUR.people[0], authority=None)
    with begin(cast.tools) as work:
        org, (hoa, *_) = communes.create(work, replace(NEIGHBOUR, code_prefix="XA", demo=False, people=(plain,)))
        sessions.ask_passkey(work, hoa, fresh=False)
    cast.passkey(hoa)
    with pytest.raises(Problem) as refused, begin(cast.tools) as work:
        sessions.ask_passkey(work, hoa, fresh=False)
    assert refused.value.code == "sign_in_again"
    with begin(cast.tools) as work:
        assert sessions.ask_passkey(work, hoa, fresh=True)
    assert org


def test_an_upload_whose_last_byte_came_as_the_server_died_asks_for_it_again(cast: Cast) -> None:
    phone, data = cast.phone(), b"all of it"
    address = hashlib.sha256(data).hexdigest()
    with begin(cast.tools) as work:
        uploads.create(work, address, len(data))
    cast.tools.blobs.append(address, 0, data)  # and here it died: every byte is on disk, nothing was kept
    for ask in (lambda work: uploads.create(work, address, len(data)), lambda work: uploads.state(work, address)):
        with begin(cast.tools) as work:
            found = ask(work)
        assert (found.offset, found.whole) == (len(data) - 1, False)
    with begin(cast.tools) as work:
        assert uploads.proceed(work, phone.key.kid, address, len(data) - 1, data[-1:]).whole
    assert cast.tools.blobs.read(address) == data
