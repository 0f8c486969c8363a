"""What anybody who holds the paper may know: what the paper must say, names masked."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import register, words_vi
from app.domain.life import State
from app.domain.paper import Holder
from app.store.tables import case, case_paper, decision, org, printed_pdf, register_entry


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate by its short code."""

    standing: str
    number: str
    title: str
    pages: int
    printed_at: datetime
    certified_on: date
    certifier: str
    place: str
    name: str
    org_name: str
    org_phone: str
    org_address: str
    notes: list[dict[str, Any]]


def certificate(db: Session, code: str) -> Certificate | None:
    """The certificate; None when there is no such code."""
    row = db.execute(
        select(
            register_entry,
            org.c.name,
            org.c.phone,
            org.c.address,
            org.c.unit,
            case.c.state,
            case.c.certified_at,
            case_paper.c.holder,
        )
        .join(org, org.c.id == register_entry.c.org)
        .outerjoin(case, case.c.id == register_entry.c.case_id)
        .outerjoin(case_paper, case_paper.c.case_id == register_entry.c.case_id)
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
        standing=_standing(found),
        number=number,
        title=columns["title"],
        pages=columns["pages"],
        printed_at=_printed_at(db, found),
        certified_on=found["on_date"],
        certifier=columns["certifier"],
        place=f"{columns['hamlet']}, {found['unit']}",
        name=words_vi.mask_name(columns["name"]) + register.and_others(columns),
        org_name=found["name"],
        org_phone=found["phone"],
        org_address=found["address"],
        notes=found["notes"],
    )


IN_FORCE, NOT_SEALED, LOST, REVOKED, REPLACED = "in_force", "not_sealed", "lost", "revoked", "replaced"


def _standing(found: Any) -> str:
    """In force only once it is signed by hand and sealed, and neither lost nor revoked nor replaced (L14, L18)."""
    if any(one.get("act") == "replace" for one in found["notes"]):
        return REPLACED
    if found["revoked"]:
        return REVOKED
    # the line says so too, which stays when the case was destroyed in time
    if found["holder"] == Holder.LOST or any(one.get("act") == "paper.lost" for one in found["notes"]):
        return LOST
    return NOT_SEALED if found["state"] == State.APPROVED else IN_FORCE


def _printed_at(db: Session, found: Any) -> datetime:
    """What the first line of the paper says: the signing, or the certifying where the commune set so."""
    frozen = db.execute(
        select(decision.c.authority).where(decision.c.case_id == found["case_id"], decision.c.act == "approve")
    ).scalar()
    if frozen and frozen.get("line_one") == "certified" and found["certified_at"] is not None:
        at: datetime = found["certified_at"]
        return at
    return datetime.fromisoformat(found["columns"]["signed_at"])


@dataclass(frozen=True, slots=True)
class File:
    """A version of a certificate's file: the code of its page, how the paper stands, whether its stamp is a trial."""

    code: str
    standing: str
    trial: bool


def file(db: Session, sha256: str) -> File | None:
    """The file whose bytes hash to this; None when the commune made none."""
    row = db.execute(
        select(register_entry, case.c.state, case_paper.c.holder, printed_pdf.c.trial)
        .join(printed_pdf, printed_pdf.c.case_id == register_entry.c.case_id)
        .outerjoin(case, case.c.id == register_entry.c.case_id)
        .outerjoin(case_paper, case_paper.c.case_id == register_entry.c.case_id)
        .where(printed_pdf.c.sha256 == sha256)
    ).mappings()
    found = row.one_or_none()
    return File(found["code"] or "", _standing(found), found["trial"]) if found else None
