"""L11: the wordings of a commune: the shipped ones, and its own once a second person confirmed them."""

from datetime import date

from app.domain.wording import Wording
from app.domain.wording_forms import WORDINGS
from app.store import wordings
from app.work.unit import Work

_WAYS = {one.code: one.way for one in WORDINGS}


def known(work: Work, org: str) -> tuple[Wording, ...]:
    """Every version that a case of this commune may name."""
    own = [own_version(row) for row in wordings.of_org(work.db, org) if row.checked_at is not None and row.body]
    return (*WORDINGS, *own)


def own_version(row: wordings.WordingRow) -> Wording:
    """A commune's own version as the law's data."""
    return Wording(
        code=row.code,
        version=row.version,
        way=_WAYS[row.code],
        legal_basis=row.basis,
        effective_from=row.effective_from or date.min,
        effective_to=row.effective_to,
        title=tuple(row.title or ()),
        body=tuple(row.body or ()),
    )
