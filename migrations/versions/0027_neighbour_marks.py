"""The ink of each who signed, witnesses, and how far a phone was from the stated hamlet: for comparing in a commune."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    """Two tables, and one more column of a key."""
    # on SQLite a table stays when what followed it broke off
    for table in ("witness_mark", "place_mark"):
        op.execute(f"DROP TABLE IF EXISTS {table}")
    op.create_table(
        "witness_mark",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("exact", sa.String(64), nullable=False),
        sa.Column("alike", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_witness_mark_org_org")),
        sa.PrimaryKeyConstraint("case_id", "place", name=op.f("pk_witness_mark")),
    )
    op.create_index(op.f("ix_witness_mark_org_exact"), "witness_mark", ["org", "exact"])
    op.create_table(
        "place_mark",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("metres", sa.Integer(), nullable=False),
        sa.Column("far", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_place_mark_org_org")),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_place_mark")),
    )
    _ink_of_each()


def _ink_of_each() -> None:
    # a column of a primary key cannot be added: the table is copied, and what there was is the first signer's
    op.execute("DROP TABLE IF EXISTS ink_mark_of_each")
    op.create_table(
        "ink_mark_of_each",
        sa.Column("case_id", sa.String(36), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("org", sa.String(36), nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.Column("alike", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_ink_mark_of_each_org_org")),
        sa.PrimaryKeyConstraint("case_id", "place", name=op.f("pk_ink_mark_of_each")),
    )
    columns = "case_id, org, mark, alike, revision"
    op.execute(f"INSERT INTO ink_mark_of_each (place, {columns}) SELECT 0, {columns} FROM ink_mark")  # noqa: S608
    op.drop_table("ink_mark")
    op.create_index(op.f("ix_ink_mark_of_each_org"), "ink_mark_of_each", ["org"])
