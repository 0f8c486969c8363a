"""flask commune: a commune is set up, its last administrator rescued; asked and answered in Vietnamese."""

import re
import sys
from collections.abc import Callable
from unicodedata import normalize

import click
from flask.cli import AppGroup

from app.cli import asking
from app.domain import commune as rules
from app.domain.people import Role
from app.domain.printable import NotPrintable
from app.domain.problems import Problem
from app.domain.staffing import PrefixTaken
from app.domain.typed_line import Incomplete
from app.routes.door import tools
from app.services import communes, staff
from app.work import begin

_Read = Callable[[str], str | None]
_Question = tuple[str, str, _Read, str, Callable[[dict[str, str]], str] | None]

commune = AppGroup("commune", help="Các xã, phường của bản cài đặt này.")

_BOOKS = {"1": "own", "2": "separate", "3": "outside", "own": "own", "separate": "separate", "outside": "outside"}
_HONORIFICS = {"ông": "ong", "ong": "ong", "Ông": "ong", "bà": "ba", "ba": "ba", "Bà": "ba"}
_BOOK_WORDS = {"own": "một sổ chung trên máy", "separate": "quyển riêng tại nhà", "outside": "sổ chính ở ngoài"}
_WAY_WORDS = {"A": "cán bộ đi nhà ký chứng thực", "B": "lãnh đạo ký chứng thực"}
_SAID = {
    rules.DemoApart.code: "Thư mục dữ liệu này có xã mẫu. Xã thật cần thư mục riêng: đặt TANNHA_DATA. Chưa lập gì cả.",
    PrefixTaken.code: "Chữ đầu của mã này đã có xã khác dùng. Chọn chữ khác.",
    NotPrintable.code: "Có chữ không in được lên giấy. Chưa lập gì cả.",
    Incomplete.code: "Còn mục chưa đúng. Chưa lập gì cả.",
}


@commune.command("create")
@click.option("--unit", help="phường Ví Dụ")
@click.option("--province", help="tỉnh Bắc Ninh")
@click.option("--name", help="UBND phường Ví Dụ, như trên biển")
@click.option("--address", help="địa chỉ trụ sở")
@click.option("--phone", help="điện thoại trụ sở")
@click.option("--way", help="A: cán bộ đi nhà ký chứng thực; B: lãnh đạo ký")
@click.option("--book", help="own, separate hoặc outside (1, 2, 3)")
@click.option("--prefix", help="2 đến 4 chữ cái đầu của mọi mã, ví dụ VD")
@click.option("--admin", help="họ tên quản trị viên thứ nhất")
@click.option("--honorific", help="ông hoặc bà")
@click.option("--title", help="chức danh của quản trị viên")
def create(**given: str | None) -> None:
    """Lập một xã; in liên kết dùng một lần của quản trị viên thứ nhất."""
    asked = any(value is None for value in given.values())
    answers = _answers({name: normalize("NFC", value).strip() for name, value in given.items() if value is not None})
    if asked:
        _read_back(answers)
        if not asking.agreed("Đúng cả chưa?"):
            click.echo("Chưa lập gì cả. Chạy lại lệnh để nhập lại.", err=True)
            sys.exit(1)
    try:
        with begin(tools()) as work:
            org, (person,) = communes.create(work, _new(answers))
            code = staff.first_link(work, org, person)
    except Problem as error:
        click.echo(f"{_SAID.get(error.code, 'Không lập được.')} ({error.code})", err=True)
        sys.exit(2)
    click.echo(f"Đã lập {answers['name']}. Liên kết dưới đây chỉ cho {answers['admin']}, dùng một lần, trong bảy ngày:")
    click.echo(f"{tools().site.origin}/moi/{code}")
    click.echo("Mở liên kết trên máy của người đó, tạo khóa truy cập, rồi làm theo trang Bắt đầu.")


def _answers(given: dict[str, str]) -> dict[str, str]:
    """Each answer from its option, else asked for; a wrong option ends the command."""
    found: dict[str, str] = {}
    for name, question, read, hint, default in _QUESTIONS:
        if name not in given:
            found[name] = asking.choice(question, read, hint, default(found) if default else None)
            continue
        answer = read(given[name])
        if answer is None:
            click.echo(f"--{name}: {hint}. ({Incomplete.code})", err=True)
            sys.exit(2)
        found[name] = answer
    return found


