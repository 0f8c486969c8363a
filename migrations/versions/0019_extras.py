"""What a commune asks beside its task, each by consent; nothing until it is turned on."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """One column that says nothing yet."""
    op.add_column("org", sa.Column("extras", sa.Text(), nullable=False, server_default=""))
