"""What the parts of a check hand to one another."""

from dataclasses import dataclass, field
from typing import Any

from app.evidence.bundle import Bundle, Piece
from app.evidence.check.report import Report
from app.evidence.envelope import Envelope

Jwk = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Trust:
    """What the inspector knows from elsewhere: fingerprints of the root key, and of passkeys on paper (hex)."""

    root: str
    passkeys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """The installation and its public keys by use and key id, as the root key signed them."""

    iss: str
    keys: dict[str, dict[str, Jwk]]


@dataclass(frozen=True, slots=True)
class Read:
    """A record whose signature holds; `body` is None when it could not be opened."""

    piece: Piece
    env: Envelope
    body: dict[str, Any] | None
    by_server: bool

    @property
    def name(self) -> str:
        """How a report calls it."""
        return f"{self.env.kind} {self.env.hash[:12]}"


@dataclass(slots=True)
class Case:
    """The bundle under check. `records` are those of the case in ledger order, `all` also enrolments and the list that
    the server signed; `purged` the record hashes whose content was destroyed by a record."""

    held: Bundle
    known: Known
    trust: Trust
    report: Report
    records: list[Read] = field(default_factory=list)
    all: list[Read] = field(default_factory=list)
    purged: set[str] = field(default_factory=set)
    leaves: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of_kind(self, kind: str) -> list[Read]:
        """The records of a kind."""
        return [one for one in self.records if one.env.kind == kind]
