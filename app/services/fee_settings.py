"""Fees, exemptions and the account as the administrator records them: dated, with their legal basis (L15)."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from app.domain import calendar, fees, typed_line, vietqr
from app.domain.problems import NotFound
from app.domain.typed_line import Incomplete
from app.store import fees as rows
from app.store.ids import uuid4
from app.work import Work, journal

DEAREST = 10_000_000


def record_fee(work: Work, org: str, by: str, amount: int, basis: str, start: date) -> None:
    """A fee from a day on, tomorrow at the earliest. Incomplete, FeeTooSoon, NotPrintable."""
    typed_line.check(basis, needed=True)
    if not 0 <= amount <= DEAREST:
        raise Incomplete
    fees.check_dates(start, calendar.local(work.at).date())
    rows.add_fee(work.db, rows.FeeRow(uuid4(), org, amount, basis.strip(), start, by, work.at))
    journal.write(work, org, by, "fee.recorded", amount=amount, basis=basis.strip(), start=start.isoformat())


def exempt(work: Work, org: str, by: str, title: str, basis: str, start: date) -> None:
    """A ground on which no fee is taken. Incomplete, FeeTooSoon, NotPrintable."""
    typed_line.check(title, basis, needed=True)
    fees.check_dates(start, calendar.local(work.at).date())
    new = rows.ExemptionRow(uuid4(), org, title.strip(), basis.strip(), start, None, by, work.at)
    rows.add_exemption(work.db, new)
    journal.write(work, org, by, "fee.exempted", title=new.title, basis=new.basis, start=start.isoformat())


def end_exemption(work: Work, org: str, by: str, exemption_id: str, last: date) -> None:
    """Its last day, today at the earliest. NotFound, FeeTooSoon."""
    found = next((one for one in rows.exemptions(work.db, org) if one.id == exemption_id), None)
    if found is None:
        raise NotFound
    if last < calendar.local(work.at).date():
        raise fees.FeeTooSoon
    rows.end_exemption(work.db, exemption_id, last)
    journal.write(work, org, by, "fee.exemption_ended", title=found.title, last=last.isoformat())


@dataclass(frozen=True, slots=True)
class Account:
    """What the administrator types: an account, or the text of the provider's own code; the share that is kept."""

    bin: str
    number: str
    holder: str
    bank: str
    given: str = ""
    share: int = 0
    share_basis: str = ""


def set_account(work: Work, org: str, by: str, new: Account) -> None:
    """The account that takes fees. BadQr for an account or a text that no transfer knows; Incomplete for a share
    without its basis (Điều 7 Thông tư số 226/2016/TT-BTC), or an account without its holder."""
    typed_line.check(new.holder, new.bank, new.share_basis)
    if new.given:
        vietqr.read(new.given)
    if new.bin or new.number:
        vietqr.check_account(vietqr.Account(new.bin, new.number))
        typed_line.check(new.holder, new.bank, needed=True)
    if not 0 <= new.share <= 100 or (new.share and not new.share_basis.strip()):
        raise Incomplete
    kept = rows.account(work.db, org)
    named: dict[str, Any] = {
        "bin": new.bin,
        "number": new.number,
        "holder": new.holder.strip(),
        "bank": new.bank.strip(),
    }
    share: dict[str, Any] = {"share": new.share, "share_basis": new.share_basis.strip()}
    rows.put_account(work.db, replace(kept, given=new.given.strip(), **named, **share))
    journal.write(work, org, by, "fee.account_changed", **named, **share, given=bool(new.given))
