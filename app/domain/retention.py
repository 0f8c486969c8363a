"""How long what is kept, and on which basis: dated data. What is due is destroyed by two people (L16)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.domain.calendar import local
from app.domain.life import State
from app.domain.problems import Problem

# the last archive that still holds the keys of what was destroyed goes after so many days (store/backups.py)
BACKUP_DAYS = 35


class NotDue(Problem):
    """Of what is to be destroyed something is not due, is held, or waits for a person."""

    code = "not_due"


class ProposalGone(Problem):
    """There is no such proposal, or none any more."""

    code = "proposal_gone"


class TwoPeople(Problem):
    """One proposes, another one confirms."""

    code = "two_people"


class TermUnclear(Problem):
    """A term needs whole years from 1 to 20, its basis, and something whose years no law says."""

    code = "term_unclear"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is kept how long from the day on which it ended; `years` None: for ever. `proposal`: no law says the years,
    the commune's own archive schedule does."""

    code: str
    what: str
    years: int | None
    basis: str
    since: date
    proposal: bool = False


_SINCE = date(2015, 4, 10)
CERTIFIED, UNCERTIFIED, BOOK, LOG = "certified", "uncertified", "book", "log"
BENEFIT, VISIT = "benefit", "visit"
SCHEDULE = (
    Rule(CERTIFIED, "Bản lưu giấy đã chứng thực: ảnh, lời khai, nét ký", 2,
         "Khoản 2 Điều 14 Nghị định số 23/2015/NĐ-CP", _SINCE),
    Rule(UNCERTIFIED, "Hồ sơ từ chối, đã rút", 2,
         "Danh mục lưu trữ của xã", _SINCE, proposal=True),
    Rule(BENEFIT, "Phiếu giao nhận quyết định trợ cấp, ảnh kèm theo", 5,
         "Danh mục lưu trữ của xã", _SINCE, proposal=True),
    Rule(VISIT, "Lượt đến nhà, đăng ký không thành hồ sơ: tên, địa chỉ, điện thoại", 2,
         "Danh mục lưu trữ của xã", _SINCE, proposal=True),
    Rule(BOOK, "Sổ chứng thực", None, "Điều 14 Nghị định số 23/2015/NĐ-CP", _SINCE),
    Rule(LOG, "Nhật ký mở xem, in", 2, "Danh mục lưu trữ của xã", _SINCE, proposal=True),
)  # fmt: skip
# ended for good; what else may still move is never due
ENDED = frozenset({State.DELIVERED, State.CLOSED, State.REVOKED, State.DECLINED, State.REFUSED, State.WITHDRAWN})


# the commune's archive schedule says their years; what the law says nobody changes, and the log is not destroyed yet
OWN_TERMS = frozenset({UNCERTIFIED, BENEFIT, VISIT})
LONGEST = 20


@dataclass(frozen=True, slots=True)
class Term:
    """A commune's own years for something, by its archive schedule, from a day on."""

    code: str
    years: int
    basis: str
    since: date


def check_term(code: str, years: int, basis: str) -> None:
    """TermUnclear unless the commune may say it, with a basis."""
    if code not in OWN_TERMS or not 1 <= years <= LONGEST or not basis.strip():
        raise TermUnclear


def schedule(own: Sequence[Term] = ()) -> tuple[Rule, ...]:
    """The rules of the product and the commune's own, each from its day; of one code the oldest first."""
    plain = {one.code: one for one in SCHEDULE}
    said = (
        replace(plain[one.code], years=one.years, basis=one.basis, since=one.since, proposal=False)
        for one in sorted(own, key=lambda one: one.since)
        if one.code in OWN_TERMS
    )
    order = list(plain)
    return tuple(sorted((*SCHEDULE, *said), key=lambda one: order.index(one.code)))


def rule(code: str, day: date, own: Sequence[Term] = ()) -> Rule:
    """The newest rule for this content that is in force on a day; LookupError when there is none."""
    found = [one for one in schedule(own) if one.code == code and one.since <= day]
    if not found:
        raise LookupError(code)
    return max(found, key=lambda one: one.since)


def due_on(ended: datetime, years: int) -> date:
    """The first day on which it may be destroyed: the day after so many whole years."""
    return after_years(local(ended).date(), years)


def after_years(day: date, years: int) -> date:
    """The day after so many whole years from this day."""
    try:
        last = day.replace(year=day.year + years)
    except ValueError:
        # 29 February: the year is over with its 28th
        last = date(day.year + years, 2, 28)
    return date.fromordinal(last.toordinal() + 1)
