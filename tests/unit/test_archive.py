"""A sealed archive opens whole or not at all: cut, moved, flipped or foreign, it is refused."""

import io

import pytest

from app.evidence import archive
from app.evidence.keys import SigningKey, new_key
from app.evidence.problems import BadSeal, ForeignSeal

ID = "01890000-0000-7000-8000-000000000001"


@pytest.fixture(scope="module")
def key() -> SigningKey:
    return new_key()


@pytest.fixture(autouse=True)
def small_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "FRAME", 10)


def written(key: SigningKey, content: bytes) -> bytes:
    out = io.BytesIO()
    archive.write(out, ID, {"v": 1, "seq": 7}, [content[:13], content[13:]], key)
    return out.getvalue()


def opened(key: SigningKey, data: bytes) -> bytes:
    return b"".join(archive.read(io.BytesIO(data), key).content)


def frames(data: bytes) -> tuple[bytes, list[bytes]]:
    line, rest = data[: data.index(b"\n") + 1], data[data.index(b"\n") + 1 :]
    found = []
    while rest:
        length = 4 + int.from_bytes(rest[:4], "big")
        found.append(rest[:length])
        rest = rest[length:]
    return line, found


@pytest.mark.parametrize("length", [0, 1, 9, 10, 11, 20, 35])
def test_what_goes_in_comes_out_and_shows_nothing_meanwhile(key: SigningKey, length: int) -> None:
    content = bytes(range(65, 65 + length))
    data = written(key, content)
    assert opened(key, data) == content
    assert archive.read(io.BytesIO(data), key).head == {"v": 1, "seq": 7}
    assert length < 9 or content not in data


def test_cut_anywhere_it_does_not_open(key: SigningKey) -> None:
    data = written(key, bytes(35))
    for length in range(len(data)):
        with pytest.raises(BadSeal):
            opened(key, data[:length])
    with pytest.raises(BadSeal):
        opened(key, data + b"\0")


def test_with_any_byte_changed_it_does_not_open(key: SigningKey) -> None:
    data = written(key, bytes(25))
    for place in range(0, len(data), 3):
        with pytest.raises(BadSeal):
            opened(key, data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])


def test_frames_missing_moved_or_taken_from_another_archive_do_not_open(key: SigningKey) -> None:
    line, parts = frames(written(key, bytes(35)))
    _, others = frames(written(key, bytes(35)))
    wrong = [
        [parts[1], parts[0], *parts[2:]],
        [*parts[:1], *parts[2:]],
        [*parts, parts[-1]],
        [parts[0], *parts],
        parts[:-1],
        [],
        [others[0], *parts[1:]],
    ]
    for one in wrong:
        with pytest.raises(BadSeal):
            opened(key, line + b"".join(one))


def test_another_installations_archive_says_so(key: SigningKey) -> None:
    with pytest.raises(ForeignSeal):
        opened(new_key(), written(key, b"x"))
    for data in (b"", b"\n", b"{}\n", b"[]\n", b"not an archive", bytes(200_000)):
        with pytest.raises(BadSeal):
            opened(key, data)
