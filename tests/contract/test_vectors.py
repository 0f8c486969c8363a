"""Python reads and writes the golden bytes; what JavaScript wrote is read back when it is there."""

import json
from pathlib import Path
from typing import Any

import pytest
from jwcrypto import jwe, jwk

from app.domain.problems import Problem
from app.evidence import decision, envelope, jws, merkle, notices, sealing
from app.evidence.encoding import b64u, canonical, from_b64u, from_canonical, sha256_hex
from app.evidence.keys import USES, Keyring, SigningKey, key_from_scalar, public_key, thumbprint

VECTORS: dict[str, Any] = json.loads(Path(__file__).with_name("vectors.json").read_text())
FROM_JS = Path(__file__).parents[2] / "build" / "contract-js.json"


def key(name: str) -> SigningKey:
    return key_from_scalar(VECTORS["keys"][name]["jwk"]["d"])


@pytest.fixture
def ring() -> Keyring:
    return Keyring({use: key(use) for use in USES})


@pytest.mark.parametrize("case", VECTORS["canonical"], ids=lambda case: case["text"][:20])
def test_canonical_json_has_one_spelling(case: dict[str, Any]) -> None:
    assert canonical(case["value"]).decode() == case["text"]
    assert sha256_hex(case["text"].encode()) == case["sha256"]
    assert from_canonical(case["text"].encode()) == case["value"]


@pytest.mark.parametrize(
    "text",
    ['{"a":1.0}', '{"a": 1}', '{"b":1,"a":2}', '{"a":1,"a":1}', '{"é":1}', '"e\u0301"', "9007199254740993", "NaN"],
)
def test_canonical_json_refuses_every_other_spelling(text: str) -> None:
    with pytest.raises(Problem):
        from_canonical(text.encode())


@pytest.mark.parametrize("text", ["QQ==", "QR", "Q", "a+b/", "QQ\n"])
def test_base64url_is_strict(text: str) -> None:
    with pytest.raises(Problem):
        from_b64u(text)


def test_a_key_is_named_by_its_thumbprint() -> None:
    for name, held in VECTORS["keys"].items():
        assert key(name).kid == held["kid"] == thumbprint(key(name).jwk)


def test_the_envelope_is_read_and_its_identity_is_the_signing_input() -> None:
    golden = VECTORS["envelope"]
    device = key("device")
    read = envelope.read(golden["text"], public_key(device.jwk), device.kid)
    assert (read.hash, read.claims) == (golden["hash"], golden["claims"])
    again = envelope.make(
        {name: value for name, value in golden["claims"].items() if name not in ("v", "device")}, device
    )
    assert jws.signing_input(again) == jws.signing_input(golden["text"])


def test_the_other_half_of_the_signature_changes_no_identity() -> None:
    golden, device = VECTORS["envelope"], key("device")
    head, _, signature = golden["text"].rpartition(".")
    raw = from_b64u(signature)
    order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
    flipped = f"{head}.{b64u(raw[:32] + (order - int.from_bytes(raw[32:], 'big')).to_bytes(32, 'big'))}"
    assert envelope.read(flipped, public_key(device.jwk), device.kid).hash == golden["hash"]


def test_an_envelope_is_never_read_as_another_typ(ring: Keyring) -> None:
    device = key("device")
    for typ in ("tn-beacon", "tn-receipt", "tn-upload", "tn-keys"):
        with pytest.raises(Problem):
            jws.verify(VECTORS["envelope"]["text"], typ, device.kid, public_key(device.jwk))


@pytest.mark.parametrize("golden", VECTORS["sealed"], ids=lambda golden: golden["role"])
def test_a_sealed_part_opens_only_in_its_place(golden: dict[str, Any]) -> None:
    place = sealing.Place(golden["record"], golden["role"], golden["index"])
    secret, plain = from_b64u(golden["key"]), from_b64u(golden["plain"])
    assert b64u(sealing.seal(plain, secret, place, from_b64u(golden["iv"]))) == golden["sealed"]
    assert sealing.unseal(from_b64u(golden["sealed"]), secret, place) == plain
    assert sha256_hex(from_b64u(golden["sealed"])) == golden["sha256"]
    with pytest.raises(Problem):
        sealing.unseal(from_b64u(golden["sealed"]), secret, sealing.Place(golden["record"], golden["role"], 9))


