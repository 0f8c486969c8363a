"""How long a session lasts, when it rests too long, and what its browser is called."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from app.domain.people import Role

LASTS = timedelta(hours=12)
_MOST_NOTED = timedelta(minutes=1)
DESK = frozenset({Role.LEADER, Role.CLERK, Role.ADMIN})
FIELD = frozenset({Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER})
_PHONE_CALLS = "/api/"


def locks(roles: Iterable[Role], path: str) -> bool:
    """Whether a session of these roles may rest too long for this address: the phone's own calls never do."""
    held = set(roles)
    return bool(held & DESK) and not (held & FIELD and path.startswith(_PHONE_CALLS))


def rested(seen: datetime, at: datetime, idle: timedelta) -> bool:
    """Whether its person must confirm again."""
    return at - seen >= idle


def noted_every(idle: timedelta) -> timedelta:
    """How old the last note of activity may get before the next is written: a minute at most."""
    return min(_MOST_NOTED, idle / 4)


def browser_name(agent: str) -> str:
    """`Windows Chrome`: enough for a person to know his own machines again."""
    system = re.search(r"Android|iPhone|iPad|Windows|Mac|Linux", agent)
    browser = re.search(r"Edg|OPR|Firefox|Chrome|Safari", agent)
    named = {"Edg": "Edge", "OPR": "Opera"}
    words = [found.group() for found in (system, browser) if found]
    return " ".join(named.get(word, word) for word in words)
