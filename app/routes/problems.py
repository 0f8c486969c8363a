"""The only pairing of a refusal with an HTTP status, and of its code with words."""

import errno
from http import HTTPStatus
from typing import Any

from flask import Flask, Response, jsonify, render_template, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import HTTPException
from werkzeug.http import http_date

from app.domain.printable import NotPrintable
from app.domain.problems import NotBefore, Problem
from app.routes.filters import moment
from app.work import TROUBLES, UNFIT, trouble

STATUS = {
    "not_found": 404,
    "wording_faulty": 422,
    "too_large": 413,
    "not_allowed": 404,
    "not_signed_in": 401,
    "bad_upload": 401,
    "bad_signature": 401,
    "invitation_gone": 410,
    "expired": 410,
    "bad_body": 400,
    "bad_encoding": 400,
    "bad_assertion": 403,
    "sign_in_again": 403,
    "device_stopped": 403,
    "no_authority": 403,
    "authority_expired": 403,
    "own_work": 403,
    "conflict_of_interest": 403,
    "not_there": 403,
    "not_yours": 403,
    "reason_needed": 400,
    "words_missing": 400,
    "photo_missing": 400,
    "number_missing": 400,
    "entry_unclear": 400,
    "not_printable": 400,
    "too_much_text": 400,
    "odd_letters": 400,
    "id_number_unclear": 400,
    "by_hand_reason_missing": 400,
    "nothing_chosen": 400,
    "reprint_reason": 400,
    "reason_unknown": 400,
    "locked": 423,
    "too_many": 429,
    "bad_seal": 400,
    "bad_key": 400,
    "bad_login": 403,
    "bad_one_time_code": 403,
    "decides_later": 403,
    "password_short": 400,
    "password_long": 400,
    "password_obvious": 400,
    "incomplete": 400,
    "no_such_period": 400,
    "slip_unclear": 400,
    "hours_unclear": 400,
    "data_request_unclear": 400,
    "data_answer_unclear": 400,
    "too_many_sheets": 400,
    "bad_dossier_code": 400,
    "not_a_sheet": 400,
    "statement_unclear": 400,
    "bad_vietqr": 400,
    "fee_too_soon": 400,
    "bad_dates": 400,
    "absence_unclear": 400,
    "no_stand_in": 400,
    "no_role": 400,
}
CONFLICT = 409

