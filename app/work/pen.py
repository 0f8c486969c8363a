"""How the server itself writes a record: signed by its record key in a person's name, sealed like any other."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain.calendar import ZONE
from app.evidence import envelope, merkle, notices, sealing
from app.evidence.encoding import canonical, sha256_hex
from app.store import blobs as blob_rows
from app.store import records, tree
from app.store.ids import uuid7
from app.work.unit import Work


@dataclass(frozen=True, slots=True)
class Written:
    """A record that the server wrote in this work."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Also:
    """What some records carry besides: the record they build on, a decision's proof, files as (role, index, bytes)."""

    base: str | None = None
    proof: str | None = None
    files: tuple[tuple[str, int, bytes], ...] = ()


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes records for one person (or the server itself) of one commune in one work."""

    work: Work
    org: str
    author: str

    def write(self, kind: str, stream: tuple[str, str], body: dict[str, Any], also: Also | None = None) -> Written:
        """Appends one record; `stream` is (type, id). The chain of the server's key goes on from its newest record."""
        also = also or Also()
        work = self.work
        key = sealing.new_record_key()
        record_id = uuid7(work.at)
        sealed = sealing.seal(canonical(body), key, sealing.Place(record_id, "body"))
        blobs = [self._lay(record_id, key, *item) for item in sorted(also.files)]
        intake, signer = work.tools.keys["intake"], work.tools.keys["record"]
        head = records.head(work.db, signer.kid)
        claims: dict[str, Any] = {
            "iss": work.tools.iss,
            "id": record_id,
            "kind": kind,
            "stream": {"type": stream[0], "id": stream[1]},
            "org": self.org,
            "author": self.author,
            "n": head.n + 1 if head else 1,
            "made_at": stamp(work.at),
            "body": sha256_hex(sealed),
            "blobs": [blob.claim() for blob in blobs],
            "key": sealing.key_commitment(record_id, key),
        }
        optional = {"prev": head.hash if head else None, "base": also.base, "proof": also.proof}
        claims.update({name: value for name, value in optional.items() if value})
        read = envelope.read(envelope.make(claims, signer), signer.private.public_key(), signer.kid)
        wrapping = sealing.wrap(key, record_id, intake.jwk, intake.kid)
        seq = keep(work, read, sealed, wrapping, records.Judged("accepted", ""))
        return Written(seq, read.hash)

    def _lay(self, record_id: str, key: bytes, role: str, index: int, data: bytes) -> envelope.Blob:
        sealed = sealing.seal(data, key, sealing.Place(record_id, role, index))
        address = self.work.tools.blobs.put(sealed)
        blob_rows.note(self.work.db, blob_rows.Held(address, self.org, "", len(sealed)), self.work.at)
        return envelope.Blob(address, len(sealed), role, index)


def keep(work: Work, read: envelope.Envelope, sealed: bytes, wrapping: str, judged: records.Judged) -> int:
    """Stores a record with its leaf number and receipt; the number is the next without gap."""
    seq = records.next_seq(work.db)
    received = notices.Received(read.hash, tuple(blob.sha256 for blob in read.blobs), seq, stamp(work.at))
    receipt = notices.receipt(work.tools.keys, work.ledger, received)
    row = records.NewRecord(
        seq=seq,
        id=read.id,
        hash=read.hash,
        envelope=read.text,
        org=read.org,
        author=read.author,
        device=read.kid,
        n=read.n,
        kind=read.kind,
        stream_type=read.stream_type,
        stream_id=read.stream_id,
        practice=read.practice,
        received_at=work.at,
    )
    records.add(work.db, row, records.Sealed(sealed, wrapping), judged, receipt)
    _grow(work)
    records.add_blobs(work.db, seq, [(blob.role, blob.index, blob.sha256, blob.bytes) for blob in read.blobs])
    return seq


def _grow(work: Work) -> None:
    """The tree over all records. An older process may have written some without it while the tables were brought on."""
    for place, text in records.envelopes_from(work.db, tree.size(work.db)):
        tree.add(work.db, merkle.grown(place, merkle.leaf_hash(text.encode()), tree.node(work.db)))


def stamp(at: datetime) -> str:
    """RFC 3339 with offset and milliseconds, by Vietnam's clock: the same moment has one spelling."""
    return at.astimezone(ZONE).isoformat(timespec="milliseconds")
