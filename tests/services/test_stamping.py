"""A certificate is stamped when it is made; its time follows when the authority was away; nothing false is said."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from app import assembly
from app.config import BadConfig, Config
from app.documents import joining
from app.domain.calendar import local
from app.evidence import trial
from app.evidence.encoding import sha256_hex
from app.evidence.pdf_stamp import BASIC, NONE, TIMED, Stamper, judge
from app.evidence.stamp_keys import TokenKey
from app.evidence.time_sources import HttpTime, TimeSource
from app.jobs import runner
from app.reports import history, setup
from app.services import printing
from app.store import register as book
from app.store.tables import job, printed_pdf, record
from app.work import look
from tests.api.conftest import enter
from tests.people import Cast


def stamper(cast: Cast, time: TimeSource | None = None) -> Stamper:
    assert isinstance(cast.tools.stamp, Stamper)
    return replace(cast.tools.stamp, time=time or cast.tools.stamp.time)


def kept(cast: Cast, case_id: str) -> bytes:
    with look(cast.tools) as work:
        return printing.kept(work, cast.org, case_id)


def level(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        found = history.stamp(work.db, cast.org, case_id)
    assert found is not None
    assert found.trial is (found.level != NONE)
    return found.level


def versions(cast: Cast, case_id: str) -> list[str]:
    with look(cast.tools) as work:
        query = select(printed_pdf.c.sha256).where(printed_pdf.c.case_id == case_id).order_by(printed_pdf.c.seq)
        return list(work.db.execute(query).scalars())


def printed_records(cast: Cast, case_id: str) -> int:
    with look(cast.tools) as work:
        where = (record.c.stream_id == case_id, record.c.kind == "certificate.printed")
        return len(work.db.execute(select(record.c.seq).where(*where)).all())


def test_a_certificate_is_stamped_with_its_time_at_once(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    pdf = kept(cast, case_id)
    assert (level(cast, case_id), judge(pdf).level, judge(pdf).whole) == (TIMED, TIMED, True)
    assert versions(cast, case_id) == [sha256_hex(pdf)]
    assert b"/DocTimeStamp" not in pdf


@pytest.mark.parametrize("after", [lambda cast, case_id: None, lambda cast, case_id: cast.ready(case_id)])
def test_a_time_that_was_missing_is_appended_when_the_authority_is_back(
    cast: Cast, after: Callable[[Cast, str], None]
) -> None:
    whole = cast.tools
    cast.tools = replace(whole, stamp=stamper(cast, HttpTime("http://127.0.0.1:9/")))
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    first = kept(cast, case_id)
    assert (level(cast, case_id), judge(first).level) == (BASIC, BASIC)
    with look(cast.tools) as work:
        waiting = work.db.execute(select(job.c.state, job.c.error).where(job.c.kind == "certificate.timestamp")).one()
    assert waiting == ("queued", "TimeAway")
    after(cast, case_id)
    cast.tools = whole
    cast.clock.forward(hours=1)
    runner.run_due(cast.tools)
    second = kept(cast, case_id)
    assert second.startswith(first)
    assert (level(cast, case_id), judge(second).level, judge(second).whole) == (TIMED, TIMED, True)
    assert versions(cast, case_id) == [sha256_hex(first), sha256_hex(second)]
    assert printed_records(cast, case_id) == 2
    cast.clock.forward(hours=2)
    assert runner.run_due(cast.tools) == 0


def test_without_a_key_the_paper_is_made_all_the_same_and_nothing_is_claimed(cast: Cast) -> None:
    cast.tools = replace(cast.tools, stamp=None)
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    assert (level(cast, case_id), judge(kept(cast, case_id)).level) == (NONE, NONE)


def test_under_a_certificate_that_ran_out_the_paper_is_made_without_a_stamp(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    key = cast.passkey(cast.minh)
    asked = cast.ask(cast.minh, case_id)
    cast.decide(cast.minh, asked.nonce, key.get(asked.options))
    cast.tools = replace(cast.tools, stamp=stamper(cast))
    cast.clock.forward(days=40_000)
    runner.run_due(cast.tools)
    assert (level(cast, case_id), judge(kept(cast, case_id)).level) == (NONE, NONE)


def test_without_an_authority_no_time_is_waited_for(cast: Cast) -> None:
    cast.tools = replace(cast.tools, stamp=replace(stamper(cast), time=None))
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    assert level(cast, case_id) == BASIC
    with look(cast.tools) as work:
        assert not work.db.execute(select(job.c.id).where(job.c.kind == "certificate.timestamp")).first()


def test_one_certificate_is_printed_as_the_bytes_that_were_stamped(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, cast.passkey(cast.minh))
    with look(cast.tools) as work:
        entry = book.by_case(work.db, case_id)
        (one,) = printing.gather(work, cast.org, [case_id], "")
    assert entry is not None and one.pdf is not None
    assert joining.joined([one.pdf]) == kept(cast, case_id)
    assert joining.joined([one.pdf, one.pdf]) != one.pdf


def test_a_worker_whose_token_is_not_there_ends_and_says_so(app: Flask) -> None:
    gone = Stamper(TokenKey("pkcs11:token=xa;object=dau?module-path=/none.so", "1234"), None)
    app.extensions["tools"] = replace(app.extensions["tools"], stamp=gone)
    done = app.test_cli_runner().invoke(args=["worker", "--once"])
    assert done.exit_code == 1
    assert "TANNHA_STAMP" in done.output and "1234" not in done.output


def config(folder: Path, **changes: Any) -> Config:
    return replace(Config(folder), **changes)


def test_a_demo_makes_its_trial_keys_once_and_others_none(tmp_path: Path) -> None:
    assert assembly.stamper(config(tmp_path / "real")) is None
    assert not (tmp_path / "real").exists()
    demo = config(tmp_path / "demo", demo=True)
    found = assembly.stamper(demo)
    assert found is not None and found.trial and found.timed
    path = tmp_path / "demo" / "keys" / trial.STAMP
    made = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o400
    assembly.stamper(demo)
    assert path.read_bytes() == made


def test_a_key_that_does_not_open_stops_the_start(tmp_path: Path) -> None:
    trial.make(tmp_path, datetime.now().astimezone())
    good = config(tmp_path, stamp=str(tmp_path / trial.STAMP))
    found = assembly.stamper(good)
    assert found is not None and not found.trial and not found.timed
    (tmp_path / "broken.p12").write_bytes(b"no")
    for wrong in (
        replace(good, stamp=str(tmp_path / "broken.p12")),
        replace(good, stamp=str(tmp_path / "none.p12")),
        replace(good, stamp_pin=tmp_path / "none.txt"),
    ):
        with pytest.raises(BadConfig, match="TANNHA_STAMP"):
            assembly.stamper(wrong)


def told(cast: Cast) -> list[tuple[str, ...]]:
    with look(cast.tools) as work:
        return [one.missing for one in setup.items(work.db, cast.org, work.at) if one.code == "stamp_ends"]


def test_thirty_days_before_the_certificate_ends_the_administrator_is_told(app: Flask, cast: Cast) -> None:
    assert isinstance(cast.tools.stamp, Stamper)
    ends = cast.tools.stamp.ends(cast.clock.at)
    runner.daily(cast.tools)
    assert told(cast) == []
    cast.clock.at = ends - timedelta(days=31, hours=1)
    assert told(cast) == []
    cast.clock.forward(days=1)
    assert told(cast) == [(f"{local(ends):%d/%m/%Y}",)]
    page = enter(app, cast, cast.quang).get("/bat-dau").text
    assert "Gia hạn chứng thư đóng dấu số" in page and f"{local(ends):%d/%m/%Y}" in page
    # over, and read once more: the day that is told stays
    cast.clock.at = ends + timedelta(days=2)
    runner.daily(cast.tools)
    assert told(cast) == [(f"{local(ends):%d/%m/%Y}",)]


def test_a_token_that_is_not_there_ends_no_daily_work(cast: Cast) -> None:
    runner.daily(
        replace(cast.tools, stamp=replace(stamper(cast), key=TokenKey("pkcs11:token=x;object=y?module-path=/none")))
    )
    assert told(cast) == []
