"""What anybody who holds the paper may know: what the paper must say, names masked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import register, words_vi
from app.store.tables import org, register_entry


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate by its short code."""

    in_force: bool
    number: str
    title: str
    pages: int
    signed_at: datetime
    certified_on: Any
    place: str
    name: str
    org_name: str
    org_phone: str
    notes: list[dict[str, Any]]


def certificate(db: Session, code: str) -> Certificate | None:
    """The certificate; None when there is no such code."""
    row = db.execute(
        select(register_entry, org.c.name, org.c.phone, org.c.unit)
        .join(org, org.c.id == register_entry.c.org)
        .where(register_entry.c.code == code)
    ).mappings()
    found = row.one_or_none()
    if found is None:
        return None
    columns = found["columns"]
    number = register.dots(found["year"])
    if found["number"] is not None:
        number = register.CertificateNumber(found["number"], found["volume"], found["year"]).printed()
    return Certificate(
        in_force=not found["revoked"],
        number=number,
        title=columns["title"],
        pages=columns["pages"],
        signed_at=datetime.fromisoformat(columns["signed_at"]),
        certified_on=found["on_date"],
        place=f"{columns['hamlet']}, {found['unit']}",
        name=words_vi.mask_name(columns["name"]),
        org_name=found["name"],
        org_phone=found["phone"],
        notes=found["notes"],
    )
