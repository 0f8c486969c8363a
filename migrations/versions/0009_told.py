"""What phones tell of what they hold and the commune has not taken; phones that are lost."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """One table, and columns that stay empty until a phone tells."""
    op.create_table(
        "told_record",
        sa.Column("device", sa.String(43), nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("stream", sa.String(36), nullable=False),
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("made_at", sa.String(29), nullable=False),
        sa.Column("gone_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["device"], ["device.id"], name=op.f("fk_told_record_device_device")),
        sa.PrimaryKeyConstraint("device", "id", name=op.f("pk_told_record")),
    )
    op.add_column("device", sa.Column("told_at", sa.DateTime()))
    op.add_column("device", sa.Column("told_made", sa.Integer().with_variant(sa.BigInteger(), "postgresql")))
    op.add_column("device", sa.Column("told_unsent", sa.Integer()))
    op.add_column("device", sa.Column("lost_at", sa.DateTime()))
