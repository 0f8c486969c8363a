"""How records, fields and reasons of a case read on a page."""

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _

from app.domain import delivery, eligibility, fees
from app.domain.acts import REFUSAL_REASONS, RETURN_REASONS
from app.domain.people import HONORIFICS
from app.domain.register import volume_printed

EVENTS = {
    "case.submitted": _("Cán bộ lập hồ sơ tại nhà"),
    "case.amended": _("Cán bộ bổ sung"),
    "case.withdrawn": _("Người dân rút hồ sơ"),
    "case.declined": _("Cán bộ từ chối tại nhà"),
    "case.returned": _("Trả lại để bổ sung"),
    "case.approved": _("Ký duyệt"),
    "case.refused": _("Từ chối chứng thực"),
    "case.reconciled": _("Đã đối chiếu"),
    "certificate.issued": _("Cấp số chứng thực"),
    "certificate.printed": _("Tạo lời chứng"),
    "certificate.annotated": _("Ghi chú vào sổ"),
    "certificate.revoked": _("Thu hồi"),
    "register.entered": _("Ghi số theo sổ chính"),
    "paper.received": _("Văn thư nhận giấy gốc"),
    "paper.sealed": _("Đã ký tay, đóng dấu"),
    "paper.handed": _("Giao giấy cho cán bộ"),
    "paper.lost": _("Giấy hỏng hoặc mất"),
    "delivery.completed": _("Đã giao tận tay"),
    "delivery.attempted": _("Chưa giao được"),
    "delivery.corrected": _("Sửa lần giao ghi nhầm"),
    "visit.planned": _("Thêm lượt đến nhà"),
    "visit.closed": _("Kết thúc lượt đến nhà"),
}
HELD = {
    "already_approved": _("Đến sau khi đã ký duyệt"),
    "already_delivered": _("Đã trả trước đó"),
    "device_revoked": _("Từ máy đã ngừng"),
    "device_suspended": _("Từ máy tạm ngừng"),
    "fork": _("Hai bản cùng một số thứ tự"),
    "id_reused": _("Mã bản ghi dùng hai lần"),
    "condition_not_met": _("Thiếu điều kiện"),
    "paper_expired": _("Giấy tờ tùy thân hết hạn"),
    "paper_elsewhere": _("Giấy gốc ở chỗ khác"),
    "patch_conflict": _("Hai bên cùng sửa một mục"),
    "not_amendable": _("Sửa mục phải ký lại"),
    "wrong_case": _("Hồ sơ của người khác"),
    "not_possible": _("Không hợp bước hiện tại"),
    "bad_body": _("Nội dung không đúng mẫu"),
    "ink_empty": _("Chữ ký trên màn hình trống"),
    "bad_seal": _("Không mở được niêm phong"),
    "too_late_to_correct": _("Sửa quá ngày"),
    "forbidden_document": _("Loại giấy không được chứng thực"),
}
FIELDS = {
    "person.honorific": _("Xưng hô"),
    "person.name": _("Họ và tên"),
    "person.number": _("Số giấy tờ"),
    "person.paper": _("Giấy tờ đã xem"),
    "person.birth": _("Ngày sinh"),
    "person.sex": _("Giới tính"),
    "person.address": _("Nơi thường trú"),
    "person.issued": _("Ngày cấp"),
    "person.valid_until": _("Có giá trị đến"),
    "person.how": _("Cách đọc giấy tờ"),
    "person.warnings": _("Lưu ý"),
    "code": _("Mã"),
    "way": _("Cách làm"),
    "hamlet": _("Tổ, thôn"),
    "phone": _("Điện thoại"),
    "phone_whose": _("Số của ai"),
    "why.code": _("Lý do làm tại nhà"),
    "why.text": _("Ghi rõ lý do"),
    "conditions": _("Điều kiện"),
    "document.kind": _("Loại giấy"),
    "document.title": _("Tên giấy"),
    "document.pages": _("Số trang"),
    "document.copies": _("Số bản"),
    "signing.mode": _("Cách ký"),
    "signing.place": _("Nơi ký"),
    "signing.signed_at": _("Giờ ký"),
    "little_ink": _("Nét ký ngắn"),
    "paper_held": _("Cán bộ giữ giấy gốc"),
    "fee.amount": _("Phí"),
    "fee.paid": _("Thu phí"),
    "fee.receipt": _("Số biên lai"),
    "fee.basis": _("Căn cứ miễn"),
    "recipient.who": _("Người nhận"),
    "recipient.name": _("Tên người nhận"),
    "recipient.relation": _("Quan hệ"),
    "recipient.paper": _("Giấy tờ người nhận"),
    "handed": _("Đã giao"),
    "delivered_at": _("Giao lúc"),
    "attempted_at": _("Đến lúc"),
    "again_on": _("Hẹn lại"),
    "place": _("Nơi giao"),
    "reason": _("Lý do"),
    "text": _("Ghi thêm"),
    "patch": _("Các mục sửa"),
    "words": _("Ghi thêm"),
    "refusal.code": _("Lý do từ chối"),
    "refusal.text": _("Ghi thêm"),
}
VALUES: dict[str, Any] = {
    **eligibility.PAPERS,
    **eligibility.REASONS,
    **{one.code: one.title for one in eligibility.DOCUMENT_KINDS},
    **{str(code): text for code, text in fees.PAID_WORDS.items()},
    **{one.code: one.text for one in delivery.RECIPIENTS},
    **delivery.FAILURES,
    **HONORIFICS,
    "scan": _("Quét mã trên thẻ"),
    "typed": _("Nhập tay"),
    "vneid": _("Xem VNeID"),
    "paper": _("Ký trên giấy"),
    "True": _("Có"),
    "False": _("Không"),
    "none": _("Không thời hạn"),
    "nu": _("Nữ"),
    "nam": _("Nam"),
}
OPENINGS = {
    "sheet": _("Tờ trình"),
    "picture": _("Ảnh, chữ ký"),
    "photos": _("Giấy và ảnh"),
    "case": _("Hồ sơ"),
    "certificate": _("Lời chứng"),
    "print": _("In giấy"),
    "held": _("Bản cần đối chiếu"),
}
ENDED = {
    "refuse": _("Từ chối chứng thực."),
    "decline": _("Cán bộ từ chối tại nhà."),
    "withdraw": _("Người dân rút hồ sơ."),
    "revoke": _("Đã thu hồi."),
    "paper.lost": _("Giấy hỏng hoặc mất."),
}
REASONS = {**RETURN_REASONS, **{code: one.text for code, one in REFUSAL_REASONS.items()}}


def install(app: Flask) -> None:
    """Names them for templates."""
    app.jinja_env.globals.update(
        volume=volume_printed,
        EVENTS=EVENTS,
        HELD=HELD,
        FIELDS=FIELDS,
        VALUES=VALUES,
        OPENINGS=OPENINGS,
        ENDED=ENDED,
        REASONS=REASONS,
    )
