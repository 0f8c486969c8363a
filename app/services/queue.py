"""Jobs taken and ended by the worker."""

from app.store import jobs
from app.store.jobs import JobRow
from app.work import Work


def claim(work: Work) -> JobRow | None:
    """The next due job, leased."""
    return jobs.claim(work.db, work.at)


def finish(work: Work, claimed: JobRow, error: str) -> None:
    """Done, or back to the queue with the error."""
    if error:
        jobs.failed(work.db, claimed, error, work.at)
    else:
        jobs.done(work.db, claimed)
