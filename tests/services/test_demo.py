"""The demo commune is the same at whatever hour it is made."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app import demo
from app.demo import year
from app.demo.data import HAMLETS
from app.demo.story import LAN, Story
from app.demo.story import SetClock as StoryClock
from app.domain.calendar import ZONE
from app.reports import figures, satisfaction
from app.services import hamlets
from app.store import cases, system, tables
from app.work import begin, look
from tests.people import Cast, SetClock


@pytest.mark.parametrize("hour", [0, 7, 11, 15, 23])
def test_nobody_is_warned_of_a_demo_case(app: Flask, hour: int) -> None:
    clock = SetClock(datetime(2026, 11, 24, hour, 30, tzinfo=ZONE))
    tools = replace(app.extensions["tools"], clock=clock)
    assert demo.make(tools)
    with look(tools) as work:
        found = [cases.get(work.db, one) for one in work.db.execute(select(tables.case.c.id)).scalars()]
    waiting = [one for one in found if one is not None and one.state == "submitted"]
    assert [one.flags for one in waiting] == [[], []]
    assert all(one is not None and one.signed_at <= clock.at for one in found)


def test_a_making_that_broke_off_is_known_and_not_taken_for_a_demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    tools, run = app.extensions["tools"], app.test_cli_runner()
    assert demo.there(tools) is demo.There.NOTHING
    with monkeypatch.context() as broken:
        broken.setattr(demo, "_tell", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            demo.make(tools)
    assert demo.there(tools) is demo.There.HALF
    assert not demo.make(tools)
    for words in (["seed"], ["seed", "--year"]):
        done = run.invoke(args=words)
        assert done.exit_code == 1 and "Half a demo" in done.output and "Remove it" in done.output


def test_who_asks_for_a_year_where_a_demo_is_is_told_so(app: Flask) -> None:
    tools, run = app.extensions["tools"], app.test_cli_runner()
    assert run.invoke(args=["seed"]).output == "demo made\n"
    assert demo.there(tools) is demo.There.DAYS
    assert run.invoke(args=["seed"]).output == "demo is there\n"
    done = run.invoke(args=["seed", "--year"])
    assert done.exit_code == 0 and "TANNHA_DATA=data-year" in done.output
    with begin(tools) as work:
        system.keep(work.db, "demo", demo.There.YEAR)
    assert run.invoke(args=["seed", "--year"]).output == "demo is there\n"


def test_the_clock_of_a_story_never_goes_back(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = StoryClock(datetime(2026, 10, 12, 8, 0, tzinfo=ZONE))
    clock.at += timedelta(minutes=1)
    with pytest.raises(ValueError, match="before"):
        clock.at -= timedelta(seconds=1)

    def late(story: Story, _phone: object, until: datetime) -> None:
        story.clock.at = until + timedelta(hours=3)

    monkeypatch.setattr(year, "tell", late)
    assert demo.make(app.extensions["tools"], whole_year=True)
    with look(app.extensions["tools"]) as work:
        seen = work.db.execute(select(tables.record.c.received_at).order_by(tables.record.c.seq)).scalars().all()
    assert seen == sorted(seen)


def test_a_stretch_of_the_demo_year_ends_with_everything_at_home(app: Flask, cast: Cast) -> None:
    clock = StoryClock(datetime(2026, 10, 12, 8, 0, tzinfo=ZONE))
    tools = replace(app.extensions["tools"], clock=clock)
    with begin(cast.tools) as work:
        for name, place in HAMLETS:
            hamlets.put(work, cast.org, cast.quang, name, place)
    story = Story.begin(tools, clock, cast.org, [cast.quang, cast.lan, cast.tuan, cast.hanh, cast.minh, cast.thu])
    until = clock.at + timedelta(days=28)
    year.tell(story, story.phone(LAN), until)
    story.end()
    with look(tools) as work:
        found = [cases.get(work.db, one) for one in work.db.execute(select(tables.case.c.id)).scalars()]
        shown = figures.between(work.db, cast.org, clock.at.date() - timedelta(days=40), until.date())
        # a quarter is told after it is over
        answers = satisfaction.quarters(work.db, cast.org, date(2027, 1, 5))
    assert {one.state for one in found if one is not None} <= {"delivered", "refused"}
    assert {one.task for one in found if one is not None} == {"certify", "benefit"}
    assert [one.flags for one in found if one is not None and one.flags] == []
    assert (shown.served, shown.handed) != (0, 0)
    # what few said or met is not told by number
    assert not [n for _, n in shown.failed if n is not None and n < 5]
    assert answers
    assert not [n for one in answers for n in one.scores.values() if n is not None and 0 < n < 5]
