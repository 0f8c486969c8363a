"""Who is away from when to when, and who stands in."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """One table."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS absence")
    op.create_table(
        "absence",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("person", sa.String(36), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("stand_in", sa.String(36)),
        sa.Column("ended_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_absence_org_org")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_absence_person_person")),
        sa.ForeignKeyConstraint(["stand_in"], ["person.id"], name=op.f("fk_absence_stand_in_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    op.create_index(op.f("ix_absence_org"), "absence", ["org"])
