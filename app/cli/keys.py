"""flask keys: the keys of the server, and the fingerprints that belong on paper."""

import click
from flask.cli import AppGroup

from app.routes.door import tools
from app.services import fingerprints
from app.work import look

keys = AppGroup("keys", help="Khóa của máy chủ; dấu vân để ghi ra giấy.")


@keys.command("fingerprints")
def printed() -> None:
    """Dấu vân khóa gốc, và dấu vân từng khóa truy cập của người được quyết định, để ghi vào phiếu đăng ký khóa."""
    with look(tools()) as work:
        found = fingerprints.of_deciders(work)
    click.echo(f"Khóa gốc: {tools().keys['root'].kid}")
    for one in found:
        click.echo(f"{one.org}, {one.name}, khóa thêm ngày {one.added:%d/%m/%Y}: {one.grouped}")
