"""Records in their gapless order, with body, wrapped key, verdict and receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from app.store.tables import record, record_blob, record_body, record_key, record_verdict

_BATCH = 200
# a record whose content was destroyed
ABSENT = (NoResultFound,)
# two of one place in a forked chain: the later that came
_NEWEST = (record.c.n.desc(), record.c.seq.desc())


@dataclass(frozen=True, slots=True)
class NewRecord:
    """The columns of a record."""

    seq: int
    id: str
    hash: str
    envelope: str
    org: str
    author: str
    device: str
    n: int
    kind: str
    stream_type: str
    stream_id: str
    practice: bool
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Judged:
    """The first verdict: accepted, or held with its code."""

    verdict: str
    code: str


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed body and the wrapping of its key."""

    body: bytes
    wrapping: str


@dataclass(frozen=True, slots=True)
class Head:
    """The newest record of a maker's chain."""

    n: int
    hash: str


@dataclass(frozen=True, slots=True)
class Known:
    """A record that is already here, with its first verdict."""

    seq: int
    hash: str
    verdict: str
    code: str
    receipt: str


def next_seq(db: Session) -> int:
    """The next leaf number; safe because writers come one at a time."""
    return int(db.execute(select(func.coalesce(func.max(record.c.seq), 0))).scalar_one()) + 1


def head(db: Session, device: str) -> Head | None:
    """The newest record of this maker."""
    row = db.execute(
        select(record.c.n, record.c.hash).where(record.c.device == device).order_by(*_NEWEST).limit(1)
    ).one_or_none()
    return Head(row.n, row.hash) if row else None


def at_place(db: Session, device: str, n: int) -> str | None:
    """The record hash at one place of a maker's chain."""
    return db.execute(
        select(record.c.hash).where(record.c.device == device, record.c.n == n).order_by(record.c.seq).limit(1)
    ).scalar()


def by_hash(db: Session, found: str) -> Known | None:
    """A record by its identity."""
    return _known(db, record.c.hash == found)


def by_id(db: Session, record_id: str) -> Known | None:
    """The first record with this id."""
    return _known(db, record.c.id == record_id)


def _known(db: Session, where: Any) -> Known | None:
    row = db.execute(
        select(record.c.seq, record.c.hash, record_verdict.c.verdict, record_verdict.c.code, record_verdict.c.receipt)
        .join(record_verdict, record_verdict.c.seq == record.c.seq)
        .where(where)
        .order_by(record.c.seq)
        .limit(1)
    ).one_or_none()
    return Known(*row) if row else None


def add(db: Session, new: NewRecord, sealed: Sealed, judged: Judged, receipt: str) -> None:
    """Keeps a record whole."""
    db.execute(insert(record).values(**asdict(new)))
    db.execute(insert(record_body).values(seq=new.seq, sealed=sealed.body))
    db.execute(insert(record_key).values(seq=new.seq, wrapping=sealed.wrapping))
    db.execute(insert(record_verdict).values(seq=new.seq, verdict=judged.verdict, code=judged.code, receipt=receipt))


def rewrap(db: Session, seq: int, wrapping: str) -> None:
    """Another wrapping of the same record key: the envelope commits to the key, not to how it is wrapped."""
    db.execute(update(record_key).where(record_key.c.seq == seq).values(wrapping=wrapping))


def add_blobs(db: Session, seq: int, blobs: Sequence[tuple[str, int, str, int]]) -> None:
    """Names the blobs (role, index, sha256, bytes) that a record rests on."""
    rows = [dict(zip(("role", "place", "sha256", "bytes"), blob, strict=True)) | {"seq": seq} for blob in blobs]
    if rows:
        db.execute(insert(record_blob), rows)


@dataclass(frozen=True, slots=True)
class BlobRow:
    """A blob of a record."""

    role: str
    place: int
    sha256: str


def named_blobs(db: Session) -> set[str]:
    """The addresses of all blobs that any record names whose content was not destroyed."""
    query = select(record_blob.c.sha256).join(record_body, record_body.c.seq == record_blob.c.seq).distinct()
    return set(db.execute(query).scalars())


