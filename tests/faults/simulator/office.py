"""The server of a simulated world: the real WSGI application over a fresh copy of a told office, ready to die."""

import errno
import io
import logging
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask, g
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import assembly, create_app
from app.cli import restoring, schema
from app.config import Config
from app.demo.phone import DemoPhone
from app.jobs import backup
from app.services import preparing
from app.store.db import db
from app.work import look
from tests import databases
from tests.conftest import MONDAY_MORNING
from tests.faults.simulator.wire import Answer, Request
from tests.people import Cast, SetClock

DATABASE = "tannha.db"


class Crash(BaseException):
    """The process is gone: nothing after this moment happened."""


@dataclass
class Disk:
    """After so many more durable acts (fsync, before or after a commit) the server dies; None: it lives.

    `full`: nothing more can be made durable.
    """

    left: int | None = None
    full: bool = False

    def point(self) -> None:
        """One moment at which a process can die."""
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            raise Crash

    def sync(self, handle: int) -> None:
        """fsync. Whether a folder is new hangs on a hash, so folders are no moment: the commit after them is one."""
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            return
        self.point()
        if self.full:
            raise OSError(errno.ENOSPC, "no space left")


class Office:
    """One application in one process, reset for each seed."""

    def __init__(self, folder: Path) -> None:
        logging.disable(logging.CRITICAL)
        self.folder, self.copies, self.kept = folder / "office", folder / "copies", folder / "kept"
        self.disk, self.clock = Disk(), SetClock(MONDAY_MORNING)
        self._hang()
        self.copies.mkdir()
        database = databases.fresh(self.folder, keep=True)
        if not database:
            self._make_empty(folder / "empty")
        self.config = Config(self.folder, demo=True, backup=self.copies, database=database)
        self.app: Flask = create_app(self.config)
        self.app.test_cli_runner().invoke(args=["database", "upgrade"], catch_exceptions=False)
        self.app.app_context().push()
        if not database:
            event.listen(db.engine, "connect", lambda made, _: made.execute("PRAGMA synchronous=OFF"))
        self._open()
        self._tell()
        self.restart()
        databases.copy(self.folder, self.kept / "office", keep=True)
        shutil.copytree(self.copies, self.kept / "copies")

    def _make_empty(self, folder: Path) -> None:
        """A migrated database to copy, so that a restore does not run the migrations each time."""
        config = Config(folder, demo=True)
        folder.mkdir()
        schema.bring(config, "head")

        def bring(into: Config, _version: str) -> None:
            if not (into.data / DATABASE).exists():
                shutil.copy(folder / DATABASE, into.data / DATABASE)

        schema.bring = bring

    def _open(self) -> None:
        """The tools over the data folder as it is now."""
        self.tools = assembly.tools(self.config)
        self.app.extensions["tools"] = self.tools

    def _tell(self) -> None:
        self.cast = Cast.gather(self.tools, self.clock)
        people = (self.cast.lan, self.cast.tuan, self.cast.lan, self.cast.tuan)
        self.told = [self.cast.phone(person) for person in people]
        self.passkeys = {person: self.cast.passkey(person) for person in (self.cast.minh, self.cast.hanh)}
        backup.make(self.tools)

    def _hang(self) -> None:
        """Every durable act is a moment to die; the disk is proven in tests/services/test_durable.py. What only takes
        time is left out: the drawing of ink."""
        os.fsync = self.disk.sync
        whole, made = Session.commit, assembly.tools

        def commit(session: Session) -> None:
            self.disk.point()
            if self.disk.full:
                raise OperationalError("COMMIT", {}, Exception("database or disk is full"))
            whole(session)
            self.disk.point()

        Session.commit = commit  # type: ignore[method-assign]
        assembly.tools = lambda config: replace(made(config), clock=self.clock)
        preparing.ink_picture = lambda _ink: preparing.Picture("ink", 0, "", b"drawn", "image/png")

    def reset(self) -> list[DemoPhone]:
        """The told office again; its phones as they were enrolled."""
        self.disk.left, self.disk.full = None, False
        self.restart()
        databases.again(self.kept / "office", self.folder)
        shutil.rmtree(self.copies)
        shutil.copytree(self.kept / "copies", self.copies)
        self.clock.at = MONDAY_MORNING
        self._open()
        self.cast = replace(self.cast, tools=self.tools)
        return [replace(one, newest={}) for one in self.told]

    def restart(self) -> None:
        """A new process over the same disk."""
        db.session.remove()
        db.engine.dispose()

    def lose_everything(self, rng: Random) -> str:
        """The machine is lost, and comes back from the newest archive; a restore that breaks off is begun again."""
        for share in (0.3, 0.0):
            self.restart()
            databases.lose(self.folder)
            wanted = restoring.Wanted(self.copies, keys=self.kept / "office" / "keys")
            try:
                with self.dying(rng, share):
                    done = restoring.restore(self.config, wanted)
                break
            except Crash:
                continue
        self._open()
        self.cast = replace(self.cast, tools=self.tools)
        return f"{done.seq} {done.pending}"

    def epoch(self) -> str:
        """The epoch that the server is in."""
        with look(self.tools) as work:
            return work.ledger.epoch

    @contextmanager
    def dying(self, rng: Random, share: float) -> Iterator[None]:
        """In some cases the server dies within what happens here, and is started again."""
        self.disk.left = rng.randrange(8) if rng.random() < share else None
        try:
            yield
        except Crash:
            self.restart()
            raise
        finally:
            self.disk.left = None

    def call(self, request: Request, cookie: str = "", length: int | None = None) -> Answer:
        """One request through the real WSGI application; `length` is what its head says when the body was cut."""
        # one application context is held open: each request asks anew who is there
        g.pop("_login_user", None)
        begun: list[Any] = []
        environ = _environ(request, cookie, len(request.body) if length is None else length)
        parts = self.app.wsgi_app(environ, lambda status, headers, _info=None: begun.append((status, headers)))
        try:
            data = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        status, headers = begun[-1]
        return Answer(int(status[:3]), dict(headers), data)

    def sign_in(self, person: str) -> str:
        """A new session of this person: the cookie that carries it."""
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.call(Request("POST", "/dang-nhap/thu", form, f"person={person}".encode()))
        return answer.headers.get("Set-Cookie", "").partition(";")[0]


def _environ(request: Request, cookie: str, length: int) -> dict[str, Any]:
    path, _, query = request.path.partition("?")
    found: dict[str, Any] = {
        "REQUEST_METHOD": request.method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost", "SERVER_PORT": "443", "SERVER_PROTOCOL": "HTTP/1.1", "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1", "wsgi.version": (1, 0), "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(request.body), "wsgi.errors": io.StringIO(), "wsgi.multithread": False,
        "wsgi.multiprocess": False, "wsgi.run_once": False, "CONTENT_LENGTH": str(length),
    }  # fmt: skip
    if cookie:
        found["HTTP_COOKIE"] = cookie
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        found[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return found
