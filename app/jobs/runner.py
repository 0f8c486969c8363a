"""The worker's loop: claim, run, finish or fail; one failing job stops no other."""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from app.jobs import JOBS
from app.services import backing, book_years, certificates, figures, pushing, queue
from app.work import TROUBLES, Tools, begin, look, trouble

PAUSE_SECONDS = 0.5
DAY, UNFINISHED = timedelta(days=1), timedelta(days=31)
REMINDS = timedelta(minutes=5)
log = logging.getLogger("tannha.worker")


def run_due(tools: Tools) -> int:
    """Runs every job that is due; how many ran."""
    ran = 0
    while True:
        with begin(tools) as work:
            claimed = queue.claim(work)
        if claimed is None:
            return ran
        ran += 1
        error = _run(JOBS[claimed.kind], tools, claimed.subject)
        with begin(tools) as work:
            queue.finish(work, claimed, error)


def wake_backup(tools: Tools) -> None:
    """Queues a backup when the interval has passed and a folder is set up."""
    if tools.safe is None:
        return
    with look(tools) as work:
        due = backing.due(work)
    if due:
        with begin(tools) as work:
            backing.wake(work)


def remind(tools: Tools) -> None:
    """Leaders are told of what is due within two hours."""
    with look(tools) as work:
        due = pushing.soon_due(work)
    if due:
        with begin(tools) as work:
            pushing.remind(work)


def count_on(tools: Tools) -> None:
    """The sums over days follow what changed, some at a time."""
    with look(tools) as work:
        due = figures.behind(work)
    if due:
        with begin(tools) as work:
            figures.bring_on(work)


def sweep(tools: Tools) -> int:
    """Gives up uploads that nobody went on with for a month; the phone that comes back begins that photo anew."""
    return tools.blobs.sweep(tools.clock.now() - UNFINISHED)


def daily(tools: Tools) -> None:
    """What is done once a day: uploads that nobody went on with are given up, the numbers of the books are checked, and
    until when the stamp's certificate holds is kept for whoever must order a new one."""
    sweep(tools)
    # asked outside the transaction: a token may take its time
    ends = _stamp_ends(tools)
    with begin(tools) as work:
        book_years.wake(work)
        certificates.keep_stamp_end(work, ends)


def _stamp_ends(tools: Tools) -> datetime | None:
    if tools.stamp is None:
        return None
    try:
        return tools.stamp.ends(tools.clock.now())
    except Exception as error:  # noqa: BLE001  a token that is not there tells no day; the start has said what is wrong
        log.warning("the stamp's certificate was not read: %s", type(error).__name__)
        return None


def forever(tools: Tools, *, alive: Callable[[], bool] = lambda: True) -> None:
    """Runs jobs as they come."""
    swept = reminded = tools.clock.now() - DAY
    while alive():
        try:
            wake_backup(tools)
            count_on(tools)
            if tools.clock.now() - reminded >= REMINDS:
                reminded = tools.clock.now()
                remind(tools)
            if tools.clock.now() - swept >= DAY:
                swept = tools.clock.now()
                daily(tools)
            ran = run_due(tools)
        except TROUBLES as error:
            if not trouble(error):
                raise
            # a database that is busy or started anew ends no worker: what was claimed comes back with its lease
            log.warning("the database cannot serve: %s", trouble(error))
            ran = 0
        if ran == 0:
            time.sleep(PAUSE_SECONDS)


def _run(job: Callable[[Tools, str], None], tools: Tools, subject: str) -> str:
    try:
        job(tools, subject)
    except Exception as error:  # noqa: BLE001  a job may fail in any way; it is tried again and then shown
        log.warning("job failed: %s", type(error).__name__)
        return f"{type(error).__name__}"
    return ""
