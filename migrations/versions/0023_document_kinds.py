"""Kinds of document that a commune added, or of the shipped ones that it ended."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """One table."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS document_kind")
    op.create_table(
        "document_kind",
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("code", sa.String(40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("allowed", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date()),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_document_kind_org_org")),
        sa.PrimaryKeyConstraint("org", "code", name=op.f("pk_document_kind")),
    )
