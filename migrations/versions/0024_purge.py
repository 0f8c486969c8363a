"""Why a case must be kept; what one person proposed to destroy and another did."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """One table, one column."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS purge")
    op.create_table(
        "purge",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("proposed_by", sa.String(36), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        sa.Column("dropped_at", sa.DateTime(), nullable=True),
        sa.Column("confirmed_by", sa.String(36), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_purge_org_org")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purge")),
    )
    op.create_index(op.f("ix_purge_org"), "purge", ["org"])
    op.add_column("case", sa.Column("hold", sa.JSON(), nullable=True))
