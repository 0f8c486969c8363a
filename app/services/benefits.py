"""Decisions on social allowances come in: a sheet whole or not at all, or one that was typed."""

import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain import benefits, codes, decision_sheet, typed_line
from app.domain.decision_sheet import Columns, Row, RowsUnclear, Wrong
from app.domain.people import Role
from app.domain.sessions import FIELD
from app.domain.staffing import NotAnOfficer
from app.domain.words_vi import fold
from app.store import benefits as rows
from app.store import desk, people
from app.store.ids import uuid4, uuid7
from app.work import Pen, Work, imported, journal


@dataclass(frozen=True, slots=True)
class Judged:
    """What a sheet comes to: its rows, with those that are known already (`known`, by number) apart from the new."""

    rows: list[Row]
    known: frozenset[int]

    @property
    def wrong(self) -> list[Row]:
        """Rows that stand in the way."""
        return [one for one in self.rows if one.wrong and one.number not in self.known]

    @property
    def nameless(self) -> bool:
        """Whether a new row names no officer: one is chosen for these."""
        return any(not one.officer and one.number not in self.known for one in self.rows)


@dataclass(frozen=True, slots=True)
class Taken:
    """How many decisions were new, and how many were known before."""

    new: int
    known: int


def judge(work: Work, org: str, sheet: Sequence[Sequence[str]], columns: Columns) -> Judged:
    """The rows of a sheet beside what the commune has already; nothing is taken. NotASheet."""
    found = decision_sheet.read(sheet, columns, rows.levels(work.db, org))
    officers = _officers(work, org)
    found = [_of_colleague(one, officers) for one in found]
    marks, before = rows.marks(work.db, org), set[str]()
    known = set()
    for one in found:
        mark = _mark(one)
        if mark and (mark in marks or mark in before):
            known.add(one.number)
        before.add(mark)
    return Judged(found, frozenset(known))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its columns; `officer` of rows that name none, `reasons` (by row) why an amount is kept that the
    tables do not give."""

    rows: Sequence[Sequence[str]]
    columns: Columns
    officer: str
    reasons: Mapping[int, str]


def take_sheet(work: Work, org: str, by: str, sheet: Sheet) -> Taken:
    """Takes a whole sheet or nothing of it. RowsUnclear, NotAnOfficer, NotASheet."""
    judged = judge(work, org, sheet.rows, sheet.columns)
    new = [_kept(one, sheet.reasons.get(one.number, "")) for one in judged.rows if one.number not in judged.known]
    if any(one.wrong for one in new):
        raise RowsUnclear
    _take(work, org, by, new, sheet.officer)
    desk.save_org(work.db, org, decision_columns=decision_sheet.headings(sheet.rows, sheet.columns))
    journal.write(work, org, by, "decisions.imported", count=len(new), known=len(judged.known))
    return Taken(len(new), len(judged.known))


def take_typed(work: Work, org: str, by: str, cells: Mapping[str, str], given: tuple[str, str]) -> Row:
    """One decision of a form: taken unless something is wrong with the row that comes back, or it is known before
    (`known` as its fault). `given` are the officer and the reason of another amount. NotAnOfficer."""
    officer, reason = given
    row = decision_sheet.row_of(1, cells, rows.levels(work.db, org))
    if _mark(row) in rows.marks(work.db, org):
        return replace(row, wrong=(Wrong("number", "known"),))
    row = _kept(row, reason)
    if not row.wrong:
        _take(work, org, by, [replace(row, officer="")], officer)
        journal.write(work, org, by, "decisions.imported", count=1, known=0)
    return row


def record_level(work: Work, org: str, by: str, new: benefits.Level) -> None:
    """A level that the province set. LevelUnclear, Incomplete."""
    typed_line.check(new.basis, needed=True)
    benefits.check_level(new)
    rows.add_level(work.db, rows.LevelRow(uuid4(), org, new.amount, new.basis.strip(), new.since, by, work.at))
    facts: dict[str, Any] = {"amount": new.amount, "basis": new.basis.strip(), "since": new.since.isoformat()}
    journal.write(work, org, by, "benefit.level_recorded", **facts)


def _take(work: Work, org: str, by: str, new: Sequence[Row], officer: str) -> None:
    officers = _officers(work, org)
    if new and officer not in officers and any(not one.officer for one in new):
        raise NotAnOfficer
    prefix = desk.get_org(work.db, org).code_prefix
    for one in new:
        named = _named(one.officer, officers)
        body = _body(one, named[0] if len(named) == 1 else officer, _code(prefix))
        case_id = uuid7(work.at)
        written = Pen(work, org, by).write("decision.imported", ("case", case_id), body)
        imported.lay(work, (org, case_id), (written.seq, written.hash, by), body)
        desk.tell(work.db, body["officer"], case_id)


def _body(row: Row, officer: str, code: str) -> dict[str, Any]:
    said = row.decision
    person = {name: said[name] for name in ("honorific", "name", "birth")}
    paper = {"title": benefits.title(said["number"], date.fromisoformat(said["date"])), "pages": 1, "copies": 1}
    names = ("number", "date", "kind", "group", "coefficient", "amount", "from_month", "paid_at", "note")
    decision = {name: said[name] for name in (*names, "kept") if name in said}
    return {
        "v": 1,
        "code": code,
        "officer": officer,
        "person": {**person, "number": said["identity"]},
        "hamlet": said["hamlet"],
        "phone": said["phone"],
        "document": paper,
        "decision": decision,
    }


def _code(prefix: str) -> str:
    return f"{prefix}-{''.join(secrets.choice(codes.ALPHABET) for _ in range(4))}"


def _kept(row: Row, reason: str) -> Row:
    """An amount that the tables do not give stays, when a person says why."""
    if not (row.differs and reason.strip()):
        return row
    typed_line.check(reason)
    return replace(row, wrong=(), decision={**row.decision, "kept": reason.strip()})


def _mark(row: Row) -> str:
    said = row.decision
    if not (said.get("number") and said.get("date") and said.get("name")):
        return ""
    return decision_sheet.mark(said["number"], said["date"], said.get("identity", ""), said["name"])


def _officers(work: Work, org: str) -> dict[str, str]:
    """Names of those who visit homes and have not left, by their ids."""
    found = people.of_org(work.db, org)
    return {one.id: one.name for one in found if one.left_at is None and FIELD & {Role(role) for role in one.roles}}


def _named(said: str, officers: Mapping[str, str]) -> list[str]:
    """Ids of who may be meant: written with all its marks; else without them, where Lan and Lân are the same."""
    for form in (_plain, fold):
        found = [one for one, name in officers.items() if said and form(name) == form(said)]
        if found:
            return found
    return []


def _plain(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def _of_colleague(row: Row, officers: Mapping[str, str]) -> Row:
    found = _named(row.officer, officers)
    if not row.officer or len(found) == 1:
        return row
    code = "officers" if found else "officer"
    return replace(row, wrong=(*row.wrong, Wrong("officer", code, {"said": row.officer})))
