"""How people get in: invitations, passwords, recovery, wrong tries; and the yearly check of the calendar."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, String, Table, Text

from app.store.db import metadata
from app.store.types import UtcTime

person_invitation = Table(
    "person_invitation",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("person", String(36), ForeignKey("person.id"), nullable=False, index=True),
    Column("made_by", String(36), ForeignKey("person.id")),
    Column("purpose", String(10), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)
password = Table(
    "password",
    metadata,
    Column("person", String(36), ForeignKey("person.id"), primary_key=True),
    Column("account", String(80), nullable=False, unique=True),
    Column("hash", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("secret_key", Text, nullable=False),
    Column("step", Integer, nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("confirmed_at", UtcTime),
)
# a new password beside the one that still counts, until a code of its own secret confirms it
password_waiting = Table(
    "password_waiting",
    metadata,
    Column("person", String(36), ForeignKey("person.id"), primary_key=True),
    Column("account", String(80), nullable=False, unique=True),
    Column("hash", Text, nullable=False),
    Column("secret", LargeBinary, nullable=False),
    Column("secret_key", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
)
recovery = Table(
    "recovery",
    metadata,
    Column("person", String(36), ForeignKey("person.id"), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("proposed_by", String(36), ForeignKey("person.id"), nullable=False),
    Column("proposed_at", UtcTime, nullable=False),
)
wrong_try = Table(
    "wrong_try",
    metadata,
    Column("key", String(120), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("last_at", UtcTime, nullable=False),
)
calendar_check = Table(
    "calendar_check",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("checked_by", String(36), ForeignKey("person.id"), nullable=False),
    Column("checked_at", UtcTime, nullable=False),
)
