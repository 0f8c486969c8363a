"""People, devices, settings and work that the desk keeps; not part of the ledger."""

from sqlalchemy import JSON, Boolean, Column, Date, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from app.store.db import metadata
from app.store.types import PASSKEY_ID, WIDE, UtcTime

system = Table(
    "system",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("value", Text, nullable=False),
)
org = Table(
    "org",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("authority_name", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("phone", String(20), nullable=False),
    Column("code_prefix", String(4), nullable=False, unique=True),
    Column("way", String(1), nullable=False),
    Column("book_mode", String(10), nullable=False),
    Column("demo", Boolean, nullable=False),
    # L1: which of the two moments fills the first line of the wording, and by what legal basis
    Column("line_one", String(10), nullable=False, server_default="signed"),
    Column("line_one_basis", Text, nullable=False, server_default=""),
    Column("printer_tested_at", UtcTime),
    Column("printer_page_at", UtcTime),
    Column("address", Text, nullable=False, server_default=""),
    # what is asked beside the task, each by consent (domain/extras), apart by commas; nothing unless turned on
    Column("extras", Text, nullable=False, server_default=""),
    # which column of a sheet of decisions holds what, as the clerk put it right last
    Column("decision_columns", JSON(none_as_null=True)),
)
person = Table(
    "person",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("honorific", String(4), nullable=False),
    Column("title", Text, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("handle", String(86), nullable=False, unique=True),
    Column("left_at", UtcTime),
)
authority = Table(
    "authority",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("person", String(36), ForeignKey("person.id"), nullable=False),
    Column("capacity", String(12), nullable=False),
    Column("title", Text, nullable=False),
    Column("decision_no", Text, nullable=False),
    Column("decision_date", Date, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("prefix", JSON, nullable=False),
    Column("scope", JSON, nullable=False),
)
passkey = Table(
    "passkey",
    metadata,
    Column("id", PASSKEY_ID, primary_key=True),
    Column("person", String(36), ForeignKey("person.id"), nullable=False, index=True),
    Column("public_key", Text, nullable=False),
    Column("sign_count", WIDE, nullable=False),
    Column("aaguid", String(36), nullable=False),
    Column("backed_up", Boolean, nullable=False),
    Column("added_at", UtcTime, nullable=False),
    Column("removed_at", UtcTime),
    Column("decides_from", UtcTime),
)
sign_in = Table(
    "sign_in",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("person", String(36), ForeignKey("person.id"), nullable=False, index=True),
    Column("means", String(10), nullable=False),
    Column("started_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    Column("seen_at", UtcTime, nullable=False),
    Column("confirmed_at", UtcTime, nullable=False),
    Column("browser", String(40), nullable=False),
)
question = Table(
    "question",
    metadata,
    Column("nonce", String(43), primary_key=True),
    Column("person", String(36)),
    Column("purpose", String(10), nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)
invitation = Table(
    "invitation",
    metadata,
    Column("code_hash", String(64), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("person", String(36), ForeignKey("person.id"), nullable=False),
    Column("made_by", String(36), ForeignKey("person.id"), nullable=False),
    Column("made_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)
device = Table(
    "device",
    metadata,
    Column("id", String(43), primary_key=True),
    Column("stream", String(36), nullable=False, unique=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("person", String(36), ForeignKey("person.id"), nullable=False),
    Column("jwk", JSON, nullable=False),
    Column("label", Text, nullable=False),
    Column("bound_by", String(12), nullable=False),
    Column("enrolled", String(64), nullable=False),
    Column("enrolled_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime),
    Column("revoked_at", UtcTime),
    Column("suspended_at", UtcTime),
    # what the phone told last: by which beacon, how many records it ever made, how many of them still wait on it
    Column("told_at", UtcTime),
    Column("told_made", WIDE),
    Column("told_unsent", Integer),
    Column("lost_at", UtcTime),
)
told_record = Table(
    "told_record",
    metadata,
    Column("device", String(43), ForeignKey("device.id"), primary_key=True),
    Column("id", String(36), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("stream", String(36), nullable=False),
    Column("code", String(12), nullable=False),
    Column("made_at", String(29), nullable=False),
    Column("gone_at", UtcTime),
)
# what phones told of the ledger: the head that they held, and where it told against what they were shown
told_head = Table(
    "told_head",
    metadata,
    Column("device", String(43), ForeignKey("device.id"), primary_key=True),
    Column("mark", String(64), primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("held", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("over_at", UtcTime),
)
# a commune's view of each restore: what the backup held, and who confirmed it by passkey
restore = Table(
    "restore",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("epoch", String(36), primary_key=True),
    Column("from_epoch", String(36), nullable=False),
    Column("size", Integer, nullable=False),
    Column("root", String(64), nullable=False),
    Column("archive", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("person", String(36)),
    Column("confirmed_at", UtcTime),
    Column("notices", JSON, nullable=False, server_default="[]"),
)
absence = Table(
    "absence",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("person", String(36), ForeignKey("person.id"), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("stand_in", String(36), ForeignKey("person.id")),
    Column("ended_at", UtcTime),
)
calendar_day = Table(
    "calendar_day",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("accepting", Boolean, nullable=False),
    Column("working", Boolean, nullable=False),
    Column("note", Text, nullable=False),
)
counter = Table(
    "counter",
    metadata,
    Column("org", String(36), primary_key=True),
    Column("name", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)
book = Table(
    "book",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("name", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("mode", String(10), nullable=False),
    Column("volume", Integer, nullable=False),
    Column("first_last", Integer, nullable=False),
    Column("opened_by", String(36)),
    Column("opened_at", UtcTime, nullable=False),
    # each quyển: its number, the last number before it, when it was opened
    Column("volumes", JSON, nullable=False, server_default="[]"),
    Column("closed_by", String(36)),
    Column("closed_at", UtcTime),
    Column("totals", JSON),
    # what the daily check of the numbers found last
    Column("checked_at", UtcTime),
    Column("findings", JSON),
)
number_pending = Table(
    "number_pending",
    metadata,
    Column("org", String(36), primary_key=True),
    Column("name", String(20), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("about", String(36), nullable=False),
    Column("code", String(20), nullable=False),
    Column("taken_at", UtcTime, nullable=False),
    # 0: the log did not say it yet
    Column("volume", Integer, nullable=False, server_default="0"),
)
backup_run = Table(
    "backup_run",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("name", String(80), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("bytes", WIDE, nullable=False),
    Column("problem", String(60), nullable=False),
)
print_out = Table(
    "print_out",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("what", String(20), nullable=False),
    Column("person", String(36), nullable=False),
    Column("reason", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "org", "case_id"),
)
statement = Table(
    "statement",
    metadata,
    Column("nonce", String(43), primary_key=True),
    Column("person", String(36), ForeignKey("person.id"), nullable=False),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("text", Text, nullable=False),
    Column("leaves", JSON, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)
job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("subject", String(80), nullable=False),
    Column("state", String(10), nullable=False),
    Column("run_at", UtcTime, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("locked_until", UtcTime),
    Column("error", Text, nullable=False),
    UniqueConstraint("kind", "subject"),
    Index(None, "state", "run_at"),
)
