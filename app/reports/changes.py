"""What changed for one person's phone, in order, in pages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import acts, benefits, delivery, life
from app.domain.paper import Holder
from app.domain.payments import as_paid
from app.reports import deaths
from app.store.tables import (
    case,
    case_paper,
    change,
    held_record,
    person,
    print_out,
    register_entry,
    statement_line,
    ticket_bound,
    visit,
    visit_order,
)

PAGE = 100
_DONE = (life.State.DELIVERED, *sorted(life.ENDED))

SIGNED_PAGE = "signed_page"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the feed; `cursor` is where the next one starts."""

    cursor: int
    more: bool
    changes: list[dict[str, Any]]


def page(db: Session, person_id: str, after: int) -> Page:
    """The newest state of each case and visit that changed after the cursor."""
    newest = (
        select(change.c.case_id, change.c.what, func.max(change.c.id).label("id"))
        .where(change.c.person == person_id, change.c.id > after)
        .group_by(change.c.case_id, change.c.what)
        .order_by(func.max(change.c.id))
        .limit(PAGE + 1)
    )
    rows = db.execute(newest).all()
    kept = rows[:PAGE]
    cases = _cases(db, person_id, [row.case_id for row in kept if row.what == "case"])
    visits = _visits(db, person_id, [row.case_id for row in kept if row.what == "visit"])
    changes = [cases[row.case_id] if row.what == "case" else visits[row.case_id] for row in kept]
    return Page(max((row.id for row in kept), default=after), len(rows) > PAGE, changes)


