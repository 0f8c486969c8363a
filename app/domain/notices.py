"""What a person is told outside the pages: that something waits, never whose it is; seldom, and never at night."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from app.domain.calendar import ZONE, local
from app.domain.problems import Problem

WAITING, DUE, RETURNED, READY, ASSIGNED = "waiting", "due", "returned", "ready", "assigned"
# D9: the push services of the browsers; a name that begins with a dot stands for its subdomains
SERVICES = ("fcm.googleapis.com", ".push.services.mozilla.com", "web.push.apple.com", ".notify.windows.com")
APART = timedelta(minutes=10)
NIGHT, MORNING = time(21), time(6)
# a message that could not be handed to its phone for so long says nothing new
LASTS = timedelta(hours=12)
HTTPS = 443
MOST_PHONES = 5


class BadEndpoint(Problem):
    """Not the address of a browser's push service."""

    code = "bad_endpoint"


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a message, and the page that it opens."""

    title: str
    page: str


# the most pressing first
MESSAGES = {
    DUE: Said("Có hồ sơ sắp quá hạn ký", "/"),
    WAITING: Said("Có hồ sơ chờ ký", "/"),
    RETURNED: Said("Có hồ sơ cần bổ sung", "/may"),
    READY: Said("Có giấy tờ cần trả lại", "/may"),
    ASSIGNED: Said("Có lượt đến nhà mới", "/may"),
}
BODY = "Mở Tận Nhà để xem."


def when(last: datetime | None, now: datetime) -> datetime:
    """When the next message may go: ten minutes after the one before, and not from 21:00 to 6:00 on Vietnam's clock."""
    at = now if last is None else max(now, last + APART)
    here = local(at)
    if here.time() >= NIGHT:
        return datetime.combine(here.date() + timedelta(days=1), MORNING, ZONE)
    return datetime.combine(here.date(), MORNING, ZONE) if here.time() < MORNING else at


def message(kinds: set[str]) -> dict[str, object]:
    """The declarative form (web_push 8030) of one message for all that waits: nothing in it is about a person."""
    kind = next(one for one in MESSAGES if one in kinds)
    said = MESSAGES[kind]
    return {
        "web_push": 8030,
        "notification": {"title": said.title, "body": BODY, "navigate": said.page, "tag": kind, "lang": "vi"},
    }


def host(endpoint: str) -> str:
    """The push service of an endpoint; BadEndpoint unless it is one that we speak to, by https at its usual port, with
    no name or password in the address."""
    try:
        parts = urlsplit(endpoint)
        port, name = parts.port, parts.hostname or ""
    except ValueError as error:
        raise BadEndpoint from error
    plain = (
        parts.scheme == "https" and port in (None, HTTPS) and not (parts.username or parts.password or parts.fragment)
    )
    known = any(name == one or (one.startswith(".") and name.endswith(one)) for one in SERVICES)
    if not plain or not known or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        raise BadEndpoint
    return name
