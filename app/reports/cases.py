"""Lists of cases: what waits for a leader, what he signed, and where each paper is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain import life
from app.domain.acts import REFUSAL, warnings
from app.domain.paper import AWAY, Holder
from app.domain.people import addressed
from app.domain.words_vi import fold
from app.store import entrusted
from app.store.jobs import TOLD_AFTER
from app.store.tables import case, case_paper, job, person, print_out, register_entry


@dataclass(frozen=True, slots=True)
class Line:
    """One case in a list: person, task, due, state."""

    id: str
    who: str
    title: str
    hamlet: str
    officer: str
    state: str
    received_at: datetime
    due_at: datetime
    flags: list[str]
    number: str
    copies: int
    holder: str
    since: datetime | None
    printed: bool
    dossier: str
    code: str = ""
    way: str = "B"
    officer_id: str = ""
    revision: int = 1
    certificate: str = ""
    revoked: bool = False
    returned: dict[str, Any] | None = None
    ended: dict[str, Any] | None = None
    amended: tuple[dict[str, Any], ...] = ()
    held_by: str = ""
    with_another: bool = False
    outside: bool = False
    prints: int = 0
    refusal_printed: bool = False
    stuck: bool = False
    certified_at: datetime | None = None
    delivered_at: datetime | None = None
    unfinished: bool = False
    task: str = "certify"


_OFFICER = person.alias("officer")
_HOLDER = person.alias("holder_person")


def _counted(label: str, of: Table, *where: ColumnElement[bool]) -> Any:
    """How many rows of another table belong to each case."""
    return select(func.count()).select_from(of).where(*where).correlate(case).scalar_subquery().label(label)


_PRINTS = _counted("prints", print_out, print_out.c.case_id == case.c.id)
_LETTERS = _counted("letters", print_out, print_out.c.case_id == case.c.id, print_out.c.what == REFUSAL)
# its certificate could not be made several times: whoever waits for it is told
_STUCK = _counted(
    "stuck",
    job,
    job.c.subject == case.c.id,
    job.c.kind == "certificate.make",
    job.c.attempts > TOLD_AFTER,
    job.c.state != "done",
)


def _lines(org_id: str) -> Select[Any]:
    return (
        select(
            case,
            _OFFICER.c.name.label("officer_name"),
            case_paper.c.holder,
            case_paper.c.since,
            case_paper.c.person.label("holder_id"),
            register_entry.c.pdf,
            register_entry.c.revoked,
            register_entry.c.number.label("book_number"),
            register_entry.c.id.label("entry_id"),
            register_entry.c.code.label("certificate"),
            _HOLDER.c.name.label("holder_name"),
            _PRINTS,
            _LETTERS,
            _STUCK,
            entrusted.unfinished().label("unfinished"),
        )
        .join(_OFFICER, _OFFICER.c.id == case.c.officer)
        .outerjoin(case_paper, case_paper.c.case_id == case.c.id)
        .outerjoin(_HOLDER, _HOLDER.c.id == case_paper.c.person)
        .outerjoin(register_entry, register_entry.c.case_id == case.c.id)
        .where(case.c.org == org_id)
    )


def _line(row: Any) -> Line:
    return Line(
        id=row["id"],
        who=addressed(row["honorific"], row["name"]),
        title=row["title"],
        hamlet=row["hamlet"],
        officer=row["officer_name"],
        state=row["state"],
        received_at=row["received_at"],
        due_at=row["due_at"],
        flags=warnings(row["flags"], row["fields"]),
        number=row["number_text"] or "",
        copies=(row["fields"].get("document") or {}).get("copies", 1),
        holder=row["holder"] or "",
        since=row["since"],
        printed=row["pdf"] is not None,
        dossier=row["dossier"],
        code=row["code"],
        way=row["way"],
        officer_id=row["officer"],
        revision=row["revision"],
        certificate=row["certificate"] or "",
        revoked=bool(row["revoked"]),
        returned=row["returned"],
        ended=row["ended"],
        amended=tuple(row["amended"]),
        held_by=row["holder_name"] or "",
        with_another=row["holder"] == Holder.OFFICER and row["holder_id"] not in (None, row["officer"]),
        outside=row["entry_id"] is not None and row["book_number"] is None,
        prints=row["prints"],
        refusal_printed=bool(row["letters"]),
        stuck=bool(row["stuck"]),
        certified_at=row["certified_at"],
        delivered_at=row["delivered_at"],
        unfinished=bool(row["unfinished"]),
        task=row["task"],
    )


def waiting(db: Session, org_id: str, person: str, *, leads: bool) -> list[Line]:
    """What waits for this person's decision: flagged first, then the oldest due.

    A leader judges what others received (way B); whoever was at the home judges his own cases of way A (L1).
    """
    own = and_(case.c.way == "A", case.c.officer == person)
    reach = or_(own, case.c.way == "B") if leads else own
    query = _lines(org_id).where(case.c.state == "submitted", reach).order_by(case.c.due_at, case.c.id)
    found = [_line(row) for row in db.execute(query).mappings()]
    return sorted(found, key=lambda line: not line.flags)


def overdue(db: Session, org_id: str, at: datetime) -> int:
    """How many cases of a commune should have been decided by now."""
    where = (case.c.org == org_id, case.c.state == "submitted", case.c.due_at < at)
    return int(db.execute(select(func.count()).select_from(case).where(*where)).scalar_one())


CERTIFIED, RETURNED, REFUSED = "ky", "tra-lai", "tu-choi"
_JUDGED = {
    CERTIFIED: (case.c.certified_at.is_not(None), case.c.certified_at.desc()),
    RETURNED: (case.c.state == "returned", case.c.due_at),
    REFUSED: (case.c.state == "refused", case.c.received_at.desc()),
}


def decided(db: Session, org_id: str, officer: str = "", what: str = CERTIFIED, most: int = 100) -> list[Line]:
    """What was certified (newest first), sent back (oldest due first) or refused; of one officer's own cases (way A)
    when asked."""
    which, order = _JUDGED[what]
    wanted = [which, *([case.c.officer == officer, case.c.way == "A"] if officer else [])]
    query = _lines(org_id).where(*wanted).order_by(order, case.c.id).limit(most)
    return [_line(row) for row in db.execute(query).mappings()]


def one(db: Session, org_id: str, case_id: str) -> Line | None:
    """One case of this commune."""
    row = db.execute(_lines(org_id).where(case.c.id == case_id)).mappings().one_or_none()
    return _line(row) if row else None


def fields(db: Session, org_id: str, case_id: str) -> dict[str, Any]:
    """The body of a case of this commune as it stands; empty when there is none."""
    found = db.execute(select(case.c.fields).where(case.c.id == case_id, case.c.org == org_id)).scalar()
    return dict(found or {})


@dataclass(frozen=True, slots=True)
class Piles:
    """Papers at the commune: to be received, to be printed, signed and sealed, ready to go home, to be given back; and
    those that wait here for a decision."""

    to_receive: list[Line]
    undecided: list[Line]
    to_seal: list[Line]
    to_hand: list[Line]
    to_give_back: list[Line]
    letters: list[Line]


def piles(db: Session, org_id: str) -> Piles:
    """The clerk's piles; what ended without a certificate lies there until the original is with its person again."""
    query = _lines(org_id).where(entrusted.unfinished()).order_by(case.c.due_at, case.c.id)
    found = [_line(row) for row in db.execute(query).mappings()]
    before = (life.State.READY, *life.ENDED)
    arriving = [line for line in found if line.state not in before and line.holder in (Holder.OFFICER, Holder.PERSON)]
    here = [line for line in found if line.holder in (Holder.CLERK, Holder.CERTIFIER)]
    return Piles(
        to_receive=arriving,
        undecided=[line for line in here if line.state in ("submitted", "returned")],
        to_seal=[line for line in here if line.state == "approved"],
        to_hand=[line for line in here if line.state == "ready"],
        to_give_back=[line for line in found if line.state in life.ENDED and line.holder in AWAY],
        # no original is here, but a letter that the officer takes along
        letters=[line for line in found if line.state in life.WITH_LETTER and line.holder not in AWAY],
    )


PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a search."""

    lines: list[Line]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PER_PAGE))


def search(db: Session, org_id: str, typed: str, state: str, page: int) -> Found:
    """Cases by name without marks, dossier or case code; newest first."""
    wanted = [case.c.org == org_id]
    if state:
        wanted.append(case.c.state == state)
    if typed.strip():
        upper = typed.strip().upper()
        name = case.c.name_norm.contains(fold(typed), autoescape=True)
        wanted.append(or_(name, case.c.dossier == upper, case.c.code == upper))
    total = int(db.execute(select(func.count()).select_from(case).where(*wanted)).scalar_one())
    query = (
        _lines(org_id)
        .where(*wanted)
        .order_by(case.c.received_at.desc(), case.c.id.desc())
        .limit(PER_PAGE)
        .offset(PER_PAGE * (page - 1))
    )
    return Found([_line(row) for row in db.execute(query).mappings()], total, page)


def by_codes(db: Session, org_id: str, certificate: str, text: str) -> Line | None:
    """The case behind a scanned or typed code: of its certificate, of the case, or its dossier."""
    wanted = or_(register_entry.c.code == certificate, case.c.code == text, case.c.dossier == text)
    query = _lines(org_id).where(wanted).order_by(case.c.received_at.desc(), case.c.id.desc()).limit(1)
    row = db.execute(query).mappings().first()
    return _line(row) if row else None


def to_print(db: Session, org_id: str) -> list[Line]:
    """Cần in: certificates that were never printed and are not yet sealed, and written refusals."""
    fresh = and_(case.c.state == "approved", register_entry.c.revoked.is_(False))
    printable = or_(fresh, case.c.state.in_(life.WITH_LETTER))
    never = ~select(print_out.c.id).where(print_out.c.case_id == case.c.id).correlate(case).exists()
    query = _lines(org_id).where(printable, never).order_by(case.c.received_at, case.c.id)
    return [_line(row) for row in db.execute(query).mappings()]
