"""How times, states and roles read on a page."""

from datetime import date, datetime, timedelta
from typing import NamedTuple

from flask import Flask
from flask_babel import lazy_gettext as _

from app.domain import life, paper
from app.domain.calendar import local
from app.domain.codes import grouped
from app.domain.people import HONORIFICS


class Chip(NamedTuple):
    """A state: colour, icon, word; always the same chip."""

    tone: str
    icon: str
    word: str


STATES = {
    "submitted": Chip("plain", "clock", _("Chờ ký")),
    "returned": Chip("warn", "reply", _("Cần bổ sung")),
    "approved": Chip("ok", "signed", _("Đã ký duyệt")),
    "ready": Chip("local", "ready", _("Sẵn sàng trả")),
    "delivered": Chip("ok", "given", _("Đã trả")),
    "closed": Chip("mute", "folder", _("Đã đóng")),
    "declined": Chip("mute", "refuse", _("Từ chối tại nhà")),
    "refused": Chip("mute", "refuse", _("Từ chối chứng thực")),
    "withdrawn": Chip("mute", "withdrawn", _("Đã rút")),
    "revoked": Chip("error", "refuse", _("Đã thu hồi")),
}
FLAGS = {
    "out_of_window": _("Giờ ký không khớp lúc máy gửi"),
    "window_over_24h": _("Giờ ký chỉ theo lời cán bộ: máy lâu không liên lạc với xã"),
    "identity_doubt": _("Số giấy tờ chưa khớp năm sinh, giới tính"),
    "evidence_unreadable": _("Có ảnh không mở được"),
    "late_arrival": _("Đến muộn: máy đã liên lạc với xã mà hơn một ngày sau mới gửi"),
    "drawn_fast": _("Nét ký trên màn hình vẽ quá nhanh"),
    "same_ink": _("Nét ký giống hệt hồ sơ khác"),
    "same_photo": _("Ảnh giấy giống hệt hồ sơ khác"),
    "same_witness": _("Người làm chứng này có trong nhiều hồ sơ"),
    "far_from_address": _("Máy ở xa nơi ở đã ghi lúc ký"),
}
ROLES = {
    "admin": _("Quản trị viên"),
    "justice_officer": _("Cán bộ tư pháp - hộ tịch"),
    "welfare_officer": _("Cán bộ văn hóa - xã hội"),
    "clerk": _("Văn thư"),
    "leader": _("Lãnh đạo"),
}
MEANS = {
    "passkey": _("Bằng khóa truy cập"),
    "password": _("Bằng mật khẩu"),
    "demo": _("Chạm tên (bản thử)"),
}
CAPACITIES = {
    "chu_tich": _("Chủ tịch"),
    "pho_chu_tich": _("Phó Chủ tịch"),
    "uy_quyen": _("Được ủy quyền"),
    "phan_cong": _("Được phân công"),
}
HOLDERS = {
    "person": _("Người dân"),
    "officer": _("Cán bộ"),
    "clerk": _("Văn thư"),
    "certifier": _("Người ký chứng thực"),
    "lost": _("Hỏng hoặc mất"),
    "filed": _("Lưu tại xã"),
}
WEEKDAYS = (_("Thứ Hai"), _("Thứ Ba"), _("Thứ Tư"), _("Thứ Năm"), _("Thứ Sáu"), _("Thứ Bảy"), _("Chủ nhật"))
_HOUR = 3600


def clock(at: datetime | None) -> str:
    """`09:15`."""
    return local(at).strftime("%H:%M") if at else ""


def day(at: datetime | None) -> str:
    """`23/11/2026`."""
    return local(at).strftime("%d/%m/%Y") if at else ""


def moment(at: datetime | None) -> str:
    """`09:15 ngày 23/11/2026`."""
    return str(_("%(clock)s ngày %(day)s", clock=clock(at), day=day(at))) if at else ""


def iso_moment(text: str) -> str:
    """The moment of a record's own stamp."""
    return moment(datetime.fromisoformat(text)) if text else ""


def plain_date(on: date) -> str:
    """`23/11/2026` of a day without time."""
    return on.strftime("%d/%m/%Y")


def thousands(amount: int) -> str:
    """`10.000`."""
    return f"{amount:,}".replace(",", ".")


def typed_day(text: str) -> str:
    """`21/11/2026` of a day that was typed as `2026-11-21`."""
    return "/".join(reversed(text.split("-")))


def weekday(on: date) -> str:
    """`Thứ Hai`."""
    return str(WEEKDAYS[on.weekday()])


def due(at: datetime, now: datetime) -> str:
    """`Hạn 17:00` today, else `Hạn 24/11`; `Quá hạn …` once it is over: red alone says nothing to who cannot see it."""
    here = local(at)
    text = here.strftime("%H:%M") if here.date() == local(now).date() else here.strftime("%d/%m")
    return str(_("Quá hạn %(at)s", at=text) if at < now else _("Hạn %(at)s", at=text))


def waited(since: datetime, now: datetime) -> str:
    """`2 giờ 10 phút`."""
    seconds = max(timedelta(), now - since).total_seconds()
    hours, minutes = int(seconds // _HOUR), int(seconds % _HOUR // 60)
    if hours >= 24:
        return str(_("%(n)s ngày", n=hours // 24))
    if hours:
        return str(_("%(hours)s giờ %(minutes)s", hours=hours, minutes=f"{minutes:02d}"))
    return str(_("%(n)s phút", n=minutes))


def install(app: Flask) -> None:
    """Names them for templates."""
    app.jinja_env.filters.update(clock=clock, day=day, moment=moment, due=due, waited=waited, grouped=grouped)
    app.jinja_env.filters.update(
        date=plain_date, weekday=weekday, iso_moment=iso_moment, typed_day=typed_day, thousands=thousands
    )
    app.jinja_env.globals.update(
        STATES=STATES,
        OPEN_STATES=life.OPEN,
        ENDED_STATES=life.ENDED,
        LETTER_STATES=life.WITH_LETTER,
        AWAY=paper.AWAY,
        FLAGS=FLAGS,
        ROLES=ROLES,
        HOLDERS=HOLDERS,
        MEANS=MEANS,
        CAPACITIES=CAPACITIES,
        HONORIFICS=HONORIFICS,
        WEEKDAYS=WEEKDAYS,
    )
