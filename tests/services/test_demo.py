"""The demo commune is the same at whatever hour it is made."""

from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import select

from app import demo
from app.domain.calendar import ZONE
from app.store import cases, tables
from app.work import look
from tests.people import SetClock


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
