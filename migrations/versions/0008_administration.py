"""The journal of what is done to a commune, its people and its phones; new passwords wait beside the old ones; when the
printer's test page was made."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
_PHONES = """
    INSERT INTO journal_line (seq, org, whom, facts)
    SELECT record.seq, record.org, device.person, '{}' FROM record JOIN device ON device.stream = record.stream_id
    WHERE record.kind IN ('device.enrolled', 'device.revoked')
"""
_WAITING = """
    INSERT INTO password_waiting (person, account, hash, secret, secret_key, made_at)
    SELECT person, account, hash, secret, secret_key, made_at FROM password WHERE confirmed_at IS NULL
"""


def upgrade() -> None:
    """Adds two tables with their first lines, and a column that may stay empty."""
    op.create_table(
        "journal_line",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("whom", sa.String(length=36), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_journal_line_seq_record")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal_line")),
    )
    op.create_index(op.f("ix_journal_line_org_seq"), "journal_line", ["org", "seq"])
    op.execute(_PHONES)
    op.create_table(
        "password_waiting",
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("secret_key", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_password_waiting_person_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_password_waiting")),
        sa.UniqueConstraint("account", name=op.f("uq_password_waiting_account")),
    )
    op.execute(_WAITING)
    op.execute("DELETE FROM password WHERE confirmed_at IS NULL")
    op.add_column("org", sa.Column("printer_page_at", sa.DateTime(), nullable=True))
