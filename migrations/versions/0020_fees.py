"""Fees, exemptions, the account, codes that were shown, money handed in, lines of the bank's statements."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

TABLES: dict[str, tuple[list[sa.Column], list[str]]] = {
    "fee": (
        [
            sa.Column("amount", sa.Integer(), nullable=False),
            sa.Column("basis", sa.Text(), nullable=False),
            sa.Column("effective_from", sa.Date(), nullable=False),
            sa.Column("recorded_by", sa.String(36), nullable=False),
            sa.Column("recorded_at", sa.DateTime(), nullable=False),
        ],
        ["org"],
    ),
    "fee_exemption": (
        [
            sa.Column("title", sa.Text(), nullable=False),
            sa.Column("basis", sa.Text(), nullable=False),
            sa.Column("effective_from", sa.Date(), nullable=False),
            sa.Column("effective_to", sa.Date()),
            sa.Column("recorded_by", sa.String(36), nullable=False),
            sa.Column("recorded_at", sa.DateTime(), nullable=False),
        ],
        ["org"],
    ),
    "fee_handed": (
        [
            sa.Column("person", sa.String(36), nullable=False),
            sa.Column("month", sa.String(7), nullable=False),
            sa.Column("amount", sa.Integer(), nullable=False),
            sa.Column("receipt", sa.Text(), nullable=False),
            sa.Column("by", sa.String(36), nullable=False),
            sa.Column("at", sa.DateTime(), nullable=False),
        ],
        ["org", "month"],
    ),
    "statement_line": (
        [
            sa.Column("mark", sa.String(64), nullable=False),
            sa.Column("on_date", sa.Date(), nullable=False),
            sa.Column("amount", sa.Integer(), nullable=False),
            sa.Column("words", sa.Text(), nullable=False),
            sa.Column("case_id", sa.String(36)),
            sa.Column("by", sa.String(36), nullable=False),
            sa.Column("at", sa.DateTime(), nullable=False),
            sa.UniqueConstraint("org", "mark", name="uq_statement_line_org_mark"),
        ],
        ["org", "case_id"],
    ),
}


def upgrade() -> None:
    """Six tables."""
    # on SQLite a table stays when what followed it broke off
    for name in (*TABLES, "fee_account", "payment_code"):
        op.execute(f"DROP TABLE IF EXISTS {name}")
    for name, (columns, index) in TABLES.items():
        op.create_table(
            name,
            sa.Column("id", sa.String(36), nullable=False),
            sa.Column("org", sa.String(36), nullable=False),
            *columns,
            sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f(f"fk_{name}_org_org")),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        )
        op.create_index(op.f(f"ix_{name}_{'_'.join(index)}"), name, index)
    op.create_table(
        "fee_account",
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("bin", sa.String(6), nullable=False),
        sa.Column("number", sa.String(19), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("bank", sa.Text(), nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("share_basis", sa.Text(), nullable=False),
        sa.Column("statement_columns", sa.JSON()),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_fee_account_org_org")),
        sa.PrimaryKeyConstraint("org", name=op.f("pk_fee_account")),
    )
    op.create_table(
        "payment_code",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(25), nullable=False),
        sa.Column("by", sa.String(36), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_payment_code_org_org")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_payment_code")),
    )
