"""What stands on the slip of a hand-over: known beforehand, or as it happened; never the group of a decision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import benefits, delivery, eligibility, signing, words_vi
from app.domain.calendar import local
from app.domain.people import addressed
from app.store.tables import case, person

_COPY: Mapping[bool | None, str] = {True: "chính", False: "sao"}


@dataclass(frozen=True, slots=True)
class Facts:
    """In words; empty where the door decides."""

    case_id: str
    number: str
    when: str
    where: str
    giver: str
    giver_title: str
    receiver: str
    ticks: list[tuple[str, bool]]
    right: str
    relation: str
    shown: str
    things: list[tuple[str, str, str, str]]
    said: list[tuple[str, bool]]
    signed: str


def of_case(db: Session, org_id: str, case_id: str) -> Facts | None:
    """None for another commune's case, or one of which nothing is carried home."""
    query = (
        select(case, person.c.name.label("officer_name"), person.c.title.label("officer_title"))
        .join(person, person.c.id == case.c.officer)
        .where(case.c.org == org_id, case.c.id == case_id, case.c.state.in_(("ready", "delivered", "closed")))
    )
    row = db.execute(query).mappings().one_or_none()
    if row is None:
        return None
    told: Mapping[str, Any] = (row["fields"].get("delivery") or {}) if row["delivered_at"] else {}
    to: Mapping[str, Any] = told.get("recipient") or {}
    at = datetime.fromisoformat(told["delivered_at"]) if told else None
    mode = told.get("mode") or ("paper" if told else "")
    return Facts(
        case_id=case_id,
        number=f"{row['dossier']}/PGN",
        when=f"{words_vi.time_figures(local(at))}, {words_vi.date_figures(local(at))}" if at else "",
        where=told.get("place", ""),
        giver=row["officer_name"],
        giver_title=row["officer_title"],
        receiver=to.get("name", "") or (addressed(row["honorific"], row["name"]) if not told else ""),
        ticks=[(_who(one, row["task"]), one.code == to.get("who")) for one in delivery.RECIPIENTS],
        right=to.get("right", ""),
        relation=to.get("relation", ""),
        shown=" ".join(
            part for part in (eligibility.PAPERS.get(to.get("paper", ""), ""), to.get("number", "")) if part
        ),
        things=_things(row, told),
        said=_said(row["task"], told),
        signed=signing.how_words(signing.Mode(mode), told.get("finger", "")) if mode else "",
    )


def _who(one: delivery.Recipient, task: str) -> str:
    return "Chính người hưởng" if one.code == "self" and task == benefits.BENEFIT else one.text


def _things(row: Any, told: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    decision = row["fields"].get("decision")
    number = f"{decision['number']}, {date.fromisoformat(decision['date']):%d/%m/%Y}" if decision else ""
    number = number or (row["number_text"] or "")
    title = "Quyết định" if decision else row["title"]
    listed: Sequence[Mapping[str, Any]] = told.get("handed") or [
        {"what": title, "copies": 1, "sheets": 0, "original": True}
    ]
    return [
        (
            title if place == 0 and decision else one["what"],
            number if place == 0 else "",
            str(one.get("sheets") or ""),
            _COPY.get(one.get("original"), ""),
        )
        for place, one in enumerate(listed)
    ]


def _said(task: str, told: Mapping[str, Any]) -> list[tuple[str, bool]]:
    lines = [("Đã đọc lại nội dung cho người nhận nghe", told.get("reading") == "read_out")]
    if task == benefits.BENEFIT:
        done = told.get("explained") or ()
        lines += [(f"Đã giải thích: {text.lower()}", code in done) for code, text in delivery.EXPLAINED.items()]
    return lines
