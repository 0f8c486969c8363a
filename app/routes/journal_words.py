"""How the acts of the journal read on a page."""

from flask import Flask
from flask_babel import lazy_gettext as _

from app.domain.retention import SCHEDULE
from app.domain.wording_forms import TITLES

ACTS = {
    "staff.added": _("Thêm người"),
    "staff.renamed": _("Sửa họ tên, chức danh"),
    "staff.invited": _("Tạo lời mời"),
    "staff.entered": _("Dùng lời mời để vào"),
    "staff.roles_changed": _("Đổi việc được làm"),
    "staff.authority_recorded": _("Ghi thẩm quyền"),
    "staff.authority_ended": _("Ghi ngày hết thẩm quyền"),
    "staff.recovery_proposed": _("Đề nghị cấp lại khóa"),
    "staff.absence_recorded": _("Ghi vắng mặt"),
    "staff.absence_ended": _("Bỏ ghi vắng mặt"),
    "staff.left": _("Ghi nhận đã nghỉ, chuyển công tác"),
    "device.invited": _("Mời máy"),
    "device.enrolled": _("Ghi nhận máy"),
    "device.revoked": _("Ngừng máy"),
    "device.lost": _("Báo mất máy"),
    "device.found": _("Tìm thấy máy"),
    "device.vault_opened": _("Mở lại máy, đặt mã PIN mới"),
    "staff.work_given": _("Giao việc cho người khác"),
    "org.changed": _("Đổi cài đặt của xã"),
    "book.opened": _("Mở sổ chứng thực"),
    "book.volume_opened": _("Mở quyển sổ mới"),
    "book.closed": _("Khóa sổ năm"),
    "book.printed": _("In sổ chứng thực"),
    "book.exported": _("Tải sổ chứng thực"),
    "tickets.printed": _("In tờ hẹn in sẵn"),
    "hours.added": _("Thêm giờ làm việc, phiên ngoài giờ"),
    "hours.ended": _("Ghi ngày hết giờ làm việc"),
    "fee.recorded": _("Ghi mức phí mới"),
    "fee.exempted": _("Ghi trường hợp miễn phí"),
    "fee.exemption_ended": _("Ghi ngày hết miễn phí"),
    "fee.account_changed": _("Đổi tài khoản thu phí"),
    "fee.handed_in": _("Nộp tiền phí"),
    "fee.ledger_printed": _("In, tải sổ phí"),
    "statement.imported": _("Nhập sao kê ngân hàng"),
    "calendar.changed": _("Sửa ngày nghỉ"),
    "calendar.checked": _("Xác nhận lịch năm"),
    "wording.proposed": _("Đề nghị xác nhận mẫu lời chứng"),
    "wording.confirmed": _("Xác nhận mẫu lời chứng"),
    "wording.taken_back": _("Rút đề nghị về mẫu lời chứng"),
    "document_kind.changed": _("Sửa loại giấy"),
    "point.added": _("Thêm khu dân cư điện tử"),
    "point.ended": _("Bỏ khu dân cư điện tử"),
    "hamlet.changed": _("Sửa danh sách thôn, xóm"),
    "printer.tested": _("Đã in thử"),
    "bundle.made": _("Xuất tệp chứng cứ"),
    "keys.changed": _("Đổi khóa của máy chủ"),
    "retention.changed": _("Đổi thời hạn lưu"),
    "purge.proposed": _("Đề nghị hủy dữ liệu đến hạn"),
    "purge.dropped": _("Bỏ đề nghị hủy dữ liệu"),
    "purge.confirmed": _("Xác nhận hủy dữ liệu"),
    "data_request.received": _("Ghi yêu cầu về dữ liệu cá nhân"),
    "data_request.answered": _("Trả lời yêu cầu về dữ liệu cá nhân"),
    "data_request.exported": _("Tải bản sao dữ liệu cá nhân"),
    "keys.retired": _("Hủy khóa cũ của máy chủ"),
    "benefit.level_recorded": _("Ghi mức chuẩn trợ giúp xã hội"),
    "benefit.group_opened": _("Mở xem nhóm hưởng"),
    "decisions.imported": _("Nhập quyết định"),
    "restore.confirmed": _("Xác nhận máy chủ đã khôi phục"),
}
PURPOSES = {"first": _("Lần đầu"), "renewal": _("Mời lại"), "recovery": _("Cấp lại khóa")}
SETTINGS = {
    "way": _("Cách làm"),
    "line_one": _("Giờ ở dòng đầu lời chứng"),
    "line_one_basis": _("Căn cứ"),
    "extras": _("Xin thêm của người dân"),
    "phone": _("Điện thoại trụ sở"),
    "address": _("Địa chỉ trụ sở"),
    "office_place": _("Tọa độ trụ sở"),
}
RIGHTS = {
    "see": _("Xem, nhận bản sao"),
    "fix": _("Sửa thông tin sai"),
    "erase": _("Xóa"),
    "restrict": _("Hạn chế sử dụng"),
    "object": _("Phản đối việc sử dụng"),
    "other": _("Việc khác"),
}
HOWS = {
    "counter": _("Tại trụ sở"),
    "post": _("Thư, văn bản"),
    "phone": _("Điện thoại"),
    "online": _("Trên mạng"),
}
OUTCOMES = {
    "done": _("Đã làm theo yêu cầu"),
    "partly": _("Làm được một phần"),
    "refused": _("Từ chối"),
}
CHOSEN = {"signed": _("Giờ người dân ký tại nhà"), "certified": _("Giờ ký chứng thực")}


def install(app: Flask) -> None:
    """Names them for templates."""
    app.jinja_env.globals.update(RETAINED={one.code: one.what for one in SCHEDULE})
    app.jinja_env.globals.update(WORDING_TITLES=TITLES)
    app.jinja_env.globals.update(RIGHTS=RIGHTS, HOWS=HOWS, OUTCOMES=OUTCOMES)
    app.jinja_env.globals.update(ACTS=ACTS, PURPOSES=PURPOSES, SETTINGS=SETTINGS, CHOSEN=CHOSEN)
