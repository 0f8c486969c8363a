"""L11: what a commune says of its wordings: a shipped version confirmed, or its own, proposed then confirmed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.orm import Session

from app.domain.signing import USES
from app.domain.wording import Wording
from app.domain.wording_forms import WORDINGS
from app.store.tables import wording

# versions of a commune's own start here, so that a later release never takes their number
FIRST_OWN = 101


@dataclass(frozen=True, slots=True)
class WordingRow:
    """What a commune holds of one version; `title` and `body` are None where the text is the shipped one."""

    org: str
    code: str
    version: int
    proposed_by: str | None
    proposed_at: datetime | None
    checked_by: str | None = None
    checked_at: datetime | None = None
    basis: str = ""
    title: list[str] | None = None
    body: list[str] | None = None
    effective_from: date | None = None
    effective_to: date | None = None


def of_org(db: Session, org: str) -> list[WordingRow]:
    """Every version that this commune has a word on, in order."""
    query = select(wording).where(wording.c.org == org).order_by(wording.c.code, wording.c.version)
    return [WordingRow(**row) for row in db.execute(query).mappings()]


def get(db: Session, org: str, code: str, version: int) -> WordingRow | None:
    """What the commune says of this version."""
    row = db.execute(select(wording).where(*_is(org, code, version))).mappings().one_or_none()
    return WordingRow(**row) if row else None


def add(db: Session, new: WordingRow) -> None:
    """A version that was proposed."""
    db.execute(insert(wording).values(**asdict(new)))


def confirm(db: Session, row: WordingRow, by: str, at: datetime) -> None:
    """Another person holds it to be the official form."""
    db.execute(update(wording).where(*_is(row.org, row.code, row.version)).values(checked_by=by, checked_at=at))


def drop(db: Session, row: WordingRow) -> None:
    """A proposal that was taken back; a confirmed one never is. The number of an own text is not given again."""
    where = (*_is(row.org, row.code, row.version), wording.c.checked_at.is_(None))
    if row.version < FIRST_OWN:
        db.execute(delete(wording).where(*where))
    else:
        db.execute(update(wording).where(*where).values(proposed_by=None, proposed_at=None, title=None, body=None))


def checked(db: Session, org: str, code: str, version: int) -> bool:
    """Whether this version was confirmed by a second person of this commune (L11)."""
    row = get(db, org, code, version)
    return row is not None and row.checked_at is not None


def known(db: Session, org: str) -> tuple[Wording, ...]:
    """Every version that a case of this commune may name: the shipped ones, and its own once they were confirmed."""
    own = [own_version(row) for row in of_org(db, org) if row.checked_at is not None and row.body]
    return (*WORDINGS, *own)


def own_version(row: WordingRow) -> Wording:
    """A commune's own version as the law's data."""
    return Wording(
        code=row.code,
        version=row.version,
        way=USES[row.code].way,
        legal_basis=row.basis,
        effective_from=row.effective_from or date.min,
        effective_to=row.effective_to,
        title=tuple(row.title or ()),
        body=tuple(row.body or ()),
    )


def _is(org: str, code: str, version: int) -> tuple[ColumnElement[bool], ...]:
    return wording.c.org == org, wording.c.code == code, wording.c.version == version
