"""Facts of the installation: id, epoch, what is durable."""

from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import system

# asked for every beacon: put together once
_LEDGER = select(system.c.name, system.c.value).where(system.c.name.in_(("epoch", "durable")))


def get(db: Session, name: str) -> str:
    """A fact; LookupError when the installation was never founded."""
    value = db.execute(select(system.c.value).where(system.c.name == name)).scalar_one_or_none()
    if value is None:
        raise LookupError(name)
    return str(value)


def ledger(db: Session) -> tuple[str, int]:
    """Epoch, and the newest leaf that a checked backup holds; LookupError when the installation was never founded."""
    facts: dict[str, str] = {row.name: row.value for row in db.execute(_LEDGER)}
    return str(facts["epoch"]), int(facts["durable"])


def found(db: Session, facts: dict[str, str]) -> None:
    """Writes the facts of a new installation."""
    db.execute(insert(system), [{"name": name, "value": value} for name, value in facts.items()])


KEY_COPIES = "key_copies"


def key_copies(db: Session) -> list[str]:
    """The offline copies of the present keys that were opened: their ids."""
    value = db.execute(select(system.c.value).where(system.c.name == KEY_COPIES)).scalar()
    return str(value).split() if value else []


def keep_key_copies(db: Session, ids: list[str]) -> None:
    """These copies were opened, and no others count."""
    keep(db, KEY_COPIES, " ".join(ids))


STAMP_ENDS = "stamp_ends"


def stamp_ends(db: Session) -> datetime | None:
    """The last moment of the stamp's certificate, as it was read last; None where there is none."""
    value = perhaps(db, STAMP_ENDS)
    return datetime.fromisoformat(value) if value else None


def perhaps(db: Session, name: str) -> str | None:
    """A fact that may be there or not."""
    value = db.execute(select(system.c.value).where(system.c.name == name)).scalar()
    return str(value) if value is not None else None


def keep(db: Session, name: str, value: str) -> None:
    """A fact that may be there or not."""
    db.execute(delete(system).where(system.c.name == name))
    db.execute(insert(system).values(name=name, value=value))


def put(db: Session, name: str, value: str) -> None:
    """A new value of a fact that was founded."""
    db.execute(update(system).where(system.c.name == name).values(value=value))
