"""What each record that the desk wrote means for the tables: one function a kind, nothing decided anew."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from app.domain import acts, calendar, life, paper, register
from app.services.rebuilding import carried_acts
from app.services.rebuilding.written import Written, case_of, move, name_of
from app.store import cases, figures, held, printed, tickets, visits
from app.store import register as book
from app.work import Work, books, entrusting, visit_asking
from app.work.pen import stamp


def project(work: Work, written: Written) -> list[int]:
    """Moves what this record moved; the held records that a person took with it, to be applied now."""
    known = PROJECTED.get(written.row.kind)
    if known is None:
        return []
    if written.row.kind == "case.reconciled":
        return _reconciled(work, written)
    known(work, written)
    return []


def _said(work: Work, written: Written) -> dict[str, Any]:
    why, by = written.body["why"], written.row.author
    return {
        "act": written.leaf["act"],
        "code": why["code"],
        "words": why["words"],
        "by": by,
        "by_name": name_of(work, by),
        "at": stamp(work.at),
        **(why["facts"] or {}),
    }


def _approved(work: Work, written: Written) -> None:
    """The state moves with `certificate.issued`, which follows at once."""
    cases.save(work.db, written.row.stream_id, newest=written.row.hash)


def _issued(work: Work, written: Written) -> None:
    columns, org = written.body["register"], written.row.org
    # a number that came back after a restore keeps the moment at which it was taken
    at = datetime.fromisoformat(written.body["at"]) if "at" in written.body else work.at
    year, number = columns["year"], columns["number"]
    volume = columns["volume"]
    if volume is None:
        opened = book.get_book(work.db, org, register.SIGNATURES, year)
        volume = opened.volume if opened else 1
    case_id = written.row.stream_id
    about = books.About(case_id, case_id, register.Source.HOME, written.body["code"])
    book.add(work.db, books.line(org, about, columns, at, volume))
    printed = register.dots(year) if number is None else register.CertificateNumber(number, volume, year).printed()
    move(work, written, "case.approved", number=number, number_text=printed, certified_at=at)


def _returned(work: Work, written: Written) -> None:
    found = case_of(work, written)
    revision = found.revision if found else 0
    said = {**_said(work, written), "mark": written.body["why"]["mark"], "revision": revision}
    move(work, written, written.row.kind, returned=said)


def _refused(work: Work, written: Written) -> None:
    said = _said(work, written)
    move(work, written, written.row.kind, ended={**said, "basis": acts.REFUSAL_REASONS[said["code"]].basis})


def _annotated(work: Work, written: Written) -> None:
    _note(work, written, revoked=False)
    move(work, written, written.row.kind)


def _revoked(work: Work, written: Written) -> None:
    _note(work, written, revoked=True)
    move(work, written, written.row.kind, ended=_said(work, written))


def _replaced(work: Work, written: Written) -> None:
    other = book.by_code(work.db, written.body["why"]["facts"][acts.BY])
    number = register.as_printed(other.number, other.volume, other.year) if other else ""
    _note(work, written, revoked=True, by_number=number)
    move(work, written, written.row.kind, ended={**_said(work, written), "by_number": number})


def _note(work: Work, written: Written, *, revoked: bool, **more: str) -> None:
    line = written.row.stream_id
    entry = book.by_case(work.db, line) or book.get(work.db, written.row.org, line)
    if entry is not None:
        note = {**_said(work, written), **more, "revoked": revoked}
        book.save(work.db, entry.id, notes=[*entry.notes, note], revoked=entry.revoked or revoked)


def _reconciled(work: Work, written: Written) -> list[int]:
    why, row = written.body["why"], written.row
    waiting = held.open_of_case(work.db, row.org, row.stream_id)
    wished = {part for part in (why["facts"] or {}).get("take", "").split(",") if part}
    taken = [one.seq for one in waiting if str(one.seq) in wished]
    for one in waiting:
        outcome = {"taken": one.seq in taken, "words": why["words"], "by_name": name_of(work, row.author)}
        held.close(work.db, one.seq, row.author, work.at, outcome)
    if case_of(work, written) is not None:
        cases.save(work.db, row.stream_id, newest=row.hash)
    return taken


def _printed(work: Work, written: Written) -> None:
    row, body = written.row, written.body
    trial = body.get("trial", False)
    version = printed.PrintedRow(body["sha256"], row.org, row.stream_id, row.seq, body["level"], trial, work.at)
    printed.add(work.db, version)
    entry = book.by_case(work.db, row.stream_id)
    if entry is not None:
        book.save(work.db, entry.id, pdf=row.seq)
    move(work, written, row.kind)


def _paper(work: Work, written: Written) -> None:
    """The original goes from hand to hand (L18)."""
    row, body = written.row, written.body
    found = move(work, written, row.kind)
    if found is None:
        if row.kind == "paper.lost":
            _lost_in_book(work, written)
        return
    before = cases.paper(work.db, found.id)
    origin = paper.Holder(before.holder) if before else paper.Holder.PERSON
    holder = paper.after(origin, row.kind, override=body.get("override", ""))
    person = {paper.Holder.OFFICER: found.officer, paper.Holder.PERSON: None}.get(holder, row.author)
    cases.move_paper(work.db, found.id, cases.PaperRow(holder, person, work.at))
    if row.kind == "paper.sealed":
        cases.save(work.db, found.id, ready_at=work.at)
    if row.kind == "delivery.corrected":
        cases.save(work.db, found.id, delivered_at=None)
    if body.get("with_refusal") and found.delivered_at is None:
        cases.save(work.db, found.id, delivered_at=work.at)
    if row.kind == "paper.lost":
        _lost(work, written, found)


def _lost(work: Work, written: Written, found: cases.CaseRow) -> None:
    by, words = written.row.author, written.body["words"]
    said = {"words": words, "by": by, "at": stamp(work.at), "by_name": name_of(work, by)}
    if found.state in life.ENDED:
        cases.save(work.db, found.id, ended={**(found.ended or {}), "lost": said})
        return
    ended = {"act": "paper.lost", "code": "paper_lost", **said}
    cases.save(work.db, found.id, ended=ended, returned=None, decision_mark=None)
    _lost_in_book(work, written)


def _lost_in_book(work: Work, written: Written) -> None:
    """The line of a paper that counted until it was lost; its case itself may have been destroyed since."""
    entry = book.by_case(work.db, written.row.stream_id)
    if entry is not None and not entry.revoked:
        by, words = written.row.author, f"{paper.LOST_BEFORE}: {written.body['words']}"
        loss = {"act": "paper.lost", "code": "paper_lost", "words": words, "by": by, "at": stamp(work.at)}
        book.save(work.db, entry.id, notes=[*entry.notes, {**loss, "by_name": name_of(work, by), "revoked": False}])


def _assigned(work: Work, written: Written) -> None:
    to = written.body["to"]
    if written.row.stream_type == "visit":
        columns = entrusting.assigned(to, written.body.get("plan"))
        visits.save(work.db, written.row.stream_id, newest=written.row.hash, **columns)
        return
    if written.body.get("with_paper"):
        cases.move_paper(work.db, written.row.stream_id, cases.PaperRow(paper.Holder.OFFICER, to, work.at))
    cases.save(work.db, written.row.stream_id, officer=to, newest=written.row.hash)


def _requested(work: Work, written: Written) -> None:
    row = written.row
    visits.add(work.db, visit_asking.row_of(row.stream_id, row.org, row.hash, written.body))


def _cancelled(work: Work, written: Written) -> None:
    found = visits.of_org(work.db, written.row.org, written.row.stream_id)
    if found is not None:
        columns = visit_asking.cancelled(found, written.row.author, written.body["words"])
        visits.save(work.db, found.id, newest=written.row.hash, **columns)


def _stopped(work: Work, written: Written) -> None:
    found = visits.of_org(work.db, written.row.org, written.row.stream_id)
    if found is not None:
        visits.save(work.db, found.id, **visit_asking.stopped(found, written.body["noted"]))


def _resumed(work: Work, written: Written) -> None:
    found = visits.of_org(work.db, written.row.org, written.row.stream_id)
    if found is not None:
        left = bool(written.body.get("left"))
        visits.save(work.db, found.id, **visit_asking.resumed(found, written.body["noted"], left=left))


def _emptied(work: Work, written: Written) -> None:
    row = written.row
    visits.put(work.db, visit_asking.emptied_row(row.stream_id, row.org, row.hash, written.body["left"]))


def _entered(work: Work, written: Written) -> None:
    """A counter line, or the number that a clerk wrote for a home case from the official book."""
    columns, row = written.body["register"], written.row
    if row.stream_type == "case":
        number = register.CertificateNumber(columns["number"], columns["volume"], columns["year"])
        book.save(work.db, row.stream_id, number=number.number, volume=number.volume, columns=columns)
        cases.save(work.db, row.stream_id, newest=row.hash, number=number.number, number_text=number.printed())
        return
    at = datetime.fromisoformat(written.body["at"])
    about = books.About(written.body["line"], None, written.body["source"], written.body["code"])
    book.add(work.db, books.line(row.org, about, columns, at, columns["volume"]))


def _matched(work: Work, written: Written) -> None:
    """The line of the statement stands where the desk keeps it; the fee stays as the officer noted it."""
    if case_of(work, written) is not None:
        cases.save(work.db, written.row.stream_id, newest=written.row.hash)


def _ticket(work: Work, written: Written) -> None:
    """A slip with a code of its own was printed at the commune."""
    row = written.row
    tickets.bind(work.db, row.org, written.body["code"], row.stream_id, work.at)
    move(work, written, row.kind)


def _held(work: Work, written: Written) -> None:
    by, words = written.row.author, written.body["words"]
    said = {"words": words, "by": by, "by_name": name_of(work, by), "at": stamp(work.at)}
    hold = said if written.row.kind == "hold.set" else None
    if written.row.stream_type == "visit":
        visits.save(work.db, written.row.stream_id, hold=hold)
        return
    move(work, written, written.row.kind, hold=hold)


def _nothing(_work: Work, _written: Written) -> None:
    """Its effect is applied by whoever asked."""


def _rated(work: Work, written: Written) -> None:
    found = move(work, written, written.row.kind)
    if found is not None:
        day, said = calendar.local(work.at).date(), written.body
        figures.rate(work.db, figures.RatingRow(found.id, found.org, day, said["score"], said["reasons"], "code"))


PROJECTED: Mapping[str, Callable[[Work, Written], None]] = {
    "case.approved": _approved,
    "certificate.issued": _issued,
    "case.returned": _returned,
    "case.refused": _refused,
    "certificate.annotated": _annotated,
    "certificate.revoked": _revoked,
    "certificate.replaced": _replaced,
    "case.reconciled": _nothing,
    "certificate.printed": _printed,
    "paper.received": _paper,
    "paper.sealed": _paper,
    "paper.handed": _paper,
    "paper.returned": _paper,
    "paper.lost": _paper,
    "delivery.corrected": _paper,
    "hold.set": _held,
    "hold.lifted": _held,
    "case.assigned": _assigned,
    "case.closed": carried_acts.closed,
    "decision.imported": carried_acts.came_in,
    "visit.assigned": _assigned,
    "visit.requested": _requested,
    "visit.cancelled": _cancelled,
    "visit.stopped": _stopped,
    "visit.resumed": _resumed,
    "visit.purged": _emptied,
    "register.entered": _entered,
    "payment.matched": _matched,
    "payment.parted": _matched,
    "fee.given_back": carried_acts.given_back,
    "fee.taken": carried_acts.taken,
    "ticket.issued": _ticket,
    "rating.received": _rated,
}
