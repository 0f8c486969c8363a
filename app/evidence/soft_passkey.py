"""A passkey in memory: for the invented people of the demo and for tests; it proves nothing about a person."""

import hashlib
import json
import os
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from app.evidence.encoding import b64u, from_b64u
from app.evidence.keys import new_key

_UP, _UV, _ATTESTED = 0x01, 0x04, 0x40


class SoftPasskey:
    """ES256; whether the person is verified, and whether it answers within a foreign frame, is as told."""

    def __init__(self, rp: str, origin: str, handle: str) -> None:
        self._key = new_key().private
        self._rp, self._origin, self._handle = rp, origin, handle
        self.id = b64u(os.urandom(32))
        self.verified = True
        self.framed = False
        self._count = 0

    def create(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to navigator.credentials.create."""
        numbers = self._key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        raw_id = from_b64u(self.id)
        attested = bytes(16) + len(raw_id).to_bytes(2, "big") + raw_id + cbor2.dumps(cose)
        data = self._authenticator(_ATTESTED) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer({"clientDataJSON": b64u(client), "attestationObject": b64u(attestation)})

    def get(self, options: dict[str, Any]) -> dict[str, Any]:
        """The answer to navigator.credentials.get."""
        client = self._client("webauthn.get", options["challenge"])
        data = self._authenticator(0)
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer(
            {
                "clientDataJSON": b64u(client),
                "authenticatorData": b64u(data),
                "signature": b64u(signature),
                "userHandle": self._handle,
            }
        )

    def _client(self, kind: str, challenge: str) -> bytes:
        value = {"type": kind, "challenge": challenge, "origin": self._origin, "crossOrigin": self.framed}
        return json.dumps(value).encode()

    def _authenticator(self, more: int) -> bytes:
        self._count += 1
        flags = _UP | (_UV if self.verified else 0) | more
        return hashlib.sha256(self._rp.encode()).digest() + bytes([flags]) + self._count.to_bytes(4, "big")

    def _answer(self, response: dict[str, str]) -> dict[str, Any]:
        return {
            "id": self.id,
            "rawId": self.id,
            "type": "public-key",
            "response": response,
            "clientExtensionResults": {},
            "authenticatorAttachment": "platform",
        }
