"""Handing a result over at the door: who may receive, why it may fail."""

from dataclasses import dataclass

from app.domain.acts import OTHER
from app.domain.problems import Problem


class RecipientUnclear(Problem):
    """Somebody else received, and it is not said who or by what right."""

    code = "recipient_unclear"


class ReasonUnknown(Problem):
    """A failed attempt needs one of the listed reasons, and words where the reason is 'other'."""

    code = "reason_unknown"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A kind of recipient."""

    code: str
    text: str
    hint: str
    needs_relation: bool


RECIPIENTS = (
    Recipient("self", "Chính người yêu cầu", "Tự tay nhận", needs_relation=False),
    Recipient("authorised", "Người được ủy quyền", "Có giấy ủy quyền, xem bản gốc", needs_relation=True),
    Recipient("guardian", "Người giám hộ", "Có quyết định hoặc giấy tờ", needs_relation=True),
    Recipient("household", "Người cùng nhà", "Ghi rõ quan hệ", needs_relation=True),
)
FAILURES = {
    "vang_nha": "Vắng nhà",
    "sai_dia_chi": "Sai địa chỉ",
    "di_vien": "Đi viện",
    "tu_choi_nhan": "Từ chối nhận",
    "da_mat": "Đã mất",
    "sai_sot": "Kết quả có sai sót",
    OTHER: "Lý do khác",
}


def check_recipient(who: str, name: str, relation: str) -> None:
    """RecipientUnclear when a listed recipient lacks the name or relation that its kind needs."""
    found = next((one for one in RECIPIENTS if one.code == who), None)
    if found is None or not name.strip() or (found.needs_relation and not relation.strip()):
        raise RecipientUnclear


def check_failure(reason: str, text: str) -> None:
    """ReasonUnknown for a reason that is not listed, or 'other' without words."""
    if reason not in FAILURES or (reason == OTHER and not text.strip()):
        raise ReasonUnknown


class TooLateToCorrect(Problem):
    """The officer corrects a hand-over on the same day only; later the clerk does, with a reason."""

    code = "too_late_to_correct"


CORRECTIONS = {
    "nham_ho_so": "Ghi nhầm hồ sơ",
    "nham_nguoi": "Ghi nhầm người nhận",
    "chua_giao": "Thật ra chưa giao",
    OTHER: "Lý do khác",
}


def check_correction(reason: str, text: str, *, same_day: bool, by_clerk: bool) -> None:
    """ReasonUnknown without a listed reason; TooLateToCorrect for an officer after the day."""
    if reason not in CORRECTIONS or (reason == OTHER and not text.strip()):
        raise ReasonUnknown
    if not same_day and not by_clerk:
        raise TooLateToCorrect
