"""SLOW WORK: which job does what; read in one work, make with none open, keep in another."""

from collections.abc import Callable

from app.jobs import backup, book_check, certificate, prepare, push, timestamp
from app.work import Tools

JOBS: dict[str, Callable[[Tools, str], None]] = {
    "backup.make": backup.run,
    "book.check": book_check.run,
    "case.prepare": prepare.run,
    "certificate.make": certificate.run,
    "certificate.timestamp": timestamp.run,
    "notices.push": push.run,
}
