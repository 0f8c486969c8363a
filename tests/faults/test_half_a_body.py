"""gunicorn hands half a body on as if it were whole; the shield must not."""

import socket
import urllib.parse

import pytest

from tests.browser.conftest import Office, office

__all__ = ["office"]


@pytest.mark.parametrize("sent", [0, 1, 10, 59])
def test_half_a_body_is_never_taken_for_a_whole_one(office: Office, sent: int) -> None:
    body = b'{"records": [], "blobs": []}' + b" " * 32
    found = urllib.parse.urlsplit(office.origin)
    head = f"POST /dang-nhap/khoa HTTP/1.1\r\nHost: {found.netloc}\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", found.port), timeout=10) as connection:
        connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body[:sent])
        connection.shutdown(socket.SHUT_WR)
        answer = connection.recv(200)
    assert answer == b"" or b" 400 " in answer.split(b"\r\n")[0]
