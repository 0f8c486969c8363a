"""Writes vectors.json once: golden bytes for Python and JavaScript. Run by hand, never in a test."""

import json
from pathlib import Path
from typing import Any

from app.evidence import decision, envelope, jws, merkle, notices, sealing
from app.evidence.encoding import b64u, canonical, sha256_hex
from app.evidence.keys import USES, Keyring, SigningKey, key_from_scalar

ISS = "11111111-1111-4111-8111-111111111111"
ORG = "22222222-2222-4222-8222-222222222222"
LAN = "33333333-3333-4333-8333-333333333333"
CASE = "01939b6e-0000-7000-8000-000000000001"
RECORD = "01939b6e-1111-7000-8000-000000000002"
EPOCH = "44444444-4444-4444-8444-444444444444"


def scalar(number: int) -> str:
    return b64u((number * 7919 + 1).to_bytes(32, "big"))


def private_jwk(key: SigningKey, d: str) -> dict[str, str]:
    return {**key.jwk, "d": d}


def main() -> None:
    device_d = scalar(1)
    device = key_from_scalar(device_d)
    ring = Keyring({use: key_from_scalar(scalar(10 + place)) for place, use in enumerate(USES)})
    record_key = bytes(range(32))
    body = {"v": 1, "code": "VD-7K4Q", "person": {"name": "Nguyễn Thị Mẫu", "birth": "1954"}, "ok": True, "none": None}
    photo = bytes.fromhex("ffd8ffe0") + "ảnh".encode()
    sealed_body = sealing.seal(canonical(body), record_key, sealing.Place(RECORD, "body"), bytes(range(12)))
    photo_place = sealing.Place(RECORD, "signed_page", 0)
    sealed_photo = sealing.seal(photo, record_key, photo_place, bytes(range(12, 24)))
    ledger = notices.Ledger(ISS, EPOCH, 40)
    beacon = notices.beacon(ring, ledger, "2026-11-23T01:00:00.000Z", "bm9uY2U")
    claims = {
        "iss": ISS, "id": RECORD, "kind": "case.submitted", "stream": {"type": "case", "id": CASE}, "org": ORG,
        "author": LAN, "n": 1, "prev": "ab" * 32, "made_at": "2026-11-23T09:36:00.000+07:00", "beacon": beacon,
        "body": sha256_hex(sealed_body),
        "blobs": [envelope.Blob(sha256_hex(sealed_photo), len(sealed_photo), "signed_page", 0).claim()],
        "key": sealing.key_commitment(RECORD, record_key),
    }  # fmt: skip
    text = envelope.make(claims, device)
    upload = {"v": 1, "device": device.kid, "jti": "anRp", "beacon": beacon, "htm": "POST", "htu": "/api/check"}
    vectors: dict[str, Any] = {
        "canonical": canonical_cases(),
        "keys": {
            "device": {"jwk": private_jwk(device, device_d), "kid": device.kid},
            **{
                use: {"jwk": private_jwk(ring[use], scalar(10 + place)), "kid": ring[use].kid}
                for place, use in enumerate(USES)
            },
        },
        "envelope": {
            "claims": {"v": 1, **claims, "device": device.kid}, "text": text, "hash": envelope.record_hash(text)
        },
        "sealed": [
            {"record": RECORD, "role": "body", "index": 0, "iv": b64u(bytes(range(12))), "key": b64u(record_key),
             "plain": b64u(canonical(body)), "sealed": b64u(sealed_body), "sha256": sha256_hex(sealed_body)},
            {"record": RECORD, "role": "signed_page", "index": 0, "iv": b64u(bytes(range(12, 24))),
             "key": b64u(record_key), "plain": b64u(photo), "sealed": b64u(sealed_photo),
             "sha256": sha256_hex(sealed_photo)},
        ],
        "wrapping": {"record": RECORD, "key": b64u(record_key),
                     "jwe": sealing.wrap(record_key, RECORD, ring["intake"].jwk, ring["intake"].kid)},
        "commitment": {"record": RECORD, "key": b64u(record_key), "sha256": sealing.key_commitment(RECORD, record_key)},
        **decision_cases(),
        "notices": {
            "beacon": beacon,
            "receipt": notices.receipt(
                ring, ledger, notices.Received(envelope.record_hash(text), (sha256_hex(sealed_photo),), 7,
                                               "2026-11-23T02:00:00.000Z")),
            "keys": notices.key_list(ring, ISS, "2026-11-23T00:00:00.000Z"),
            "upload": jws_of(upload, device),
        },
    }  # fmt: skip
    Path(__file__).with_name("vectors.json").write_text(json.dumps(vectors, ensure_ascii=False, indent=1) + "\n")


def jws_of(payload: dict[str, Any], key: SigningKey) -> str:
    return jws.sign(payload, "tn-upload", key.kid, key.private)


def canonical_cases() -> list[dict[str, Any]]:
    values = [{}, [], {"b": 1, "a": [True, None, 'Đặng "quote" \\ \u0001\n'], "A": -5}, {"z": {"y": {"x": "ướt"}}}]
    return [
        {"value": value, "text": canonical(value).decode(), "sha256": sha256_hex(canonical(value))} for value in values
    ]


WHYS: list[dict[str, Any]] = [
    {"salt": "0f" * 16, "words": "Trang 2 mờ ở góc dưới", "mark": {"place": 1, "x": 800, "y": 900}, "facts": None},
    {"salt": "1e" * 16, "words": "", "mark": None, "facts": {"decision": "19/QĐ-UBND", "day": "2026-11-21"}},
]


def decision_cases() -> dict[str, Any]:
    sheet = canonical({"v": 1, "salt": "00" * 16, "fields": {"name": "Nguyễn Thị Mẫu", "number": "001154000017"}})
    digest = decision.sheet_digest(sheet)
    leaves = [
        decision.Leaf(f"01939b6e-0000-7000-8000-00000000000{i}", i, digest, "approve", None, "none") for i in (1, 2, 3)
    ]
    returned = decision.Leaf(CASE[:-1] + "4", 2, digest, "return", {"code": "photo", "words": "cd" * 32}, "none")
    every = [*leaves, returned]
    root = decision.leaves_root(every)
    statement = canonical(
        {"v": 1, "by": LAN, "authority": EPOCH, "rp": "localhost", "nonce": "AAECAwQFBgcICQoLDA0ODw",
         "iat": "2026-11-23T03:00:00.000Z", "exp": "2026-11-23T03:05:00.000Z", "root": root}
    )  # fmt: skip
    return {
        "sheet": {"text": sheet.decode(), "digest": digest},
        "leaf": {
            "leaves": [{"text": leaf.data().decode(), "hash": merkle.leaf_hash(leaf.data()).hex()} for leaf in every],
            "root": root,
            "path_of_2": decision.leaf_path(every, 2),
        },
        "statement": {"text": statement.decode(), "challenge": b64u(decision.challenge(statement))},
        "why": [{**one, "hash": decision.why_hash(**one)} for one in WHYS],
    }


if __name__ == "__main__":
    main()
