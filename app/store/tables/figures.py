"""What people said of the service, what they were guided through, sums over days that pages read instead of cases."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Index, Integer, String, Table, Text

from app.store.db import metadata
from app.store.types import UtcTime

rating = Table(
    "rating",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("score", Integer, nullable=False),
    Column("reasons", JSON, nullable=False),
    Column("how", String(8), nullable=False),
)
# what a case has added to the sums, so that a change of it takes that back first
case_tally = Table(
    "case_tally",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("parts", JSON, nullable=False),
)
tally = Table(
    "tally",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("what", String(10), primary_key=True),
    Column("part", String(200), primary_key=True),
    Column("n", Integer, nullable=False),
)
# of nobody by name
guidance = Table(
    "guidance",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("officer", String(36), nullable=False),
    Column("given_at", UtcTime, nullable=False),
    Column("place_kind", String(10), nullable=False),
    Column("hamlet", Text, nullable=False),
    Column("people", Integer, nullable=False),
    Column("services", JSON, nullable=False),
    Column("topics", JSON, nullable=False),
    Index(None, "org", "given_at"),
)
