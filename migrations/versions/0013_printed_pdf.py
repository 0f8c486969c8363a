"""Every version of a certificate's PDF by its hash; of those of before, the ones that were given out."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """One table."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS printed_pdf")
    op.create_table(
        "printed_pdf",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(4), nullable=False),
        sa.Column("trial", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_printed_pdf_org_org")),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_printed_pdf_seq_record")),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_printed_pdf")),
    )
    op.create_index(op.f("ix_printed_pdf_case_id"), "printed_pdf", ["case_id"])
    op.execute(
        "INSERT INTO printed_pdf (sha256, org, case_id, seq, level, trial, at) "
        "SELECT p.sha256, MIN(p.org), MIN(p.case_id), MIN(e.pdf), 'none', FALSE, MIN(p.at) "
        "FROM print_out p JOIN register_entry e ON e.case_id = p.case_id "
        "WHERE p.what = 'certificate' AND e.pdf IS NOT NULL GROUP BY p.sha256"
    )
