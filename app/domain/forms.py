"""The papers that people most often sign at home, as forms filled from a card: what is known is never written again.

Drafts in the usual shape of such papers; the four authorisations stay inside TT 01/2020/TT-BTP Điều 14.2, the personal
history leaves to be struck out what is empty (Điều 15). One row a form; phone and desk print the same lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.problems import NotFound

DOTS = "." * 36
LONG_DOTS = "." * 150


@dataclass(frozen=True, slots=True)
class Asked:
    """Something that a form asks beside the card: its words, how long it may be."""

    name: str
    words: str
    most: int = 120


PERSON = (
    Asked("name", "Họ và tên"),
    Asked("birth", "Ngày sinh", 10),
    Asked("number", "Số định danh cá nhân", 20),
    Asked("address", "Nơi cư trú", 200),
)
OTHER = (
    Asked("other_name", "Người được ủy quyền: họ và tên"),
    Asked("other_birth", "Người được ủy quyền: ngày sinh", 10),
    Asked("other_number", "Người được ủy quyền: số định danh cá nhân", 20),
    Asked("other_address", "Người được ủy quyền: nơi cư trú", 200),
    Asked("relation", "Quan hệ với người ủy quyền", 60),
)
DAYS = (Asked("since", "Ủy quyền từ ngày", 10), Asked("until", "Đến ngày", 10))


@dataclass(frozen=True, slots=True)
class Form:
    """A paper to be signed; `body` lines carry fields in braces, what is not known is printed as dots."""

    kind: str
    title: tuple[str, ...]
    asked: tuple[Asked, ...]
    body: tuple[str, ...]
    signer: str


_I = ("Tôi là: {name}, sinh ngày: {birth}, số định danh cá nhân: {number}.", "Nơi cư trú: {address}.")
_TO = (
    "Ủy quyền cho: {other_name}, sinh ngày: {other_birth}, số định danh cá nhân: {other_number}.",
    "Nơi cư trú: {other_address}. Quan hệ với người ủy quyền: {relation}.",
)
_NO_GAIN = (
    "Việc ủy quyền không có thù lao, người được ủy quyền không có nghĩa vụ bồi thường và không liên quan đến việc "
    "chuyển quyền sở hữu tài sản, quyền sử dụng bất động sản."
)
_READ = "Tôi đã đọc, hoặc đã được nghe đọc, hiểu rõ và chịu trách nhiệm về nội dung giấy này."


def _authorisation(kind: str, what: str, about: str = "") -> Form:
    asked = (*PERSON, *OTHER, *((Asked("about", about, 300),) if about else ()), *DAYS)
    span = "Thời hạn ủy quyền: từ ngày {since} đến ngày {until}."
    body = (*_I, *_TO, f"Nội dung ủy quyền: {what}.", span, _NO_GAIN, _READ)
    return Form(kind, ("GIẤY ỦY QUYỀN",), asked, body, "NGƯỜI ỦY QUYỀN")


FORMS = (
    _authorisation("uy_quyen_tro_cap", "nhận hộ trợ cấp xã hội, phụ cấp hằng tháng"),
    _authorisation("uy_quyen_luong_huu", "nhận hộ lương hưu, trợ cấp bảo hiểm xã hội hằng tháng"),
    _authorisation("uy_quyen_nop_ho_so", "nộp hộ, nhận hộ hồ sơ, giấy tờ sau: {about}", "Hồ sơ, giấy tờ nào"),
    _authorisation("uy_quyen_trong_nha", "trông nom nhà cửa tại: {about}", "Nhà ở đâu"),
    _authorisation(
        "uy_quyen_vay_chinh_sach",
        "thay mặt hộ gia đình vay vốn tại Ngân hàng Chính sách xã hội, chương trình: {about}",
        "Chương trình vay",
    ),
    Form(
        "so_yeu_ly_lich",
        ("SƠ YẾU LÝ LỊCH", "(Tự khai)"),
        PERSON,
        (
            "1. Họ và tên: {name}",
            "2. Ngày sinh: {birth}",
            "3. Số định danh cá nhân: {number}",
            "4. Nơi cư trú: {address}",
            f"5. Dân tộc: {DOTS} Tôn giáo: {DOTS}",
            f"6. Trình độ học vấn: {DOTS}",
            f"7. Nghề nghiệp, nơi làm việc: {DOTS}{DOTS}",
            f"8. Gia đình (cha, mẹ, vợ hoặc chồng, con, anh chị em ruột): {LONG_DOTS}{LONG_DOTS}",
            f"9. Quá trình học tập, làm việc: {LONG_DOTS}{LONG_DOTS}",
            "Mục nào không có thì gạch chéo trước khi ký.",
            "Tôi cam đoan lời khai trên là đúng sự thật và chịu trách nhiệm trước pháp luật.",
        ),
        "NGƯỜI KHAI",
    ),
    Form(
        "giay_tu_lap",
        ("GIẤY CAM KẾT",),
        (*PERSON, Asked("about", "Cam kết việc gì", 300)),
        (*_I, "Tôi cam kết: {about}.", _READ),
        "NGƯỜI CAM KẾT",
    ),
)
# invented: what a filled form looks like
SAMPLE = {
    "name": "Nguyễn Thị Mẫu",
    "birth": "12/05/1954",
    "number": "001154000017",
    "address": "số 1, Tổ 2, phường Ví Dụ, tỉnh Bắc Ninh",
    "other_name": "Trần Văn Thử",
    "other_birth": "20/09/1980",
    "other_number": "001080000019",
    "other_address": "số 1, Tổ 2, phường Ví Dụ, tỉnh Bắc Ninh",
    "relation": "con trai",
    "about": "giấy tờ đất đai của gia đình tại Trung tâm Phục vụ hành chính công",
    "since": "01/12/2026",
    "until": "30/11/2027",
}


def of(kind: str) -> Form:
    """The form of a document kind; NotFound where there is none."""
    found = next((one for one in FORMS if one.kind == kind), None)
    if found is None:
        raise NotFound
    return found


def filled(form: Form, values: Mapping[str, str]) -> list[str]:
    """The lines with what is known; dots to write on where nothing is."""
    known = {one.name: values.get(one.name, "").strip() or _dots(one) for one in form.asked}
    return [line.format_map(known) for line in form.body]


def _dots(one: Asked) -> str:
    return LONG_DOTS if one.most > 200 else DOTS
