"""What a commune may ask beside its task, each by consent of its own, and the notice of what the task itself needs.

The core work rests on the law: its notice is shown and read, consent is not pretended (Luật 91/2025/QH15 Điều 19; NĐ
356/2025/NĐ-CP). Extras are off until a commune turns them on, and a refusal costs the citizen nothing (Điều 9).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.domain.problems import Problem


class ConsentMissing(Problem):
    """A photo of the moment, a voice or a position came without the person's consent to just that."""

    code = "consent_missing"


@dataclass(frozen=True, slots=True)
class Extra:
    """Something asked for beside the task: how settings name it, what the citizen is asked."""

    code: str
    title: str
    question: str


EXTRAS = (
    Extra("moment", "Ảnh lúc ký", "Cho cán bộ chụp một ảnh lúc ký?"),
    Extra("voice", "Ghi âm lúc đọc lại, nhiều nhất 20 giây", "Cho cán bộ ghi âm lúc đọc lại giấy, nhiều nhất 20 giây?"),
    Extra("position", "Vị trí của máy lúc ký", "Cho máy ghi vị trí lúc ký?"),
)
CODES = frozenset(one.code for one in EXTRAS)
# these come as photos or sound; a position is part of the record
PICTURED = frozenset({"moment", "voice"})
NOTICE_VERSION = 1
NOTICE = (
    "{org} ghi họ tên, ngày sinh, nơi cư trú, giấy tờ tùy thân, giờ và nơi ký của ông/bà để chứng thực chữ ký, vào sổ.",
    "Căn cứ: Nghị định 23/2015/NĐ-CP về chứng thực.",
    "Sổ chứng thực lưu vĩnh viễn; bản lưu giấy tờ lưu 2 năm. Không chụp thẻ căn cước.",
    "Ông/bà có quyền xem, yêu cầu sửa thông tin sai và khiếu nại.",
    "Việc xin thêm (ảnh lúc ký, ghi âm, vị trí) được hỏi riêng; không đồng ý thì vẫn được phục vụ như nhau.",
)


def check(consents: Mapping[str, bool], brought: Collection[str], *, position: bool) -> None:
    """ConsentMissing for anything that came without its own yes, or for a consent to what nobody asks."""
    if not set(consents) <= CODES:
        raise ConsentMissing
    came = {code for code in brought if code in PICTURED} | ({"position"} if position else set())
    if any(consents.get(code) is not True for code in came):
        raise ConsentMissing
