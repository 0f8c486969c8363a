"""How visits, notices and messages to citizens read on a page."""

from flask import Flask
from flask_babel import lazy_gettext as _

from app.domain import visit

VISIT_STATES = {
    "requested": ("warn", "clock", _("Chờ xếp lịch")),
    "planned": ("local", "today", _("Đã xếp lịch")),
    "done": ("ok", "tick", _("Đã làm xong")),
    "not_done": ("mute", "clock", _("Chưa làm được")),
    "stopped": ("mute", "lotus", _("Dừng lại")),
    "cancelled": ("mute", "refuse", _("Đã hủy")),
}
NOTICES = {
    "waiting": _("Có hồ sơ chờ ký"),
    "due": _("Có hồ sơ sắp quá hạn ký"),
    "returned": _("Có hồ sơ cần bổ sung"),
    "ready": _("Có giấy tờ cần trả lại"),
    "assigned": _("Có lượt đến nhà mới"),
}
MESSAGE_TEXTS = {
    "submitted": _("Hồ sơ chứng thực làm tại nhà đã đến xã, đang chờ ký."),
    "returned": _("Hồ sơ chứng thực làm tại nhà cần bổ sung. Cán bộ sẽ liên hệ."),
    "approved": _("Hồ sơ chứng thực làm tại nhà đã được ký, đang đóng dấu."),
    "ready": _("Kết quả hồ sơ đã có. Cán bộ sẽ mang đến nhà."),
    "delivered": _("Kết quả hồ sơ đã được trả tại nhà."),
    "closed": _("Hồ sơ chứng thực làm tại nhà đã dừng. Cần rõ lý do thì gọi xã."),
    "closed.tai_tru_so": _("Kết quả hồ sơ đã được trả tại trụ sở."),
    "declined": _("Hồ sơ chứng thực làm tại nhà đã dừng. Cần rõ lý do thì gọi xã."),
    "refused": _("Hồ sơ chứng thực làm tại nhà đã dừng. Cần rõ lý do thì gọi xã."),
    "withdrawn": _("Hồ sơ chứng thực làm tại nhà đã được rút theo yêu cầu."),
    "revoked": _("Hồ sơ chứng thực làm tại nhà đã dừng. Cần rõ lý do thì gọi xã."),
    "visit.requested": _("Xã đã nhận đăng ký đến nhà và sẽ gọi để hẹn ngày."),
    "visit.planned": _("Cán bộ của xã sẽ đến nhà theo lịch hẹn."),
}


def install(app: Flask) -> None:
    """Names them for templates."""
    app.jinja_env.globals.update(
        NOT_DONE=visit.NOT_DONE, VISIT_STATES=VISIT_STATES, NOTICES=NOTICES, MESSAGE_TEXTS=MESSAGE_TEXTS
    )
