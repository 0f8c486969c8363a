"""Visits that were asked for, places of service, the order of a day, whom an officer found dead."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    """Columns of a visit, three tables."""
    # on SQLite a table stays when what followed it broke off
    for name in ("service_point", "visit_order", "death_note"):
        op.execute(f"DROP TABLE IF EXISTS {name}")
    with op.batch_alter_table("visit") as table:
        table.alter_column("officer", existing_type=sa.String(36), nullable=True)
        table.add_column(sa.Column("purposes", sa.JSON()))
        table.add_column(sa.Column("place_kind", sa.String(10), nullable=False, server_default="home"))
        table.add_column(sa.Column("point", sa.Text(), nullable=False, server_default=""))
        table.add_column(sa.Column("request", sa.JSON()))
    op.create_index(op.f("ix_visit_org_state"), "visit", ["org", "state"])
    op.create_table(
        "service_point",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hamlet", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime()),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_service_point_org_org")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_point")),
    )
    op.create_index(op.f("ix_service_point_org"), "service_point", ["org"])
    op.create_table(
        "visit_order",
        sa.Column("visit", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("visit", name=op.f("pk_visit_order")),
    )
    op.create_table(
        "death_note",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.Column("hamlet_key", sa.Text(), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_death_note_org_org")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_death_note")),
    )
    op.create_index(op.f("ix_death_note_org_name_key"), "death_note", ["org", "name_key"])
