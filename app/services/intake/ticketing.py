"""An appointment slip that was printed in advance is bound to its case, at the door and without a network."""

from app.domain import life, tickets
from app.services.intake.arrived import Arrived, own_case
from app.store import cases, desk
from app.store import tickets as rows
from app.sync.bodies import TicketBound
from app.work import Work


def bound(work: Work, arrived: Arrived) -> None:
    """ticket.bound: the code opens this case from now on. TicketUnknown for a code of no sheet of this commune,
    TicketTaken for one that opens another case, until a person takes it; a sheet of another commune never."""
    body = arrived.body_as(TicketBound)
    found = own_case(work, arrived)
    state = life.next_state(life.State(found.state), arrived.read.kind)
    printed = rows.get(work.db, body.code)
    # a sheet that was printed after the last backup is unknown after a restore: then a person says that it is ours
    ours = arrived.taken if printed is None else printed.org == found.org
    if not ours:
        raise tickets.TicketUnknown
    before = rows.case_of(work.db, body.code)
    if before not in (None, found.id) and not arrived.taken:
        raise tickets.TicketTaken
    rows.bind(work.db, found.org, body.code, found.id, work.at)
    cases.save(work.db, found.id, state=state, newest=arrived.read.hash)
    desk.tell(work.db, found.officer, found.id)
