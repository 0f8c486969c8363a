"""Slips that were printed, codes typed from the national system, appointment slips with codes of their own."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, UniqueConstraint

from app.store.db import metadata
from app.store.types import UtcTime

slip = Table(
    "slip",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("case_id", String(36), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("typed", JSON, nullable=False),
    Column("by", String(36), nullable=False),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("org", "kind", "year", "number"),
)
# when the office is open, and sessions beyond: Saturday mornings, evenings
office_session = Table(
    "office_session",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("weekday", Integer, nullable=False),
    Column("begins", String(5), nullable=False),
    Column("ends", String(5), nullable=False),
    Column("extra", Boolean, nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("effective_to", Date),
)
external_code = Table(
    "external_code",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("code", String(70), nullable=False),
    Column("by", String(36), nullable=False),
    Column("at", UtcTime, nullable=False),
)
# printed in advance, without a case
ticket = Table(
    "ticket",
    metadata,
    Column("code", String(12), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("sheet", String(36), nullable=False),
    Column("officer", String(36), nullable=False),
    Column("by", String(36), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "org", "sheet"),
)
# made from records: which case a code opens for its person
ticket_bound = Table(
    "ticket_bound",
    metadata,
    Column("code", String(12), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("case_id", String(36), nullable=False, index=True),
    Column("at", UtcTime, nullable=False),
)
