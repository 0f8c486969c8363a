"""Where the office of a commune stands."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """One table."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS office_place")
    op.create_table(
        "office_place",
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_office_place_org_org")),
        sa.PrimaryKeyConstraint("org", name=op.f("pk_office_place")),
    )
