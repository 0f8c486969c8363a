"""The one road out to push services: by https to the names that we know, at an address that the whole world may reach.

Where a name leads is judged once, and that very address is then spoken to: no second answer of a name server helps.
Redirects are not followed, and what the service answers besides its status is not read.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Mapping
from urllib.parse import urlsplit

SECONDS = 3
_PORT = 443


class NotReached(OSError):
    """The push service is away, or is no public address."""


class WebPost:
    """POST to a push service."""

    def post(self, endpoint: str, headers: Mapping[str, str], body: bytes) -> int:
        """The status of the answer. NotReached. Whoever calls has checked the name."""
        parts = urlsplit(endpoint)
        name = parts.hostname or ""
        connection = _Pinned(name, _public_address(name))
        path = f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"
        try:
            connection.request("POST", path, body, dict(headers))
            with connection.getresponse() as answer:
                return answer.status
        except (OSError, http.client.HTTPException) as error:
            raise NotReached(type(error).__name__) from error
        finally:
            connection.close()


class _Pinned(http.client.HTTPSConnection):
    """A connection to one address, whose certificate must be the name's."""

    def __init__(self, name: str, address: str) -> None:
        super().__init__(name, _PORT, timeout=SECONDS)
        self._address = address

    def connect(self) -> None:
        """To the address that was judged."""
        line = socket.create_connection((self._address, _PORT), SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(line, server_hostname=self.host)


def _public_address(name: str) -> str:
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(name, _PORT, type=socket.SOCK_STREAM)]
    except OSError as error:
        raise NotReached("no such name") from error
    if not found or not all(is_public(one) for one in found):
        raise NotReached("not a public address")
    return found[0]


def is_public(text: str) -> bool:
    """Whether the whole world may reach this address."""
    try:
        found = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_global and not found.is_multicast
