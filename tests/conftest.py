"""An office in a fresh folder, with its own keys, a clock that tests move, and the two communes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g
from flask.testing import FlaskClient

from app import assembly, create_app
from app.config import Config
from app.domain.calendar import ZONE
from app.evidence.keys import Keyring
from app.store.db import db
from tests import databases
from tests.people import Cast, SetClock

MONDAY_MORNING = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)


@pytest.fixture(scope="session", autouse=True)
def _no_database_is_left() -> Iterator[None]:
    yield
    databases.drop(kept=True)


@pytest.fixture(autouse=True)
def _no_database_of_this_test_is_left() -> Iterator[None]:
    yield
    databases.drop()


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database to copy: the migrations run once."""
    folder = tmp_path_factory.mktemp("empty")
    app = create_app(Config(folder, demo=True, database=databases.fresh(folder, keep=True)))
    app.test_cli_runner().invoke(args=["database", "upgrade"], catch_exceptions=False)
    with app.app_context():
        db.engine.dispose()
    (folder / "tannha.db-wal").unlink(missing_ok=True)
    return folder


@pytest.fixture
def clock() -> SetClock:
    return SetClock(MONDAY_MORNING)


class FreshClient(FlaskClient):
    """Tests hold one application context open; each request must still ask anew who is there, and in which language."""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        g.pop("_login_user", None)
        g.pop("_flask_babel", None)
        return super().open(*args, **kwargs)


@pytest.fixture
def app(tmp_path: Path, clock: SetClock, empty_database: Path) -> Iterator[Flask]:
    database = databases.copy(empty_database, tmp_path / "office")
    (tmp_path / "copies").mkdir()
    config = Config(tmp_path / "office", demo=True, backup=tmp_path / "copies", database=database)
    tools = replace(assembly.tools(config), clock=clock, keys=Keyring.fresh())
    made = create_app(config, tools)
    made.test_client_class = FreshClient
    with made.app_context():
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app: Flask, clock: SetClock) -> Cast:
    return Cast.gather(app.extensions["tools"], clock)
