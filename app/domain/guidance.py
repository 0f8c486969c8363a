"""Guidance at home ("tổ hướng dẫn", "không làm thay, làm hộ"): how a service was done, what was explained."""

from collections.abc import Sequence

from app.domain.acts import OTHER
from app.domain.problems import Problem


class GuidanceUnclear(Problem):
    """The service or how it was done is not said; done for the person needs its reason."""

    code = "guidance_unclear"


SERVICES = {
    "vneid": "Cài đặt, dùng VNeID",
    "dvc": "Nộp hồ sơ trên Cổng dịch vụ công",
    "tra_cuu": "Tra cứu hồ sơ, kết quả",
    "thanh_toan": "Chuyển khoản, nhận trợ cấp qua tài khoản",
    "bhyt": "Bảo hiểm y tế trên điện thoại",
    OTHER: "Việc khác",
}
SELF, FOR_PERSON = "self", "for_person"
MODES = {SELF: "Tự làm, cán bộ hướng dẫn", FOR_PERSON: "Cán bộ làm giúp"}
REASONS = {
    "khong_co_may": "Không có điện thoại phù hợp",
    "khong_nhin_ro": "Không nhìn rõ, run tay",
    "khong_biet_chu": "Không biết chữ",
    "da_thu": "Đã thử, chưa làm được",
    OTHER: "Lý do khác",
}
TOPICS = {
    "mat_khau": "Giữ mật khẩu, mã OTP",
    "lua_dao": "Nhận ra cuộc gọi lừa đảo",
    "quyen": "Quyền khiếu nại, phản ánh",
    "dich_vu": "Dịch vụ làm được tại nhà",
}


def check(service: str, mode: str, reason: str, topics: Sequence[str]) -> None:
    """GuidanceUnclear."""
    known = service in SERVICES and mode in MODES and set(topics) <= set(TOPICS)
    needs = mode == FOR_PERSON
    if not known or (needs and reason not in REASONS) or (not needs and reason):
        raise GuidanceUnclear