def test_the_wrapping_opens_with_the_intake_key_and_with_a_foreign_library() -> None:
    golden = VECTORS["wrapping"]
    assert sealing.unwrap(golden["jwe"], golden["record"], key("intake")) == from_b64u(golden["key"])
    foreign = jwe.JWE()
    foreign.deserialize(golden["jwe"], jwk.JWK(**VECTORS["keys"]["intake"]["jwk"]))
    assert foreign.payload == from_b64u(golden["key"])
    with pytest.raises(Problem):
        sealing.unwrap(golden["jwe"], golden["record"][:-1] + "9", key("intake"))


def test_the_envelope_commits_to_the_key_and_not_to_its_wrapping() -> None:
    golden = VECTORS["commitment"]
    assert sealing.key_commitment(golden["record"], from_b64u(golden["key"])) == golden["sha256"]
    assert VECTORS["envelope"]["claims"]["key"] == golden["sha256"]


def test_the_hash_of_salted_words_is_the_golden_one() -> None:
    for one in VECTORS["why"]:
        assert decision.why_hash(one["salt"], one["words"], one["mark"], one["facts"]) == one["hash"]


def test_sheet_leaves_and_challenge_are_the_golden_ones() -> None:
    assert decision.sheet_digest(VECTORS["sheet"]["text"].encode()) == VECTORS["sheet"]["digest"]
    golden = VECTORS["leaf"]
    hashes = [merkle.leaf_hash(leaf["text"].encode()) for leaf in golden["leaves"]]
    assert [one.hex() for one in hashes] == [leaf["hash"] for leaf in golden["leaves"]]
    assert merkle.root(hashes).hex() == golden["root"]
    steps = [bytes.fromhex(step) for step in golden["path_of_2"]]
    found = merkle.root_from_path(2, 4, hashes[2], steps)
    assert found is not None and found.hex() == golden["root"]
    assert b64u(decision.challenge(VECTORS["statement"]["text"].encode())) == VECTORS["statement"]["challenge"]


def test_every_path_of_every_small_tree_leads_to_its_root_and_to_no_other() -> None:
    for size in range(1, 20):
        hashes = [merkle.leaf_hash(bytes([place])) for place in range(size)]
        for index in range(size):
            steps = merkle.path(index, hashes)
            assert merkle.root_from_path(index, size, hashes[index], steps) == merkle.root(hashes)
            wrong = merkle.root_from_path(index, size, merkle.leaf_hash(b"other"), steps)
            assert wrong != merkle.root(hashes)
            assert merkle.root_from_path(index, size, hashes[index], [*steps, hashes[0]]) is None


def test_notices_are_read_back(ring: Keyring) -> None:
    golden = VECTORS["notices"]
    assert notices.read_beacon(golden["beacon"], ring)["durable"] == 40
    receipt = jws.verify(golden["receipt"], "tn-receipt", ring["beacon"].kid, ring["beacon"].private.public_key())
    assert receipt["record"] == VECTORS["envelope"]["hash"]
    listed = jws.verify(golden["keys"], "tn-keys", ring["root"].kid, ring["root"].private.public_key())
    assert {one["use"] for one in listed["keys"]} == {"intake", "record", "beacon"}


@pytest.mark.skipif(not FROM_JS.exists(), reason="the JavaScript half has not run here")
def test_what_javascript_wrote_is_read(ring: Keyring) -> None:
    written = json.loads(FROM_JS.read_text())
    device = key("device")
    read = envelope.read(written["envelope"], public_key(device.jwk), device.kid)
    secret = sealing.unwrap(written["key"], read.id, ring["intake"])
    assert sealing.key_commitment(read.id, secret) == read.key
    sealed = from_b64u(written["body"])
    assert sha256_hex(sealed) == read.body
    assert from_canonical(sealing.unseal(sealed, secret, sealing.Place(read.id, "body"))) == written["plain"]
