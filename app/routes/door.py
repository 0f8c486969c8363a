"""Who may enter: the person by session, the phone by its key. Each route says its audience."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import current_app, g, redirect, request, url_for
from flask import session as flask_session
from flask_login import LoginManager, UserMixin, current_user, login_user

from app.domain import sessions as rules
from app.domain.people import Role
from app.domain.problems import Locked, NotAllowed, NotFound, NotSigned
from app.evidence.notices import Call, upload_device
from app.evidence.problems import BadUpload
from app.reports.people import Member, member_of_session
from app.services import devices as device_services
from app.services import pushing
from app.services import sessions as session_services
from app.sync.texts import BadBody, has_zero_byte
from app.work import Tools, begin, look

P = ParamSpec("P")
R = TypeVar("R")
ANYONE = "anyone"
SIGNED_IN = "signed_in"
PHONE = "phone"
# a path of our own: browsers drop tabs and line ends and read a backslash as a slash, so none of them may stand in it
_OWN_PATH = re.compile(r"/(?!/)[!-\[\]-~]*")
EVEN_LOCKED = "even_locked"
# a phone's own word that a citizen holds it: it opens nothing, it only shuts
HANDED = "tn-handed"
# which push subscription is of this browser: at the next sign-in it is of whoever signs in, or of nobody
PUSH = "__Host-tannha-push"


class User(UserMixin):  # type: ignore[misc]
    """A signed-in person, as Flask-Login wants it; its id is the session token, so that sessions can be revoked."""

    def __init__(self, token: str, member: Member) -> None:
        self.token = token
        self.member = member

    def get_id(self) -> str:
        """What the cookie holds."""
        return self.token


def tools() -> Tools:
    """The tools of this application."""
    found: Tools | None = current_app.extensions["tools"]
    if found is None:
        raise LookupError("nothing is founded here yet: flask database upgrade")
    return found


def member() -> Member:
    """The signed-in person; tenancy comes from here and nowhere else."""
    found: Member = current_user.member
    return found


def page_number() -> int:
    """Which page of a long list is asked for (`trang`), from 1."""
    text = request.args.get("trang", "1")
    return min(100_000, max(1, int(text))) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def json_body() -> Any:
    """The JSON of a request; None when it is none, holds a zero byte, or is nested so deep that it is an attack."""
    try:
        value = request.get_json(silent=True)
        return None if has_zero_byte(value) else value
    except RecursionError:
        return None


def passkey_answer() -> tuple[str, dict[str, Any]]:
    """The nonce of a question and the passkey's answer to it, from a script's request."""
    value = json_body()
    if not isinstance(value, dict) or not isinstance(value.get("nonce"), str):
        raise BadBody
    answer = value.get("answer")
    if not isinstance(answer, dict):
        raise BadBody
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise BadBody from error
    return value["nonce"], answer


def next_path() -> str:
    """Where the person wanted to go: only a path of our own."""
    path = request.values.get("next", "")
    return path if _OWN_PATH.fullmatch(path) else ""


def sign_in(token: str) -> None:
    """The browser carries the session from now on; the one that it carried before ends."""
    # asked before the work begins: who is there is a reading of its own
    carried = current_user.get_id() if current_user.is_authenticated else ""
    with begin(tools()) as work:
        if carried:
            session_services.leave(work, carried)
        found = member_of_session(work.db, token, work.at)
        if found is None:
            raise NotFound
        if PUSH in request.cookies:
            pushing.signed_in(work, request.cookies[PUSH], found.id)
    flask_session.permanent = True
    login_user(User(token, found))


def device_id() -> str:
    """The phone that this call was authorised by."""
    found: str = g.device
    return found


def beacon_at() -> datetime:
    """The moment of the server's word that the phone had when it made this call: orders what it tells."""
    found: datetime = g.alive
    return found


def address() -> str:
    """Whence the request comes, past our own proxies; what others wrote into the header is not believed."""
    proxies: int = current_app.config["TANNHA"].proxies
    passed = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if proxies and len(passed) >= proxies:
        return passed[-proxies]
    return request.remote_addr or ""


def browser() -> str:
    """What the person's browser is called."""
    return rules.browser_name(request.headers.get("User-Agent", ""))


def idle() -> timedelta:
    """How long a desk session may rest."""
    return timedelta(seconds=current_app.config["TANNHA"].idle)


def rest_left() -> timedelta | None:
    """How much longer this session may rest, not positive when it is locked; None when it never locks."""
    found = member()
    if not rules.locks(found.roles, request.path):
        return None
    return found.seen + idle() - tools().clock.now()


def install(app: Any) -> None:
    """Flask-Login over server-side sessions."""
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)

    def load(token: str) -> User | None:
        with look(tools()) as work:
            found = member_of_session(work.db, token, work.at)
        return User(token, found) if found else None

    manager.user_loader(load)
    app.jinja_env.globals.update(rest_left=rest_left, idle=idle)


def open_to(*audience: str | Role) -> Callable[[Callable[P, R]], Callable[P, Any]]:
    """Says who may enter a route; tests read it from `audience`."""

    def wrap(view: Callable[P, R]) -> Callable[P, Any]:
        @wraps(view)
        def inner(*args: P.args, **kwargs: P.kwargs) -> Any:
            if PHONE in audience:
                g.device, g.alive = _phone()
            elif ANYONE not in audience:
                answer = _person(audience)
                if answer is not None:
                    return answer
            return view(*args, **kwargs)

        inner.audience = audience  # type: ignore[attr-defined]
        return inner

    return wrap


def _phone() -> tuple[str, datetime]:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme != "TN":
        raise BadUpload
    claimed = upload_device(text)
    with look(tools()) as work:
        alive = device_services.check_sender(work, claimed, text, Call(request.method, request.path, work.at))
    return claimed, alive


def _person(audience: tuple[str | Role, ...]) -> Any:
    if not current_user.is_authenticated:
        if request.method == "GET" and not request.path.startswith("/api/"):
            return redirect(url_for("session.show", next=request.path))
        raise NotSigned
    if EVEN_LOCKED not in audience:
        if HANDED in request.cookies and not request.path.startswith("/api/"):
            return _to_the_phone()
        left = rest_left()
        if left is not None and left <= timedelta():
            return _locked()
        _note_seen()
    if SIGNED_IN not in audience and not set(audience) & set(member().roles):
        raise NotAllowed
    return None


def _locked() -> Any:
    opens_page = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    if request.method == "GET" and opens_page and not request.path.startswith("/api/"):
        return redirect(url_for("lock.show", next=request.full_path.rstrip("?")))
    raise Locked


def _to_the_phone() -> Any:
    """Back to the page that the citizen holds: nothing of the officer's is shown before his PIN."""
    if request.method == "GET":
        return redirect(url_for("pwa.home"))
    raise NotAllowed


def _note_seen() -> None:
    now = tools().clock.now()
    if now - member().seen >= rules.noted_every(idle()):
        with begin(tools()) as work:
            session_services.seen(work, current_user.get_id())
