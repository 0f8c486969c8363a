"""Slips, codes of the national system, appointment slips printed in advance and what they are bound to."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Four tables."""
    # on SQLite a table stays when what followed it broke off
    for name in ("slip", "external_code", "ticket", "ticket_bound"):
        op.execute(f"DROP TABLE IF EXISTS {name}")
    op.create_table(
        "slip",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        *_made("slip", "id"),
        sa.UniqueConstraint("org", "kind", "year", "number", name=op.f("uq_slip_org_kind_year_number")),
    )
    op.create_index(op.f("ix_slip_case_id"), "slip", ["case_id"])
    op.create_table(
        "external_code",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("code", sa.String(70), nullable=False),
        *_made("external_code", "case_id"),
    )
    op.create_table(
        "ticket",
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("sheet", sa.String(36), nullable=False),
        sa.Column("officer", sa.String(36), nullable=False),
        *_made("ticket", "code"),
    )
    op.create_index(op.f("ix_ticket_org_sheet"), "ticket", ["org", "sheet"])
    op.create_table(
        "ticket_bound",
        sa.Column("code", sa.String(12), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_ticket_bound_org_org")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_ticket_bound")),
    )
    op.create_index(op.f("ix_ticket_bound_case_id"), "ticket_bound", ["case_id"])


def _made(name: str, key: str) -> list:
    return [
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f(f"fk_{name}_org_org")),
        sa.PrimaryKeyConstraint(key, name=op.f(f"pk_{name}")),
    ]
