"""The first tables: records, cases, people, devices, register, jobs."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

# stored envelopes are never changed and never removed
GUARDS = tuple(
    f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
    f"BEGIN SELECT RAISE(ABORT, 'records are never changed'); END"
    for table in ("record", "record_verdict", "record_blob", "decision")
    for verb in ("update", "delete")
)


def upgrade() -> None:
    """Adds every table and the guards of the records."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=43), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_person_id"), "change", ["person", "id"], unique=False)
    op.create_table(
        "counter",
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("org", "name", "year", name=op.f("pk_counter")),
    )
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=80), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("run_at", sa.DateTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_job_kind_subject")),
    )
    op.create_index(op.f("ix_job_state_run_at"), "job", ["state", "run_at"], unique=False)
    op.create_table(
        "opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
    )
    op.create_index(op.f("ix_opening_case_id_at"), "opening", ["case_id", "at"], unique=False)
    op.create_table(
        "org",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("authority_name", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("code_prefix", sa.String(length=4), nullable=False),
        sa.Column("way", sa.String(length=1), nullable=False),
        sa.Column("book_mode", sa.String(length=10), nullable=False),
        sa.Column("demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_org")),
        sa.UniqueConstraint("code_prefix", name=op.f("uq_org_code_prefix")),
    )
    op.create_table(
        "question",
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=True),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_question")),
    )
    op.create_table(
        "record",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=43), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("stream_type", sa.String(length=10), nullable=False),
        sa.Column("stream_id", sa.String(length=36), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record")),
        sa.UniqueConstraint("hash", name=op.f("uq_record_hash")),
    )
    op.create_index(op.f("ix_record_device_n"), "record", ["device", "n"], unique=False)
    op.create_index(op.f("ix_record_id"), "record", ["id"], unique=False)
    op.create_index(
        op.f("ix_record_stream_type_stream_id_seq"),
        "record",
        ["stream_type", "stream_id", "seq"],
        unique=False,
    )
    op.create_table(
        "sheet",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("certifier", sa.String(length=36), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("wrapping", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "revision", "certifier", name=op.f("pk_sheet")),
    )
    op.create_table(
        "shown",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=64), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("mime", sa.String(length=20), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("wrapping", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case_id", "revision", "role", "place", name=op.f("pk_shown")),
    )
    op.create_table(
        "system",
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_system")),
    )
    op.create_table(
        "wording",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("checked_by", sa.String(length=36), nullable=True),
        sa.Column("checked_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("code", "version", "org", name=op.f("pk_wording")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("accepting", sa.Boolean(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_calendar_day_org_org")),
        sa.PrimaryKeyConstraint("org", "day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("honorific", sa.String(length=4), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("handle", sa.String(length=86), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_person_org_org")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("handle", name=op.f("uq_person_handle")),
    )
    op.create_table(
        "record_blob",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_record_blob_seq_record")),
        sa.ForeignKeyConstraint(["sha256"], ["blob.sha256"], name=op.f("fk_record_blob_sha256_blob")),
        sa.PrimaryKeyConstraint("seq", "role", "place", name=op.f("pk_record_blob")),
    )
    op.create_table(
        "record_body",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_record_body_seq_record")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record_body")),
    )
    op.create_table(
        "record_key",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("wrapping", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_record_key_seq_record")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record_key")),
    )
    op.create_table(
        "record_verdict",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_record_verdict_seq_record")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record_verdict")),
    )
    op.create_table(
        "register_entry",
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("book", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=14), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("pdf", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_register_entry_org_org")),
        sa.PrimaryKeyConstraint("org", "book", "year", "number", name=op.f("pk_register_entry")),
        sa.UniqueConstraint("case_id", name=op.f("uq_register_entry_case_id")),
        sa.UniqueConstraint("code", name=op.f("uq_register_entry_code")),
    )
    op.create_table(
        "authority",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("capacity", sa.String(length=12), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("decision_no", sa.Text(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("prefix", sa.JSON(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_authority_org_org")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_authority_person_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority")),
    )
    op.create_table(
        "case",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("officer", sa.String(length=36), nullable=False),
        sa.Column("way", sa.String(length=1), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(length=20), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("honorific", sa.String(length=4), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_norm", sa.Text(), nullable=False),
        sa.Column("hamlet", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("due_at", sa.DateTime(), nullable=False),
        sa.Column("newest", sa.String(length=64), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("number_text", sa.String(length=60), nullable=True),
        sa.Column("certified_at", sa.DateTime(), nullable=True),
        sa.Column("ready_at", sa.DateTime(), nullable=True),
        sa.Column("delivered_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["person.id"], name=op.f("fk_case_officer_person")),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_case_org_org")),
        sa.ForeignKeyConstraint(["submission"], ["record.seq"], name=op.f("fk_case_submission_record")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("org", "dossier", name=op.f("uq_case_org_dossier")),
    )
    op.create_index(op.f("ix_case_org_name_norm"), "case", ["org", "name_norm"], unique=False)
    op.create_index(op.f("ix_case_org_state_due_at"), "case", ["org", "state", "due_at"], unique=False)
    op.create_table(
        "decision",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("by", sa.String(length=36), nullable=False),
        sa.Column("authority", sa.JSON(), nullable=False),
        sa.Column("kept", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_decision_by_person")),
        sa.PrimaryKeyConstraint("case_id", "revision", name=op.f("pk_decision")),
    )
    op.create_table(
        "device",
        sa.Column("id", sa.String(length=43), nullable=False),
        sa.Column("stream", sa.String(length=36), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("jwk", sa.JSON(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("bound_by", sa.String(length=12), nullable=False),
        sa.Column("enrolled", sa.String(length=64), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("suspended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_device_org_org")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_device_person_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_device")),
        sa.UniqueConstraint("stream", name=op.f("uq_device_stream")),
    )
    op.create_table(
        "invitation",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_invitation_made_by_person")),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_invitation_org_org")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_invitation_person_person")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_invitation")),
    )
    op.create_table(
        "passkey",
        sa.Column("id", sa.String(length=700), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("public_key", sa.Text(), nullable=False),
        sa.Column("sign_count", sa.Integer(), nullable=False),
        sa.Column("aaguid", sa.String(length=36), nullable=False),
        sa.Column("backed_up", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_passkey_person_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_passkey")),
    )
    op.create_index(op.f("ix_passkey_person"), "passkey", ["person"], unique=False)
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("means", sa.String(length=10), nullable=False),
        sa.Column("started_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_sign_in_person_person")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sign_in")),
    )
    op.create_index(op.f("ix_sign_in_person"), "sign_in", ["person"], unique=False)
    op.create_table(
        "statement",
        sa.Column("nonce", sa.String(length=43), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("leaves", sa.JSON(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_statement_org_org")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_statement_person_person")),
        sa.PrimaryKeyConstraint("nonce", name=op.f("pk_statement")),
    )
    op.create_table(
        "case_paper",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("holder", sa.String(length=12), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=True),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_paper_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_paper")),
    )
    for guard in GUARDS:
        op.execute(guard)
