"""Server-side sessions and the challenges that lead to them."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.store.tables import question, sign_in


@dataclass(frozen=True, slots=True)
class SignInRow:
    """A server-side session."""

    token_hash: str
    person: str
    means: str
    started_at: datetime
    expires_at: datetime
    seen_at: datetime
    confirmed_at: datetime
    browser: str
    ended_at: datetime | None = None


def add_sign_in(db: Session, new: SignInRow) -> None:
    """Starts a session."""
    db.execute(insert(sign_in).values(**asdict(new)))


def live_sign_in(db: Session, token_hash: str, at: datetime) -> SignInRow | None:
    """The session, when it has not ended."""
    row = (
        db.execute(
            select(sign_in).where(
                sign_in.c.token_hash == token_hash, sign_in.c.ended_at.is_(None), sign_in.c.expires_at > at
            )
        )
        .mappings()
        .one_or_none()
    )
    return SignInRow(**row) if row else None


def end_sign_in(db: Session, token_hash: str, at: datetime) -> None:
    """Ends a session."""
    db.execute(update(sign_in).where(sign_in.c.token_hash == token_hash).values(ended_at=at))


def end_sign_ins(db: Session, person: str, at: datetime, *, but: str = "", means: str = "") -> None:
    """Ends every session of a person, or only those entered by these means; one may stay."""
    where = [sign_in.c.person == person, sign_in.c.ended_at.is_(None), sign_in.c.token_hash != but]
    where += [sign_in.c.means == means] if means else []
    db.execute(update(sign_in).where(*where).values(ended_at=at))


def live_sign_ins(db: Session, person: str, at: datetime) -> list[SignInRow]:
    """The sessions that this person has open, newest first."""
    where = (sign_in.c.person == person, sign_in.c.ended_at.is_(None), sign_in.c.expires_at > at)
    rows = db.execute(
        select(sign_in).where(*where).order_by(sign_in.c.started_at.desc(), sign_in.c.token_hash)
    ).mappings()
    return [SignInRow(**row) for row in rows]


def note_seen(db: Session, token_hash: str, at: datetime) -> None:
    """The person did something just now."""
    db.execute(update(sign_in).where(sign_in.c.token_hash == token_hash).values(seen_at=at))


def note_confirmed(db: Session, token_hash: str, at: datetime) -> None:
    """The person proved again who he is."""
    db.execute(update(sign_in).where(sign_in.c.token_hash == token_hash).values(seen_at=at, confirmed_at=at))


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A challenge that was handed out: single use, for one purpose."""

    nonce: str
    person: str | None
    purpose: str
    expires_at: datetime
    used_at: datetime | None = None


def add_question(db: Session, new: QuestionRow) -> None:
    """Keeps a challenge."""
    db.execute(insert(question).values(**asdict(new)))


def get_question(db: Session, nonce: str) -> QuestionRow | None:
    """The challenge."""
    row = db.execute(select(question).where(question.c.nonce == nonce)).mappings().one_or_none()
    return QuestionRow(**row) if row else None


def use_question(db: Session, nonce: str, at: datetime) -> bool:
    """True for the first use only."""
    where = (question.c.nonce == nonce, question.c.used_at.is_(None))
    return (
        db.execute(update(question).where(*where).values(used_at=at).returning(question.c.nonce)).scalar() is not None
    )
