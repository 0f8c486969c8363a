"""L8: the kinds of document that a commune knows: the shipped ones, some of them ended, and its own."""

from dataclasses import asdict

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from app.domain.eligibility import DOCUMENT_KINDS, DocumentKind
from app.store.tables import document_kind

_COLUMNS = (
    document_kind.c.code,
    document_kind.c.title,
    document_kind.c.allowed,
    document_kind.c.why,
    document_kind.c.effective_from,
    document_kind.c.effective_to,
)


def changed(db: Session, org: str) -> list[DocumentKind]:
    """What the commune changed or added, in order of their codes."""
    query = select(*_COLUMNS).where(document_kind.c.org == org).order_by(document_kind.c.code)
    return [DocumentKind(*row) for row in db.execute(query)]


def known(db: Session, org: str) -> list[DocumentKind]:
    """Every kind: the commune's word stands in place of the shipped one, its own stand behind."""
    own = {one.code: one for one in changed(db, org)}
    shipped = [own.pop(one.code, one) for one in DOCUMENT_KINDS]
    return [*shipped, *own.values()]


def put(db: Session, org: str, kind: DocumentKind) -> None:
    """This kind as it stands from now on."""
    where = (document_kind.c.org == org, document_kind.c.code == kind.code)
    db.execute(delete(document_kind).where(*where))
    db.execute(insert(document_kind).values(org=org, **asdict(kind)))
