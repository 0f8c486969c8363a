"""Decisions on social allowances that are carried home."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """What a case is about, which decision it is, the columns of its sheets, the levels of a province."""
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS benefit_level")
    op.create_table(
        "benefit_level",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("recorded_by", sa.String(36), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_benefit_level_org_org")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benefit_level")),
    )
    op.create_index(op.f("ix_benefit_level_org"), "benefit_level", ["org"])
    op.add_column("org", sa.Column("decision_columns", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("case", sa.Column("task", sa.String(10), nullable=False, server_default="certify"))
    op.add_column("case", sa.Column("decision_mark", sa.String(90), nullable=True))
    op.create_index("ix_case_org_decision_mark", "case", ["org", "decision_mark"], unique=True)
