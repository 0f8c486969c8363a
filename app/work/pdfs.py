"""The PDF that a record keeps, opened again."""

from app.evidence import sealing
from app.store import records
from app.work import opening
from app.work.unit import Work


def kept(work: Work, seq: int) -> bytes:
    """The first file of the record with this number; BadSeal when it was changed."""
    packet = records.packet(work.db, seq)
    key = opening.record_key(work, opening.promised(packet.envelope), packet.wrapping)
    blob = records.blobs_of(work.db, seq)[0]
    return sealing.unseal(work.tools.blobs.read(blob.sha256), key, sealing.Place(packet.id, blob.role, blob.place))