WORDS = {
    "not_found": _("Không tìm thấy trang hoặc hồ sơ này."),
    "not_allowed": _("Không tìm thấy trang hoặc hồ sơ này."),
    "not_signed_in": _("Cần đăng nhập lại. Hồ sơ không mất."),
    "wording_faulty": _("Mẫu lời chứng chưa đúng. Xem lại chỗ được nêu."),
    "kind_too_early": _("Sớm nhất là hôm nay: việc đã qua không đổi lại."),
    "same_person_confirms": _("Người đề nghị không tự xác nhận được. Người khác đăng nhập để xác nhận."),
    "already_proposed": _("Bản này đã được đề nghị hoặc xác nhận rồi."),
    "invitation_gone": _("Lời mời đã dùng hoặc hết hạn. Nhờ quản trị viên tạo lời mời mới."),
    "expired": _("Đã quá thời gian xác nhận. Làm lại từ đầu."),
    "bad_assertion": _("Chưa xác nhận được bằng khóa. Chưa có gì thay đổi. Thử lại."),
    "no_authority": _("Anh/chị chưa được ghi thẩm quyền chứng thực."),
    "authority_expired": _("Thẩm quyền chứng thực hôm nay không còn hiệu lực."),
    "own_work": _("Hồ sơ do chính anh/chị tiếp nhận. Người khác phải ký chứng thực."),
    "conflict_of_interest": _("Có lợi ích liên quan: người có thẩm quyền khác phải ký chứng thực."),
    "stale": _("Hồ sơ vừa thay đổi. Xem lại bản mới rồi ký."),
    "replayed": _("Lần xác nhận này đã dùng rồi. Xem lại hồ sơ."),
    "already_approved": _("Hồ sơ này đã được ký duyệt."),
    "already_delivered": _("Hồ sơ này đã được trả."),
    "not_possible": _("Việc này không làm được ở bước hiện tại của hồ sơ."),
    "not_prepared": _("Ảnh đang được chuẩn bị. Chờ vài giây rồi tải lại trang."),
    "sign_in_again": _("Đăng xuất, vào lại bằng khóa đang có, rồi thêm khóa mới trong 10 phút."),
    "device_stopped": _("Máy này đã bị ngừng, không mở lại được. Gặp quản trị viên để ghi nhận máy."),
    "passkey_needed": _("Cần xác nhận bằng khóa truy cập của anh/chị."),
    "already_enrolled": _("Máy này đã được ghi nhận."),
    "bad_seal": _("Máy chủ không mở được niêm phong này."),
    "bad_key": _("Máy chủ không mở được niêm phong này."),
    "bad_body": _("Thông tin gửi lên chưa đúng. Tải lại trang rồi làm lại."),
    "paper_elsewhere": _("Giấy gốc đang ở chỗ khác. Kiểm tra ai đang giữ."),
    "not_a_photo": _("Tệp này không phải ảnh JPEG dùng được. Chụp lại ảnh."),
    "locked": _("Phiên làm việc đã khóa. Mở khóa để làm tiếp."),
    "bad_login": _("Tên đăng nhập, mật khẩu hoặc mã chưa đúng. Mã 6 số đổi mỗi 30 giây, mỗi mã dùng một lần."),
    "bad_one_time_code": _("Mã chưa đúng hoặc đã dùng. Chờ mã mới hiện ra rồi gõ lại."),
    "too_many": _("Thử sai nhiều lần. Thử lại từ {moment}."),
    "decides_later": _("Khóa mới được cấp lại. Vì an toàn, ký duyệt được từ {moment}."),
    "password_short": _("Mật khẩu cần ít nhất 15 ký tự. Nên dùng bốn, năm từ dễ nhớ."),
    "password_long": _("Mật khẩu dài quá 200 ký tự."),
    "password_obvious": _("Mật khẩu dễ đoán: có tên người, tên xã hoặc ký tự lặp lại. Chọn các từ khác."),
    "password_differs": _("Hai lần gõ mật khẩu chưa giống nhau."),
    "passkey_only": _("Lãnh đạo và quản trị viên chỉ vào bằng khóa truy cập."),
    "own_admin_role": _("Không tự bỏ quyền quản trị của mình. Nhờ quản trị viên khác làm."),
    "last_admin": _("Xã phải còn ít nhất một quản trị viên."),
    "no_role": _("Chọn ít nhất một việc cho người này."),
    "two_admins": _("Cấp lại khóa cho người ký cần hai quản trị viên: một người đề nghị, người khác xác nhận."),
    "not_oneself": _("Không tự cấp lại khóa cho mình. Nhờ quản trị viên khác làm."),
    "not_proposed": _("Chưa có đề nghị cấp lại khóa, hoặc đề nghị đã quá 24 giờ."),
    "incomplete": _("Còn ô chưa điền hoặc điền chưa đúng."),
    "bad_dates": _("Ngày hết hiệu lực phải sau ngày bắt đầu."),
    "absence_unclear": _("Ngày đến phải cùng hoặc sau ngày đi, chưa qua, và trong vòng một năm."),
    "no_stand_in": _("Chọn người ký thay khác, đang có thẩm quyền chứng thực."),
    "too_large": _("Tệp này lớn quá, xã không nhận được."),
    "photo_missing": _("Chưa có ảnh giấy đã đóng dấu. Chụp đủ các trang."),
    "not_there": _("Chỉ cán bộ đã có mặt tại nhà mới ký chứng thực hồ sơ này (cách A)."),
    "not_yours": _("Việc này do người có vai trò khác làm."),
    "not_together": _("Chỉ ký cùng lúc những hồ sơ không có cảnh báo. Hồ sơ này ký riêng."),
    "not_looked_at": _("Có hồ sơ anh/chị chưa mở xem. Xem từng hồ sơ rồi mới ký cùng lúc."),
    "flags_unseen": _("Cảnh báo của hồ sơ vừa thay đổi. Xem lại hồ sơ, đánh dấu đã xem cảnh báo rồi ký."),
    "reason_needed": _("Chọn lý do và ghi rõ bằng chữ."),
    "refusal_not_printed": _("In văn bản từ chối trước: bản gốc trả về cùng văn bản đó."),
    "words_missing": _("Ghi rõ chuyện gì đã xảy ra."),
    "disk_full": _("Máy chủ hết chỗ, chưa nhận được. Hồ sơ vẫn còn ở máy gửi. Báo người quản trị máy chủ."),
    "number_missing": _("Ghi số chứng thực và quyển số theo sổ chính."),
    "number_taken": _("Số này đã có trong sổ. Kiểm tra lại số."),
    "paper_lost": _("Giấy này đã báo hỏng hoặc mất, không in nữa. Cần ký lại tờ khác."),
    "signed_later": _("Giờ ký ghi trên hồ sơ còn ở tương lai. Trả lại để cán bộ sửa giờ ký."),
    "number_gap": _("Số phải nối liền số gần nhất trong sổ. Nhập theo thứ tự đã ghi."),
    "number_not_here": _("Sổ này không cấp số ở đây."),
    "numbers_pending": _(
        "Sổ đang khôi phục sau sự cố: còn số đã cấp chưa nhập lại. "
        "Ký lại đúng các hồ sơ đó, hoặc văn thư nhập số theo giấy."
    ),
    "number_not_safe": _("Chưa ghi được số ra nơi sao lưu nên chưa cấp số. Báo người quản trị máy chủ kiểm tra ổ đĩa."),
    "book_not_open": _("Chưa mở sổ chứng thực. Quản trị viên hoặc văn thư mở sổ trước."),
    "bad_vietqr": _("Mã hoặc số tài khoản chưa đúng. Kiểm tra mã ngân hàng 6 số, số tài khoản, hoặc chép lại mã QR."),
    "fee_too_soon": _("Mức phí, miễn phí mới có hiệu lực sớm nhất từ ngày mai; ngày cuối cùng sớm nhất là hôm nay."),
    "not_a_sheet": _(
        "Không đọc được tệp này, hoặc chữ cái của cột chưa đúng. Tải lại từ ngân hàng dạng Excel hoặc CSV."
    ),
    "statement_unclear": _("Có dòng không đọc được ngày hoặc số tiền. Chưa nhập dòng nào. Kiểm tra các cột đã chọn."),
    "no_account": _("Chưa ghi tài khoản thu phí. Nhờ quản trị viên ghi tại Biểu phí."),
    "nothing_due": _("Hồ sơ này không còn phí phải thu."),
    "no_such_payment": _("Không có hồ sơ nào mang mã này đang chờ đúng số tiền đó."),
    "hours_unclear": _(
        "Xem lại thứ, ngày và giờ. Giờ viết như 07:30, bắt đầu trước kết thúc. Phiên mới có hiệu lực sớm nhất từ ngày "
        "mai; ngày cuối sớm nhất là hôm nay."
    ),
    "slip_unclear": _("Phiếu còn thiếu: lý do, căn cứ, nội dung cần bổ sung hoặc ngày giờ hẹn mới."),
    "second_request": _(
        "Đã yêu cầu bổ sung một lần. Yêu cầu lần nữa thì hồ sơ tính là quá hạn: đánh dấu xác nhận rồi in."
    ),
    "bad_dossier_code": _("Mã hồ sơ một cửa có dạng: mã cơ quan, ngày 6 số, số thứ tự, nối bằng gạch ngang."),
    "too_many_sheets": _("Mỗi lần in từ 1 đến 10 trang."),
    "ticket_unknown": _("Tờ hẹn này không phải của xã."),
    "ticket_taken": _("Tờ hẹn này đã gắn với hồ sơ khác."),
    "no_such_period": _("Sổ không có kỳ này. Chọn tháng hoặc năm trong danh sách."),
    "book_closed": _("Sổ năm này đã khóa, không lấy số được nữa."),
    "year_not_over": _("Khóa sổ khi năm đã hết: sớm nhất là ngày 01/01 năm sau."),
    "book_has_gaps": _("Chưa khóa được: sổ còn số thiếu, sai thứ tự hoặc còn dòng chưa ghi số."),
    "volume_empty": _("Quyển đang dùng chưa có số nào, chưa cần mở quyển mới."),
    "book_is_open": _("Sổ năm nay đã mở."),
    "not_tested": _("Mở trang in thử, in ra và đo thước trước, rồi mới bấm Đã in thử."),
    "not_printable": _("Có chữ không in được lên giấy: {letters}. Sửa lại rồi làm tiếp."),
    "too_much_text": _("Có mục dài quá. Viết ngắn lại rồi lưu."),
    "odd_letters": _("Có ký tự không nhìn thấy lẫn trong chữ. Gõ lại mục đó, đừng dán."),
    "visit_known": _("Lượt này đã được sửa từ máy khác."),
    "officer_left": _("Cán bộ này đã nghỉ. Chuyển hồ sơ cho cán bộ khác trước, rồi giao giấy."),
    "still_entrusted": _("Người này còn lượt hẹn, giấy hoặc hồ sơ trong tay. Giao cho cán bộ khác trước."),
    "phone_not_empty": _("Máy cũ còn hồ sơ mà xã chưa nhận. Gửi hết hoặc lưu tệp cứu hộ trước, hoặc đánh dấu đã biết."),
    "not_an_officer": _("Chọn một cán bộ đang làm việc để chuyển hồ sơ."),
    "entry_unclear": _("Chưa lưu: có ô còn thiếu hoặc chưa đúng."),
    "id_number_unclear": _("Chưa lưu: số căn cước phải đủ 12 chữ số."),
    "by_hand_reason_missing": _("Số ghi tay cần ngày, giờ và lý do."),
    "nothing_chosen": _("Chưa chọn giấy nào để in."),
    "reprint_reason": _("Giấy này đã in. In lại thì ghi lý do, tại trang của giấy đó."),
    "data_request_unclear": _("Yêu cầu còn thiếu: họ tên, số căn cước hoặc mã hồ sơ, ngày nhận (không sau hôm nay)."),
    "several_people": _("Hồ sơ này có nhiều người ký. Ghi số căn cước của người yêu cầu."),
    "data_answer_unclear": _("Ghi kết quả và đã làm gì; từ chối thì ghi thêm căn cứ."),
    "already_answered": _("Yêu cầu này đã trả lời."),
    "not_due": _("Có hồ sơ chưa đến hạn hủy, đang giữ lại hoặc còn việc chưa xong. Xem lại danh sách rồi đề nghị lại."),
    "proposal_gone": _("Đề nghị này không còn: đã xác nhận, đã bỏ, hoặc không phải của xã mình."),
    "two_people": _("Người đề nghị không tự xác nhận. Nhờ lãnh đạo khác xác nhận."),
    "no_replacement": _("Giấy thay thế phải là giấy chứng thực sau, còn hiệu lực, của xã mình."),
    "certificate_revoked": _("Giấy này đã thu hồi, không in nữa."),
    "reason_unknown": _("Chọn lý do; lý do khác thì ghi rõ."),
    "cannot_take": _("Bản này không mở được nội dung nên chỉ ghi nhận, không đưa vào hồ sơ."),
    "wrong_case": _("Bản ghi này thuộc hồ sơ của người khác."),
    "condition_not_met": _("Bản này thiếu điều kiện chứng thực, không đưa vào hồ sơ được."),
    "patch_conflict": _("Mục này đã được sửa ở nơi khác. Xem lại hồ sơ hiện nay."),
}
OTHER = _("Chưa làm được việc này. Thử lại, hoặc báo quản trị viên.")
BUSY_SECONDS = 2
FULL = (errno.ENOSPC, errno.EDQUOT)


