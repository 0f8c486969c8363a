"""The log of guidance."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """One table."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS guidance")
    op.create_table(
        "guidance",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("officer", sa.String(36), nullable=False),
        sa.Column("given_at", sa.DateTime(), nullable=False),
        sa.Column("place_kind", sa.String(10), nullable=False),
        sa.Column("hamlet", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_guidance_org_org")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guidance")),
    )
    op.create_index(op.f("ix_guidance_org_given_at"), "guidance", ["org", "given_at"])
