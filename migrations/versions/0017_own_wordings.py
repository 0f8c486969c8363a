"""Wordings of a commune's own: proposed by one person, confirmed by another, with their dates."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Columns that stay empty for a shipped wording; what was confirmed before stays confirmed."""
    op.add_column("wording", sa.Column("proposed_by", sa.String(36)))
    op.add_column("wording", sa.Column("proposed_at", sa.DateTime()))
    op.add_column("wording", sa.Column("basis", sa.Text(), nullable=False, server_default=""))
    op.add_column("wording", sa.Column("title", sa.JSON()))
    op.add_column("wording", sa.Column("body", sa.JSON()))
    op.add_column("wording", sa.Column("effective_from", sa.Date()))
    op.add_column("wording", sa.Column("effective_to", sa.Date()))
