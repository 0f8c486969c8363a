"""L4, L6, L7, L8: why at home, which paper was shown, the conditions one by one, what may be certified at all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.problems import Problem
from app.domain.signing import ASKED_OF_EACH
from app.domain.words_vi import fold


class ConditionNotMet(Problem):
    """A condition of the law is missing or answered no: this is a refusal, not a form error."""

    code = "condition_not_met"


class ForbiddenDocument(Problem):
    """NĐ 23/2015 Điều 25: a kind that may not be certified, or an unknown one."""

    code = "forbidden_document"


class PaperExpired(Problem):
    """The identity paper was no longer valid on the day of signing."""

    code = "paper_expired"


class UnknownPaper(Problem):
    """Not one of the identity papers of the law."""

    code = "unknown_paper"


class ReasonMissing(Problem):
    """No reason of NĐ 23/2015 Điều 10.1 for doing it at home."""

    code = "reason_missing"


REASONS = {
    "gia_yeu": "Già yếu",
    "khong_di_lai_duoc": "Không thể đi lại được",
    "tam_giu_tam_giam": "Đang bị tạm giữ, tạm giam",
    "phat_tu": "Đang thi hành án phạt tù",
    "ly_do_khac": "Lý do chính đáng khác",
}
NEEDS_TEXT = "ly_do_khac"
PAPERS = {
    "the_can_cuoc": "Thẻ căn cước",
    "the_cccd": "Thẻ căn cước công dân",
    "can_cuoc_dien_tu": "Căn cước điện tử",
    "gcn_can_cuoc": "Giấy chứng nhận căn cước",
    "ho_chieu": "Hộ chiếu",
    "giay_to_xnc": "Giấy tờ xuất nhập cảnh",
    "giay_to_di_lai_qt": "Giấy tờ có giá trị đi lại quốc tế",
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition that the officer answers for."""

    code: str
    question: str
    hint: str


CONDITIONS = (
    Condition(
        "same_person",
        "Đúng là người trên giấy tờ tùy thân không?",
        "So khuôn mặt với ảnh trên giấy tờ, hỏi họ tên và năm sinh.",
    ),
    Condition(
        "not_signed_before",
        "Người yêu cầu ký ngay bây giờ, trước mặt anh/chị?",
        "Giấy đã ký sẵn thì không chứng thực được; làm tờ khác và ký lại trước mặt cán bộ.",
    ),
    Condition(
        "has_read",
        "Người yêu cầu có đọc, hoặc nghe đọc, hết giấy này không?",
        "Mắt kém thì đọc chậm cho nghe, hỏi lại ý chính.",
    ),
    Condition(
        "lucid",
        "Người yêu cầu có minh mẫn, làm chủ được việc mình làm không?",
        "Hỏi vài câu thường ngày: hôm nay thứ mấy, đang ở đâu, ký giấy này để làm gì.",
    ),
    Condition(
        "free_will",
        "Người yêu cầu có tự nguyện ký không?",
        "Hỏi riêng, không có người nhà bên cạnh.",
    ),
    Condition(
        "no_blanks",
        "Mọi chỗ trên giấy đã ghi hoặc gạch chéo?",
        "Chỗ không ghi thì gạch chéo trước khi ký.",
    ),
)


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """A kind of document, with its basis and dates; law is data."""

    code: str
    title: str
    allowed: bool
    why: str
    effective_from: date = date(2020, 4, 20)
    effective_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is on the list on this day, both ends included."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


