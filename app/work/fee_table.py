"""The fees of a commune: those of the law, and what its administrator recorded since (L15)."""

from datetime import date

from app.domain.fees import Exemption, Fee, Table
from app.store import fees as rows
from app.work.unit import Work


def of(work: Work, org: str) -> tuple[Fee, ...]:
    """Every fee that ever held here; `domain.fees.in_force` chooses by day."""
    return rows.known(work.db, org)


def whole(work: Work, org: str) -> Table:
    """Every fee and every exemption that ever held here."""
    return Table(of(work, org), _exemptions(work, org))


def exemptions(work: Work, org: str, day: date) -> list[Exemption]:
    """On which grounds no fee is taken on this day."""
    return [one for one in _exemptions(work, org) if one.holds(day)]


def _exemptions(work: Work, org: str) -> list[Exemption]:
    return [
        Exemption(row.id, row.title, row.basis, row.effective_from, row.effective_to)
        for row in rows.exemptions(work.db, org)
    ]
