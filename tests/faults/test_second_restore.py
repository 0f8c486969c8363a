"""The machine is lost again before every number has its decision back."""

from dataclasses import replace
from pathlib import Path

from app.config import Config
from app.jobs import backup as job
from app.store import register as book
from app.work import look
from tests import databases
from tests.faults.restoring import config, given, offer, restore, standing, until_the_loss
from tests.people import SetClock

__all__ = ["config"]


def test_a_second_restore_while_numbers_wait_brings_each_back_once(
    config: Config, clock: SetClock, tmp_path: Path
) -> None:
    before = until_the_loss(config, clock)
    args = ("--from", str(tmp_path / "copies"), "--keys", str(tmp_path / "offline"))
    assert restore(config, *args)[0] == 0
    clock.forward(hours=2)
    with standing(config, clock) as place:
        cast = replace(before.cast, tools=place.tools)
        for sent in before.sent:
            offer(cast, before.phone, sent)
        cast.approved(before.ids[2], before.cast.keys[cast.minh])
        ended = job.make(place.tools)
        assert ended is not None and ended.problem == ""
    databases.lose(config.data)
    status, said = restore(config, *args)
    assert status == 0 and "wait for their decision: 4" in said, said
    clock.forward(days=1)
    with standing(config, clock) as place:
        cast = replace(before.cast, tools=place.tools)
        for case_id in (*before.ids[3:5], *before.ids[7:]):
            cast.approved(case_id, before.cast.keys[cast.minh])
        with look(place.tools) as work:
            assert book.pending(work.db, cast.org, "SCT/CK,DC") == []
        assert given(cast, before.ids) == before.decided
