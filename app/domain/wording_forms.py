"""L11: the wordings that come with the product: one or several, ordinary or one-stop, signed, fingerprinted or neither.

Composed after the forms of NĐ 23/2015 and TT 01/2020/TT-BTP; those of NĐ 280/2025 were not obtainable, so each print
carries the mark of an unchecked form until a commune has confirmed or replaced it.
"""

from datetime import date

from app.domain.wording import Wording

_ND23, _TT01 = date(2015, 4, 10), date(2020, 4, 20)
_FIRST = (
    "{time}, {date} (Bằng chữ: {time_words}, {date_words})",
    "Tại {place}.",
    "Tôi {certifier}, là {certifier_title} {authority_name}",
    "^Chứng thực",
)
_LAST = "Số chứng thực {certificate}"
_ONE = "{citizen}, Giấy tờ tùy thân: {paper} số {number}, "
_EACH = "*{place_no}. {citizen}, Giấy tờ tùy thân: {paper} số {number}"
_PLEDGE = "cam đoan đã hiểu, tự chịu trách nhiệm về nội dung của giấy tờ, văn bản"
_NAMED = "Các ông/bà có tên sau đây:"
_ME, _RECEIVER = "trước mặt tôi.", "trước mặt {officer} là người tiếp nhận hồ sơ."
_PAPER = "vào giấy tờ, văn bản này"
_AS_SAID = "mỗi người đã ký, điểm chỉ hoặc không thể ký, điểm chỉ được như ghi trên"
_SEVERAL = "CỦA NHIỀU NGƯỜI TRONG MỘT GIẤY TỜ, VĂN BẢN"
_SIGN = ("LỜI CHỨNG CHỨNG THỰC CHỮ KÝ", "CỦA MỘT NGƯỜI TRONG MỘT GIẤY TỜ, VĂN BẢN")
_PRINT = ("LỜI CHỨNG CHỨNG THỰC ĐIỂM CHỈ",)
_CANNOT = ("LỜI CHỨNG CHỨNG THỰC TRONG TRƯỜNG HỢP", "KHÔNG THỂ KÝ, ĐIỂM CHỈ ĐƯỢC")
_MIXED = "LỜI CHỨNG CHỨNG THỰC CHỮ KÝ, ĐIỂM CHỈ"


def _form(code: str, way: str, title: tuple[str, ...], body: tuple[str, ...]) -> Wording:
    basis, since = (
        ("NĐ 23/2015/NĐ-CP, Phụ lục; kế tiếp: NĐ 280/2025/NĐ-CP", _ND23)
        if way == "A"
        else ("TT 01/2020/TT-BTP, Phụ lục; kế tiếp: NĐ 280/2025/NĐ-CP", _TT01)
    )
    return Wording(code, 1, way, basis, since, None, title, (*_FIRST, *body, _LAST))


def _both(codes: tuple[str, str], title: tuple[str, ...], body: tuple[str, ...]) -> tuple[Wording, Wording]:
    """The same form for the certifier who was there (A) and for the one-stop desk (B)."""
    ordinary = tuple(line.replace("{before}", _ME) for line in body)
    one_stop = tuple(line.replace("{before}", _RECEIVER) for line in body)
    return _form(codes[0], "A", title, ordinary), _form(codes[1], "B", title, one_stop)


WORDINGS = (
    *_both(("W1", "W2"), _SIGN, (f"{_ONE}{_PLEDGE} và đã ký {_PAPER} {{before}}",)),
    *_both(("W3", "W4"), (_SIGN[0], _SEVERAL), (_NAMED, _EACH, f"{_PLEDGE} và đã cùng ký {_PAPER} {{before}}")),
    *_both(("W5", "W7"), _PRINT, (f"{_ONE}{_PLEDGE} và đã điểm chỉ ({{finger}}) {_PAPER} {{before}}",)),
    *_both(
        ("W6", "W8"),
        _CANNOT,
        (f"{_ONE}{_PLEDGE} {{before}}", f"{{citizen}} không thể ký, điểm chỉ được {_PAPER}."),
    ),
    *_both(
        ("W9", "W10"),
        (_MIXED, _SEVERAL),
        (_NAMED, f"{_EACH} ({{how}})", f"{_PLEDGE} và đã cùng ký, điểm chỉ {_PAPER} {{before}}"),
    ),
    *_both(
        ("W11", "W12"),
        (_MIXED, _SEVERAL),
        (_NAMED, f"{_EACH} ({{how}})", f"{_PLEDGE}, {_AS_SAID}, {{before}}"),
    ),
)  # fmt: skip
# what each wording is for, in the words of the screen
TITLES = {
    "W1": "Một người ký, người đi nhà chứng thực",
    "W2": "Một người ký, qua người tiếp nhận",
    "W3": "Nhiều người ký, người đi nhà chứng thực",
    "W4": "Nhiều người ký, qua người tiếp nhận",
    "W5": "Một người điểm chỉ, người đi nhà chứng thực",
    "W7": "Một người điểm chỉ, qua người tiếp nhận",
    "W6": "Không thể ký, điểm chỉ; người đi nhà chứng thực",
    "W8": "Không thể ký, điểm chỉ; qua người tiếp nhận",
    "W9": "Nhiều người, có người điểm chỉ; người đi nhà chứng thực",
    "W10": "Nhiều người, có người điểm chỉ; qua người tiếp nhận",
    "W11": "Nhiều người, có người không thể ký; người đi nhà chứng thực",
    "W12": "Nhiều người, có người không thể ký; qua người tiếp nhận",
}
