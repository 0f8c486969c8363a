"""Lines of a bank's statement that went out."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    """One column; everything that was taken before came in."""
    op.add_column("statement_line", sa.Column("outgoing", sa.Boolean(), server_default=sa.false(), nullable=False))
