"""Everyone and every number here is made up."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.domain import eligibility, kind_rules
from app.domain.authority import Authority, Capacity
from app.domain.calendar import ZONE
from app.domain.people import Role
from app.domain.visit_request import BY_PHONE, Asked
from app.services.communes import NewCommune, NewPerson
from app.store.ids import uuid4

_FROM = date(2025, 7, 1)


def _authority(capacity: Capacity, title: str, decision: str, prefix: tuple[str, ...]) -> Authority:
    return Authority(uuid4(), capacity, title, decision, _FROM, _FROM, None, prefix)


_CHAIRMAN = _authority(Capacity.CHAIRMAN, "Chủ tịch", "01/NQ-HĐND", ("CHỦ TỊCH",))
_DEPUTY = _authority(Capacity.DEPUTY, "Phó Chủ tịch", "12/QĐ-UBND", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))
# assigned to certify: what way A needs; in way B he only receives
_ASSIGNED = _authority(
    Capacity.ASSIGNED, "Công chức tư pháp - hộ tịch", "30/QĐ-UBND", ("TL. CHỦ TỊCH", "CÔNG CHỨC TƯ PHÁP - HỘ TỊCH")
)
_OTHER = _authority(Capacity.CHAIRMAN, "Chủ tịch", "02/NQ-HĐND", ("CHỦ TỊCH",))

EXAMPLE = NewCommune(
    name="UBND phường Ví Dụ",
    unit="phường Ví Dụ",
    authority_name="Ủy ban nhân dân phường Ví Dụ",
    place="phường Ví Dụ, tỉnh Bắc Ninh",
    phone="0204 000 0000",
    code_prefix="VD",
    demo=True,
    people=(
        NewPerson("Đỗ Văn Quang", "ong", "Quản trị viên", (Role.ADMIN,)),
        NewPerson("Trần Thị Lan", "ba", "Công chức tư pháp - hộ tịch", (Role.JUSTICE_OFFICER,), _ASSIGNED),
        NewPerson("Ngô Văn Tuấn", "ong", "Công chức văn hóa - xã hội", (Role.WELFARE_OFFICER,)),
        NewPerson("Vũ Thị Hạnh", "ba", "Văn thư", (Role.CLERK,)),
        NewPerson("Hoàng Đức Minh", "ong", "Chủ tịch", (Role.LEADER,), _CHAIRMAN),
        NewPerson("Lê Thị Thu", "ba", "Phó Chủ tịch", (Role.LEADER,), _DEPUTY),
    ),
)
NEIGHBOUR = NewCommune(
    name="UBND xã Thử Nghiệm",
    unit="xã Thử Nghiệm",
    authority_name="Ủy ban nhân dân xã Thử Nghiệm",
    place="xã Thử Nghiệm, tỉnh Bắc Ninh",
    phone="0204 000 0001",
    code_prefix="TN",
    demo=True,
    people=(NewPerson("Phạm Thị Hòa", "ba", "Chủ tịch", (Role.LEADER, Role.CLERK), _OTHER),),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One invented case and how far it went."""

    seed: int
    honorific: str
    name: str
    number: str
    birth: str
    hamlet: str
    kind: str
    title: str
    until: str
    today: bool = False
    minutes_ago: int = 0

    def body(self, signed_at: datetime, drawn: dict[str, Any]) -> dict[str, Any]:
        """The body of its submission."""
        sex = "nu" if int(self.number[3]) % 2 else "nam"
        return {
            "v": 1,
            "code": f"VD-{self.seed:02d}KQ",
            "way": "B",
            "person": {
                "honorific": self.honorific,
                "name": self.name,
                "number": self.number,
                "paper": "the_can_cuoc",
                "birth": self.birth,
                "sex": sex,
                "address": f"{self.hamlet}, phường Ví Dụ, tỉnh Bắc Ninh",
                "issued": "2024-10-10",
                "valid_until": "none",
                "how": "scan",
                "warnings": [],
            },
            "why": {"code": "gia_yeu", "text": ""},
            "hamlet": self.hamlet,
            "phone": f"09000000{self.seed:02d}",
            "phone_whose": "con gái",
            "conditions": [{"code": one.code, "answer": True} for one in eligibility.CONDITIONS],
            "document": {"kind": self.kind, "title": self.title, "pages": 1, "copies": 1, **self._asked()},
            "signing": {
                "mode": "paper",
                "place": f"nhà riêng: số {self.seed}, {self.hamlet}, phường Ví Dụ, tỉnh Bắc Ninh",
                "signed_at": signed_at.astimezone(ZONE).isoformat(timespec="milliseconds"),
            },
            "ink": drawn,
            "little_ink": "",
            "paper_held": True,
            "wording": {"code": "W2", "version": 1},
        }

    def _asked(self) -> dict[str, list[str]]:
        """What this kind of document asks beside the conditions."""
        rule = next((one for one in kind_rules.KIND_RULES if one.kind == self.kind), None)
        return {"checked": [one.code for one in rule.checks]} if rule else {}

    def delivery(self, at: datetime, drawn: dict[str, Any]) -> dict[str, Any]:
        """The body of its hand-over."""
        return {
            "v": 1,
            "recipient": {"who": "self", "name": self.name, "relation": "", "paper": "the_can_cuoc"},
            "handed": [{"what": self.title, "copies": 1}],
            "delivered_at": at.astimezone(ZONE).isoformat(timespec="milliseconds"),
            "place": f"{self.hamlet}, phường Ví Dụ",
            "ink": drawn,
            "little_ink": "",
        }


