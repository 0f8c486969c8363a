"""The server of a simulated world: the real WSGI application over a fresh copy of a told office, ready to die."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

from flask import Flask, g
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from app import assembly, create_app
from app.config import Config
from app.demo.phone import DemoPhone
from app.evidence.keys import Keyring
from app.store.blobs import FolderBlobs
from app.store.db import db
from tests.conftest import MONDAY_MORNING
from tests.people import Cast, SetClock


class Crash(BaseException):
    """The process is gone: nothing after this moment happened."""


@dataclass
class Deaths:
    """After so many more durable acts (fsync, before or after a commit) the server dies; None: it lives."""

    left: int | None = None

    def point(self) -> None:
        """One moment at which a process can die."""
        if self.left is None:
            return
        self.left -= 1
        if self.left < 0:
            self.left = None
            raise Crash


class Fresh(FlaskClient):
    """One application context is held open: each request asks anew who is there."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        g.pop("_login_user", None)
        return super().open(*args, **kwargs)


class Office:
    """One application in one process, reset for each seed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.kept = folder / "office", folder / "kept"
        self.deaths = Deaths()
        config = Config(self.folder, demo=True)
        self.app: Flask = create_app(config)
        self.app.test_client_class = Fresh
        self.app.test_cli_runner().invoke(args=["database", "upgrade"], catch_exceptions=False)
        self.app.app_context().push()
        self.clock = SetClock(MONDAY_MORNING)
        self.tools = replace(assembly.tools(config), clock=self.clock, keys=Keyring.fresh())
        self._hang()
        self.app.extensions["tools"] = self.tools
        self.cast = Cast.gather(self.tools, self.clock)
        self.told = [self.cast.phone(self.cast.lan), self.cast.phone(self.cast.tuan)]
        self.passkey = self.cast.passkey(self.cast.minh)
        self.browsers = [self._browser(self.cast.lan), self._browser(self.cast.tuan)]
        self.stranger = self._browser(self.cast.hoa)
        self.restart()
        shutil.copytree(self.folder, self.kept)

    def _browser(self, person: str) -> FlaskClient:
        client = self.app.test_client()
        client.post("/dang-nhap/thu", data={"person": person}, base_url="https://localhost")
        return client

    def _hang(self) -> None:
        """Every durable act is a moment to die; the disk is proven in tests/services/test_durable.py."""
        os.fsync = lambda _handle: self.deaths.point()
        whole = Session.commit

        def commit(session: Session) -> None:
            self.deaths.point()
            whole(session)
            self.deaths.point()

        Session.commit = commit  # type: ignore[method-assign]
        fast = lambda connection, _record: connection.execute("PRAGMA synchronous=OFF")  # noqa: E731
        event.listen(db.engine, "connect", fast)

    def reset(self) -> list[DemoPhone]:
        """The told office again; its two phones as they were enrolled."""
        self.deaths.left = None
        self.restart()
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)
        self.clock.at = MONDAY_MORNING
        self.tools = replace(self.tools, blobs=FolderBlobs(self.folder / "blobs"))
        self.app.extensions["tools"] = self.tools
        self.cast = replace(self.cast, tools=self.tools)
        return [replace(one, newest={}) for one in self.told]

    def restart(self) -> None:
        """A new process over the same disk."""
        db.session.remove()
        db.engine.dispose()

    @contextmanager
    def dying(self, rng: Random, share: float) -> Iterator[None]:
        """In some cases the server dies within what happens here, and is started again."""
        self.deaths.left = rng.randrange(8) if rng.random() < share else None
        try:
            yield
        except Crash:
            self.restart()
            raise
        finally:
            self.deaths.left = None
