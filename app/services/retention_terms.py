"""How long the commune keeps what no law gives a term, as its administrator records it."""

from datetime import timedelta

from app.domain import calendar, retention, typed_line
from app.store import retention as rows
from app.store.ids import uuid4
from app.work import Work, journal


def record(work: Work, org: str, by: str, code: str, years: int, basis: str) -> None:
    """From tomorrow on: what was due today stays judged by what held today. TermUnclear, NotPrintable."""
    basis = " ".join(basis.split())
    retention.check_term(code, years, basis)
    typed_line.check(basis, needed=True)
    since = calendar.local(work.at).date() + timedelta(days=1)
    rows.add(work.db, rows.TermRow(uuid4(), org, code, years, basis, since, by, work.at))
    journal.write(work, org, by, "retention.changed", code=code, years=years, basis=basis, start=since.isoformat())
