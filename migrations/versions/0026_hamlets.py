"""The hamlets of a commune and where they lie."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """One table."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS hamlet")
    op.create_table(
        "hamlet",
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("name_key", sa.String(120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float()),
        sa.Column("lon", sa.Float()),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_hamlet_org_org")),
        sa.PrimaryKeyConstraint("org", "name_key", name=op.f("pk_hamlet")),
    )
