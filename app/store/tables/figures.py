"""What people said of the service, and sums over days that pages of figures read instead of every case."""

from sqlalchemy import JSON, Column, Date, ForeignKey, Integer, String, Table

from app.store.db import metadata

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
