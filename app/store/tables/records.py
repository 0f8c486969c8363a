"""What was signed: records, their sealed bodies, wrapped keys and blobs; and the feed of changes."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, Text

from app.store.db import metadata
from app.store.types import WIDE, UtcTime

record = Table(
    "record",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("id", String(36), nullable=False, index=True),
    Column("hash", String(64), nullable=False, unique=True),
    Column("envelope", Text, nullable=False),
    Column("org", String(36), nullable=False),
    Column("author", String(36), nullable=False),
    Column("device", String(43), nullable=False),
    Column("n", WIDE, nullable=False),
    Column("kind", String(40), nullable=False),
    Column("stream_type", String(10), nullable=False),
    Column("stream_id", String(36), nullable=False),
    Column("practice", Boolean, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Index(None, "stream_type", "stream_id", "seq"),
    Index(None, "device", "n"),
)
record_verdict = Table(
    "record_verdict",
    metadata,
    Column("seq", Integer, ForeignKey("record.seq"), primary_key=True, autoincrement=False),
    Column("verdict", String(10), nullable=False),
    Column("code", String(40), nullable=False),
    Column("receipt", Text, nullable=False),
)
record_body = Table(
    "record_body",
    metadata,
    Column("seq", Integer, ForeignKey("record.seq"), primary_key=True, autoincrement=False),
    Column("sealed", LargeBinary, nullable=False),
)
record_key = Table(
    "record_key",
    metadata,
    Column("seq", Integer, ForeignKey("record.seq"), primary_key=True, autoincrement=False),
    Column("wrapping", Text, nullable=False),
)
blob = Table(
    "blob",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("org", String(36), nullable=False),
    Column("device", String(43), nullable=False),
    Column("bytes", WIDE, nullable=False),
    Column("received_at", UtcTime, nullable=False),
)
record_blob = Table(
    "record_blob",
    metadata,
    Column("seq", Integer, ForeignKey("record.seq"), primary_key=True),
    Column("role", String(40), primary_key=True),
    Column("place", WIDE, primary_key=True),
    Column("sha256", String(64), ForeignKey("blob.sha256"), nullable=False),
    Column("bytes", WIDE, nullable=False),
)
# hashes of whole subtrees of the ledger: 2**level leaves, beginning at leaf place << level
ledger_node = Table(
    "ledger_node",
    metadata,
    Column("level", Integer, primary_key=True, autoincrement=False),
    Column("place", WIDE, primary_key=True, autoincrement=False),
    Column("hash", LargeBinary, nullable=False),
)
change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("person", String(36), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("gone", Boolean, nullable=False),
    Column("what", String(10), nullable=False, server_default="case"),
    Index(None, "person", "id"),
)
