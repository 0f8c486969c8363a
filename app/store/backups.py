"""A backup folder: archives `<utc stamp>-<seq>.tnb`, and whatever is sealed by itself under its SHA-256 in `blobs/aa/`.

Everything is a temporary file, fsync, rename, fsync of the folder: a name that is there is a whole file.
"""

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from app.domain.calendar import local
from app.store.durable import settle_folder

_NAME = re.compile(r"(\d{8}T\d{6}\.\d{3}Z)-(\d+)\.tnb", re.ASCII)
_STAMP = "%Y%m%dT%H%M%S.%fZ"
_ALL = timedelta(hours=24)
_DAILY = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Archive:
    """A finished archive: when it was begun, the newest record inside, its length in bytes."""

    name: str
    at: datetime
    seq: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An archive without its name yet."""

    file: BinaryIO
    path: Path

    def settle(self) -> None:
        """On the disk, and out of the cache, so that what is read next comes from the disk."""
        _settle(self.file)
        self.file.seek(0)


class FolderSafe:
    """The backups of one installation in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._blobs = folder / "blobs"

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """True for the one backup at a time; a second one is told False at once.

        The folder itself is never made here: where a disk is not mounted nothing may pass for a backup on it.
        """
        with (self._folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            self._sweep()
            yield True

    @contextmanager
    def draft(self) -> Iterator[Draft]:
        """An archive being written; it has no final name, and goes when it was not kept."""
        path = self._folder / f"{secrets.token_hex(8)}.part"
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w+b") as file:
                yield Draft(file, path)
        finally:
            path.unlink(missing_ok=True)

    def keep(self, draft: Draft, at: datetime, seq: int) -> Archive:
        """Gives a settled archive its name."""
        stamp = at.astimezone(UTC).strftime(_STAMP)
        name = f"{stamp[:-4]}Z-{seq}.tnb"
        draft.path.rename(self._folder / name)
        settle_folder(self._folder, os.fsync)
        return self._archive(name, at, seq)

    def archives(self) -> list[Archive]:
        """Every archive, oldest first."""
        found = [(name, _NAME.fullmatch(name)) for name in sorted(self._names())]
        return [self._archive(name, _moment(parts[1]), int(parts[2])) for name, parts in found if parts]

    def open(self, name: str) -> BinaryIO:
        """An archive to read; KeyError when it is none of ours."""
        if not _NAME.fullmatch(name) or name not in self._names():
            raise KeyError(name)
        return (self._folder / name).open("rb")

    def put_blob(self, address: str, data: bytes) -> None:
        """Keeps a copy on the disk."""
        path = self._path(address)
        new = not path.parent.exists()
        self._blobs.mkdir(mode=0o700, exist_ok=True)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        part = path.with_name(f"{address}.{secrets.token_hex(4)}.part")
        with part.open("xb") as file:
            file.write(data)
            _settle(file)
        part.rename(path)
        settle_folder(path.parent, os.fsync)
        if new:
            settle_folder(self._blobs, os.fsync)

    def blob_size(self, address: str) -> int | None:
        """The length of a copy; None when there is none."""
        try:
            return self._path(address).stat().st_size
        except FileNotFoundError:
            return None

    def blob(self, address: str) -> bytes | None:
        """A copy, as long as its bytes hash to its address; None otherwise."""
        try:
            data = self._path(address).read_bytes()
        except FileNotFoundError:
            return None
        return data if hashlib.sha256(data).hexdigest() == address else None

    def numbers(self) -> str:
        """The log of numbers that is written here as well."""
        path = self._folder / "numbers.log"
        return path.read_text("utf-8", "replace") if path.exists() else ""

    def thin(self, now: datetime) -> None:
        """Keeps every archive of 24 hours, then the last of each day for 35 days; copies of blobs stay."""
        found = self.archives()
        last = {local(one.at).date(): one.name for one in found}
        for one in found[:-1]:
            age = now - one.at
            if age > _ALL and (age > _DAILY or last[local(one.at).date()] != one.name):
                (self._folder / one.name).unlink(missing_ok=True)

    def _names(self) -> list[str]:
        return [path.name for path in self._folder.iterdir()] if self._folder.exists() else []

    def _archive(self, name: str, at: datetime, seq: int) -> Archive:
        return Archive(name, at, seq, (self._folder / name).stat().st_size)

    def _path(self, address: str) -> Path:
        return self._blobs / address[:2] / address

    def _sweep(self) -> None:
        """What a crash left half written; whoever is alone here writes none of it any more."""
        for part in (*self._folder.glob("*.part"), *self._blobs.glob("*/*.part")):
            part.unlink(missing_ok=True)


def _moment(stamp: str) -> datetime:
    return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)


def _settle(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())
    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
