"""How long what is kept, and on which basis: dated data. What is due is destroyed by two people (L16)."""

from dataclasses import dataclass
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
BENEFIT = "benefit"
SCHEDULE = (
    Rule(CERTIFIED, "Bản lưu giấy đã chứng thực: ảnh, lời khai, nét ký", 2,
         "Khoản 2 Điều 14 Nghị định số 23/2015/NĐ-CP", _SINCE),
    Rule(UNCERTIFIED, "Hồ sơ từ chối, đã rút; lượt đến nhà", 2,
         "Danh mục lưu trữ của xã", _SINCE, proposal=True),
    Rule(BENEFIT, "Phiếu giao nhận quyết định trợ cấp, ảnh kèm theo", 5,
         "Danh mục lưu trữ của xã", _SINCE, proposal=True),
    Rule(BOOK, "Sổ chứng thực", None, "Điều 14 Nghị định số 23/2015/NĐ-CP", _SINCE),
    Rule(LOG, "Nhật ký mở xem, in", 2, "Danh mục lưu trữ của xã", _SINCE, proposal=True),
)  # fmt: skip
# ended for good; what else may still move is never due
ENDED = frozenset({State.DELIVERED, State.CLOSED, State.REVOKED, State.DECLINED, State.REFUSED, State.WITHDRAWN})


def rule(code: str, day: date) -> Rule:
    """The newest rule for this content that is in force on a day; LookupError when there is none."""
    found = [one for one in SCHEDULE if one.code == code and one.since <= day]
    if not found:
        raise LookupError(code)
    return max(found, key=lambda one: one.since)


def due_on(ended: datetime, years: int) -> date:
    """The first day on which it may be destroyed: the day after so many whole years."""
    day = local(ended).date()
    try:
        last = day.replace(year=day.year + years)
    except ValueError:
        # 29 February: the year is over with its 28th
        last = date(day.year + years, 2, 28)
    return date.fromordinal(last.toordinal() + 1)
