"""SLOW WORK: which job does what; read in one work, make with none open, keep in another."""

from collections.abc import Callable

from app.jobs import backup, certificate, prepare, timestamp
from app.work import Tools

JOBS: dict[str, Callable[[Tools, str], None]] = {
    "backup.make": backup.run,
    "case.prepare": prepare.run,
    "certificate.make": certificate.run,
    "certificate.timestamp": timestamp.run,
}
