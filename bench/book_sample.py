"""An invented month of the register book."""

from datetime import UTC, datetime

from app.documents.book import Book, Part


def month(count: int) -> Book:
    """A month of so many lines; every seventh was revoked."""
    voided = "Ngoài trụ sở. Đã thu hồi theo quyết định 19/QĐ-UBND ngày 21/11/2026: không đúng"
    lines = [
        (
            f"{number:02d}", "23/11/2026", f"Nguyễn Thị Mẫu {number}\nThẻ căn cước 001154000017",
            "Giấy ủy quyền nhận trợ cấp", "Lê Thị Điển - Phó Chủ tịch", "01", "10.000",
            "Ngoài trụ sở, 09 giờ 30 phút, 23/11/2026" if number % 7 else voided, "" if number % 7 else "1",
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    return Book(
        title="Sổ chứng thực chữ ký",
        org="Ủy ban nhân dân phường Ví Dụ",
        unit="phường Ví Dụ",
        period="Tháng 11 năm 2026",
        volume="Quyển số 01/2026 - SCT/CK, ĐC",
        cover=False,
        volumes=(Part("01/2026 - SCT/CK, ĐC", "từ số 01"),),
        opened="02 tháng 01 năm 2026",
        closed="",
        opening="Tháng 11 năm 2026, quyển số 01/2026 - SCT/CK, ĐC.",
        closing=f"Tổng cộng: {count} số.",
        lines=lines,
        day="ngày 30 tháng 11 năm 2026",
        printed_by="Ngô Thị Tiếp",
        printed_at="17:00 ngày 30/11/2026",
        head_size=12_345,
        head_root="0" * 64,
        made_at=datetime(2026, 11, 30, 10, 0, tzinfo=UTC),
    )
