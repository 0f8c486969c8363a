"""The book with its modes and counter lines, amendments, visits, held records, print-outs."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Adds what the desk and the phone need for the whole job; every line and case that is there stays."""
    with op.batch_alter_table("org") as org:
        org.add_column(sa.Column("line_one", sa.String(length=10), nullable=False, server_default="signed"))
        org.add_column(sa.Column("line_one_basis", sa.Text(), nullable=False, server_default=""))
        org.add_column(sa.Column("printer_tested_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("change") as change:
        change.add_column(sa.Column("what", sa.String(length=10), nullable=False, server_default="case"))
    with op.batch_alter_table("case") as case:
        case.add_column(sa.Column("evidence", sa.JSON(), nullable=False, server_default="[]"))
        case.add_column(sa.Column("returned", sa.JSON(), nullable=True))
        case.add_column(sa.Column("ended", sa.JSON(), nullable=True))
    _evidence_of_old_cases()
    _tables()
    _register()
    _books_of_old_numbers()


def _evidence_of_old_cases() -> None:
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            'SELECT c.id, b.seq, b.role, b.place, b.sha256 FROM "case" c JOIN record_blob b ON b.seq = c.submission '
            "ORDER BY c.id, b.role, b.place"
        )
    )
    found: dict[str, list[dict[str, object]]] = {}
    for case_id, seq, role, place, sha256 in rows:
        found.setdefault(case_id, []).append({"seq": seq, "role": role, "place": place, "sha256": sha256})
    for case_id, evidence in found.items():
        values = {"evidence": json.dumps(evidence), "id": case_id}
        connection.execute(sa.text('UPDATE "case" SET evidence = :evidence WHERE id = :id'), values)


def _tables() -> None:
    op.create_table(
        "book",
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(length=10), nullable=False),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("first_last", sa.Integer(), nullable=False),
        sa.Column("opened_by", sa.String(length=36), nullable=True),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_book_org_org")),
        sa.PrimaryKeyConstraint("org", "name", "year", name=op.f("pk_book")),
    )
    op.create_table(
        "print_out",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_print_out_org_org")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_out")),
    )
    op.create_index(op.f("ix_print_out_org_case_id"), "print_out", ["org", "case_id"])
    op.create_table(
        "held_record",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("author", sa.String(length=36), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.String(length=36), nullable=True),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_held_record_org_org")),
        sa.ForeignKeyConstraint(["seq"], ["record.seq"], name=op.f("fk_held_record_seq_record")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_held_record")),
    )
    op.create_index(op.f("ix_held_record_org_closed_at"), "held_record", ["org", "closed_at"])
    op.execute(
        "INSERT INTO held_record (seq, org, author, case_id, kind, code, at) "
        "SELECT r.seq, r.org, r.author, r.stream_id, r.kind, v.code, r.received_at "
        "FROM record r JOIN record_verdict v ON v.seq = r.seq WHERE v.verdict = 'held'"
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("officer", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at_time", sa.String(length=5), nullable=False),
        sa.Column("honorific", sa.String(length=4), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hamlet", sa.Text(), nullable=False),
        sa.Column("phone", sa.String(length=20), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("newest", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["officer"], ["person.id"], name=op.f("fk_visit_officer_person")),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_visit_org_org")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index(op.f("ix_visit_org_officer_on_date"), "visit", ["org", "officer", "on_date"])


def _register() -> None:
    """The lines get an id of their own: a counter line has no case, an outside book's line no number yet."""
    if op.get_bind().dialect.name == "postgresql":
        # there the names of keys are names in the whole schema, and the new table wants them
        for name in ("pk_register_entry", "uq_register_entry_case_id", "uq_register_entry_code"):
            op.execute(f"ALTER TABLE register_entry RENAME CONSTRAINT {name} TO old_{name}")
    op.create_table(
        "register_line",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("book", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("volume", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=36), nullable=True),
        sa.Column("code", sa.String(length=14), nullable=True),
        sa.Column("source", sa.String(length=10), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("pdf", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_register_entry_org_org")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
        sa.UniqueConstraint("case_id", name=op.f("uq_register_entry_case_id")),
        sa.UniqueConstraint("code", name=op.f("uq_register_entry_code")),
        sa.UniqueConstraint("org", "book", "year", "number", name=op.f("uq_register_entry_org_book_year_number")),
    )
    op.execute(
        "INSERT INTO register_line (id, org, book, year, number, volume, case_id, code, source, on_date, at, columns, "
        "search, notes, revoked, pdf) "
        "SELECT e.case_id, e.org, e.book, e.year, e.number, e.volume, e.case_id, e.code, 'home', e.on_date, "
        "c.certified_at, e.columns, c.name_norm, '[]', e.revoked, e.pdf "
        'FROM register_entry e JOIN "case" c ON c.id = e.case_id'
    )
    op.drop_table("register_entry")
    op.rename_table("register_line", "register_entry")
    op.create_index(op.f("ix_register_entry_org_on_date"), "register_entry", ["org", "on_date"])


def _books_of_old_numbers() -> None:
    """A commune that already gave numbers has its book open; a demo commune's too."""
    op.execute(
        "INSERT INTO book (org, name, year, mode, volume, first_last, opened_at) "
        "SELECT c.org, c.name, c.year, o.book_mode, 1, 0, MIN(e.at) FROM counter c JOIN org o ON o.id = c.org "
        "JOIN register_entry e ON e.org = c.org AND e.book = c.name AND e.year = c.year GROUP BY c.org, c.name, c.year, o.book_mode"
    )