# the hamlets of the first commune, by name and the invented place of their houses of culture
HAMLETS = tuple((f"Tổ {n}", f"{21.18 + 0.004 * n:.4f}, {106.07 + 0.003 * (n * n % 7):.4f}") for n in range(1, 8))

# decisions of this month on allowances: one is with Lan, the other waits at the commune for Tuấn
DECISIONS = (
    ("Số QĐ", "Ngày QĐ", "Họ và tên", "Ngày sinh", "Số CCCD", "Thôn", "Khoản", "Hệ số", "Mức", "Hưởng từ", "Cán bộ"),
    ("301/QĐ-UBND", "{day}", "Đặng Thị Vừng", "1943", "024143000018", "Tổ 3", "5c", "1", "500.000", "{month}",
     "Trần Thị Lan"),
    ("302/QĐ-UBND", "{day}", "Bùi Văn Mía", "1971", "024071000019", "Tổ 5", "6", "1,5", "750.000", "{month}",
     "Ngô Văn Tuấn"),
)  # fmt: skip
REQUEST = Asked(
    "ba", "Phạm Thị Mận", "0900 000 020", "Tổ 4", "khong_di_lai_duoc", ("certify",), "buổi sáng", "", BY_PHONE
)

CASES = (
    Told(11, "cu", "Hoàng Văn Thí", "024036000011", "1936", "Tổ 1", "uy_quyen_nop_ho_so",
         "Giấy ủy quyền nộp, nhận hồ sơ", "delivered"),
    Told(12, "ong", "Lý Văn Tả", "024051000012", "1951-04-02", "Tổ 4", "uy_quyen_trong_nha",
         "Giấy ủy quyền trông nom nhà cửa", "handed"),
    Told(13, "ba", "Cao Thị Lúa", "024149000013", "1949", "Tổ 6", "so_yeu_ly_lich", "Sơ yếu lý lịch", "ready"),
    Told(14, "ba", "Trịnh Thị Nếp", "024144000014", "1944-08-20", "Tổ 7", "giay_tu_lap",
         "Giấy cam kết, đơn tự lập", "decided"),
    Told(15, "cu", "Vũ Thị Mơ", "024138000015", "1938", "Tổ 2", "uy_quyen_luong_huu",
         "Giấy ủy quyền nhận lương hưu", "submitted", today=True, minutes_ago=95),
    Told(16, "ba", "Nguyễn Thị Mẫu", "001154000017", "1954-05-12", "Tổ 2", "uy_quyen_tro_cap",
         "Giấy ủy quyền nhận trợ cấp", "submitted", today=True, minutes_ago=50),
)  # fmt: skip
