"""Wrong tries, counted in the database before they are judged, so that neither a restart nor a crowd of tries helps."""

from datetime import datetime

from app.domain import throttle
from app.domain.problems import TooMany
from app.store import entry
from app.work.unit import Work

_LONGEST_NAME = 80
_LOOKUPS, _REQUESTS = "lookups:", "requests:"
_FREE = {_LOOKUPS: throttle.FREE_LOOKUPS, _REQUESTS: throttle.FREE_REQUESTS}


def account(name: str) -> str:
    """The key of an account, whether it exists or not."""
    return f"account:{name[:_LONGEST_NAME]}"


def address(text: str) -> str:
    """The key of a network address."""
    return f"address:{throttle.network(text)}"


def links(text: str) -> str:
    """The key of what a network address tries as links of invitations; entering is counted apart."""
    return f"links:{throttle.network(text)}"


def lookups(text: str) -> str:
    """The key of what a network address asks of papers that nobody knows."""
    return f"{_LOOKUPS}{throttle.network(text)}"


def requests(text: str) -> str:
    """The key of the visits that a network address asks for."""
    return f"{_REQUESTS}{throttle.network(text)}"


def check(work: Work, *keys: str) -> None:
    """TooMany when one of these must still wait."""
    free = [throttle.free_at(*found, _free(key)) for key in keys if (found := _standing(work, key))]
    if free and max(free) > work.at:
        raise TooMany(max(free))


def count(work: Work, *keys: str) -> None:
    """Counts a try as wrong until `right` says otherwise; TooMany when one of these must still wait."""
    check(work, *keys)
    entry.sweep_tries(work.db, work.at - throttle.FORGOTTEN)
    for key in keys:
        found = _standing(work, key)
        entry.put_tries(work.db, key, (found[0] if found else 0) + 1, work.at)


def right(work: Work, own: str, shared: str) -> None:
    """The try was right: the account is clear; of the address, which others share, only this try is taken back."""
    entry.clear_tries(work.db, own)
    failures, last = entry.tries(work.db, shared)
    if last is not None:
        entry.put_tries(work.db, shared, failures - 1, last)


def _free(key: str) -> int:
    return next((free for name, free in _FREE.items() if key.startswith(name)), throttle.FREE)


def _standing(work: Work, key: str) -> tuple[int, datetime] | None:
    failures, last = entry.tries(work.db, key)
    if last is None:
        return None
    return throttle.counted(failures, last, work.at), last
