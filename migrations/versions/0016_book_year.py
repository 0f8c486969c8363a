"""Volumes, the daily check of numbers and the closing of a book's year."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Columns of the book."""
    with op.batch_alter_table("book") as table:
        table.add_column(sa.Column("volumes", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("closed_by", sa.String(36)))
        table.add_column(sa.Column("closed_at", sa.DateTime()))
        table.add_column(sa.Column("totals", sa.JSON()))
        table.add_column(sa.Column("checked_at", sa.DateTime()))
        table.add_column(sa.Column("findings", sa.JSON()))
