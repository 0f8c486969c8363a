"""A wording shown on the commune's own facts: its certifier of today, its officer, its newest case where one may."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import eligibility, register, signing, wording, words_vi
from app.domain.calendar import local
from app.domain.wording import Composed, Facts, Signer, Wording
from app.reports import orgs, register_book
from app.reports.wordings import newest_case
from app.store.tables import person

# invented, as everywhere in the product's own examples
_SAMPLES = (
    Signer("ba", "nu", "Nguyễn Thị Mẫu", "Thẻ căn cước", "001154000017"),
    Signer("ong", "nam", "Trần Văn Thử", "Hộ chiếu", "C1234567"),
)


def composed(db: Session, org_id: str, form: Wording, at: datetime, *, real: bool) -> Composed:
    """The text as it would be printed now; `real` shows it on the newest case under this wording, if there is one."""
    org = orgs.facts(db, org_id)
    held = next(iter(register_book.certifiers(db, org_id, local(at).date())), None)
    fields = newest_case(db, org_id, form.code) if real else None
    facts = Facts(
        at=at,
        place=fields["signing"]["place"] if fields else f"nhà riêng: số 1, Tổ 2, {org.place}",
        certifier=held.name if held else "…………………",
        certifier_title=held.title if held else "…………………",
        authority_name=org.authority_name,
        signers=_signers(fields) if fields else _samples(form.code),
        officer_honorific="",
        officer=_officer(db, org_id),
        year=register.year_of(at),
    )
    return wording.compose(form, facts, register.CertificateNumber(1, 1, register.year_of(at)).printed())


def _officer(db: Session, org_id: str) -> str:
    query = select(person.c.name, person.c.roles).where(person.c.org == org_id, person.c.left_at.is_(None))
    names = sorted(row.name for row in db.execute(query) if "justice_officer" in row.roles)
    return names[0] if names else "…………………"


def _signers(fields: dict[str, Any]) -> tuple[Signer, ...]:
    return tuple(
        Signer(
            honorific=one.person["honorific"],
            sex=one.person["sex"],
            name=one.person["name"],
            paper=eligibility.PAPERS[one.person["paper"]],
            number=words_vi.mask_number(one.person["number"]),
            mode=one.mode,
            finger=one.finger,
        )
        for one in signing.together(fields)
    )


def _samples(code: str) -> tuple[Signer, ...]:
    mode, finger = signing.Mode.PAPER, ""
    if code in wording.OF_FINGER:
        mode, finger = signing.Mode.FINGERPRINT, "tro_phai"
    elif code in wording.OF_NEITHER:
        mode = signing.Mode.NEITHER
    first, second = _SAMPLES
    shown = Signer(first.honorific, first.sex, first.name, first.paper, first.number, mode, finger)
    return (shown, second) if code in wording.OF_SEVERAL else (shown,)