def words(code: str) -> str:
    """What a person reads."""
    return str(WORDS.get(code, OTHER))


def said(error: Problem) -> str:
    """What a person reads of this very refusal: with the moment from which it no longer holds."""
    if isinstance(error, NotBefore):
        return words(error.code).format(moment=moment(error.until))
    if isinstance(error, NotPrintable):
        return words(error.code).format(letters=error.letters[:20])
    return words(error.code)


def later(error: Problem) -> dict[str, str]:
    """Retry-After, where waiting helps."""
    return {"Retry-After": http_date(error.until)} if isinstance(error, NotBefore) else {}


def status(error: Problem) -> int:
    """The HTTP status of a refusal."""
    return STATUS.get(error.code, CONFLICT)


def install(app: Flask) -> None:
    """Every refusal becomes problem+json under /api and for scripts, a page elsewhere."""
    app.register_error_handler(Problem, _refused)
    app.register_error_handler(HTTPException, _http)
    for kind in TROUBLES:
        app.register_error_handler(kind, _database)
    for unfit in UNFIT:
        app.register_error_handler(unfit, _unfit)
    app.register_error_handler(OSError, _full)


def _refused(error: Problem) -> Response:
    response = _answer(error.code, status(error), said(error))
    response.headers.update(later(error))
    return response


