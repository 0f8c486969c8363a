"""flask purge: what is due to be destroyed; the destroying itself needs two people at the desk."""

import click
from flask.cli import with_appcontext

from app.reports import purging
from app.routes.door import tools
from app.work import look


@click.command("purge")
@click.option("--dry-run", is_flag=True, required=True, help="Chỉ liệt kê; hủy cần hai người ở trang Hủy dữ liệu.")
@with_appcontext
def purge(*, dry_run: bool) -> None:
    """Liệt kê hồ sơ, lượt đến nhà đến hạn hủy của từng xã; không hủy gì."""
    del dry_run
    with look(tools()) as work:
        for org in purging.everywhere(work.db, work.at):
            click.echo(f"{org.name}: {len(org.cases)} hồ sơ, {len(org.visits)} lượt đến nhà đến hạn hủy")
            for one in org.cases:
                click.echo(f"  {one.dossier}  đến hạn {one.due_on:%d/%m/%Y}  {one.rule.basis}")
            for call in org.visits:
                named = f"Lượt đến nhà {call.on_date:%d/%m/%Y}" + (f", đăng ký {call.code}" if call.code else "")
                click.echo(f"  {named}  đến hạn {call.due_on:%d/%m/%Y}  {call.rule.basis}")
