"""Cases as they stand, who holds their paper, what was shown of them and what was decided."""

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.orm import Session

from app.domain.words_vi import fold
from app.store.tables import case, case_paper, decision, opening, record, sheet, shown

_ONE_LOOK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case; `fields` is the opened body as amended, `evidence` the sealed photos that stand (seq, role, place,
    sha256), `hold` why nothing of it may be destroyed,
    `task` whether a signature is certified or a decision carried home, `decision_mark` which,
    `returned` why it came back, `ended` why it was refused, withdrawn or closed, `amended` what each amendment
    changed and why it had come back."""

    id: str
    org: str
    officer: str
    way: str
    state: str
    revision: int
    dossier: str
    code: str
    kind: str
    title: str
    honorific: str
    name: str
    name_norm: str
    hamlet: str
    signed_at: datetime
    received_at: datetime
    due_at: datetime
    newest: str
    submission: int
    fields: dict[str, Any]
    flags: list[str]
    number: int | None = None
    number_text: str | None = None
    certified_at: datetime | None = None
    ready_at: datetime | None = None
    delivered_at: datetime | None = None
    evidence: list[dict[str, Any]] = field(default_factory=list)
    returned: dict[str, Any] | None = None
    ended: dict[str, Any] | None = None
    amended: list[dict[str, Any]] = field(default_factory=list)
    hold: dict[str, Any] | None = None
    task: str = "certify"
    decision_mark: str | None = None


def get(db: Session, case_id: str) -> CaseRow | None:
    """The case, whichever commune it belongs to: only for the intake, which checks it."""
    row = db.execute(select(case).where(case.c.id == case_id)).mappings().one_or_none()
    return CaseRow(**row) if row else None


def of_org(db: Session, org: str, case_id: str) -> CaseRow | None:
    """The case of this commune; None when unknown or another's."""
    found = get(db, case_id)
    return found if found and found.org == org else None


def author_of_submission(db: Session, case_id: str) -> str | None:
    """Who received the case at the home, whoever has it now."""
    query = select(record.c.author).join(case, case.c.submission == record.c.seq).where(case.c.id == case_id)
    return db.execute(query).scalar()


def to_carry_to(db: Session, org: str, number: str) -> list[tuple[str, str]]:
    """Officer and id of every case of this commune that is ready and of the person with this identity number."""
    if not number:
        return []
    where = (case.c.org == org, case.c.state == "ready", case.c.fields[("person", "number")].as_string() == number)
    return [(row[0], row[1]) for row in db.execute(select(case.c.officer, case.c.id).where(*where).order_by(case.c.id))]


def to_carry_by_name(db: Session, org: str, name: str, hamlet: str) -> list[tuple[str, str]]:
    """The same by name and hamlet as they are written, but for marks."""
    where = (case.c.org == org, case.c.state == "ready")
    rows = db.execute(select(case.c.officer, case.c.id, case.c.name, case.c.hamlet).where(*where).order_by(case.c.id))
    return [(row[0], row[1]) for row in rows if (fold(row[2]), fold(row[3])) == (fold(name), fold(hamlet))]


def due_before(db: Session, state: str, now: datetime, until: datetime) -> list[CaseRow]:
    """Cases in this state whose legal deadline lies between these moments, the soonest first."""
    where = (case.c.state == state, case.c.due_at > now, case.c.due_at <= until)
    return [CaseRow(**row) for row in db.execute(select(case).where(*where).order_by(case.c.due_at)).mappings()]


def add(db: Session, new: CaseRow) -> None:
    """A new case."""
    db.execute(insert(case).values(**asdict(new)))


def save(db: Session, case_id: str, **columns: Any) -> None:
    """New values of some columns."""
    db.execute(update(case).where(case.c.id == case_id).values(**columns))


@dataclass(frozen=True, slots=True)
class PaperRow:
    """Who holds the original."""

    holder: str
    person: str | None
    since: datetime


def paper(db: Session, case_id: str) -> PaperRow | None:
    """The present holder."""
    row = db.execute(
        select(case_paper.c.holder, case_paper.c.person, case_paper.c.since).where(case_paper.c.case_id == case_id)
    ).one_or_none()
    return PaperRow(*row) if row else None


