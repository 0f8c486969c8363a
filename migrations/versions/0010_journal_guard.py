"""Lines of the journal are never changed and never removed, like the records they belong to."""

from alembic import op

revision = "0010"
down_revision = "0009"
SQLITE = (
    "CREATE TRIGGER journal_line_no_{verb} BEFORE {verb} ON journal_line "
    "BEGIN SELECT RAISE(ABORT, 'records are never changed'); END"
)
POSTGRESQL = "CREATE TRIGGER journal_line_no_{verb} BEFORE {verb} ON journal_line EXECUTE FUNCTION never_changed()"


def upgrade() -> None:
    """Adds the guards. A version that must make the lines anew drops them, and puts them back."""
    guard, verbs = SQLITE, ("update", "delete")
    if op.get_bind().dialect.name == "postgresql":
        guard, verbs = POSTGRESQL, ("update", "delete", "truncate")
    for verb in verbs:
        op.execute(guard.format(verb=verb))
