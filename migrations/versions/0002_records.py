"""Signed records, their bodies, keys and blobs; the feed of changes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# stored envelopes are never changed and never removed
GUARDED = ("record", "record_verdict", "record_blob")
SQLITE = (
    "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'records are never changed'); END"
)
POSTGRESQL = "CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table} EXECUTE FUNCTION never_changed()"
REFUSAL = (
    "CREATE FUNCTION never_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION 'records are never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def upgrade() -> None:
    """Adds the records and what guards them."""
    op.create_table(
        "blob",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=43), nullable=False),
        sa.Column("bytes", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), nullable=False),
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
    op.create_table(
        "record",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("envelope", sa.Text(), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(length=36), nullable=False),
        sa.Column("device", sa.String(length=43), nullable=False),
        sa.Column("n", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("stream_type", sa.String(length=10), nullable=False),
        sa.Column("stream_id", sa.String(length=36), nullable=False),
        sa.Column("practice", sa.Boolean(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_record")),
        sa.UniqueConstraint("hash", name=op.f("uq_record_hash")),
    )
    op.create_table(
        "record_blob",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("bytes", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), nullable=False),
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
    op.create_index(op.f("ix_change_person_id"), "change", ["person", "id"], unique=False)
    op.create_index(op.f("ix_record_device_n"), "record", ["device", "n"], unique=False)
    op.create_index(op.f("ix_record_id"), "record", ["id"], unique=False)
    op.create_index(
        op.f("ix_record_stream_type_stream_id_seq"),
        "record",
        ["stream_type", "stream_id", "seq"],
        unique=False,
    )
    guard, verbs = SQLITE, ("update", "delete")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(REFUSAL)
        # TRUNCATE there passes triggers of DELETE by
        guard, verbs = POSTGRESQL, ("update", "delete", "truncate")
    for table in GUARDED:
        for verb in verbs:
            op.execute(guard.format(table=table, verb=verb))
