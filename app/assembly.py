"""The real tools of an installation: keys, blobs, the number log, made at first run."""

import os
from pathlib import Path

from pysqlite3 import dbapi2
from sqlalchemy import Engine, create_engine

from app.clock import SystemClock
from app.config import Config
from app.evidence.keys import Keyring
from app.evidence.passkey import Site
from app.store.blobs import FolderBlobs
from app.store.db import prepare_sqlite
from app.store.ids import uuid4
from app.work import Tools

NAME = "Tận Nhà"


class NumberLog:
    """numbers.log: every number taken, on disk before the answer."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def note(self, line: str) -> None:
        """Appends one line and makes it durable."""
        with self._path.open("a") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())


def engine(config: Config) -> Engine:
    """A plain engine for set-up and checks; the application has its own through Flask-SQLAlchemy."""
    made = create_engine(config.database_url, module=dbapi2)
    prepare_sqlite(made)
    return made


def installation(config: Config) -> str:
    """The id of this installation; a fresh one where none was founded yet."""
    path = config.data / "installation"
    if not path.exists():
        config.data.mkdir(parents=True, exist_ok=True)
        path.write_text(uuid4())
    return path.read_text().strip()


def tools(config: Config) -> Tools:
    """Tools over the data folder; missing keys are made only in a fresh folder, so a lost key is never papered over."""
    keys = config.data / "keys"
    fresh = not (config.data / "tannha.db").exists()
    return Tools(
        clock=SystemClock(),
        blobs=FolderBlobs(config.data / "blobs"),
        numbers=NumberLog(config.data / "numbers.log"),
        keys=Keyring.open(keys, make=fresh or not keys.exists()),
        site=Site(config.rp, config.origin, NAME),
        lock=config.data / "write.lock",
        iss=installation(config),
    )


def session_secret(config: Config) -> bytes:
    """The key that signs cookies, made once."""
    path = config.data / "keys" / "session.key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(32))
    return path.read_bytes()
