"""A record of the desk that is gone through again, and what most of them do: a case moves by the table of life."""

from dataclasses import dataclass
from typing import Any

from app.domain import life
from app.evidence.encoding import from_canonical
from app.store import cases, people
from app.store.projections import RecordRow
from app.work import Work


@dataclass(frozen=True, slots=True)
class Written:
    """A record of the desk with its opened body."""

    row: RecordRow
    body: dict[str, Any]

    @property
    def leaf(self) -> dict[str, Any]:
        """What the passkey signed of this case."""
        return dict(from_canonical(self.body["decision"]["leaf"].encode()))


def case_of(work: Work, written: Written) -> cases.CaseRow | None:
    """None where the case itself was destroyed in time: its line in the book stays."""
    return cases.get(work.db, written.row.stream_id)


def move(work: Work, written: Written, kind: str, **columns: Any) -> cases.CaseRow | None:
    """The case in its next state by this record; None where it was destroyed in time."""
    found = case_of(work, written)
    if found is not None:
        state = life.next_state(life.State(found.state), kind)
        cases.save(work.db, found.id, state=state, newest=written.row.hash, **columns)
    return found


def name_of(work: Work, person_id: str) -> str:
    """As he is called now; empty for nobody."""
    person = people.get(work.db, person_id)
    return person.name if person else ""
