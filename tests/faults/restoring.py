"""A machine with its people, lost and restored, as the drills need it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask

from app import assembly, create_app
from app.config import Config
from app.demo.phone import DemoPhone
from app.domain.problems import Problem
from app.jobs import backup as job
from app.jobs import runner
from app.media.sample import signed_page
from app.services import audit
from app.store import dumping
from app.store import register as book
from app.store.db import db
from app.sync.letters import Letter
from app.work import Tools, look
from tests import databases
from tests.conftest import FreshClient
from tests.people import Cast, SetClock

Sent = tuple[Letter, list[bytes]]


@dataclass
class Place:
    """A machine with its data folder; the backup folder and the offline keys lie elsewhere."""

    app: Flask
    tools: Tools
    config: Config


@contextmanager
def standing(config: Config, clock: SetClock) -> Iterator[Place]:
    tools = replace(assembly.tools(config), clock=clock)
    app = create_app(config, tools)
    app.test_client_class = FreshClient
    with app.app_context():
        yield Place(app, tools, config)
        db.session.remove()
        db.engine.dispose()


def restore(config: Config, *more: str) -> tuple[int, str]:
    """`flask restore`, as an administrator types it."""
    app = create_app(config)
    done = app.test_cli_runner().invoke(args=["restore", *more])
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


def submit(cast: Cast, phone: DemoPhone, name: str) -> tuple[str, Sent]:
    case_id = cast.new_id()
    body = cast.body()
    body["person"] = {**body["person"], "name": name}
    sent = phone.letter(cast.tools, "case.submitted", case_id, body, [signed_page("Giay", name)])
    offer(cast, phone, sent)
    return case_id, sent


def offer(cast: Cast, phone: DemoPhone, sent: Sent) -> str:
    letter, parts = sent
    for part in parts:
        phone.bring(cast.tools, part)
    verdict = phone.post(cast.tools, letter)
    runner.run_due(cast.tools)
    return verdict.verdict


def lines(tools: Tools) -> list[bytes]:
    with look(tools) as work:
        return list(dumping.lines(work.db))


def given(cast: Cast, ids: list[str]) -> dict[str, tuple[str, str, str]]:
    """Number, short code and day of these cases."""
    with look(cast.tools) as work:
        rows = {one: book.by_case(work.db, one) for one in ids}
    return {one: (str(row.number), row.code or "", row.on_date.isoformat()) for one, row in rows.items() if row}


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Problem) as problem:
        act()
    assert problem.value.code == code


@pytest.fixture
def config(tmp_path: Path, empty_database: Path) -> Config:
    database = databases.copy(empty_database, tmp_path / "office")
    (tmp_path / "copies").mkdir()
    shutil.copytree(tmp_path / "office" / "keys", tmp_path / "offline")
    return Config(tmp_path / "office", demo=True, backup=tmp_path / "copies", database=database)


@dataclass
class Before:
    """What the people know when the machine is lost."""

    cast: Cast
    phone: DemoPhone
    ids: list[str]
    sent: list[Sent]
    decided: dict[str, tuple[str, str, str]]
    durable: int
    epoch: str


def until_the_loss(config: Config, clock: SetClock) -> Before:
    """Seven cases, two decided, a backup; two more cases, five decisions. Then the data folder is gone."""
    with standing(config, clock) as place:
        cast = Cast.gather(place.tools, clock)
        phone, key = cast.phone(), cast.passkey(cast.minh)
        made = [submit(cast, phone, f"Nguyễn Thị {place}") for place in "ABCDEGH"]
        for case_id, _ in made[:2]:
            cast.approved(case_id, key)
        ended = job.make(place.tools)
        assert ended is not None and ended.problem == ""
        clock.forward(hours=1)
        made += [submit(cast, phone, f"Trần Văn {place}") for place in "AB"]
        for case_id, _ in [*made[2:5], *made[7:]]:
            cast.approved(case_id, key)
        ids = [case_id for case_id, _ in made]
        with look(place.tools) as work:
            ledger = work.ledger
            assert audit.verify(work).problems == []
        assert ledger.durable == ended.seq
        found = Before(cast, phone, ids, [sent for _, sent in made], given(cast, ids), ledger.durable, ledger.epoch)
    databases.lose(config.data)
    return found
