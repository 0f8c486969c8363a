"""Work: one session, the tools, the moment; begin() commits when left normally and rolls back on any exception."""

import fcntl
import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol

from sqlalchemy.orm import Session

from app.evidence.keys import Keyring, SigningKey
from app.evidence.notices import Ledger
from app.evidence.passkey import Site
from app.evidence.pdf_stamp import Stamped
from app.store import system
from app.store.backups import Archive, Draft
from app.store.db import TROUBLES, UNFIT, db, trouble

__all__ = [
    "TROUBLES", "UNFIT", "Blobs", "Clock", "Numbers", "Safe", "Stamp", "Tools", "Work", "begin", "look", "trouble",
]  # fmt: skip
_writer = threading.Lock()
_WRITES = "writes"


class Clock(Protocol):
    """The server's time."""

    def now(self) -> datetime:
        """Aware time."""


class Blobs(Protocol):
    """Sealed blobs by the SHA-256 of their bytes."""

    def addresses(self) -> Iterator[str]:
        """The addresses of all whole blobs."""

    def sweep(self, before: datetime) -> int:
        """Gives up unfinished uploads that nothing was added to since; how many."""

    def progress(self, address: str) -> tuple[int, int] | None:
        """(bytes held, whole length) of an unfinished upload; None when there is none."""

    def start(self, address: str, length: int) -> None:
        """An empty unfinished upload of this length."""

    def append(self, address: str, offset: int, data: bytes) -> int:
        """Adds bytes at the offset, durable when it returns the new offset."""

    def finish(self, address: str) -> bool:
        """Keeps a whole upload durably under its address; False (and starts over) when it hashes to another."""

    def read(self, address: str) -> bytes:
        """The whole blob; KeyError when it is not held."""

    def put(self, data: bytes) -> str:
        """Keeps bytes that the server made; the address."""

    def drop(self, address: str) -> None:
        """Removes a whole blob; nothing when it is not held."""


class Numbers(Protocol):
    """Numbers taken, written outside the database before the answer."""

    def note(self, line: str) -> None:
        """Appends one line and makes it durable."""


class Safe(Protocol):
    """The folder of backups."""

    def alone(self) -> AbstractContextManager[bool]:
        """True for one backup at a time, False at once for a second."""

    def draft(self) -> AbstractContextManager[Draft]:
        """An archive being written, without its name yet."""

    def keep(self, draft: Draft, at: datetime, seq: int) -> Archive:
        """Gives a settled archive its name."""

    def archives(self) -> list[Archive]:
        """Every archive, oldest first."""

    def open(self, name: str) -> BinaryIO:
        """An archive to read; KeyError when there is none of this name."""

    def put_blob(self, address: str, data: bytes) -> None:
        """Keeps a copy of a sealed blob durably."""

    def blob_size(self, address: str) -> int | None:
        """The length of a copy; None when there is none."""

    def blob(self, address: str) -> bytes | None:
        """A copy whose bytes hash to its address; None otherwise."""

    def numbers(self) -> str:
        """The log of numbers that lies here."""

    def thin(self, now: datetime) -> None:
        """Lets old archives go."""


class Stamp(Protocol):
    """What stamps a PDF."""

    @property
    def trial(self) -> bool:
        """Whether its certificate was made up for a demo."""

    @property
    def timed(self) -> bool:
        """Whether there is an authority that says when."""

    def check(self, at: datetime) -> datetime:
        """The last moment of its certificate, or an exception that says why it could not stamp now."""

    def ends(self, at: datetime) -> datetime:
        """The last moment of its certificate, over or not."""

    def stamp(self, pdf: bytes, at: datetime) -> Stamped:
        """The stamped PDF, without a time when nobody says it now."""

    def add_time(self, pdf: bytes, at: datetime) -> Stamped:
        """The same bytes with a time behind them; OSError while nobody says it."""


class Post(Protocol):
    """The road to the push services of browsers."""

    def post(self, endpoint: str, headers: Mapping[str, str], body: bytes) -> int:
        """The status of the answer; OSError when it is not reached."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What a work needs from outside: swapped by fakes in tests."""

    clock: Clock
    blobs: Blobs
    numbers: Numbers
    keys: Keyring
    site: Site
    lock: Path
    iss: str
    safe: Safe | None = None
    backup_every: timedelta = timedelta(minutes=15)
    stamp: Stamp | None = None
    push_key: SigningKey | None = None
    post: Post | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One unit of work; `upto` is the newest record that there is for it, where records are gone through once more."""

    db: Session
    tools: Tools
    at: datetime
    upto: int | None = None

    @property
    def ledger(self) -> Ledger:
        """Where the ledger stands."""
        return Ledger(self.tools.iss, *system.ledger(self.db))


@contextmanager
def begin(tools: Tools) -> Iterator[Work]:
    """A unit that writes: one at a time per process (thread lock), per machine (flock), per database (its own lock).
    Whoever waits for the first two holds no connection."""
    with _writer, tools.lock.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        session = db.session()
        session.rollback()
        try:
            session.connection(execution_options={"write": True})
            session.info[_WRITES] = True
            yield Work(session, tools, tools.clock.now())
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop(_WRITES, None)


@contextmanager
def look(tools: Tools) -> Iterator[Work]:
    """A unit that only reads; never inside one that writes, whose transaction it would end."""
    session = db.session()
    if session.info.get(_WRITES):
        raise RuntimeError("a look inside a work that writes")
    session.rollback()
    try:
        yield Work(session, tools, tools.clock.now())
    finally:
        session.rollback()