def blobs_of(db: Session, seq: int) -> list[BlobRow]:
    """The blobs of one record in order."""
    rows = db.execute(
        select(record_blob.c.role, record_blob.c.place, record_blob.c.sha256)
        .where(record_blob.c.seq == seq)
        .order_by(record_blob.c.role, record_blob.c.place)
    )
    return [BlobRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Packet:
    """A kept record with what opens it."""

    id: str
    hash: str
    envelope: str
    body: bytes
    wrapping: str


def packet(db: Session, seq: int) -> Packet:
    """A record with its sealed body and wrapped key."""
    row = db.execute(
        select(record.c.id, record.c.hash, record.c.envelope, record_body.c.sealed, record_key.c.wrapping)
        .join(record_body, record_body.c.seq == record.c.seq)
        .join(record_key, record_key.c.seq == record.c.seq)
        .where(record.c.seq == seq)
    ).one()
    return Packet(*row)


def received_at(db: Session, seq: int) -> datetime:
    """When a record arrived: one that waited for a person keeps its own arrival."""
    found: datetime = db.execute(select(record.c.received_at).where(record.c.seq == seq)).scalar_one()
    return found


def envelopes_of(db: Session, device: str, most: int, upto: int | None = None) -> list[str]:
    """Envelopes of one maker up to a place in its chain (and up to a leaf); their beacons say 'not before'."""
    where = [record.c.device == device, record.c.n <= most]
    if upto is not None:
        where.append(record.c.seq <= upto)
    rows = db.execute(select(record.c.envelope).where(*where).order_by(*_NEWEST).limit(20))
    return list(rows.scalars())


def of_kind(db: Session, kind: str) -> list[int]:
    """Leaf numbers of all records of a kind, in order."""
    return list(db.execute(select(record.c.seq).where(record.c.kind == kind).order_by(record.c.seq)).scalars())


def without_content(db: Session) -> list[tuple[int, str]]:
    """Leaf number and hash of every record whose body or key is not there, in order."""
    whole = select(record_body.c.seq).join(record_key, record_key.c.seq == record_body.c.seq)
    query = select(record.c.seq, record.c.hash).where(record.c.seq.not_in(whole)).order_by(record.c.seq)
    return [(row.seq, row.hash) for row in db.execute(query)]


def first_heard(db: Session, device: str, after: datetime, before: int) -> datetime | None:
    """When this maker was first heard from after a moment, by a record that came before this leaf."""
    where = (record.c.device == device, record.c.received_at > after, record.c.seq < before)
    return db.execute(select(func.min(record.c.received_at)).where(*where)).scalar()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf of the ledger."""

    seq: int
    envelope: str
    body: bytes | None


def leaves(db: Session) -> Iterator[Leaf]:
    """All records in order with their sealed bodies."""
    query = (
        select(record.c.seq, record.c.envelope, record_body.c.sealed)
        .outerjoin(record_body, record_body.c.seq == record.c.seq)
        .order_by(record.c.seq)
        # PostgreSQL's driver would bring them all at once
        .execution_options(yield_per=_BATCH)
    )
    with db.execute(query) as rows:
        for row in rows:
            yield Leaf(*row)


def envelopes_from(db: Session, leaf: int) -> list[tuple[int, str]]:
    """Envelopes from this leaf on, each with its place, counted from 0."""
    rows = db.execute(select(record.c.seq, record.c.envelope).where(record.c.seq > leaf).order_by(record.c.seq))
    return [(seq - 1, text) for seq, text in rows]


def newest_of(db: Session, stream_id: str) -> str | None:
    """The record hash of the newest record of a stream."""
    query = select(record.c.hash).where(record.c.stream_id == stream_id).order_by(record.c.seq.desc()).limit(1)
    return db.execute(query).scalar()


def record_hashes(db: Session, case_id: str) -> list[str]:
    """Record hashes of one case's stream in order."""
    rows = db.execute(select(record.c.hash).where(record.c.stream_id == case_id).order_by(record.c.seq))
    return list(rows.scalars())


def ids_known(db: Session, ids: Sequence[str], device: str) -> set[str]:
    """Which of these record ids of this device are here."""
    rows = db.execute(select(record.c.id).where(record.c.id.in_(ids), record.c.device == device))
    return set(rows.scalars())
