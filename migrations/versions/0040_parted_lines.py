"""Lines of a statement that were taken off a case again."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    """Their words name no case by themselves any more."""
    op.add_column("statement_line", sa.Column("parted", sa.Boolean(), server_default=sa.false(), nullable=False))
