"""Everything that is kept of one case, for whoever takes it out of the house."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.cases import SheetRow, ShownRow
from app.store.tables import case, decision, record, record_body, record_key, sheet, shown


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A record; sealed body and wrapped key are None where they were purged."""

    seq: int
    id: str
    hash: str
    kind: str
    device: str
    envelope: str
    sealed: bytes | None
    wrapping: str | None


def of_stream(db: Session, stream_id: str) -> list[StoredRow]:
    """The records of a case or a phone in their order."""
    return _stored(db, record.c.stream_id == stream_id)


def one(db: Session, seq: int) -> StoredRow:
    """A record by its number."""
    (found,) = _stored(db, record.c.seq == seq)
    return found


def _stored(db: Session, where: Any) -> list[StoredRow]:
    columns = (record.c.seq, record.c.id, record.c.hash, record.c.kind, record.c.device, record.c.envelope)
    rows = db.execute(
        select(*columns, record_body.c.sealed, record_key.c.wrapping)
        .outerjoin(record_body, record_body.c.seq == record.c.seq)
        .outerjoin(record_key, record_key.c.seq == record.c.seq)
        .where(where)
        .order_by(record.c.seq)
    )
    return [StoredRow(*row) for row in rows]


def case_named(db: Session, org: str, name: str) -> str | None:
    """The id of this commune's case by its id or its dossier code; a case whose projection is gone by its id only."""
    found: str | None = db.execute(
        select(case.c.id).where(case.c.org == org, (case.c.id == name) | (case.c.dossier == name))
    ).scalar()
    if found is not None:
        return found
    where = (record.c.org == org, record.c.stream_type == "case", record.c.stream_id == name)
    return db.execute(select(record.c.stream_id).where(*where)).scalar()


def proofs(db: Session, case_id: str) -> list[dict[str, Any]]:
    """What is kept for ever of the decisions on a case."""
    return list(db.execute(select(decision.c.kept).where(decision.c.case_id == case_id)).scalars())


def sheets(db: Session, case_id: str) -> list[SheetRow]:
    """Every sheet that was made of a case."""
    rows = db.execute(select(sheet.c.digest, sheet.c.sealed, sheet.c.wrapping).where(sheet.c.case_id == case_id))
    return [SheetRow(*row) for row in rows]


def pictures(db: Session, case_id: str) -> list[ShownRow]:
    """Every picture that was made to be shown, of whichever revision."""
    columns = (shown.c.role, shown.c.place, shown.c.source, shown.c.sha256, shown.c.mime, shown.c.sealed)
    rows = db.execute(select(*columns, shown.c.wrapping).where(shown.c.case_id == case_id))
    return [ShownRow(*row) for row in rows]
