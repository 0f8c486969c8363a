"""The sums over days follow what happens to cases: whatever changed since they were brought on is counted anew."""

from collections.abc import Callable

from app.domain import figures
from app.domain.figures import Part, What
from app.reports import office_hours
from app.reports.office_hours import Hours
from app.store import cases, system
from app.store import figures as rows
from app.work import Work

UPTO = "figures_upto"
_AT_ONCE = 200


def behind(work: Work) -> bool:
    """Whether anything changed since."""
    return rows.newest_change(work.db) > _upto(work)


def bring_on(work: Work) -> int:
    """Counts some of what changed; how many changes are left for the next time (0: none)."""
    upto, newest = _upto(work), rows.newest_change(work.db)
    found = rows.changed(work.db, upto, _AT_ONCE)
    hours: dict[str, Hours] = {}
    for case_id in dict.fromkeys(case_id for _, case_id in found):
        held = cases.get(work.db, case_id)
        # a case that was destroyed in time stays in the sums: they name nobody
        if held is not None:
            of = hours.setdefault(held.org, office_hours.hours(work.db, held.org))
            rows.recount(work.db, held.org, case_id, _parts(work, held, of.when))
    reached = found[-1][0] if len(found) == _AT_ONCE else newest
    system.keep(work.db, UPTO, f"{reached}")
    return newest - reached


def _upto(work: Work) -> int:
    return int(system.perhaps(work.db, UPTO) or 0)


def _parts(work: Work, held: cases.CaseRow, when: Callable[..., object]) -> list[Part]:
    fields = held.fields
    done = figures.Done(
        benefit=held.task != "certify",
        state=held.state,
        hamlet=held.hamlet.strip(),
        place=(fields.get("signing") or {}).get("place_kind", "home"),
        hours=str(when(held.signed_at)),
        signed_at=held.signed_at,
        due_at=held.due_at,
        certified_at=held.certified_at,
        delivered_at=held.delivered_at,
        digital=bool(held.evidence),
        fee=fields.get("fee"),
        attempts=fields.get("attempted") or (),
    )
    found = figures.parts(done)
    said = rows.rating_of(work.db, held.id)
    if said is not None:
        found.append(Part(said.day, What.RATED, f"{said.score}"))
        found += [Part(said.day, What.WHY, one) for one in said.reasons]
    return found
