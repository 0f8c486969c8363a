"""The law as a commune's own data: its wordings and its kinds of document, with their days."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Integer, String, Table, Text

from app.store.db import metadata
from app.store.types import UtcTime

wording = Table(
    "wording",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("org", String(36), primary_key=True),
    Column("checked_by", String(36)),
    Column("checked_at", UtcTime),
    # who asked for it to be confirmed; a shipped version has no text of its own here
    Column("proposed_by", String(36)),
    Column("proposed_at", UtcTime),
    Column("basis", Text, nullable=False, server_default=""),
    Column("title", JSON),
    Column("body", JSON),
    Column("effective_from", Date),
    Column("effective_to", Date),
)
# L8: kinds of document that a commune added, or of the shipped ones that it ended
document_kind = Table(
    "document_kind",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("code", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("allowed", Boolean, nullable=False),
    Column("why", Text, nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("effective_to", Date),
)