def _http(error: HTTPException) -> Any:
    code = {403: "not_allowed", 404: "not_found", 405: "not_found", 413: "too_large"}.get(
        error.code or 500, "bad_request"
    )
    return _answer(code, error.code or 500)


def _full(error: OSError) -> Any:
    """A full disk: the work was rolled back, and what was sent is still where it came from."""
    if error.errno not in FULL:
        raise error
    return _answer("disk_full", HTTPStatus.INSUFFICIENT_STORAGE)


def _database(error: Exception) -> Any:
    """The database cannot serve; the work was rolled back."""
    why = trouble(error)
    if why == "full":
        return _answer("disk_full", HTTPStatus.INSUFFICIENT_STORAGE)
    if why != "busy":
        raise error
    response = _answer("busy", HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _unfit(_error: Exception) -> Any:
    """A value that the database has no place for, such as a zero byte in a text."""
    return _answer("bad_body", HTTPStatus.BAD_REQUEST)


def wants_json() -> bool:
    """Whether a script asked, not a person's page."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def _answer(code: str, status: int, text: str = "") -> Response:
    text = text or words(code)
    if wants_json():
        response = jsonify(code=code, status=status, title=text)
        response.mimetype = "application/problem+json"
    else:
        response = Response(render_template("problems/problem.html", words=text, title=gettext("Chưa làm được")))
    response.status_code = status
    return response
