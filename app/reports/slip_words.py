"""What each slip says, in the words of its form (Phụ lục TT 03/2025/TT-VPCP; phiếu hẹn of TT 01/2020/TT-BTP)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from app.domain import printable, words_vi
from app.domain.calendar import local
from app.domain.people import addressed
from app.domain.slips import SYMBOLS, Slip, Typed
from app.reports import slip_steps
from app.reports.history import Event
from app.reports.orgs import Facts as Commune
from app.reports.payments import Payment, asked_for
from app.store import slips as rows
from app.store.cases import CaseRow


class _Made(Protocol):
    @property
    def kind(self) -> Slip: ...
    @property
    def number(self) -> str: ...
    @property
    def typed(self) -> Typed: ...
    @property
    def org(self) -> Commune: ...
    @property
    def case(self) -> CaseRow: ...
    @property
    def officer(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def external(self) -> str: ...
    @property
    def promised(self) -> datetime | None: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Facts:
    """A slip that was made, and its code as it is read aloud ("" for none)."""

    made: _Made
    code: str
    payment: Payment | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A slip in the list of a case."""

    id: str
    kind: str
    number: str
    at: datetime


def of_case(db: Session, org_id: str, case_id: str) -> list[Line]:
    """The slips of a case, the newest first."""
    found = rows.of_case(db, org_id, case_id)
    return [Line(one.id, one.kind, f"{one.number:02d}/{SYMBOLS[Slip(one.kind)]}", one.at) for one in found]


def external(db: Session, case_id: str) -> str:
    """The national system's code."""
    return rows.external(db, case_id)


# L12, NĐ 23/2015 Điều 7
TERM = "trong ngày, hoặc ngày làm việc tiếp theo nếu nhận sau 15 giờ"


def page(facts: Facts, events: Sequence[Event]) -> dict[str, Any]:
    """Everything that is printed."""
    made = facts.made
    whole = {
        "org": made.org.name,
        "desk": "Trung tâm Phục vụ hành chính công",
        "unit": made.org.unit,
        "number": made.number,
        "day": words_vi.date_figures(local(made.at)),
        "header": (),
        "widths": (),
        "table": (),
        "paragraphs": (),
        "foot": _foot(facts),
        "made_at": made.at,
        "pay": asked_for(facts.payment) if made.kind in (Slip.RECEIVED, Slip.APPOINTMENT) else "",
    }
    return whole | _KINDS[made.kind](facts, events)


def _received(facts: Facts, _events: Sequence[Event]) -> dict[str, Any]:
    made, case = facts.made, facts.made.case
    pages = (case.fields.get("document") or {}).get("pages", "")
    return {
        "title": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "rows": [
            ("Mã hồ sơ:", _dossier(made)),
            ("Tiếp nhận hồ sơ của:", _who(case)),
            *_reach(case),
            ("Nội dung yêu cầu giải quyết:", "Chứng thực chữ ký trong giấy tờ, văn bản"),
            ("1. Thành phần hồ sơ nộp gồm:", " "),
        ],
        "header": ("TT", "Tên giấy tờ", "Hình thức", "Ghi chú"),
        "widths": (1, 6, 2, 3),
        "table": [("1", _plain(case.title), "Bản chính", f"{pages} trang")],
        "paragraphs": (
            "2. Số lượng hồ sơ: 01 (bộ).",
            f"3. Thời gian giải quyết hồ sơ theo quy định: {TERM}.",
            f"4. Thời gian nhận hồ sơ: {_when(case.signed_at)}.",
            f"5. Thời gian trả kết quả: {_when(made.promised or case.due_at)}.",
            "6. Đăng ký nhận kết quả tại: nhà người yêu cầu.",
        ),
        "signers": _both(made),
    }


def _appointment(facts: Facts, _events: Sequence[Event]) -> dict[str, Any]:
    made, case = facts.made, facts.made.case
    fee = case.fields.get("fee") or {}
    amount = fee.get("amount")
    said = f"{words_vi.thousands(amount)} đồng" if amount is not None else ""
    copies = (case.fields.get("document") or {}).get("copies", 1)
    place = (case.fields.get("signing") or {}).get("place", "")
    return {
        "title": "Phiếu hẹn trả kết quả chứng thực",
        "rows": [
            ("Họ tên người yêu cầu:", _who(case)),
            ("Giấy tờ, văn bản:", _plain(case.title)),
            ("Số lượng:", f"{copies:02d}"),
            ("Tiếp nhận ngoài trụ sở, tại:", _plain(place)),
            ("Lúc:", _when(case.signed_at)),
            ("Hẹn trả kết quả:", _when(made.promised or case.due_at)),
            ("Tại:", "nhà người yêu cầu"),
            ("Phí:", said),
            ("Mã hồ sơ:", _dossier(made)),
        ],
        "signers": [("Người tiếp nhận", "(Ký, ghi rõ họ tên)", made.officer)],
    }


def _supplement(facts: Facts, _events: Sequence[Event]) -> dict[str, Any]:
    made, case = facts.made, facts.made.case
    items = [f"{place}. {_plain(one)}" for place, one in enumerate(made.typed.items, start=1)]
    return {
        "title": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
        "rows": _of_whom(made),
        "paragraphs": (
            "Yêu cầu hoàn thiện hồ sơ gồm những nội dung sau:",
            *items,
            f"Lý do: {_plain(made.typed.reason)}.",
            (
                "Trong quá trình hoàn thiện hồ sơ nếu có vướng mắc, ông (bà) liên hệ với "
                f"{made.officer}, số điện thoại {made.org.phone} để được hướng dẫn."
            ),
        ),
        "signers": [("Người hướng dẫn", "(Ký, ghi rõ họ tên)", made.by)],
        "foot": "" if case.number else _foot(facts),
    }


