"""When the office is open, and sessions beyond."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """One table."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS office_session")
    op.create_table(
        "office_session",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("begins", sa.String(5), nullable=False),
        sa.Column("ends", sa.String(5), nullable=False),
        sa.Column("extra", sa.Boolean(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=False),
        sa.Column("effective_to", sa.Date()),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_office_session_org_org")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_session")),
    )
    op.create_index(op.f("ix_office_session_org"), "office_session", ["org"])
