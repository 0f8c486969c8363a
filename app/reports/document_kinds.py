"""The kinds of document of a commune, to see and to carry along."""

from sqlalchemy.orm import Session

from app.domain.eligibility import DocumentKind
from app.store import document_kinds


def known(db: Session, org: str) -> list[DocumentKind]:
    """Every kind, the shipped ones first."""
    return document_kinds.known(db, org)


def changed(db: Session, org: str) -> list[DocumentKind]:
    """Only what the commune changed or added: what a phone must hear beside the shipped list."""
    return document_kinds.changed(db, org)
