"""A visit: who is seen at which home on which day, and how it ended."""

from datetime import date
from enum import StrEnum

from app.domain.acts import OTHER
from app.domain.problems import Problem


class VisitState(StrEnum):
    """Where a visit stands."""

    PLANNED = "planned"
    DONE = "done"
    NOT_DONE = "not_done"


class VisitUnclear(Problem):
    """A visit names neither a person nor a hamlet, or ends without a listed reason."""

    code = "visit_unclear"


class VisitOver(Problem):
    """The visit was closed before."""

    code = "visit_over"


PURPOSES = {"certify": "Chứng thực chữ ký", "deliver": "Trả kết quả", "other": "Việc khác"}
NOT_DONE = {
    "vang_nha": "Vắng nhà",
    "hen_lai": "Hẹn lại ngày khác",
    "khong_can": "Không còn cần",
    OTHER: "Lý do khác",
}


_YEARS = range(2020, 2100)


def check_plan(name: str, hamlet: str, purpose: str, on: date) -> None:
    """VisitUnclear unless somebody can be found by it, on a day of this work."""
    if purpose not in PURPOSES or not (name.strip() and hamlet.strip()) or on.year not in _YEARS:
        raise VisitUnclear


def after(state: VisitState, outcome: str, reason: str, words: str) -> VisitState:
    """The state after closing; VisitOver when it was closed before, VisitUnclear without a reason."""
    if state is not VisitState.PLANNED:
        raise VisitOver
    if outcome == VisitState.DONE:
        return VisitState.DONE
    if outcome != VisitState.NOT_DONE or reason not in NOT_DONE or (reason == OTHER and not words.strip()):
        raise VisitUnclear
    return VisitState.NOT_DONE
