"""Cases, what was shown of them, decisions, the register."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# what was decided is never changed and never removed
SQLITE = (
    "CREATE TRIGGER decision_no_{verb} BEFORE {verb} ON decision "
    "BEGIN SELECT RAISE(ABORT, 'records are never changed'); END"
)
POSTGRESQL = "CREATE TRIGGER decision_no_{verb} BEFORE {verb} ON decision EXECUTE FUNCTION never_changed()"


def upgrade() -> None:
    """Adds the cases and the guard of decisions."""
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
        "case_paper",
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("holder", sa.String(length=12), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=True),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_paper_case_id_case")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_paper")),
    )
    op.create_index(op.f("ix_opening_case_id_at"), "opening", ["case_id", "at"], unique=False)
    op.create_index(op.f("ix_case_org_name_norm"), "case", ["org", "name_norm"], unique=False)
    op.create_index(op.f("ix_case_org_state_due_at"), "case", ["org", "state", "due_at"], unique=False)
    guard, verbs = SQLITE, ("update", "delete")
    if op.get_bind().dialect.name == "postgresql":
        guard, verbs = POSTGRESQL, ("update", "delete", "truncate")
    for verb in verbs:
        op.execute(guard.format(verb=verb))
