"""How long wrong tries must wait: free at first, then doubling up to a ceiling; counted per account and address."""

import ipaddress
from datetime import datetime, timedelta

FREE = 5
# a mistyped code of a paper is no attack, and a whole office asks from one address; 60 random bits do the rest
FREE_LOOKUPS = 30
# an honest request is no wrong try, and many households of a mobile network ask from one address
FREE_REQUESTS = 30
FIRST = timedelta(seconds=30)
CEILING = timedelta(minutes=15)
FORGOTTEN = timedelta(hours=1)
_DOUBLINGS = 5


def wait_after(failures: int, free: int = FREE) -> timedelta:
    """The wait that follows the newest of so many failures in a row, of which the first few are free."""
    if failures < free:
        return timedelta()
    doublings: int = min(failures - free, _DOUBLINGS)
    return min(CEILING, FIRST * (1 << doublings))


def free_at(failures: int, last: datetime, free: int = FREE) -> datetime:
    """When the next try is allowed."""
    return last + wait_after(failures, free)


def counted(failures: int, last: datetime | None, at: datetime) -> int:
    """The failures that still count: an hour of quiet forgets them (longer than the longest wait)."""
    return 0 if last is None or at - last >= FORGOTTEN else failures


def network(address: str) -> str:
    """Who asks, as far as an address tells: an IPv6 household owns its whole /64."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if found.version == 4:
        return str(found)
    return str(ipaddress.ip_network((found, 64), strict=False))
