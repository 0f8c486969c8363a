"""A visit: who is seen at which home on which day, and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.acts import OTHER
from app.domain.life import UNSIGNED
from app.domain.problems import Problem
from app.domain.words_vi import fold


class VisitState(StrEnum):
    """Where a visit stands; `requested`: nobody was chosen to make it; `stopped`: its person was noted as dead."""

    REQUESTED = "requested"
    PLANNED = "planned"
    DONE = "done"
    NOT_DONE = "not_done"
    STOPPED = "stopped"
    CANCELLED = "cancelled"


class VisitUnclear(Problem):
    """A visit names neither a person nor a hamlet, or ends without a listed reason."""

    code = "visit_unclear"


class VisitOver(Problem):
    """The visit was closed before."""

    code = "visit_over"


PURPOSES = {
    "certify": "Chứng thực chữ ký",
    "deliver": "Trả kết quả",
    "recheck": "Rà soát, xác minh lại",
    "other": "Việc khác",
}
# a place of service other than the home is counted apart
HOME = "home"
PLACES = {HOME: "Tại nhà", "point": "Khu dân cư điện tử", "counter": "Tại trụ sở"}
# where the commune comes to people
OUTSIDE = frozenset({HOME, "point"})
DIED = "da_mat"
NOT_DONE = {
    "vang_nha": "Vắng nhà",
    "hen_lai": "Hẹn lại ngày khác",
    "khong_can": "Không còn cần",
    "huy": "Hủy lượt này",
    DIED: "Đã mất",
    OTHER: "Lý do khác",
}
# of a visit whose content was destroyed: the calls that the diary of its day has more by it, and whether that tells it
IN_DIARY = "in_diary"
# still to be made, as far as its officer may know: what he did there while he had no network counts
_CLOSABLE = frozenset({VisitState.PLANNED, VisitState.STOPPED, VisitState.CANCELLED})
WAITING = frozenset({VisitState.REQUESTED, VisitState.PLANNED})


_YEARS = range(2020, 2100)


def served(place_kind: str, state: str) -> bool:
    """Whether a case that was signed is a certification at home (lượt chứng thực tại nhà): at a home or a residential
    point, neither refused at the door nor taken back. `state` of the case; no `place_kind` is a phone of before."""
    return (place_kind or HOME) in OUTSIDE and state not in UNSIGNED


def person_key(name: str, hamlet: str) -> tuple[str, str]:
    """What tells whether two visits go to the same person, where nobody's number is known: name and hamlet without
    marks. A clerk takes back what it took for the same wrongly."""
    return fold(name), fold(hamlet)


@dataclass(frozen=True, slots=True)
class Where:
    """For what, and at which kind of place; `point` names the electronic residential point."""

    purposes: Sequence[str]
    place_kind: str = HOME
    point: str = ""


def check_plan(name: str, hamlet: str, where: Where, on: date) -> None:
    """VisitUnclear unless somebody can be found by it, on a day of this work."""
    if not (name.strip() and hamlet.strip()) or on.year not in _YEARS:
        raise VisitUnclear
    known = where.purposes and set(where.purposes) <= PURPOSES.keys() and where.place_kind in PLACES
    if not known or (where.place_kind == "point") != bool(where.point.strip()):
        raise VisitUnclear


def after(state: VisitState, outcome: str, reason: str, words: str) -> VisitState:
    """The state after closing; VisitOver when it was closed before, VisitUnclear without a reason."""
    if state not in _CLOSABLE:
        raise VisitOver
    if outcome == VisitState.DONE:
        return VisitState.DONE
    if outcome != VisitState.NOT_DONE or reason not in NOT_DONE or (reason == OTHER and not words.strip()):
        raise VisitUnclear
    return VisitState.NOT_DONE
