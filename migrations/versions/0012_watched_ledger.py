"""What phones tell of the ledger that they were shown; restores, and who confirmed them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Two tables."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS told_head")
    op.execute("DROP TABLE IF EXISTS restore")
    op.create_table(
        "told_head",
        sa.Column("device", sa.String(43), nullable=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("held", sa.Text(), nullable=False),
        sa.Column("seen", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("over_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name=op.f("fk_told_head_device_device")),
        sa.PrimaryKeyConstraint("device", "mark", name=op.f("pk_told_head")),
    )
    op.create_table(
        "restore",
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("epoch", sa.String(36), nullable=False),
        sa.Column("from_epoch", sa.String(36), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("root", sa.String(64), nullable=False),
        sa.Column("archive", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("person", sa.String(36)),
        sa.Column("confirmed_at", sa.DateTime()),
        sa.Column("notices", sa.JSON(), nullable=False, server_default="[]"),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_restore_org_org")),
        sa.PrimaryKeyConstraint("org", "epoch", name=op.f("pk_restore")),
    )
