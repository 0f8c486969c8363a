"""The commune's address; what an amendment changed; lookups by case and by commune that grew with the tables."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Adds two columns that may stay empty, and two indexes."""
    op.add_column("org", sa.Column("address", sa.Text(), server_default="", nullable=False))
    op.add_column("case", sa.Column("amended", sa.JSON(), server_default="[]", nullable=False))
    op.create_index(op.f("ix_held_record_case_id"), "held_record", ["case_id"])
    op.create_index(op.f("ix_opening_org_at"), "opening", ["org", "at"])
