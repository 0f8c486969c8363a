"""What people are to be told, and to which browsers of theirs."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, Text

from app.store.db import metadata
from app.store.types import UtcTime

push_subscription = Table(
    "push_subscription",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("person", String(36), ForeignKey("person.id"), nullable=False, index=True),
    Column("endpoint", Text, nullable=False),
    Column("p256dh", String(100), nullable=False),
    Column("auth", String(40), nullable=False),
    Column("browser", String(40), nullable=False),
    Column("device", String(64)),
    Column("made_at", UtcTime, nullable=False),
)
notice = Table(
    "notice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("person", String(36), ForeignKey("person.id"), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("about", String(36), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("pushed_at", UtcTime),
    Index(None, "person", "at"),
)
