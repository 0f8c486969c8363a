"""The ledger as a Merkle tree: the hashes of its whole subtrees, also over the records that are there already."""

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
BATCH = 500


def upgrade() -> None:
    """One table, filled from the envelopes in their order."""
    if op.get_bind().dialect.name == "postgresql":
        # no server that still runs writes a record meanwhile
        op.execute("SELECT pg_advisory_xact_lock(2051950657)")
    # on SQLite a table stays when what followed it broke off
    op.execute("DROP TABLE IF EXISTS ledger_node")
    op.create_table(
        "ledger_node",
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "place", sa.Integer().with_variant(sa.BigInteger(), "postgresql"), autoincrement=False, nullable=False
        ),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "place", name=op.f("pk_ledger_node")),
    )
    bind, after, whole = op.get_bind(), 0, {}
    made = sa.table("ledger_node", *map(sa.column, ("level", "place", "hash")))
    while rows := bind.execute(
        sa.text("SELECT seq, envelope FROM record WHERE seq > :after ORDER BY seq LIMIT :most"),
        {"after": after, "most": BATCH},
    ).all():
        new = []
        for seq, envelope in rows:
            level, place = 0, seq - 1
            found = hashlib.sha256(b"\0" + envelope.encode()).digest()
            new.append({"level": level, "place": place, "hash": found})
            while place & 1:
                found = hashlib.sha256(b"\1" + whole.pop(level) + found).digest()
                level, place = level + 1, place >> 1
                new.append({"level": level, "place": place, "hash": found})
            whole[level] = found
        op.bulk_insert(made, new)
        after = rows[-1][0]
