"""What a person does to the commune itself, its people and its phones: a record, and with it a line of the journal."""

from typing import Any

from app.store import journal, records
from app.work.pen import Also, Pen
from app.work.unit import Work


def write(work: Work, org: str, by: str, kind: str, whom: str = "", **facts: Any) -> None:
    """A record on the commune's stream. `by` is empty at the command line, where the installation speaks; `whom` is the
    person that it is about, empty for the commune; `facts` are what a reader needs: codes, dates, names."""
    body = {"v": 1, "person": whom, **facts}
    on_top = Also(base=records.newest_of(work.db, org))
    written = Pen(work, org, by or work.tools.iss).write(kind, ("org", org), body, on_top)
    note(work, org, written.seq, whom, **facts)


def note(work: Work, org: str, seq: int, whom: str, **facts: Any) -> None:
    """The line of a record that stands on another stream (a phone's)."""
    journal.add(work.db, journal.LineRow(seq, org, whom, facts))