def _cases(db: Session, person_id: str, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    query = (
        select(
            case,
            case_paper.c.holder,
            case_paper.c.person.label("holder_id"),
            person.c.name.label("holder_name"),
            register_entry.c.code.label("certificate"),
        )
        .outerjoin(register_entry, register_entry.c.case_id == case.c.id)
        .outerjoin(case_paper, case_paper.c.case_id == case.c.id)
        .outerjoin(person, person.c.id == case_paper.c.person)
        .where(case.c.id.in_(ids), case.c.officer == person_id)
    )
    held = _held(db, person_id, ids)
    gone, told = dead(db, person_id), _told(db, person_id)
    lived = deaths.lives(db, _org(db, person_id), {one.number for one in told if one.number})
    printed = set(
        db.execute(
            select(print_out.c.case_id).where(print_out.c.case_id.in_(ids), print_out.c.what == acts.REFUSAL)
        ).scalars()
    )
    out: dict[str, dict[str, Any]] = {one: {"case": one, "gone": True} for one in ids}
    # a record that waits for a person may never have become a case: the phone keeps its own line of it
    out |= {one: {"case": one, "held": found} for one, found in held.items()}
    bound = select(ticket_bound.c.case_id, ticket_bound.c.code).where(ticket_bound.c.case_id.in_(ids))
    given: dict[str, str] = {
        row[0]: row[1] for row in db.execute(bound.order_by(ticket_bound.c.at, ticket_bound.c.code))
    }
    paid = set(db.execute(select(statement_line.c.case_id).where(statement_line.c.case_id.in_(ids))).scalars())
    for row in db.execute(query).mappings():
        fields = _fields(row) | {"held": held.get(row["id"], []), "refusal_printed": row["id"] in printed}
        fields["ticket"] = given.get(row["id"], "")
        fields["quiet"] = _number(row) in gone or deaths.of(row, told, lived) is not None
        if fields.get("fee") and row["id"] in paid:
            # the bank's statement says that the money is there: nobody asks for it at the door again
            fields["fee"] = {**fields["fee"], "paid": as_paid(fields["fee"]["paid"], matched=1)}
        out[row["id"]] = {"case": row["id"], "fields": fields}
    return out


def dead(db: Session, person_id: str) -> set[str]:
    """Identity numbers of people of this officer's commune of whom it was told at the door that they died, and nothing
    later of any of their cases that they live."""
    org = select(person.c.org).where(person.c.id == person_id).scalar_subquery()
    where = (case.c.org == org, case.c.fields[("attempted", 0, "reason")].as_string().is_not(None))
    rows = db.execute(
        select(case.c.fields, case.c.ended).where(*where, case.c.state.in_((life.State.READY, life.State.CLOSED)))
    )
    # what was closed otherwise (given at the counter, not wanted) says that the word from the door was a mistake
    closed_so = (None, delivery.DIED)
    told = (
        row.fields
        for row in rows
        if delivery.died(row.fields.get("attempted") or ()) and (row.ended or {}).get("code") in closed_so
    )
    died: dict[str, datetime] = {}
    for one in told:
        number, at = str((one.get("person") or {}).get("number") or ""), one["attempted"][-1]["at"]
        if number:
            died[number] = max(datetime.fromisoformat(at), died.get(number, datetime.fromisoformat(at)))
    lived = deaths.lives(db, _org(db, person_id), died)
    return {number for number, at in died.items() if number not in lived or lived[number] < at}


def _org(db: Session, person_id: str) -> str:
    return db.execute(select(person.c.org).where(person.c.id == person_id)).scalar() or ""


def _told(db: Session, person_id: str) -> list[deaths.Note]:
    return deaths.noted(db, _org(db, person_id))


def _number(row: Any) -> str:
    return str((row["fields"].get("person") or {}).get("number") or "")


def _held(db: Session, person_id: str, ids: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    query = (
        select(held_record)
        .where(held_record.c.case_id.in_(ids), held_record.c.author == person_id)
        .order_by(held_record.c.seq)
    )
    out: dict[str, list[dict[str, Any]]] = {}
    for row in db.execute(query).mappings():
        found = {"seq": row["seq"], "kind": row["kind"], "code": row["code"], "closed": row["closed_at"] is not None}
        out.setdefault(row["case_id"], []).append(found | {"outcome": row["outcome"]})
    return out


def _visits(db: Session, person_id: str, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {one: {"visit": one, "gone": True} for one in ids}
    # the phone keeps its own line of a visit whose record waits for a person
    out |= {one: {"visit": one, "held": found} for one, found in _held(db, person_id, ids).items()}
    query = (
        select(visit, visit_order.c.place)
        .outerjoin(visit_order, visit_order.c.visit == visit.c.id)
        .where(visit.c.id.in_(ids), visit.c.officer == person_id, visit.c.name != "")
    )
    for row in db.execute(query).mappings():
        names = (
            "state", "at_time", "honorific", "name", "hamlet", "phone", "purpose", "note", "newest", "outcome",
            "place_kind", "point", "place",
        )  # fmt: skip
        fields = {name: row[name] for name in names}
        fields["purposes"] = row["purposes"] or [row["purpose"]]
        fields["asked"] = bool(row["request"])
        fields |= {"on_date": row["on_date"].isoformat(), "case": row["case_id"] or ""}
        out[row["id"]] = {"visit": row["id"], "fields": fields}
    return out


def _fields(row: Any) -> dict[str, Any]:
    fields = {
        "code": row["code"],
        "dossier": row["dossier"],
        "way": row["way"],
        "state": row["state"],
        "revision": row["revision"],
        "title": row["title"],
        "honorific": row["honorific"],
        "name": row["name"],
        "hamlet": row["hamlet"],
        "copies": (row["fields"].get("document") or {}).get("copies", 1),
        "received_at": _stamp(row["received_at"]),
        "due_at": _stamp(row["due_at"]),
        "number": row["number_text"] or "",
        "certificate": row["certificate"] or "",
        **_holder(row),
        "newest": row["newest"],
        "ready_at": _stamp(row["ready_at"]),
        "delivered_at": _stamp(row["delivered_at"]),
        "returned": _returned(row["returned"]),
        "ended": row["ended"],
        "task": row["task"],
    }
    if row["state"] in _DONE and row["state"] != "refused":
        return fields
    return fields | _at_the_door(row) | (_carried(row) if row["state"] == life.State.READY else {})


def _at_the_door(row: Any) -> dict[str, Any]:
    """What the officer needs at the door of an open case, and to amend it."""
    signing = row["fields"].get("signing") or {}
    return {
        "place": signing.get("place", ""),
        "signed_at": signing.get("signed_at", ""),
        "phone": row["fields"].get("phone", ""),
        "phone_whose": row["fields"].get("phone_whose", ""),
        "why": row["fields"].get("why") or {},
        "fee": row["fields"].get("fee"),
        "attempted": _last_try(row),
        "pages": (row["fields"].get("document") or {}).get("pages", 1),
        "photos": _pages(row),
    }


def _last_try(row: Any) -> dict[str, Any] | None:
    """Whoever it was: the phone is not told of colleagues."""
    tries = row["fields"].get("attempted") or ()
    return {name: value for name, value in tries[-1].items() if name != "by"} if tries else None


def _carried(row: Any) -> dict[str, Any]:
    """What is carried home: the decision itself, whose card it must be, how often nobody was there."""
    tries = row["fields"].get("attempted") or []
    return {
        "decision": _decision(row),
        "identity": _number(row),
        "failed": {"count": len(tries), "warned": delivery.tells_of_suspension(tries)},
    }


def _decision(row: Any) -> dict[str, Any] | None:
    """With its group in words; the phone shows group and amount at the door only."""
    said = row["fields"].get("decision")
    if said is None:
        return None
    more = {"group_words": benefits.group_words(said["group"]), "sensitive": benefits.is_sensitive(said["group"])}
    return {**said, **more, "kind_words": benefits.KIND_WORDS[benefits.Kind(said["kind"])]}


def _holder(row: Any) -> dict[str, str]:
    # the officer before may still have the original of a case that is this one's now
    another = row["holder"] == Holder.OFFICER and row["holder_id"] not in (None, row["officer"])
    held_by = row["holder_name"] or "" if another else ""
    return {"holder": "colleague" if another else row["holder"] or "", "held_by": held_by}


def _pages(row: Any) -> list[dict[str, Any]]:
    """Only pages are taken again: a print, a moment, a voice belong to the signing itself."""
    found = (one for one in row["evidence"] if one["role"] == SIGNED_PAGE)
    return [{"sha256": one["sha256"], "place": one["place"]} for one in found]


def _returned(returned: dict[str, Any] | None) -> dict[str, Any] | None:
    if returned is None:
        return None
    reason = acts.RETURN_REASONS.get(returned["code"], returned["code"])
    return {**{name: returned[name] for name in ("words", "mark", "at", "by_name", "code")}, "reason": reason}


def _stamp(at: datetime | None) -> str:
    return at.isoformat(timespec="milliseconds") if at else ""
