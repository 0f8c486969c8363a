"""How the backups stand, for the line that a desk shows until they are well."""

from flask import Flask
from flask_babel import lazy_gettext as _

from app.reports import backups
from app.routes.door import tools
from app.work import look

PROBLEMS = {
    "backup_damaged": _("Bản vừa ghi đọc lại không đúng. Kiểm tra ổ đĩa sao lưu."),
    "backup_lacks_blob": _("Thiếu ảnh hoặc ảnh bị hỏng trên ổ đĩa. Báo người quản trị máy chủ ngay."),
    "backup_disk_full": _("Ổ đĩa sao lưu đã đầy."),
    "backup_folder": _("Không ghi được vào thư mục sao lưu. Kiểm tra ổ đĩa đã gắn chưa."),
}
OTHER = _("Lần sao lưu gần nhất không xong. Báo người quản trị máy chủ.")


def backup_health() -> backups.Health:
    """How they stand now."""
    with look(tools()) as work:
        return backups.health(work.db, work.at)


def backup_problem(code: str) -> str:
    """What went wrong, in words; nothing when nothing did."""
    return str(PROBLEMS.get(code, OTHER)) if code else ""


def install(app: Flask) -> None:
    """Names them for templates."""
    app.jinja_env.globals.update(backup_health=backup_health, backup_problem=backup_problem)
