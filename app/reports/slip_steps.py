"""The steps of a case on its phiếu kiểm soát, and whether each was in time."""

from datetime import datetime

STEPS = {
    "case.submitted": "Cán bộ tiếp nhận hồ sơ tại nhà",
    "case.returned": "Người ký chứng thực trả lại để bổ sung",
    "case.amended": "Cán bộ bổ sung hồ sơ",
    "paper.received": "Văn thư nhận giấy gốc",
    "certificate.issued": "Người ký chứng thực ký duyệt, vào sổ",
    "paper.sealed": "Ký tay, đóng dấu",
    "paper.handed": "Giao giấy cho cán bộ trả kết quả",
    "delivery.attempted": "Trả kết quả nhưng chưa giao được",
    "delivery.completed": "Trả kết quả",
    "case.refused": "Từ chối chứng thực",
    "case.withdrawn": "Người dân rút hồ sơ",
}
# L12: the term runs until the result is there, sealed; the way to the door has no term of its own
_AFTER_THE_RESULT = frozenset({"paper.handed", "delivery.attempted", "delivery.completed"})


def stand(kind: str, at: datetime, due_at: datetime) -> str:
    """In time or late, by the legal term; "" for a step after the result."""
    if kind in _AFTER_THE_RESULT:
        return ""
    return "Quá hạn" if at > due_at else "Đúng hạn"
