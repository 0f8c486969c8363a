"""The volume in which a number was given, for one that a restore misses."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    """One column; 0 where the log did not say it."""
    op.add_column("number_pending", sa.Column("volume", sa.Integer(), server_default="0", nullable=False))
