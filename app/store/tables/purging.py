"""What was proposed to be destroyed in time."""

from sqlalchemy import JSON, Column, ForeignKey, String, Table

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