DOCUMENT_KINDS = (
    DocumentKind("uy_quyen_tro_cap", "Giấy ủy quyền nhận trợ cấp", True, "TT 01/2020/TT-BTP Điều 14.2.b"),
    DocumentKind("uy_quyen_luong_huu", "Giấy ủy quyền nhận lương hưu", True, "TT 01/2020/TT-BTP Điều 14.2.b"),
    DocumentKind("uy_quyen_nop_ho_so", "Giấy ủy quyền nộp, nhận hồ sơ", True, "TT 01/2020/TT-BTP Điều 14.2.a"),
    DocumentKind("uy_quyen_trong_nha", "Giấy ủy quyền trông nom nhà cửa", True, "TT 01/2020/TT-BTP Điều 14.2.c"),
    DocumentKind("uy_quyen_vay_chinh_sach", "Giấy ủy quyền vay vốn Ngân hàng Chính sách xã hội", True,
                 "TT 01/2020/TT-BTP Điều 14.2.d"),
    DocumentKind("so_yeu_ly_lich", "Sơ yếu lý lịch", True, "TT 01/2020/TT-BTP Điều 15"),
    DocumentKind("giay_tu_lap", "Giấy cam kết, đơn tự lập", True, "NĐ 23/2015/NĐ-CP Điều 24.4.c"),
    DocumentKind("hop_dong", "Hợp đồng, giao dịch (mua bán, tặng cho, vay, thế chấp…)", False,
                 "Hợp đồng, giao dịch không được chứng thực chữ ký. Hướng dẫn làm thủ tục chứng thực giao dịch. "
                 "(NĐ 23/2015/NĐ-CP Điều 25.4)"),
    DocumentKind("uy_quyen_khac", "Giấy ủy quyền việc khác, có thù lao hoặc liên quan tài sản", False,
                 "Chỉ bốn việc ủy quyền được chứng thực chữ ký; việc khác làm thủ tục chứng thực giao dịch. "
                 "(TT 01/2020/TT-BTP Điều 14)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """The identity paper that somebody showed (L6)."""

    paper: str
    valid_until: date | None
    signed_on: date


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked to be certified."""

    reason: str
    reason_text: str
    shown: ShownPaper
    kind: str
    conditions: Sequence[tuple[str, bool]]


def check_request(request: Request, kinds: Iterable[DocumentKind] = DOCUMENT_KINDS) -> None:
    """The first refusal of the law that this request meets, in the order an officer would see it. `kinds` are those
    that the commune knows."""
    if request.reason not in REASONS or (request.reason == NEEDS_TEXT and not request.reason_text.strip()):
        raise ReasonMissing
    _check_paper(request.shown)
    # L7: exactly the conditions of the law, each answered, each met
    if list(request.conditions) != [(one.code, True) for one in CONDITIONS]:
        raise ConditionNotMet
    kind = next((one for one in kinds if one.code == request.kind), None)
    if kind is None or not kind.allowed or not kind.holds(request.shown.signed_on):
        raise ForbiddenDocument


# L8: what a contract or transaction is called; such a paper has another procedure, whatever a list says. The four
# authorisations of TT 01/2020/TT-BTP Điều 14.2 are on the shipped list: no other one is ever added
_TRANSACTIONS = (
    "hop dong", "giao dich", "mua ban", "ban", "chuyen nhuong", "the chap", "tang cho", "cho tang", "thua ke",
    "di chuc", "di san", "cho thue", "vay", "coc", "gop von", "thu lao", "uy quyen",
)  # fmt: skip


def check_kind(kind: DocumentKind) -> None:
    """A kind that a commune adds or ends: ForbiddenDocument for a transaction by its name, or for opening what the
    law closes."""
    shipped = next((one for one in DOCUMENT_KINDS if one.code == kind.code), None)
    if shipped is not None and kind.allowed and not shipped.allowed:
        raise ForbiddenDocument
    if kind.allowed and shipped is None and any(f" {words} " in f" {fold(kind.title)} " for words in _TRANSACTIONS):
        raise ForbiddenDocument


def check_co_signer(shown: ShownPaper, conditions: Sequence[tuple[str, bool]]) -> None:
    """L10: who signs with others shows his own paper and meets what is asked of each."""
    _check_paper(shown)
    if list(conditions) != [(code, True) for code in ASKED_OF_EACH]:
        raise ConditionNotMet


def _check_paper(shown: ShownPaper) -> None:
    if shown.paper not in PAPERS:
        raise UnknownPaper
    if shown.valid_until is not None and shown.valid_until < shown.signed_on:
        raise PaperExpired
