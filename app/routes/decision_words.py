"""How decisions and hand-overs read on a page; what is wrong with a row of a sheet."""

from flask import Flask
from flask_babel import lazy_gettext as _

from app.domain import benefits, delivery, signing, words_vi
from app.domain.decision_sheet import BY_NAME, Wrong

_WORDS = {
    "missing": _("%(field)s: chưa có."),
    "text": _("%(field)s: có ký tự lạ, hoặc dài quá."),
    "unread": _("%(field)s: không đọc được “%(said)s”."),
    "identity": _("%(field)s: “%(said)s” không đủ 12 chữ số. Excel hay bỏ số 0 ở đầu."),
    "group": _("%(field)s: “%(said)s” không có trong Điều 5. Ghi như 5a, 6."),
    "kind": _("%(field)s: “%(said)s” không rõ. Ghi hưởng, điều chỉnh, thôi hưởng hoặc hưu trí xã hội."),
    "coefficient": _("Hệ số %(said)s không hợp với nhóm này: %(allowed)s."),
    "amount": _("Mức hưởng trong bảng là %(said)s đồng; tính theo mức chuẩn và hệ số là %(due)s đồng."),
    "officer": _("Không có cán bộ tên “%(said)s”."),
    "officers": _("Có hơn một cán bộ tên “%(said)s”. Ghi đúng dấu, hoặc để trống rồi chọn cán bộ ở dưới."),
    "known": _("Quyết định này đã nhập trước đó."),
}


def said(wrong: Wrong) -> str:
    """In words, with both figures where two differ."""
    field = BY_NAME[wrong.name].words if wrong.name in BY_NAME else wrong.name
    return str(_WORDS[wrong.code]) % {"said": "", **wrong.facts, "field": field}


def install(app: Flask) -> None:
    """Names them for templates."""
    app.jinja_env.filters.update(money=words_vi.money, masked=words_vi.mask_number)
    app.jinja_env.globals.update(
        BENEFIT_KINDS=benefits.KIND_WORDS,
        EXPLAINED=delivery.EXPLAINED,
        DELIVERY_READINGS=delivery.READINGS,
        CLOSINGS=delivery.CLOSINGS,
        FINGERS=signing.FINGERS,
    )
