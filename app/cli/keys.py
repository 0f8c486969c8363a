"""flask keys: the keys of the server, and the fingerprints that belong on paper."""

import secrets
import sys
from base64 import b32encode
from datetime import UTC, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from app.domain.calendar import local
from app.evidence import key_copy, push
from app.evidence.keys import CHANGED, OLD, USES, Keyring, retire, rotate
from app.routes.door import tools
from app.services import fingerprints, server_keys
from app.work import begin, look

keys = AppGroup("keys", help="Khóa của máy chủ; mã đối chiếu để ghi ra giấy.")
COPIES = 2
_FOR = {
    "root": "khóa gốc, ký danh sách khóa",
    "intake": "mở hồ sơ niêm phong",
    "record": "ký bản ghi của máy chủ",
    "beacon": "ký dấu giờ, biên nhận",
    "head": "ký đầu sổ ký số",
    "code": "ký mã trên giấy chứng thực",
}


def _folder() -> Path:
    return Path(current_app.config["TANNHA"].data) / "keys"


def _since(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


@keys.command("fingerprints")
def printed() -> None:
    """Mã đối chiếu của khóa gốc và từng khóa truy cập của người ký chứng thực, như trên phiếu ghi nhận khóa."""
    with look(tools()) as work:
        found = fingerprints.of_deciders(work)
    click.echo(f"Khóa gốc: {tools().keys['root'].kid}")
    for one in found:
        until = f", bỏ ngày {one.removed:%d/%m/%Y}" if one.removed else ""
        click.echo(f"{one.org}, {one.name}, khóa thêm ngày {one.added:%d/%m/%Y}{until}: {one.grouped}")


@keys.command("list")
@with_appcontext
def show() -> None:
    """Mọi khóa: để làm gì, có từ ngày nào, quyền đọc tệp; khóa nhận cũ còn ai cần."""
    folder, ring = _folder(), Keyring.open(_folder(), make=False)
    for use in USES:
        _line(folder / f"{use}.pem", use, ring[use].kid, _FOR[use])
        for one in ring[use].before:
            _line(folder / OLD / f"{use}.{one.kid}.pem", use, one.kid, "khóa cũ, giữ để kiểm tra")
    _line(folder / push.NAME, "push", push.key(folder).kid, "gửi thông báo đẩy; mất thì mọi người bật lại thông báo")
    if ring["intake"].before:
        with look(tools()) as work:
            left, phones = server_keys.wrapped_before(work), server_keys.behind(work, _since(folder / "intake.pem"))
        click.echo(f"Khóa nhận cũ còn cần: {left} nội dung trên máy chủ, {len(phones)} máy, mọi bản sao lưu cũ.")
        for phone in phones:
            click.echo(f"  {phone.person}: {phone.label}")


def _line(path: Path, use: str, kid: str, what: str) -> None:
    mode = path.stat().st_mode & 0o777
    click.echo(f"{use:7} {kid}  từ {local(_since(path)):%d/%m/%Y}  {mode:04o}  {what}")


@keys.command("rotate")
@click.argument("use", metavar="KIND", type=click.Choice(CHANGED))
@with_appcontext
def change(use: str) -> None:
    """Thay một khóa bằng khóa mới; khóa cũ vẫn giữ. Dừng máy chủ trước, chạy lại sau."""
    was, kid = rotate(_folder(), use)
    with begin(tools()) as work:
        server_keys.changed(work, use, was, kid)
    click.echo(f"{use}: {was} -> {kid}")
    click.echo("Chạy lại máy chủ và việc nền ngay bây giờ. Rồi xuất lại hai bản chép khóa (flask keys export).")


@keys.command("rewrap")
@with_appcontext
def wrap_anew() -> None:
    """Bọc lại mọi nội dung bằng khóa nhận hiện nay; không đổi bản ghi nào."""
    with begin(tools()) as work:
        done = server_keys.rewrap(work)
    click.echo(f"{done.made} nội dung đã bọc lại, {done.closed} không mở được bằng khóa nào ở đây")


@keys.command("retire")
@click.option("--yes", is_flag=True, help="Hủy thật, không chỉ xem.")
@with_appcontext
def destroy(*, yes: bool) -> None:
    """Hủy khóa nhận cũ khi không còn ai cần; 1 khi còn. Dừng máy chủ trước, chạy lại sau."""
    folder, before = _folder(), Keyring.open(_folder(), make=False)["intake"].before
    if not before:
        click.echo("Không có khóa nhận cũ.")
        return
    with look(tools()) as work:
        left = server_keys.needed(work, _since(folder / "intake.pem"))
    if not left.nobody:
        click.echo(f"Còn cần khóa cũ: {left.contents} nội dung trên máy chủ, {len(left.archives)} bản sao lưu cũ.")
        for phone in left.phones:
            click.echo(f"  {phone.person}: {phone.label}: ghi nhận lại máy, hoặc ngừng máy")
        sys.exit(1)
    if not yes:
        click.echo(f"Không còn ai cần {len(before)} khóa cũ. Hủy thật: flask keys retire --yes")
        return
    # said before it is done: a key that is gone without a line would be worse than a line too many
    with begin(tools()) as work:
        server_keys.retired(work, [one.kid for one in before])
    gone = retire(folder, "intake")
    click.echo(f"Đã hủy: {', '.join(gone)}. Chạy lại máy chủ, xuất lại hai bản chép khóa, hủy các bản chép cũ.")


@keys.command("export")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export(out: Path) -> None:
    """Một bản chép mọi khóa dưới mật khẩu chỉ in ra một lần. Làm hai bản, cất hai nơi, rồi `flask keys confirm`."""
    if out.exists():
        raise click.ClickException(f"{out} đã có.")
    plain = b32encode(secrets.token_bytes(20)).decode()
    phrase = "-".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    key_copy.write(out, key_copy.packed(_folder(), phrase))
    click.echo(f"{out}: bản chép khóa. Ghi mật khẩu này ra giấy, cất riêng với tệp:")
    click.echo(phrase)


@keys.command("confirm")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.password_option("--phrase", prompt="Mật khẩu trên giấy", confirmation_prompt=False)
@with_appcontext
def confirm(file: Path, phrase: str) -> None:
    """Mở thử một bản chép: đúng khóa đang dùng, và mở được một nội dung. 1 khi không."""
    text = file.read_text()
    try:
        copied, copy = key_copy.opened(text, phrase), key_copy.name(text)
    except ValueError:
        click.echo("Không mở được: sai mật khẩu, hoặc tệp hỏng.", err=True)
        sys.exit(1)
    with begin(tools()) as work:
        counted = server_keys.confirm(work, copied, copy)
    if counted is None:
        click.echo("Bản chép này thiếu khóa đang dùng, hoặc không mở được nội dung mới nhất: xuất bản khác.", err=True)
        sys.exit(1)
    click.echo("Bản chép tốt: đúng khóa đang dùng, mở được bản ghi và bản sao lưu mới nhất.")
    click.echo("Đã kiểm đủ hai bản." if counted >= COPIES else "Còn cần kiểm một bản nữa, cất ở nơi khác.")
