"""Guidance of people with online services ("tổ hướng dẫn", "không làm thay, làm hộ"): which service, whether the person
did it himself, what was explained. Nobody's name: hamlet, hour and lists only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain import visit
from app.domain.figures import Part, What
from app.domain.problems import Problem

MOST_PEOPLE = 500


class GuidanceUnclear(Problem):
    """Guidance names no listed service or topic, a thing done for somebody without a listed reason, or no place."""

    code = "guidance_unclear"


class Mode(StrEnum):
    """Who did it: the person himself with guidance, as it is meant, or the officer for him."""

    SELF = "self"
    DONE_FOR = "done_for"


MODES: Mapping[Mode, str] = {
    Mode.SELF: "Người dân tự làm, có hướng dẫn",
    Mode.DONE_FOR: "Cán bộ làm giúp",
}
SHORT: Mapping[Mode, str] = {Mode.SELF: "tự làm", Mode.DONE_FOR: "làm giúp"}
# only for who cannot do it himself: an age or a preference of the officer's is no reason
REASONS: Mapping[str, str] = {
    "gia_yeu": "Già yếu, không tự thao tác được",
    "khuyet_tat": "Khuyết tật",
    "khong_may": "Không có điện thoại thông minh",
    "khong_doc": "Không đọc, không viết được",
    "khong_mang": "Nhà không có mạng",
}
SERVICES: Mapping[str, str] = {
    "dinh_danh": "Kích hoạt, sử dụng VNeID",
    "dich_vu_cong": "Nộp hồ sơ trên Cổng Dịch vụ công",
    "tra_cuu": "Tra cứu hồ sơ đã nộp",
    "bao_hiem": "Bảo hiểm y tế, bảo hiểm xã hội",
    "tro_cap": "Trợ giúp xã hội, lương hưu",
    "ho_tich": "Hộ tịch: khai sinh, kết hôn, khai tử",
    "cu_tru": "Đăng ký cư trú",
    "dat_dai": "Đất đai",
    "thanh_toan": "Nộp phí, thuế trực tuyến",
    "khac": "Thủ tục khác",
}
TOPICS: Mapping[str, str] = {
    "vneid": "VNeID dùng để làm gì",
    "dvc": "Làm thủ tục tại nhà qua mạng",
    "tai_khoan": "Nhận trợ cấp qua tài khoản",
    "lua_dao": "Nhận biết lừa đảo qua điện thoại",
    "mat_khau": "Giữ mật khẩu, mã OTP",
    "chung_thuc": "Chứng thực tại nhà, phí, giấy cần có",
    "khieu_nai": "Quyền khiếu nại, phản ánh",
}


@dataclass(frozen=True, slots=True)
class Service:
    """One service that somebody was guided through; `reason` only where it was done for him."""

    code: str
    mode: Mode
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where it was: a hamlet that the commune lists, or none; `point` names its electronic residential point."""

    kind: str
    hamlet: str
    point: str = ""


def check(services: Sequence[Service], topics: Sequence[str], people: int, place: Place) -> None:
    """GuidanceUnclear unless something of the lists was done or explained, for somebody, somewhere."""
    codes = [one.code for one in services]
    listed = set(codes) <= SERVICES.keys() and set(topics) <= TOPICS.keys()
    once = len(set(codes)) == len(codes) and len(set(topics)) == len(topics)
    if not (codes or topics) or not listed or not once or not 1 <= people <= MOST_PEOPLE:
        raise GuidanceUnclear
    if not all(_reasoned(one) for one in services) or not _somewhere(place):
        raise GuidanceUnclear


def parts(days: tuple[date, date], services: Sequence[Service], topics: Sequence[str], people: int) -> list[Part]:
    """What an entry adds to the sums of its day. `days`: on which it was, on which it came; reasons are told by closed
    quarters, which never change after they were told, so they count on the second."""
    day, came = days
    return [
        Part(day, What.PEOPLE, "", people),
        *(Part(day, What.GUIDED, one.mode.value) for one in services),
        *(Part(day, What.SERVICE, one.code) for one in services),
        *(Part(came, What.FOR_WHY, one.reason) for one in services if one.reason),
        *(Part(day, What.TOPIC, one) for one in topics),
    ]


def _reasoned(one: Service) -> bool:
    return one.reason in REASONS if one.mode is Mode.DONE_FOR else not one.reason


def _somewhere(place: Place) -> bool:
    return place.kind in visit.PLACES and (place.kind == "point") == bool(place.point.strip())
