"""What people said of the service, and sums over days."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Three tables."""
    # on SQLite a table stays when what followed it broke off
    for table in ("rating", "case_tally", "tally"):
        op.execute(f"DROP TABLE IF EXISTS {table}")
    op.create_table(
        "rating",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("how", sa.String(8), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_rating_org_org")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_rating")),
    )
    op.create_index(op.f("ix_rating_org"), "rating", ["org"])
    op.create_table(
        "case_tally",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_case_tally_org_org")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_case_tally")),
    )
    op.create_table(
        "tally",
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.String(10), nullable=False),
        sa.Column("part", sa.String(200), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_tally_org_org")),
        sa.PrimaryKeyConstraint("org", "day", "what", "part", name=op.f("pk_tally")),
    )
