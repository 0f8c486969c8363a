"""How inks look, for finding copied ones within a commune."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """One table."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS ink_mark")
    op.create_table(
        "ink_mark",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("alike", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_ink_mark_org_org")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_ink_mark")),
    )
    op.create_index(op.f("ix_ink_mark_org"), "ink_mark", ["org"])
