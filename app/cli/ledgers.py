"""flask ledger: verify, rebuild, bundle, check."""

import os
import sys
from pathlib import Path

import click
from flask.cli import AppGroup, with_appcontext

from app.domain.problems import NotFound, Problem
from app.evidence.check import Trust
from app.evidence.check import __main__ as checker
from app.evidence.check import check as judge
from app.routes.door import tools
from app.services import audit, bundling, intake, rebuilding
from app.work import begin, look

ledger = AppGroup("ledger", help="The ledger of signed records.")


@ledger.command("verify")
def verify() -> None:
    """Checks every signature and chain; exits 1 when anything does not hold."""
    with look(tools()) as work:
        verdict = audit.verify(work)
    click.echo(f"{verdict.records} records, {len(verdict.problems)} problems, {len(verdict.holes)} holes")
    for line in (*verdict.problems, *verdict.holes):
        click.echo(line)
    sys.exit(1 if verdict.problems else 0)


@ledger.command("bundle")
@click.argument("case")
@click.option("--evidence", is_flag=True, help="Kèm ảnh gốc niêm phong và ảnh đã cho người quyết định xem.")
@click.option("--why", required=True, help="Lý do, ghi vào nhật ký của xã; đừng ghi tên người dân.")
@click.option("--by", required=True, help="Người yêu cầu: tên tài khoản, hoặc họ tên.")
@click.option("-o", "out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Tệp .zip mới.")
@with_appcontext
def bundle(case: str, *, evidence: bool, why: str, by: str, out: Path) -> None:
    """Xuất mọi chứng cứ của một hồ sơ (mã hồ sơ hoặc id) thành một tệp."""
    if out.exists():
        raise click.ClickException(f"{out} đã có.")
    try:
        with begin(tools()) as work:
            data = bundling.make(work, bundling.Order(case, by, why, evidence))
    except Problem as error:
        unknown = f"không có hồ sơ {case}, hoặc không có đúng một người {by}"
        said = unknown if isinstance(error, NotFound) else "lý do chưa đúng: một dòng, không quá dài"
        raise click.ClickException(f"Không xuất được: {said} ({error.code}).") from error
    # it holds what a citizen said: for the eyes of whoever asked alone
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(data)
    click.echo(f"{out}: {len(data)} bytes. Khóa gốc của xã: {tools().keys['root'].kid}")


@ledger.command("rebuild")
@click.option("--check", is_flag=True, help="Chỉ so sánh, không đổi gì.")
@with_appcontext
def rebuild(*, check: bool) -> None:
    """Lập lại từ các bản ghi mọi bảng suy ra từ chúng; --check: 1 khi có bảng nào khác."""
    with begin(tools()) as work:
        made = rebuilding.remade(work, intake.apply_again)
        compared = rebuilding.compare(work, made)
        if not check and not made.problems:
            rebuilding.put(work, made)
    for one in compared:
        said = f"{one.differ} khác" if one.differ else "bằng nhau"
        click.echo(f"{one.table}: {one.rows} dòng, {said}")
    for problem in made.problems:
        click.echo(f"Không áp dụng lại được: {problem}", err=True)
    if made.problems and not check:
        click.echo("Chưa lập lại gì cả.", err=True)
    sys.exit(1 if made.problems or (check and any(one.differ for one in compared)) else 0)


@ledger.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--root", required=True, help="Mã đối chiếu khóa gốc của xã.")
@click.option("--passkey", multiple=True, help="Mã đối chiếu khóa truy cập trên phiếu ghi nhận khóa; được lặp lại.")
def check(file: Path, root: str, passkey: tuple[str, ...]) -> None:
    """Kiểm tra một tệp chứng cứ; 0 chỉ khi mọi điều đều được chứng minh."""
    try:
        trust = Trust(root.strip(), frozenset(map(checker.passkey, passkey)))
    except ValueError as error:
        raise click.BadParameter(f"{error}: không phải mã đối chiếu") from error
    report = judge(file.read_bytes(), trust)
    for line in checker.lines(report):
        click.echo(line)
    sys.exit(0 if report.sound else 1)
