"""How people get in: invitations, passwords, recovery, wrong tries; sessions that lock; the calendar's yearly check."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the tables of entry and what people, passkeys and sessions newly know. Everybody signs in again."""
    op.create_table(
        "person_invitation",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=True),
        sa.Column("purpose", sa.String(length=10), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_person_invitation_made_by_person")),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_person_invitation_org_org")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_person_invitation_person_person")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_person_invitation")),
    )
    op.create_index(op.f("ix_person_invitation_person"), "person_invitation", ["person"], unique=False)
    op.create_table(
        "password",
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("account", sa.String(length=80), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("secret_key", sa.Text(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_password_person_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_password")),
        sa.UniqueConstraint("account", name=op.f("uq_password_account")),
    )
    op.create_table(
        "recovery",
        sa.Column("person", sa.String(length=36), nullable=False),
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("proposed_by", sa.String(length=36), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_recovery_org_org")),
        sa.ForeignKeyConstraint(["person"], ["person.id"], name=op.f("fk_recovery_person_person")),
        sa.ForeignKeyConstraint(["proposed_by"], ["person.id"], name=op.f("fk_recovery_proposed_by_person")),
        sa.PrimaryKeyConstraint("person", name=op.f("pk_recovery")),
    )
    op.create_table(
        "wrong_try",
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_wrong_try")),
    )
    op.create_table(
        "calendar_check",
        sa.Column("org", sa.String(length=36), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("checked_by", sa.String(length=36), nullable=False),
        sa.Column("checked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["checked_by"], ["person.id"], name=op.f("fk_calendar_check_checked_by_person")),
        sa.ForeignKeyConstraint(["org"], ["org.id"], name=op.f("fk_calendar_check_org_org")),
        sa.PrimaryKeyConstraint("org", "year", name=op.f("pk_calendar_check")),
    )
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("left_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("passkey") as table:
        table.add_column(sa.Column("decides_from", sa.DateTime(), nullable=True))
    # sessions of before know no last activity: they end, nothing else does
    op.execute("DELETE FROM sign_in")
    # only SQLite has to make a table anew for a column that may not be empty
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    with op.batch_alter_table("sign_in", recreate=recreate) as table:
        table.add_column(sa.Column("seen_at", sa.DateTime(), nullable=False))
        table.add_column(sa.Column("confirmed_at", sa.DateTime(), nullable=False))
        table.add_column(sa.Column("browser", sa.String(length=40), nullable=False))
