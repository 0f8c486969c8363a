"""Fees as dated data, the account that takes them, codes that were shown, statements of the bank; kept by the desk."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from app.store.db import metadata
from app.store.types import WIDE, UtcTime

# what the commune's administrator adds to the fees of the law; the newest that has begun holds
fee = Table(
    "fee",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("amount", Integer, nullable=False),
    Column("basis", Text, nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("recorded_by", String(36), nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
)
fee_exemption = Table(
    "fee_exemption",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("basis", Text, nullable=False),
    Column("effective_from", Date, nullable=False),
    Column("effective_to", Date),
    Column("recorded_by", String(36), nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
)
fee_account = Table(
    "fee_account",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("bin", String(6), nullable=False),
    Column("number", String(19), nullable=False),
    Column("holder", Text, nullable=False),
    Column("bank", Text, nullable=False),
    # the text of a code that the provider made, taken as given
    Column("given", Text, nullable=False),
    Column("share", Integer, nullable=False),
    Column("share_basis", Text, nullable=False),
    # which columns of the bank's file hold day, amount and words
    Column("statement_columns", JSON),
)
fee_handed = Table(
    "fee_handed",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("person", String(36), nullable=False),
    Column("month", String(7), nullable=False),
    Column("amount", Integer, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("by", String(36), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "org", "month"),
)
payment_code = Table(
    "payment_code",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("amount", Integer, nullable=False),
    Column("purpose", String(25), nullable=False),
    Column("by", String(36), nullable=False),
    Column("at", UtcTime, nullable=False),
)
statement_line = Table(
    "statement_line",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    # SHA-256 of day, amount, words and which of several that are alike: the same file twice adds nothing
    Column("mark", String(64), nullable=False),
    Column("on_date", Date, nullable=False),
    Column("amount", WIDE, nullable=False),
    Column("words", Text, nullable=False),
    Column("case_id", String(36)),
    Column("by", String(36), nullable=False),
    Column("at", UtcTime, nullable=False),
    # money that left the account: listed, never offered to a case
    Column("outgoing", Boolean, nullable=False, server_default=false()),
    # the file does not say whether it came or went: a person says for which case it is, never its words
    Column("unclear", Boolean, nullable=False, server_default=false()),
    # it was for a case and was taken off it again: its words name none any more
    Column("parted", Boolean, nullable=False, server_default=false()),
    UniqueConstraint("org", "mark"),
    Index(None, "org", "case_id"),
)
# what a commune's province pays in place of the standard level (NĐ 20/2021 Điều 4); the newest that has begun holds
benefit_level = Table(
    "benefit_level",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("amount", Integer, nullable=False),
    Column("basis", Text, nullable=False),
    Column("since", Date, nullable=False),
    Column("recorded_by", String(36), nullable=False),
    Column("recorded_at", UtcTime, nullable=False),
)
