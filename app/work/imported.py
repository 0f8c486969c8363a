"""A decision that was imported, as a case: its row follows from its record alone."""

from datetime import datetime, time
from typing import Any

from app.domain import benefits, calendar, decision_sheet, life, paper, register, words_vi
from app.domain.calendar import ZONE
from app.domain.delivery import PROMISED_DAYS
from app.store import cases, desk
from app.work.unit import Work


def lay(work: Work, whose: tuple[str, str], record: tuple[int, str, str], body: dict[str, Any]) -> None:
    """Adds the case; `whose` are commune and case, `record` is (seq, hash, author) of its decision.imported. The paper
    lies with whoever imported it (L18)."""
    (org, case_id), (seq, digest, author) = whose, record
    person, decision = body["person"], body["decision"]
    year = register.year_of(work.at)
    row = cases.CaseRow(
        id=case_id,
        org=org,
        officer=body["officer"],
        way="",
        state=life.next_state(None, "decision.imported"),
        revision=1,
        dossier=register.dossier_code(year, desk.take(work.db, org, register.DOSSIER, year)),
        code=body["code"],
        kind=decision["kind"],
        title=body["document"]["title"],
        honorific=person["honorific"],
        name=person["name"],
        name_norm=words_vi.fold(person["name"]),
        hamlet=body["hamlet"],
        signed_at=work.at,
        received_at=work.at,
        due_at=_promised(work, org),
        newest=digest,
        submission=seq,
        fields=body,
        flags=[],
        ready_at=work.at,
        task=benefits.BENEFIT,
        decision_mark=decision_sheet.mark(decision["number"], decision["date"], person["number"], person["name"]),
    )
    cases.add(work.db, row)
    cases.move_paper(work.db, case_id, cases.PaperRow(paper.Holder.CLERK, author, work.at))


def _promised(work: Work, org: str) -> datetime:
    """The commune's own promise: no law says a day by which a decision is at its home."""
    days = calendar.Calendar(
        {one.day: calendar.Day(one.accepting, one.working, one.note) for one in desk.days(work.db, org)}
    )
    day = calendar.local(work.at).date()
    for _ in range(PROMISED_DAYS):
        day = days.next_working(day)
    return datetime.combine(day, time(17), ZONE)