def move_paper(db: Session, case_id: str, held: PaperRow) -> None:
    """The original goes to another holder."""
    values = {"holder": held.holder, "person": held.person, "since": held.since}
    if db.execute(update(case_paper).where(case_paper.c.case_id == case_id).values(**values)).rowcount == 0:  # type: ignore[attr-defined]
        db.execute(insert(case_paper).values(case_id=case_id, **values))


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A derived picture: made once for a revision, its exact bytes sealed."""

    role: str
    place: int
    source: str
    sha256: str
    mime: str
    sealed: bytes
    wrapping: str


def add_shown(db: Session, case_id: str, revision: int, new: ShownRow) -> None:
    """Keeps a derived picture."""
    db.execute(insert(shown).values(case_id=case_id, revision=revision, **asdict(new)))


def shown_of(db: Session, case_id: str, revision: int) -> list[ShownRow]:
    """What is shown of a revision, in order."""
    columns = (shown.c.role, shown.c.place, shown.c.source, shown.c.sha256, shown.c.mime, shown.c.sealed)
    rows = db.execute(
        select(*columns, shown.c.wrapping)
        .where(shown.c.case_id == case_id, shown.c.revision == revision)
        .order_by(shown.c.role, shown.c.place)
    )
    return [ShownRow(*row) for row in rows]


def shown_as(db: Session, case_id: str, sha256: str) -> ShownRow | None:
    """The newest derived picture of a case, of whichever revision, by its own hash or its sealed photo's."""
    columns = (shown.c.role, shown.c.place, shown.c.source, shown.c.sha256, shown.c.mime, shown.c.sealed)
    row = db.execute(
        select(*columns, shown.c.wrapping)
        .where(shown.c.case_id == case_id, shown.c.mime != "", or_(shown.c.sha256 == sha256, shown.c.source == sha256))
        .order_by(shown.c.revision.desc())
        .limit(1)
    ).first()
    return ShownRow(*row) if row else None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet: everything that one certifier is shown of one revision, sealed."""

    digest: str
    sealed: bytes
    wrapping: str


def sheet_for(db: Session, case_id: str, revision: int, certifier: str) -> SheetRow | None:
    """The sheet, when it was made."""
    row = db.execute(
        select(sheet.c.digest, sheet.c.sealed, sheet.c.wrapping).where(
            sheet.c.case_id == case_id, sheet.c.revision == revision, sheet.c.certifier == certifier
        )
    ).one_or_none()
    return SheetRow(*row) if row else None


def add_sheet(db: Session, place: tuple[str, int, str], new: SheetRow, at: datetime) -> None:
    """Keeps a sheet; `place` is (case, revision, certifier)."""
    case_id, revision, certifier = place
    values = {"case_id": case_id, "revision": revision, "certifier": certifier, "made_at": at}
    db.execute(insert(sheet).values(**values, **asdict(new)))


def drop_sheet(db: Session, case_id: str, revision: int, certifier: str) -> None:
    """A sheet that nobody signed and that no longer says what would be printed."""
    where = (sheet.c.case_id == case_id, sheet.c.revision == revision, sheet.c.certifier == certifier)
    db.execute(delete(sheet).where(*where))


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision with its proof (`kept`) and the frozen authority."""

    case_id: str
    revision: int
    act: str
    by: str
    authority: dict[str, Any]
    kept: dict[str, Any]
    at: datetime


def add_decision(db: Session, new: DecisionRow) -> None:
    """Keeps a decision."""
    db.execute(insert(decision).values(**asdict(new)))


def approval_of(db: Session, case_id: str) -> DecisionRow | None:
    """The decision that certified a case."""
    where = (decision.c.case_id == case_id, decision.c.act == "approve")
    row = (
        db.execute(select(decision).where(*where).order_by(decision.c.revision.desc()).limit(1))
        .mappings()
        .one_or_none()
    )
    return DecisionRow(**row) if row else None


def note_opening(db: Session, org: str, person: str, case_id: str, what: str, at: datetime) -> None:
    """Who opened what, when (personal data law: every opening is logged); once in ten minutes says it."""
    same = (opening.c.person == person, opening.c.case_id == case_id, opening.c.what == what)
    if db.execute(select(opening.c.id).where(*same, opening.c.at > at - _ONE_LOOK).limit(1)).scalar() is not None:
        return
    db.execute(insert(opening).values(org=org, person=person, case_id=case_id, what=what, at=at))


def was_opened(db: Session, person: str, case_id: str, what: str, since: datetime) -> bool:
    """Whether this person opened that of the case since then; what is opened again within ten minutes is noted once."""
    same = (opening.c.person == person, opening.c.case_id == case_id, opening.c.what == what)
    query = select(opening.c.id).where(*same, opening.c.at >= since - _ONE_LOOK).limit(1)
    return db.execute(query).scalar() is not None
