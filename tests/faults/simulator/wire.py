"""Requests and answers as they are on the wire, and what may happen to their bytes."""

import json
from dataclasses import dataclass
from random import Random
from typing import Any

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Offline(Exception):
    """No answer came; whether the request arrived is not known."""


@dataclass(frozen=True)
class Request:
    """One request as bytes on the wire."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def json(self) -> Any:
        """The body as JSON; a captive portal's page is no answer of ours."""
        if "json" not in self.headers.get("Content-Type", ""):
            raise Offline
        return json.loads(self.data)


def other(text: str, at: int) -> str:
    """The text with one bit of one base64url letter another; what is no such letter stays.

    A flip of the raw byte would be a letter or none by the chance of a signature, and the world another each time.
    """
    place = _LETTERS.find(text[at])
    return text if place < 0 else text[:at] + _LETTERS[place ^ 1] + text[at + 1 :]


def flipped(request: Request, rng: Random) -> Request:
    """One bit of the body, or of the permission, is another."""
    if not request.body:
        headers = {**request.headers, "Authorization": request.headers.get("Authorization", "")[:-2] + "AA"}
        return Request(request.method, request.path, headers, b"")
    at = rng.randrange(len(request.body))
    if request.method == "POST":
        return Request(request.method, request.path, request.headers, other(request.body.decode(), at).encode())
    data = bytearray(request.body)
    data[at] ^= 1 << rng.randrange(8)
    return Request(request.method, request.path, request.headers, bytes(data))
