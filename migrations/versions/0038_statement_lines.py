"""Lines of a statement: sums of any size, those of which the file does not say whether they came or went."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    """One column wider (SQLite has one width for all), one more; words of what went out stay where they name a case."""
    run = op.get_bind()
    if run.dialect.name == "postgresql":
        op.alter_column("statement_line", "amount", type_=sa.BigInteger(), existing_type=sa.Integer())
    op.add_column("statement_line", sa.Column("unclear", sa.Boolean(), server_default=sa.false(), nullable=False))
    run.execute(sa.text("UPDATE statement_line SET words = '' WHERE outgoing AND UPPER(words) NOT LIKE '%CTCK%'"))
