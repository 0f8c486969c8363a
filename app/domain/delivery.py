"""Handing a result over at the door: who may receive, why it may fail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.domain import life, signing
from app.domain.acts import OTHER
from app.domain.extras import ConsentMissing
from app.domain.problems import Problem


class RecipientUnclear(Problem):
    """Somebody else received, and it is not said who or by what right."""

    code = "recipient_unclear"


class ReasonUnknown(Problem):
    """A failed attempt needs one of the listed reasons, and words where the reason is 'other'."""

    code = "reason_unknown"


class SlipPhotoMissing(Problem):
    """The paper of who is authorised, and the print on the slip, are photographed; nothing else comes along."""

    code = "slip_photo_missing"


class NotExplained(Problem):
    """With a decision each point is explained: amount, month, pay day, complaint, duty to tell changes."""

    code = "not_explained"


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
DIED = "da_mat"
# no law says how soon a decision is at its home: the commune's own promise, in working days
PROMISED_DAYS = 5
FAILURES = {
    "vang_nha": "Vắng nhà",
    "sai_dia_chi": "Sai địa chỉ",
    "di_vien": "Đi viện",
    "tu_choi_nhan": "Từ chối nhận",
    DIED: "Đã mất",
    "sai_sot": "Kết quả có sai sót",
    OTHER: "Lý do khác",
}


def check_recipient(who: str, name: str, relation: str) -> None:
    """RecipientUnclear when a listed recipient lacks the name or relation that its kind needs."""
    found = next((one for one in RECIPIENTS if one.code == who), None)
    if found is None or not name.strip() or (found.needs_relation and not relation.strip()):
        raise RecipientUnclear


def other_card(recipient: Mapping[str, Any], numbers: Sequence[str]) -> bool:
    """Whether the person himself is said to have received, by a card with none of his case's identity `numbers`."""
    known = {one for one in numbers if one}
    return (
        recipient.get("who") == "self" and bool(recipient.get("number") and known) and recipient["number"] not in known
    )


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


AT_COUNTER = "tai_tru_so"
CLOSINGS = {
    AT_COUNTER: "Đã trả tại trụ sở",
    DIED: "Người nhận đã mất",
    "tu_choi_nhan": "Từ chối nhận",
}


def check_closing(outcome: str, words: str) -> None:
    """ReasonUnknown for an outcome that is not listed, or a refusal to receive without words."""
    if outcome not in CLOSINGS or (outcome == "tu_choi_nhan" and not words.strip()):
        raise ReasonUnknown


# what a decision's person is told at the door: nothing of it is ticked beforehand
EXPLAINED = {
    "amount": "Mức hưởng mỗi tháng",
    "from_month": "Hưởng từ tháng nào",
    "pay_day": "Ngày và nơi nhận tiền",
    "complaint": "Quyền khiếu nại",
    "changes": "Phải báo khi có thay đổi",
}
READINGS = {"read_out": "Đã đọc cho nghe", "self": "Tự đọc, không cần đọc"}
# TT 02/2021/TT-BLĐTBXH: who does not collect for three months running has the allowance suspended
SUSPENDED_AFTER_MONTHS = 3
_IN_A_ROW = 3
MOMENT = "moment"
_NOT_ABSENT = frozenset({DIED, "sai_sot"})


def tells_of_suspension(attempts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the failed attempts (`reason` and `at`, oldest first) are spread over three months, or three in a row."""
    missed = [datetime.fromisoformat(one["at"]) for one in attempts if one["reason"] not in _NOT_ABSENT]
    if len(missed) >= _IN_A_ROW:
        return True
    return len(missed) > 1 and (missed[-1] - missed[0]).days >= SUSPENDED_AFTER_MONTHS * _DAYS_A_MONTH


_DAYS_A_MONTH = 30


def died(attempts: Sequence[Mapping[str, Any]]) -> bool:
    """Whether the newest word from the door is that the person has died."""
    return bool(attempts) and attempts[-1]["reason"] == DIED


@dataclass(frozen=True, slots=True)
class HandedOver:
    """How a result was handed over, as rules see it; `mode` empty from a phone of an older release, `roles` of the
    photos that came along."""

    mode: str
    finger: str
    drawn: bool
    who: str
    benefit: bool
    explained: Sequence[str]
    roles: Sequence[str]
    consented: bool


def check_handing(of: HandedOver) -> None:
    """SigningUnclear, RecipientUnclear, SlipPhotoMissing, NotExplained, ConsentMissing."""
    signing.check(signing.Mode(of.mode or signing.Mode.PAPER), of.finger, drawn=of.drawn)
    if set(of.explained) - set(EXPLAINED):
        raise ReasonUnknown
    if not of.mode:
        return
    wanted = {"fingerprint"} if of.mode == signing.Mode.FINGERPRINT else set()
    wanted |= {"authorisation"} if of.who == "authorised" else set()
    if wanted != set(of.roles) - {MOMENT} or len(set(of.roles)) != len(of.roles):
        raise SlipPhotoMissing
    if MOMENT in of.roles and not of.consented:
        raise ConsentMissing
    if of.benefit and set(of.explained) != set(EXPLAINED):
        raise NotExplained


def ended_without(state: str, ended: Mapping[str, Any] | None) -> bool:
    """Whether a case ended and its person has no result of it; what was given at the counter is a result."""
    at_counter = state == life.State.CLOSED and (ended or {}).get("code") == AT_COUNTER
    return state in life.ENDED and not at_counter
