"""What was proposed to be destroyed in time, and a commune's own terms."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, String, Table, Text

from app.store.db import metadata
from app.store.types import UtcTime

# what one person proposed to destroy, and what another one did
purge = Table(
    "purge",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("proposed_by", String(36), nullable=False),
    Column("proposed_at", UtcTime, nullable=False),
    Column("lines", JSON, nullable=False),
    Column("dropped_at", UtcTime),
    Column("confirmed_by", String(36)),
    Column("confirmed_at", UtcTime),
)
# how many years a commune keeps what no law gives a term; the newest that has begun holds
retention_term = Table(
    "retention_term",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("code", String(20), nullable=False),
    Column("years", Integer, nullable=False),
    Column("basis", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("recorded_by", String(36), nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
)
