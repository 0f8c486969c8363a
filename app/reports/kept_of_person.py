"""Everything that a commune keeps under one identity number, nothing of anybody else: for his own eyes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Text, cast, or_, select
from sqlalchemy.orm import Session

from app.domain import register
from app.domain.calendar import local
from app.domain.payments import GIVEN_BACK
from app.store.tables import case, opening, person, print_out, register_entry, visit

# of a case, what is said of the paper and of its signing; the rest is the one person's who asked for it
_SHARED = ("v", "code", "way", "document", "signing", "wording", "spoiled")
_OTHERS = ("others", "helpers")
_OF_LINE = (
    "number", "volume", "year", "date", "title", "pages", "certifier", "copies", "fee", "note", "signed_at", "place",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """Plain values, ready for JSON; `about` are the cases and lines that were looked at for it."""

    cases: list[dict[str, Any]]
    lines: list[dict[str, Any]]
    openings: list[dict[str, Any]]
    prints: list[dict[str, Any]]
    about: list[str]


def numbers_of(db: Session, org_id: str, code: str) -> list[str] | None:
    """The identity numbers of everyone who signed the case of this code; None when there is no such case here."""
    where = (case.c.org == org_id, or_(case.c.dossier == code, case.c.code == code))
    found: Mapping[str, Any] | None = db.execute(select(case.c.fields).where(*where).limit(1)).scalar()
    return None if found is None else [str(one.get("number", "")) for one in _signers(found)]


def gather(db: Session, org_id: str, number: str) -> Kept:
    """Cases, lines of the book, who opened them, what was printed of them."""
    found_cases, found_lines = _cases(db, org_id, number), _lines(db, org_id, number)
    about = sorted({one["id"] for one in found_cases} | {part for one in found_lines for part in one.pop("about")})
    return Kept(found_cases, found_lines, _openings(db, org_id, about), _prints(db, org_id, about), about)


def _cases(db: Session, org_id: str, number: str) -> list[dict[str, Any]]:
    # the database narrows, the number of each signer decides
    where = (case.c.org == org_id, cast(case.c.fields, Text).contains(number, autoescape=True))
    rows = db.execute(select(case).where(*where).order_by(case.c.received_at, case.c.id)).mappings().all()
    return [_case(db, row, number) for row in rows if number in (one.get("number") for one in _signers(row["fields"]))]


def _case(db: Session, row: RowMapping, number: str) -> dict[str, Any]:
    fields, first = row["fields"], (row["fields"].get("person") or {}).get("number") == number
    said = {"id": row["id"], "dossier": row["dossier"], "state": row["state"], "title": row["title"]}
    moments = {name: _text(row[name]) for name in ("signed_at", "received_at", "certified_at", "delivered_at")}
    own = _as_first(fields) if first else _as_co_signer(fields, number)
    more = {"pictures": len(row["evidence"]), "number": row["number_text"] or ""}
    if first:
        more |= {"returned": row["returned"], "ended": row["ended"], "visits": _visits(db, row["org"], row["id"])}
    return {**said, **moments, **more, "others_signed": len(_signers(fields)) - 1, "fields": own}


def _as_first(fields: Mapping[str, Any]) -> dict[str, Any]:
    own = {name: value for name, value in fields.items() if name not in _OTHERS}
    to = (own.get("delivery") or {}).get("recipient") or {}
    if to and to.get("who") != "self":
        # who received for him is another person: that it was somebody else is his, the card and the name are not
        own["delivery"] = {**own["delivery"], "recipient": {"who": to.get("who")}}
    if own.get(GIVEN_BACK):
        # nor is the name of who fetched the money
        own[GIVEN_BACK] = [{name: one[name] for name in ("amount", "on", "receipt")} for one in own[GIVEN_BACK]]
    return own


def _as_co_signer(fields: Mapping[str, Any], number: str) -> dict[str, Any]:
    own = next(one for one in fields.get("others", ()) if one["person"]["number"] == number)
    return {**{name: fields[name] for name in _SHARED if name in fields}, **own}


def _signers(fields: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    return [fields.get("person") or {}, *(one.get("person") or {} for one in fields.get("others") or ())]


def _visits(db: Session, org_id: str, case_id: str) -> list[dict[str, Any]]:
    names = ("on_date", "at_time", "name", "hamlet", "phone", "purpose", "note")
    columns = [visit.c[name] for name in names]
    where = (visit.c.org == org_id, visit.c.case_id == case_id)
    rows = db.execute(select(*columns).where(*where).order_by(visit.c.on_date, visit.c.id)).mappings()
    return [{**row, "on_date": row["on_date"].isoformat()} for row in rows]


def _lines(db: Session, org_id: str, number: str) -> list[dict[str, Any]]:
    where = (register_entry.c.org == org_id, cast(register_entry.c.columns, Text).contains(number, autoescape=True))
    order = (register_entry.c.on_date, register_entry.c.id)
    rows = db.execute(select(register_entry).where(*where).order_by(*order)).mappings()
    return [found for row in rows if (found := _line(row, number))]


def _line(row: RowMapping, number: str) -> dict[str, Any] | None:
    columns = row["columns"]
    own = next((one for one in register.people(columns) if one["paper_number"] == number), None)
    if own is None:
        return None
    said = {name: columns[name] for name in _OF_LINE if name in columns}
    state = {"source": row["source"], "revoked": row["revoked"], "code": row["code"] or ""}
    written = {"number": row["number"], "printed": register.as_printed(row["number"], row["volume"], row["year"])}
    return {**said, **own, **state, **written, "about": {row["id"], row["case_id"]} - {None}}


def _openings(db: Session, org_id: str, about: Sequence[str]) -> list[dict[str, Any]]:
    where = (opening.c.org == org_id, opening.c.case_id.in_(about))
    query = select(opening.c.at, opening.c.case_id, opening.c.what, person.c.name.label("who"))
    query = query.outerjoin(person, person.c.id == opening.c.person).where(*where).order_by(opening.c.id)
    return [{**row, "at": _text(row["at"]), "who": row["who"] or ""} for row in db.execute(query).mappings()]


def _prints(db: Session, org_id: str, about: Sequence[str]) -> list[dict[str, Any]]:
    where = (print_out.c.org == org_id, print_out.c.case_id.in_(about))
    query = select(print_out.c.at, print_out.c.case_id, print_out.c.what, person.c.name.label("who"))
    query = query.outerjoin(person, person.c.id == print_out.c.person).where(*where).order_by(print_out.c.id)
    return [{**row, "at": _text(row["at"]), "who": row["who"] or ""} for row in db.execute(query).mappings()]


def _text(at: datetime | None) -> str:
    return local(at).isoformat(timespec="seconds") if at else ""
