"""An offline copy of the server's keys: one text file, each key under a passphrase (PKCS #8, RFC 5958).

python -m app.evidence.key_copy FILE FOLDER lays the keys where a server reads them; it asks for the passphrase.
"""

import getpass
import json
import os
import secrets
import sys
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from app.evidence.keys import OLD, Keyring

_V = "keys/1"
_MODE = 0o400


def packed(folder: Path, phrase: str) -> str:
    """Every key of the folder, those of before too."""
    paths = [*sorted(folder.glob("*.pem")), *sorted((folder / OLD).glob("*.pem"))]
    found = {str(path.relative_to(folder)): _sealed(path.read_bytes(), phrase) for path in paths}
    return json.dumps({"v": _V, "id": secrets.token_hex(8), "keys": found}, indent=1) + "\n"


def write(path: Path, text: str) -> None:
    """For its owner's eyes alone, durably."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def plain(text: str, phrase: str) -> dict[str, bytes]:
    """The key files by name; ValueError when the passphrase is another or the text is no copy."""
    try:
        value = json.loads(text)
        if value["v"] != _V:
            raise ValueError(_V)
        return {str(name): _opened(sealed, phrase) for name, sealed in value["keys"].items()}
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no copy of keys") from error


def name(text: str) -> str:
    """The id of a copy: two files of one copy are one. ValueError."""
    try:
        return str(json.loads(text)["id"])
    except (KeyError, TypeError) as error:
        raise ValueError("no copy of keys") from error


def opened(text: str, phrase: str) -> Keyring:
    """The keys of a copy, held in memory. ValueError."""
    return Keyring.of(plain(text, phrase))


def lay(text: str, phrase: str, folder: Path) -> list[str]:
    """Writes the keys that are not there into a folder; their names. Nothing that is there is touched. ValueError."""
    laid = []
    for name, data in plain(text, phrase).items():
        path = folder / name
        if path.resolve().is_relative_to(folder.resolve()) and not path.exists():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write(path, data.decode())
            laid.append(name)
    return laid


def _sealed(pem: bytes, phrase: str) -> str:
    key = serialization.load_pem_private_key(pem, None)
    kind = serialization.BestAvailableEncryption(phrase.encode())
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, kind).decode()


def _opened(text: str, phrase: str) -> bytes:
    key = serialization.load_pem_private_key(text.encode(), phrase.strip().encode())
    none = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, none)


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:3])
    sys.stdout.write("\n".join(lay(source.read_text(), getpass.getpass("Mật khẩu trên giấy: "), target)) + "\n")
