"""What was proposed to be destroyed, and the destroying itself: contents and keys go, envelopes and the book stay."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Text, cast, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain import payments
from app.store import blobs, visits
from app.store.tables import (
    case,
    case_paper,
    case_tally,
    death_note,
    external_code,
    held_record,
    ink_mark,
    org,
    payment_code,
    photo_mark,
    place_mark,
    printed_pdf,
    purge,
    rating,
    record,
    record_blob,
    record_body,
    record_key,
    register_entry,
    sheet,
    shown,
    slip,
    statement,
    statement_line,
    ticket_bound,
    visit,
    visit_order,
    witness_mark,
)

# tables with one or more rows a case that hold what was said, shown or drawn; children before parents
_OF_CASE = (
    ticket_bound, case_paper, shown, sheet, ink_mark, photo_mark, witness_mark, place_mark, printed_pdf,
    external_code, payment_code, rating, case_tally,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PurgeRow:
    """A proposal; `lines` are what its minutes say of each case."""

    id: str
    org: str
    proposed_by: str
    proposed_at: datetime
    lines: Sequence[dict[str, Any]]
    dropped_at: datetime | None = None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None


def add(db: Session, new: PurgeRow) -> None:
    """A proposal."""
    db.execute(insert(purge).values(**asdict(new)))


def get(db: Session, org: str, purge_id: str) -> PurgeRow | None:
    """A proposal of this commune."""
    row = db.execute(select(purge).where(purge.c.id == purge_id, purge.c.org == org)).mappings().one_or_none()
    return PurgeRow(**row) if row else None


def of_org(db: Session, org: str) -> list[PurgeRow]:
    """Every one that was not dropped, the newest first."""
    where = (purge.c.org == org, purge.c.dropped_at.is_(None))
    rows = db.execute(select(purge).where(*where).order_by(purge.c.proposed_at.desc(), purge.c.id)).mappings()
    return [PurgeRow(**row) for row in rows]


def end(db: Session, purge_id: str, **columns: Any) -> bool:
    """Drops or confirms a proposal; True for the first time only."""
    where = (purge.c.id == purge_id, purge.c.dropped_at.is_(None), purge.c.confirmed_at.is_(None))
    return db.execute(update(purge).where(*where).values(**columns).returning(purge.c.id)).scalar() is not None


@dataclass(frozen=True, slots=True)
class Going:
    """A record whose content is to go."""

    seq: int
    hash: str


def records_of(db: Session, streams: Sequence[str], kept: Sequence[str]) -> list[Going]:
    """The records of these streams that still have content, but for the kinds that are kept for ever."""
    where = (record.c.stream_id.in_(streams), record.c.kind.not_in(kept))
    query = select(record.c.seq, record.c.hash).join(record_body, record_body.c.seq == record.c.seq).where(*where)
    return [Going(*row) for row in db.execute(query.order_by(record.c.seq))]


def visits_of(db: Session, case_id: str) -> list[str]:
    """The visits that led to this case."""
    return list(db.execute(select(visit.c.id).where(visit.c.case_id == case_id).order_by(visit.c.id)).scalars())


def erase(db: Session, case_id: str, led: Sequence[str], going: Sequence[Going]) -> list[str]:
    """Everything but the envelopes, the decision and the line of the book; the addresses of the sealed files that
    nothing names any more."""
    named = _contents(db, going)
    for table in _OF_CASE:
        db.execute(delete(table).where(table.c.case_id == case_id))
    db.execute(update(register_entry).where(register_entry.c.case_id == case_id).values(pdf=None))
    # the number of a slip stays taken
    db.execute(update(slip).where(slip.c.case_id == case_id).values(typed={}))
    # what the payer wrote to the bank; the sum and the day stay, as any line of the accounts
    db.execute(update(statement_line).where(statement_line.c.case_id == case_id).values(words=""))
    _empty_named(db, case_id)
    db.execute(delete(visit_order).where(visit_order.c.visit.in_(led)))
    db.execute(delete(visit).where(visit.c.id.in_(led)))
    db.execute(delete(case).where(case.c.id == case_id))
    _forget_words(db, case_id)
    return sorted(named & blobs.destroyed(db))


def _empty_named(db: Session, case_id: str) -> None:
    """The words of lines that are for no case and name this one by its code: what went out, what nobody matched."""
    query = select(case.c.code, case.c.org, org.c.code_prefix).join(org, org.c.id == case.c.org)
    row = db.execute(query.where(case.c.id == case_id)).one_or_none()
    if row is None:
        return
    where = (statement_line.c.org == row.org, statement_line.c.case_id.is_(None), statement_line.c.words != "")
    for line, words in db.execute(select(statement_line.c.id, statement_line.c.words).where(*where)).all():
        if row.code in payments.codes_in(words, row.code_prefix):
            db.execute(update(statement_line).where(statement_line.c.id == line).values(words=""))


def empty_visit(db: Session, new: visits.VisitRow, going: Sequence[Going]) -> list[str]:
    """Of a visit that led to no case only what counts stays; the addresses of sealed files that nothing names."""
    named = _contents(db, going)
    db.execute(delete(visit_order).where(visit_order.c.visit == new.id))
    visits.put(db, new)
    _forget_words(db, new.id)
    return sorted(named & blobs.destroyed(db))


def _forget_words(db: Session, stream: str) -> None:
    """The words of reasons, as they waited for the passkey."""
    db.execute(delete(statement).where(cast(statement.c.leaves, Text).contains(stream)))


def _contents(db: Session, going: Sequence[Going]) -> set[str]:
    seqs = [one.seq for one in going]
    named = set(db.execute(select(record_blob.c.sha256).where(record_blob.c.seq.in_(seqs))).scalars())
    for table in (record_key, record_body, held_record, death_note):
        db.execute(delete(table).where(table.c.seq.in_(seqs)))
    return named