def _refusal(facts: Facts, _events: Sequence[Event]) -> dict[str, Any]:
    made = facts.made
    return {
        "title": "Phiếu từ chối tiếp nhận, giải quyết hồ sơ",
        "rows": _of_whom(made),
        "paragraphs": (
            (
                f"Qua xem xét, {made.org.name} thông báo không tiếp nhận, giải quyết hồ sơ này với lý do cụ thể như "
                f"sau: {_plain(made.typed.reason)} (căn cứ: {_plain(made.typed.basis)})."
            ),
            "Xin thông báo cho ông (bà) được biết và thực hiện.",
            "Ông (bà) có quyền khiếu nại theo quy định của pháp luật.",
        ),
        "signers": _both(made),
    }


def _apology(facts: Facts, _events: Sequence[Event]) -> dict[str, Any]:
    made, case = facts.made, facts.made.case
    again = _when(made.typed.again_at) if made.typed.again_at else ""
    return {
        "title": "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
        "rows": [("Kính gửi:", _who(case))],
        "paragraphs": (
            (
                f"{_capital(words_vi.date_figures(local(case.signed_at)))}, {made.org.name} tiếp nhận giải quyết hồ sơ "
                f"chứng thực chữ ký của ông (bà); mã hồ sơ: {_dossier(made)}. Thời gian hẹn trả kết quả: "
                f"{_when(case.due_at)}."
            ),
            (
                f"Tuy nhiên đến nay, {made.org.name} chưa trả kết quả giải quyết hồ sơ của ông (bà) đúng thời hạn "
                f"quy định. Lý do: {_plain(made.typed.reason)}."
            ),
            (
                "Sự chậm trễ này đã gây phiền hà, tốn kém chi phí, công sức của ông (bà). "
                f"{made.org.name} xin lỗi ông (bà) và sẽ trả kết quả vào {again}."
            ),
            "Mong nhận được sự thông cảm của ông (bà)./.",
        ),
        "signers": [("Thủ trưởng cơ quan", "(Ký, ghi rõ họ tên, đóng dấu)", "")],
    }


def _control(facts: Facts, events: Sequence[Event]) -> dict[str, Any]:
    made, case = facts.made, facts.made.case
    table = []
    for one in events:
        if one.kind in slip_steps.STEPS and not one.held:
            stand = slip_steps.stand(one.kind, one.at, case.due_at)
            table.append((slip_steps.STEPS[one.kind], one.who, f"{local(one.at):%H:%M %d/%m/%Y}", stand, ""))
    return {
        "title": "Phiếu kiểm soát quá trình giải quyết hồ sơ",
        "rows": [*_of_whom(made), ("Hẹn trả kết quả:", _when(case.due_at))],
        "header": ("Việc, bộ phận", "Người làm", "Giờ, ngày", "Kết quả", "Ghi chú, ký"),
        "widths": (5, 4, 3, 2, 3),
        "table": table,
        "signers": [("Người lập phiếu", "(Ký, ghi rõ họ tên)", made.by)],
    }


_KINDS: dict[Slip, Callable[[Facts, Sequence[Event]], dict[str, Any]]] = {
    Slip.RECEIVED: _received,
    Slip.APPOINTMENT: _appointment,
    Slip.SUPPLEMENT: _supplement,
    Slip.REFUSAL: _refusal,
    Slip.APOLOGY: _apology,
    Slip.CONTROL: _control,
}


def _of_whom(made: _Made) -> list[tuple[str, str]]:
    return [
        ("Hồ sơ của:", _who(made.case)),
        ("Mã hồ sơ:", _dossier(made)),
        ("Nội dung yêu cầu giải quyết:", f"Chứng thực chữ ký: {_plain(made.case.title)}"),
        *_reach(made.case),
    ]


def _reach(case: CaseRow) -> list[tuple[str, str]]:
    person = case.fields.get("person") or {}
    address = person.get("address") or case.hamlet
    return [("Địa chỉ:", _plain(address)), ("Số điện thoại:", _plain(case.fields.get("phone", "")))]


def _both(made: _Made) -> list[tuple[str, str, str]]:
    signed = "(Ký, ghi rõ họ tên)"
    return [("Người nộp hồ sơ", signed, _plain(made.case.name)), ("Người tiếp nhận hồ sơ", signed, made.officer)]


def _who(case: CaseRow) -> str:
    return _plain(addressed(case.honorific, case.name)) if case.name else ""


def _dossier(made: _Made) -> str:
    """L17: the national system's code where one was typed, beside our own."""
    return f"{made.external} ({made.case.dossier})" if made.external else made.case.dossier


def _foot(facts: Facts) -> str:
    made = facts.made
    if not facts.code:
        return f"Cần hỏi, ông (bà) gọi {made.org.phone}."
    return (
        "Xem hồ sơ đến đâu: quét mã ở đầu phiếu, nhập 4 số cuối của số giấy tờ tùy thân. "
        f"Mã: {facts.code}. Điện thoại: {made.org.phone}."
    )


def _when(at: datetime) -> str:
    here = local(at)
    return f"{words_vi.time_figures(here)}, {words_vi.date_figures(here)}"


def _plain(text: str) -> str:
    return printable.plain(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
