"""What people asked about their own data."""

from sqlalchemy import Column, Date, ForeignKey, Integer, String, Table, Text, UniqueConstraint

from app.store.db import metadata
from app.store.types import UtcTime

data_request = Table(
    "data_request",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    # the identity number that it is about; the code of the case by which it was found
    Column("subject", String(20), nullable=False),
    Column("dossier", String(20), nullable=False),
    Column("right", String(10), nullable=False),
    Column("how", String(10), nullable=False),
    Column("words", Text, nullable=False),
    Column("received_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("by", String(36), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("outcome", String(10)),
    Column("answer", Text),
    Column("basis", Text),
    Column("answered_by", String(36)),
    Column("answered_at", UtcTime),
    UniqueConstraint("org", "year", "number"),
)
