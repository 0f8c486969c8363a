"""Another commune's leader and clerk looks for what is not hers."""

from typing import TYPE_CHECKING

from sqlalchemy import select

from app.store.tables import case as case_table
from app.work import look
from tests.faults.simulator.wire import Request
from tests.people import SAU

if TYPE_CHECKING:
    from tests.faults.simulator.world import World

PAGES = ("/ho-so/{case}", "/ho-so/{case}/noi-dung", "/ho-so/{case}/to-trinh", "/can-doi-chieu/{case}")
LISTS = ("/api/changes", "/can-doi-chieu/")


def look_around(world: "World") -> None:
    """No page of hers names bà Sáu, and a case that is not hers is not there."""
    with look(world.office.tools) as unit:
        found = list(unit.db.execute(select(case_table.c.id).order_by(case_table.c.dossier)).scalars())
    if not found:
        return
    case, cookie = world.rng.choice(found), world.office.sign_in(world.office.cast.hoa)
    for path in PAGES:
        answer = world.office.call(Request("GET", path.format(case=case), {}), cookie)
        world.must(answer.status == 404, f"another commune was shown {path}: {answer.status}")
    for path in LISTS:
        answer = world.office.call(Request("GET", path, {}), cookie)
        world.must(answer.status == 200 and SAU.name not in answer.data.decode(), f"another commune was told by {path}")
    phone = world.phones[0].demo.key.kid
    answer = world.office.call(
        Request("POST", f"/cuu-ho/may/{phone}/ban-ghi", {"Content-Type": "application/json"}, b"{}"), cookie
    )
    world.must(answer.status == 404, f"another commune took a rescue file: {answer.status}")
