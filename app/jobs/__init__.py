"""SLOW WORK: which job does what; read in one work, make with none open, keep in another."""

from collections.abc import Callable

from app.jobs import certificate, prepare
from app.work import Tools

JOBS: dict[str, Callable[[Tools, str], None]] = {
    "case.prepare": prepare.run,
    "certificate.make": certificate.run,
}
