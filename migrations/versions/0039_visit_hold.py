"""A visit that must be kept beyond its time."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    """One column; nobody held a visit before."""
    op.add_column("visit", sa.Column("hold", sa.JSON(), nullable=True))
