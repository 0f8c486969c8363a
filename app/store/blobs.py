"""Sealed blobs as files under their SHA-256: temporary file, fsync, rename, fsync of the folder, then the database."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.store.db import insert_once
from app.store.durable import settle, settle_folder
from app.store.tables import blob, record_blob, record_body


class FolderBlobs:
    """Blobs of one data folder; unfinished uploads lie in `incoming/`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._incoming = folder / "incoming"
        self._incoming.mkdir(parents=True, exist_ok=True)

    def progress(self, address: str) -> tuple[int, int] | None:
        """(bytes held, whole length) of an unfinished upload; None when there is none."""
        path = self._unfinished(address)
        return (path.stat().st_size, int(path.suffix[1:])) if path else None

    def start(self, address: str, length: int) -> None:
        """An empty unfinished upload of this length; an older one with another length is given up."""
        older = self._unfinished(address)
        if older is not None:
            older.unlink()
        self._write(self._incoming / f"{address}.{length}", 0, b"")

    def append(self, address: str, offset: int, data: bytes) -> int:
        """Adds bytes at the offset, durable when it returns the new offset; KeyError when nothing was started."""
        path = self._unfinished(address)
        if path is None:
            raise KeyError(address)
        return self._write(path, offset, data)

    def finish(self, address: str) -> bool:
        """Keeps a whole upload; False (and an empty upload again) when it hashes to another address."""
        incoming = self._unfinished(address)
        if incoming is None:
            raise KeyError(address)
        if hashlib.sha256(incoming.read_bytes()).hexdigest() != address:
            self._write(incoming, 0, b"")
            return False
        self._keep(incoming, self._path(address))
        return True

    def read(self, address: str) -> bytes:
        """The whole blob; KeyError when it is not held."""
        try:
            return self._path(address).read_bytes()
        except FileNotFoundError as error:
            raise KeyError(address) from error

    def put(self, data: bytes) -> str:
        """Keeps bytes that the server made."""
        address = hashlib.sha256(data).hexdigest()
        if not self._path(address).exists():
            incoming = self._incoming / f"{address}.{len(data)}"
            self._write(incoming, 0, data)
            self._keep(incoming, self._path(address))
        return address

    def drop(self, address: str) -> None:
        """Removes a whole blob; nothing when it is not held."""
        self._path(address).unlink(missing_ok=True)

    def addresses(self) -> Iterator[str]:
        """The addresses of all whole blobs, as their files are named."""
        for path in self._folder.glob("??/*"):
            if path.parent != self._incoming and path.is_file():
                yield path.name

    def sweep(self, before: datetime) -> int:
        """Gives up unfinished uploads that nothing was added to since; how many. A phone begins anew then."""
        given_up = 0
        for path in self._incoming.iterdir():
            if path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)
                given_up += 1
        return given_up

    def _path(self, address: str) -> Path:
        return self._folder / address[:2] / address

    def _unfinished(self, address: str) -> Path | None:
        return next(self._incoming.glob(f"{address}.*"), None)

    def _write(self, path: Path, offset: int, data: bytes) -> int:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.truncate(offset)
            file.seek(offset)
            file.write(data)
            file.flush()
            settle(file.fileno())
        return offset + len(data)

    def _keep(self, incoming: Path, path: Path) -> None:
        new = not path.parent.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        incoming.rename(path)
        settle_folder(path.parent)
        if new:
            settle_folder(self._folder)


@dataclass(frozen=True, slots=True)
class Held:
    """A whole blob: whose, from which device (empty for the server), how long."""

    sha256: str
    org: str
    device: str
    bytes: int


def note(db: Session, held: Held, at: datetime) -> None:
    """Says in the database that a blob is whole."""
    insert_once(db, blob, {**asdict(held), "received_at": at}, ("sha256",))


def size(db: Session, address: str) -> int | None:
    """The length of a whole blob; None when it is not here."""
    return db.execute(select(blob.c.bytes).where(blob.c.sha256 == address)).scalar()


def all_held(db: Session) -> dict[str, int]:
    """Every whole blob that must be there: address and length."""
    rows = db.execute(select(blob.c.sha256, blob.c.bytes).where(blob.c.sha256.not_in(_destroyed())))
    return {row.sha256: row.bytes for row in rows}


def destroyed(db: Session) -> set[str]:
    """The addresses of blobs whose records all lost their content in time: what they said of them is never changed."""
    return set(db.execute(_destroyed()).scalars())


def _destroyed() -> Select[str]:
    whole = select(record_blob.c.sha256).join(record_body, record_body.c.seq == record_blob.c.seq)
    return select(record_blob.c.sha256).where(record_blob.c.sha256.not_in(whole)).distinct()


def missing(db: Session, addresses: list[str]) -> list[str]:
    """Which of these are not here, in the order asked."""
    held = set(db.execute(select(blob.c.sha256).where(blob.c.sha256.in_(addresses))).scalars())
    return [address for address in addresses if address not in held]
