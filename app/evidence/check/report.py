"""What a check found, in the words of an inspector."""

from dataclasses import dataclass, field
from enum import StrEnum


class State(StrEnum):
    """How a thing stands."""

    PROVEN = "proven"
    WRONG = "wrong"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `about` names the record, file or person."""

    state: State
    what: str
    about: str = ""

    @property
    def line(self) -> str:
        """As it is printed."""
        mark, words = MARKS[self.state], WORDS[self.what][list(State).index(self.state)]
        return f"{mark} {words}{': ' if self.about else '.'}{self.about}"


MARKS = {State.PROVEN: "[ĐÚNG]", State.WRONG: "[SAI] ", State.OPEN: "[CHƯA]"}
# without these a file says nothing of what anybody decided
_NEEDED = frozenset({"decision", "passkey"})
# for each thing: proven, wrong, could not be checked
WORDS: dict[str, tuple[str, str, str]] = {
    "file": ("Tệp còn nguyên theo bảng kê của nó", "Tệp hỏng hoặc không đúng dạng", ""),
    "root": (
        "Danh sách khóa do khóa gốc của xã ký, đúng mã đối chiếu đã cho",
        "Danh sách khóa không do khóa gốc đã cho ký",
        "",
    ),
    "device": ("Máy có bản ghi nhận vào", "Máy không có bản ghi nhận vào hợp lệ", ""),
    "envelope": ("Chữ ký của các bản ghi", "Chữ ký hoặc dạng của bản ghi không đúng", ""),
    "body": (
        "Nội dung các bản ghi khớp cam kết và mở được",
        "Nội dung bản ghi không khớp chữ ký, hoặc thiếu",
        "Nội dung đã hủy theo hạn lưu, chỉ còn phong bì",
    ),
    "order": (
        "Các bản ghi nối tiếp nhau",
        "Bản ghi không nối với bản trước, hoặc thiếu bản ở giữa",
        "Bản ghi từ máy dựa trên một bản không có trong hồ sơ này",
    ),
    "whole": (
        "Đủ mọi bản ghi của hồ sơ, theo bản kê mà máy chủ đã ký lúc xuất",
        "Không đủ hoặc thừa bản ghi so với bản kê mà máy chủ đã ký lúc xuất",
        "",
    ),
    "beacon": ("Dấu giờ trong bản ghi từ máy do máy chủ ký", "Dấu giờ trong bản ghi không do máy chủ này ký", ""),
    "head": ("Đầu sổ ký số do máy chủ ký", "Đầu sổ ký số không do khóa đã công bố ký", ""),
    "ledger": ("Các bản ghi nằm trong sổ ký số đã ký", "Bản ghi không nằm trong sổ ký số đã ký", ""),
    "decision": (
        "Quyết định do khóa truy cập ký, có xác minh người",
        "Chứng cứ của quyết định không đúng",
        "Hồ sơ trong tệp chưa có quyết định nào",
    ),
    "purge": (
        "Nội dung được hủy do một người đề nghị, một người khác xác nhận bằng khóa truy cập",
        "Nội dung bị hủy mà không có hai người: một người đề nghị, một người xác nhận bằng khóa truy cập",
        "Lời xác nhận hủy nội dung không mở được",
    ),
    "passkey": (
        "Khóa truy cập đúng mã đối chiếu trên phiếu ghi nhận khóa",
        "Khóa truy cập không có trên phiếu ghi nhận khóa đã cho",
        "Chưa cho mã đối chiếu nào từ phiếu ghi nhận khóa, nên chưa biết khóa này của ai",
    ),
    "reason": ("Lý do khớp với lời đã ký", "Lý do không khớp với lời đã ký", "Lời của lý do đã hủy theo hạn lưu"),
    "sheet": (
        "Tờ trình mà người quyết định đã xem khớp với chữ ký, nêu đúng các bản ghi của hồ sơ",
        "Tờ trình không khớp với chữ ký hoặc với hồ sơ",
        "Tờ trình không còn, chỉ còn mã băm đã ký",
    ),
    "fields": (
        "Lời trên tờ trình đúng là lời trong các bản ghi",
        "Lời trên tờ trình khác lời trong các bản ghi",
        "Lời trên tờ trình chưa so được với các bản ghi, vì có bản ghi không còn nội dung, hoặc đã phải chờ xem",
    ),
    "number": (
        "Số, ngày và nội dung trong sổ chứng thực khớp với quyết định",
        "Dòng sổ chứng thực không khớp với quyết định",
        "Số trong sổ có ngày sớm hơn quyết định (số lấy lại sau khi khôi phục)",
    ),
    "paper": (
        "Tệp PDF đúng là tệp máy chủ đã in",
        "Tệp PDF không phải tệp máy chủ đã in, hoặc thiếu",
        "Tệp PDF không còn",
    ),
    "photo": (
        "Ảnh gốc niêm phong khớp với bản ghi và mở được",
        "Ảnh gốc không khớp với bản ghi",
        "Ảnh gốc không kèm trong tệp này",
    ),
    "shown": (
        "Ảnh đã cho người quyết định xem khớp với tờ trình",
        "Ảnh không phải ảnh đã cho người quyết định xem",
        "Ảnh đã cho xem không kèm trong tệp này",
    ),
}


@dataclass(slots=True)
class Report:
    """Everything that was found, in order; `facts` tells what the case is about, from what was proven."""

    findings: list[Finding] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)

    def proven(self, what: str, about: str = "") -> None:
        """This holds."""
        self._add(State.PROVEN, what, about)

    def wrong(self, what: str, about: str = "") -> None:
        """This does not hold."""
        self._add(State.WRONG, what, about)

    def open(self, what: str, about: str = "") -> None:
        """This could not be looked at."""
        self._add(State.OPEN, what, about)

    def settle(self, what: str, count: int) -> None:
        """Proven `count` times, when nothing else was said of it."""
        if count and not any(one.what == what for one in self.findings):
            self.proven(what, str(count))

    def of(self, state: State) -> list[Finding]:
        """All that stand so."""
        return [one for one in self.findings if one.state is state]

    @property
    def sound(self) -> bool:
        """All proven: nothing wrong and nothing left open, a decision and whose passkey made it among it."""
        proven = self.of(State.PROVEN)
        return len(proven) == len(self.findings) and {one.what for one in proven} >= _NEEDED

    @property
    def verdict(self) -> str:
        """The last line."""
        wrong, left = len(self.of(State.WRONG)), len(self.of(State.OPEN))
        if wrong:
            return f"KẾT LUẬN: CÓ {wrong} ĐIỀU SAI. Không dùng tệp này làm chứng cứ."
        if not self.sound:
            return f"KẾT LUẬN: không thấy gì sai, nhưng còn {left} điều CHƯA kiểm được."
        return "KẾT LUẬN: mọi điều đều đúng."

    def _add(self, state: State, what: str, about: str) -> None:
        found = Finding(state, what, about)
        if found not in self.findings:
            self.findings.append(found)
