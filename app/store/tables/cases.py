"""Projections of a case, what was shown of it, what was decided, and the register."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from app.store.db import metadata
from app.store.types import UtcTime

case = Table(
    "case",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("officer", String(36), ForeignKey("person.id"), nullable=False),
    Column("way", String(1), nullable=False),
    Column("state", String(12), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("dossier", String(20), nullable=False),
    Column("code", String(12), nullable=False),
    Column("kind", String(40), nullable=False),
    Column("title", Text, nullable=False),
    Column("honorific", String(4), nullable=False),
    Column("name", Text, nullable=False),
    Column("name_norm", Text, nullable=False),
    Column("hamlet", Text, nullable=False),
    Column("signed_at", UtcTime, nullable=False),
    Column("received_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    Column("newest", String(64), nullable=False),
    Column("submission", Integer, ForeignKey("record.seq"), nullable=False),
    Column("fields", JSON, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("number", Integer),
    Column("number_text", String(60)),
    Column("certified_at", UtcTime),
    Column("ready_at", UtcTime),
    Column("delivered_at", UtcTime),
    Column("evidence", JSON, nullable=False, server_default="[]"),
    Column("returned", JSON),
    Column("ended", JSON),
    Column("amended", JSON, nullable=False, server_default="[]"),
    # why nothing of it may be destroyed, while that is so
    Column("hold", JSON(none_as_null=True)),
    UniqueConstraint("org", "dossier"),
    Index(None, "org", "state", "due_at"),
    Index(None, "org", "name_norm"),
)
case_paper = Table(
    "case_paper",
    metadata,
    Column("case_id", String(36), ForeignKey("case.id"), primary_key=True),
    Column("holder", String(12), nullable=False),
    Column("person", String(36)),
    Column("since", UtcTime, nullable=False),
)
shown = Table(
    "shown",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("role", String(40), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("source", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("mime", String(20), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("wrapping", Text, nullable=False),
)
sheet = Table(
    "sheet",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("certifier", String(36), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("wrapping", Text, nullable=False),
    Column("made_at", UtcTime, nullable=False),
)
decision = Table(
    "decision",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("act", String(10), nullable=False),
    Column("by", String(36), ForeignKey("person.id"), nullable=False),
    Column("authority", JSON, nullable=False),
    Column("kept", JSON, nullable=False),
    Column("at", UtcTime, nullable=False),
)
register_entry = Table(
    "register_entry",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("book", String(20), nullable=False),
    Column("year", Integer, nullable=False),
    # null until the clerk writes it, where the official book is kept outside
    Column("number", Integer),
    Column("volume", Integer, nullable=False),
    Column("case_id", String(36), unique=True),
    Column("code", String(14), unique=True),
    Column("source", String(10), nullable=False),
    Column("on_date", Date, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("columns", JSON, nullable=False),
    Column("search", Text, nullable=False),
    Column("notes", JSON, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Column("pdf", Integer),
    UniqueConstraint("org", "book", "year", "number"),
    Index(None, "org", "on_date"),
)
# every version of a certificate's file, so that a file in anybody's hand is known again by its hash alone
printed_pdf = Table(
    "printed_pdf",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("case_id", String(36), nullable=False, index=True),
    Column("seq", Integer, ForeignKey("record.seq"), nullable=False),
    Column("level", String(4), nullable=False),
    Column("trial", Boolean, nullable=False),
    Column("at", UtcTime, nullable=False),
)
# personal: how a citizen's ink and photos look, and which other cases of the commune have the same; they go with their
# case
ink_mark = Table(
    "ink_mark_of_each",
    metadata,
    Column("case_id", String(36), primary_key=True),
    # of the first who signed 0, of the others as they stand on the paper
    Column("place", Integer, primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("mark", LargeBinary, nullable=False),
    Column("alike", JSON, nullable=False),
    # of which revision of its case it was taken; 0: before that was kept
    Column("revision", Integer, nullable=False, server_default="0"),
)
photo_mark = Table(
    "photo_mark",
    metadata,
    Column("case_id", String(36), primary_key=True),
    # pages from 0, prints of fingers from 100
    Column("place", Integer, primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("revision", Integer, nullable=False),
    # of the opened bytes, under a key of the commune; how the picture looks
    Column("exact", String(64), nullable=False),
    Column("look", String(105), nullable=False),
    Column("alike", JSON, nullable=False),
)
# personal: who stood by as a witness, and how far a phone was from the stated hamlet
witness_mark = Table(
    "witness_mark",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("exact", String(64), nullable=False),
    Column("alike", JSON, nullable=False),
    Index(None, "org", "exact"),
)
place_mark = Table(
    "place_mark",
    metadata,
    Column("case_id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("metres", Integer, nullable=False),
    Column("far", Boolean, nullable=False),
)
held_record = Table(
    "held_record",
    metadata,
    Column("seq", Integer, ForeignKey("record.seq"), primary_key=True, autoincrement=False),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("author", String(36), nullable=False),
    Column("case_id", String(36), nullable=False, index=True),
    Column("kind", String(40), nullable=False),
    Column("code", String(40), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("closed_by", String(36)),
    Column("outcome", JSON),
    Index(None, "org", "closed_at"),
)
visit = Table(
    "visit",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("officer", String(36), ForeignKey("person.id"), nullable=False),
    Column("state", String(10), nullable=False),
    Column("on_date", Date, nullable=False),
    Column("at_time", String(5), nullable=False),
    Column("honorific", String(4), nullable=False),
    Column("name", Text, nullable=False),
    Column("hamlet", Text, nullable=False),
    Column("phone", String(20), nullable=False),
    Column("purpose", String(20), nullable=False),
    Column("note", Text, nullable=False),
    Column("case_id", String(36)),
    Column("newest", String(64), nullable=False),
    Column("outcome", JSON),
    Index(None, "org", "officer", "on_date"),
)
journal_line = Table(
    "journal_line",
    metadata,
    Column("seq", Integer, ForeignKey("record.seq"), primary_key=True, autoincrement=False),
    Column("org", String(36), nullable=False),
    Column("whom", String(36), nullable=False),
    Column("facts", JSON, nullable=False),
    Index(None, "org", "seq"),
)
opening = Table(
    "opening",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("org", String(36), nullable=False),
    Column("person", String(36), nullable=False),
    Column("case_id", String(36), nullable=False),
    Column("what", String(20), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index(None, "case_id", "at"),
    Index(None, "org", "at"),
)
