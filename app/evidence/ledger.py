"""The ledger judged from its stored envelopes alone: signatures, chains, order, commitments of bodies and keys."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.domain.problems import Problem
from app.evidence import envelope, jws
from app.evidence.encoding import sha256_hex
from app.evidence.keys import public_key


@dataclass(frozen=True, slots=True)
class Row:
    """One stored record: sequence number, envelope text, sealed body or None when purged."""

    seq: int
    text: str
    body: bytes | None


@dataclass(slots=True)
class Verdict:
    """What the check found; `problems` is empty when all holds."""

    records: int = 0
    problems: list[str] = field(default_factory=list)
    holes: list[str] = field(default_factory=list)


def verify(rows: Iterable[Row], keys: Mapping[str, Mapping[str, Any]]) -> Verdict:
    """Every signature, the gapless order, each maker's chain. `keys` maps key id to public JWK."""
    found = Verdict()
    chains: dict[str, dict[int, envelope.Envelope]] = {}
    enrolled: dict[str, str] = {}
    for row in rows:
        found.records += 1
        if row.seq != found.records:
            found.problems.append(f"seq {row.seq}: expected {found.records}")
        read = _read(row, keys, found)
        if read is None:
            continue
        if read.kind == "device.enrolled":
            enrolled[read.stream_id] = read.hash
        chain = chains.setdefault(read.kid, {})
        if read.n in chain:
            found.problems.append(f"seq {row.seq}: fork at n={read.n} of {read.kid}")
        chain[read.n] = read
    for kid, chain in chains.items():
        _walk(kid, chain, set(enrolled.values()), found)
    return found


def _read(row: Row, keys: Mapping[str, Mapping[str, Any]], found: Verdict) -> envelope.Envelope | None:
    try:
        kid = jws.peek_kid(row.text, envelope.TYP)
        if kid not in keys:
            found.problems.append(f"seq {row.seq}: unknown key {kid}")
            return None
        read = envelope.read(row.text, public_key(keys[kid]), kid)
    except Problem as problem:
        found.problems.append(f"seq {row.seq}: {problem.code}")
        return None
    if row.body is not None and sha256_hex(row.body) != read.body:
        found.problems.append(f"seq {row.seq}: body changed")
    return read


def _walk(kid: str, chain: Mapping[int, envelope.Envelope], enrolments: set[str], found: Verdict) -> None:
    for n, read in sorted(chain.items()):
        if n == 1:
            if read.prev is not None and read.prev not in enrolments:
                found.problems.append(f"{kid}: first record does not follow an enrolment")
        elif n - 1 not in chain:
            found.holes.append(f"{kid}: n={n - 1} missing")
        elif chain[n - 1].hash != read.prev:
            found.problems.append(f"{kid}: n={n} does not follow n={n - 1}")
