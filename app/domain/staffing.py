"""Who may change whom: roles, leaving, recovery."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from app.domain.people import Role
from app.domain.problems import Problem

PROPOSAL_LASTS = timedelta(hours=24)


class OwnAdminRole(Problem):
    """Nobody gives up his own administrator role, or lets himself go: a colleague does it."""

    code = "own_admin_role"


class LastAdmin(Problem):
    """The commune keeps at least one administrator."""

    code = "last_admin"


class NoRole(Problem):
    """A person has at least one role."""

    code = "no_role"


class TwoAdmins(Problem):
    """Recovery of a leader is proposed by one administrator and confirmed by another."""

    code = "two_admins"


class NotOneself(Problem):
    """Nobody takes part in the recovery of his own keys."""

    code = "not_oneself"


class NotProposed(Problem):
    """There is no proposal, or it is older than a day."""

    code = "not_proposed"


class NotAnOfficer(Problem):
    """A case or a visit is given to somebody else of this commune who visits homes and has not left."""

    code = "not_an_officer"


class StillEntrusted(Problem):
    """Nobody leaves while visits, papers or open cases are his: they are given to another first."""

    code = "still_entrusted"


class PhoneNotEmpty(Problem):
    """The old phone holds what the commune has not, or never told: it is changed only knowingly."""

    code = "phone_not_empty"


class BadDates(Problem):
    """An authority ends before it begins."""

    code = "bad_dates"


class PrefixTaken(Problem):
    """Another commune of this installation has this code prefix."""

    code = "prefix_taken"


def check_roles(by: str, person: str, wanted: Collection[Role], now: Collection[Role], others: Iterable[str]) -> None:
    """NoRole, OwnAdminRole or LastAdmin; `others` are the other administrators who are still there."""
    if not wanted:
        raise NoRole
    if Role.ADMIN in now and Role.ADMIN not in wanted:
        check_administrator_goes(by, person, others)


def check_administrator_goes(by: str, person: str, others: Iterable[str]) -> None:
    """Whether this administrator may stop being one."""
    if by == person:
        raise OwnAdminRole
    if not list(others):
        raise LastAdmin


def check_proposer(by: str, person: str) -> None:
    """NotOneself when an administrator begins the recovery of his own keys."""
    if by == person:
        raise NotOneself


def check_confirmer(by: str, person: str, proposed_by: str, proposed_at: datetime, at: datetime) -> None:
    """NotOneself, TwoAdmins or NotProposed."""
    check_proposer(by, person)
    if by == proposed_by:
        raise TwoAdmins
    if at - proposed_at >= PROPOSAL_LASTS:
        raise NotProposed
