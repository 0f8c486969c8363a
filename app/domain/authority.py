"""L1, L2, L3: who may certify, on which day, in which way, and whose case is not his."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.problems import Problem


class Capacity(StrEnum):
    """In what capacity a person certifies."""

    CHAIRMAN = "chu_tich"
    DEPUTY = "pho_chu_tich"
    AUTHORISED = "uy_quyen"
    ASSIGNED = "phan_cong"


class Way(StrEnum):
    """A: the visiting officer certifies. B: he receives, a leader certifies."""

    A = "A"
    B = "B"


class NoAuthority(Problem):
    """No recorded authority at all."""

    code = "no_authority"


class AuthorityExpired(Problem):
    """Outside the dates of every recorded authority nothing can be certified."""

    code = "authority_expired"


class OwnWork(Problem):
    """In way B nobody certifies what he received himself."""

    code = "own_work"


class NotThere(Problem):
    """In way A only the officer who was at the home certifies: "trước mặt tôi" is true of nobody else (L1)."""

    code = "not_there"


class ConflictOfInterest(Problem):
    """NĐ 23/2015 Điều 9.3: own or relatives' interest; another must certify."""

    code = "conflict_of_interest"


@dataclass(frozen=True, slots=True)
class Authority:
    """A recorded authority; a frozen copy goes on the certificate."""

    id: str
    capacity: Capacity
    title: str
    decision_no: str
    decision_date: date
    valid_from: date
    valid_to: date | None
    prefix: tuple[str, ...]

    def valid_on(self, day: date) -> bool:
        """Whether it holds on this day, both ends included."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def in_force(authorities: tuple[Authority, ...], day: date) -> Authority:
    """The authority of this day; NoAuthority when none was ever recorded, AuthorityExpired when none holds."""
    if not authorities:
        raise NoAuthority
    for authority in authorities:
        if authority.valid_on(day):
            return authority
    raise AuthorityExpired


@dataclass(frozen=True, slots=True)
class Certifier:
    """Who decides, and what he declared about interests (L3)."""

    id: str
    interest_free: bool


def check_certifier(certifier: Certifier, officer: str, way: Way) -> None:
    """OwnWork, NotThere or ConflictOfInterest when this person may not judge this case."""
    if not certifier.interest_free:
        raise ConflictOfInterest
    if way is Way.A and certifier.id != officer:
        raise NotThere
    if way is Way.B and certifier.id == officer:
        raise OwnWork
