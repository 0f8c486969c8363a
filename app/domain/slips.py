"""The one-stop slips (Phụ lục TT 03/2025/TT-VPCP; phiếu hẹn of TT 01/2020/TT-BTP Điều 2): what each needs."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.problems import Problem


class Slip(StrEnum):
    """A kind of slip; its value is kept with each print-out."""

    RECEIVED = "slip_received"
    APPOINTMENT = "slip_appointment"
    SUPPLEMENT = "slip_supplement"
    REFUSAL = "slip_refusal"
    APOLOGY = "slip_apology"
    CONTROL = "slip_control"


class SlipUnclear(Problem):
    """A slip lacks what must stand on it: the items, the reason, the new date."""

    code = "slip_unclear"


class SecondRequest(Problem):
    """The person was asked for more before: a second request counts as late (QĐ 766/QĐ-TTg, 2.1)."""

    code = "second_request"


class BadDossierCode(Problem):
    """Not the shape of a dossier's code in the national system."""

    code = "bad_dossier_code"


# what stands behind the number: `Số: 12/TNHS`
SYMBOLS = {
    Slip.RECEIVED: "TNHS",
    Slip.APPOINTMENT: "PH",
    Slip.SUPPLEMENT: "HDHS",
    Slip.REFUSAL: "TCHS",
    Slip.APOLOGY: "PXL",
    Slip.CONTROL: "KSHS",
}
# L17: only ever typed, so validated loosely: `000.00.01.H26-260930-0012`
_EXTERNAL = re.compile(r"[0-9A-Z.]{5,40}-[0-9]{6}-[0-9A-Z]{4,20}", re.ASCII)
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Typed:
    """What the clerk types: `items` one a line, `reason` with its basis, the hour and day of a new appointment."""

    items: tuple[str, ...] = ()
    reason: str = ""
    basis: str = ""
    again_at: datetime | None = None
    confirmed: bool = False


def check(kind: Slip, typed: Typed, now: datetime, before: int) -> None:
    """SlipUnclear for what lacks, SecondRequest for a request for more after another until it is confirmed; `before`
    counts the slips of this kind that the case has."""
    needs_reason = kind in (Slip.SUPPLEMENT, Slip.REFUSAL, Slip.APOLOGY)
    if needs_reason and not typed.reason.strip():
        raise SlipUnclear
    if kind is Slip.SUPPLEMENT and not typed.items:
        raise SlipUnclear
    if kind is Slip.REFUSAL and not typed.basis.strip():
        raise SlipUnclear
    if kind is Slip.APOLOGY and (typed.again_at is None or typed.again_at <= now):
        raise SlipUnclear
    if sum(len(text) for text in (*typed.items, typed.reason, typed.basis)) > LONGEST:
        raise SlipUnclear
    if kind is Slip.SUPPLEMENT and before and not typed.confirmed:
        raise SecondRequest


def external_code(text: str) -> str:
    """The national system's code as it was typed, in capitals. BadDossierCode."""
    code = text.strip().upper()
    if not _EXTERNAL.fullmatch(code):
        raise BadDossierCode
    return code