def _some(text: str) -> str | None:
    return text or None


def _initials(found: dict[str, str]) -> str:
    plain = normalize("NFD", found["unit"].replace("đ", "d").replace("Đ", "D"))
    return "".join(re.findall(r"(?<![^ ])[A-Z]", plain))[:4]


def _way(text: str) -> str | None:
    return text.upper() if text.upper() in _WAY_WORDS else None


_ANY = "chưa có chữ nào"
_QUESTIONS: tuple[_Question, ...] = (
    ("unit", "Đơn vị, ví dụ: phường Ví Dụ", rules.unit,
     "bắt đầu bằng xã, phường hoặc đặc khu, không ghi UBND, ví dụ: phường Ví Dụ", None),
    ("province", "Tỉnh, thành phố, ví dụ: tỉnh Bắc Ninh", rules.province, "ghi cả chữ tỉnh hoặc thành phố", None),
    ("name", "Tên trên biển", _some, _ANY, lambda found: f"UBND {found['unit']}"),
    ("address", "Địa chỉ trụ sở", _some, _ANY, None),
    ("phone", "Điện thoại trụ sở", rules.telephone, "8 đến 14 chữ số", None),
    # A spares the leader, but needs an officer who was authorised to certify (L1); most communes begin with B
    ("way", "Ai ký chứng thực? A: cán bộ đi nhà, nếu được giao. B: lãnh đạo, như đa số xã", _way,
     "gõ A hoặc B", lambda _: "B"),
    ("book", "Sổ. 1: một sổ chung trên máy. 2: quyển riêng tại nhà. 3: sổ chính ở ngoài", _BOOKS.get, "gõ 1, 2 hoặc 3",
     lambda _: "1"),
    ("prefix", "Chữ đầu của mọi mã, 2 đến 4 chữ cái không dấu", rules.prefix, "2 đến 4 chữ cái không dấu", _initials),
    ("admin", "Họ tên quản trị viên thứ nhất", _some, _ANY, None),
    ("honorific", "Gọi là ông hay bà?", _HONORIFICS.get, "gõ ông hoặc bà", None),
    ("title", "Chức danh của quản trị viên", _some, _ANY, lambda _: "Quản trị viên"),
)  # fmt: skip


def _read_back(answers: dict[str, str]) -> None:
    lines = (
        f"{answers['name']}, {answers['unit']}, {answers['province']}",
        f"{answers['address']}; điện thoại {answers['phone']}",
        f"Cách {answers['way']}: {_WAY_WORDS[answers['way']]}; sổ: {_BOOK_WORDS[answers['book']]}",
        f"Mã bắt đầu bằng {answers['prefix']}",
        f"Quản trị viên: {answers['admin']}, {answers['title']}",
    )
    for line in ("", *lines):
        click.echo(line)


def _new(answers: dict[str, str]) -> communes.NewCommune:
    admin = communes.NewPerson(answers["admin"], answers["honorific"], answers["title"], (Role.ADMIN,))
    return communes.NewCommune(
        name=answers["name"],
        unit=answers["unit"],
        authority_name=f"Ủy ban nhân dân {answers['unit']}",
        place=f"{answers['unit']}, {answers['province']}",
        address=answers["address"],
        phone=answers["phone"],
        code_prefix=answers["prefix"],
        way=answers["way"],
        book_mode=answers["book"],
        people=(admin,),
    )


@commune.command("rescue")
@click.option("--prefix", prompt="Chữ đầu của mã xã (VD)")
@click.option("--admin", prompt="Họ tên quản trị viên")
def rescue(prefix: str, admin: str) -> None:
    """Liên kết mới, dùng một lần, cho quản trị viên mất khóa khi không còn ai mời lại được."""
    try:
        with begin(tools()) as work:
            code = staff.rescue_link(work, prefix.strip().upper(), normalize("NFC", admin).strip())
    except Problem as error:
        click.echo(f"Không có quản trị viên như vậy. ({error.code})", err=True)
        sys.exit(2)
    click.echo(f"Chỉ cho {admin}, dùng một lần, trong một ngày; các khóa truy cập cũ hết hiệu lực khi dùng:")
    click.echo(f"{tools().site.origin}/moi/{code}")
