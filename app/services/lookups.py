"""What strangers ask of papers: free while it is known, counted where nobody knows it."""

from app.reports import public
from app.work import Work, throttle


def certificate(work: Work, address: str, code: str) -> public.Certificate | None:
    """The certificate of a code. TooMany for whoever asked for too many that nobody knows."""
    throttle.check(work, throttle.lookups(address))
    return public.certificate(work.db, code)


def file(work: Work, address: str, sha256: str) -> public.File | None:
    """The certificate's file with this hash. TooMany as above."""
    throttle.check(work, throttle.lookups(address))
    return public.file(work.db, sha256)


def missed(work: Work, address: str) -> None:
    """Nobody knows what was asked for: one more of those. TooMany."""
    throttle.count(work, throttle.lookups(address))
