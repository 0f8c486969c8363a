"""Who says when a PDF was stamped: a time-stamp authority over HTTP (RFC 3161), or the trial one of a demo."""

import contextlib
import http.client
import ipaddress
import socket
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

SECONDS = 10
MOST_BYTES = 64 * 1024
_ASKS, _ANSWERS = "application/timestamp-query", "application/timestamp-reply"


class TimeAway(OSError):
    """No usable answer: the authority is away, refuses, or says something else."""


class TimeSource(Protocol):
    """Something that gives time-stamp tokens."""

    def stamper(self, at: datetime) -> Any:
        """pyHanko's time stamper; `at` is the server's moment, for whoever has no clock of its own."""


@dataclass(frozen=True, slots=True)
class TrialTime:
    """The trial authority: its key lies in the same folder, so its word proves nothing, and pages say so."""

    path: Path

    def stamper(self, at: datetime) -> Any:
        """Signs the server's own moment."""
        from pyhanko.sign.signers import SimpleSigner
        from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

        held = SimpleSigner.load_pkcs12(str(self.path))
        if held is None:
            raise TimeAway("the trial authority does not open")
        return DummyTimeStamper(held.signing_cert, held.signing_key, fixed_dt=at)


@dataclass(frozen=True, slots=True)
class HttpTime:
    """An authority at an address of the settings."""

    url: str

    def stamper(self, at: datetime) -> Any:
        """Asks it; only a hash leaves the house."""
        from asn1crypto import tsp
        from pyhanko.sign.timestamps import TimeStamper

        url = self.url

        class Asking(TimeStamper):  # type: ignore[misc]
            async def async_request_tsa_response(self, req: Any) -> Any:
                # one certificate at a time: nothing else waits in this loop
                data = ask(url, req.dump())
                try:
                    answer = tsp.TimeStampResp.load(data)
                    # it parses when it is looked at
                    _ = answer.native
                except (ValueError, TypeError) as error:
                    raise TimeAway("not a time-stamp answer") from error
                return answer

        return Asking()


def ask(url: str, query: bytes) -> bytes:
    """The answer to one query, at most 64 KB, within 10 s of the connection; TimeAway otherwise. Redirects are not
    followed, and addresses at which only machines answer about themselves (link-local, multicast) are not spoken to."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    made = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = made(parts.hostname or "", parts.port, timeout=SECONDS)
    over = threading.Event()
    limit: threading.Timer | None = None
    try:
        connection.connect()
        _check_peer(connection.sock.getpeername()[0])
        # a time limit of the socket counts from each byte to the next: a dripping answer would hold the worker for days
        limit = threading.Timer(SECONDS, _hang_up, (connection.sock, over))
        limit.start()
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        connection.request("POST", path, query, {"Content-Type": _ASKS, "Accept": _ANSWERS})
        with connection.getresponse() as answer:
            if answer.status != http.HTTPStatus.OK or answer.getheader("Content-Type", "").split(";")[0] != _ANSWERS:
                raise TimeAway(f"the authority answered {answer.status}")
            data = answer.read(MOST_BYTES + 1)
    except (OSError, http.client.HTTPException) as error:
        raise error if isinstance(error, TimeAway) else TimeAway(type(error).__name__) from error
    finally:
        if limit is not None:
            limit.cancel()
        connection.close()
    if over.is_set():
        raise TimeAway("the answer took too long")
    if len(data) > MOST_BYTES:
        raise TimeAway("the answer is too long")
    return data


def _hang_up(line: socket.socket, over: threading.Event) -> None:
    over.set()
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _check_peer(text: str) -> None:
    # judged after the name was resolved and before anything is said, so that no second answer of a name server helps
    found = ipaddress.ip_address(text.partition("%")[0])
    found = getattr(found, "ipv4_mapped", None) or found
    if found.is_link_local or found.is_multicast or found.is_unspecified:
        raise TimeAway("not an address of an authority")
