"""How photos look, for finding one that was taken for another case; of which revision an ink was."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """One table, one column."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS photo_mark")
    op.create_table(
        "photo_mark",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("exact", sa.String(64), nullable=False),
        sa.Column("look", sa.String(105), nullable=False),
        sa.Column("alike", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_photo_mark_org_org")),
        sa.PrimaryKeyConstraint("case_id", "place", name=op.f("pk_photo_mark")),
    )
    op.create_index(op.f("ix_photo_mark_org"), "photo_mark", ["org"])
    op.add_column("ink_mark", sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
