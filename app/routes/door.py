"""Who may enter: the person by session, the phone by its key. Each route says its audience."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from flask import current_app, g, redirect, request, url_for
from flask_login import LoginManager, UserMixin, current_user

from app.domain.people import Role
from app.domain.problems import NotAllowed, NotSigned
from app.evidence.notices import Call, upload_device
from app.evidence.problems import BadUpload
from app.reports.people import Member, member_of_session
from app.services import devices as device_services
from app.work import Tools, look

P = ParamSpec("P")
R = TypeVar("R")
ANYONE = "anyone"
SIGNED_IN = "signed_in"
PHONE = "phone"


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
    found: Tools = current_app.extensions["tools"]
    return found


def member() -> Member:
    """The signed-in person; tenancy comes from here and nowhere else."""
    found: Member = current_user.member
    return found


def json_body() -> Any:
    """The JSON of a request; None when it is none, or nested so deep that it is an attack."""
    try:
        return request.get_json(silent=True)
    except RecursionError:
        return None


def device_id() -> str:
    """The phone that this call was authorised by."""
    found: str = g.device
    return found


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


def open_to(*audience: str | Role) -> Callable[[Callable[P, R]], Callable[P, Any]]:
    """Says who may enter a route; tests read it from `audience`."""

    def wrap(view: Callable[P, R]) -> Callable[P, Any]:
        @wraps(view)
        def inner(*args: P.args, **kwargs: P.kwargs) -> Any:
            if PHONE in audience:
                g.device = _phone()
            elif ANYONE not in audience:
                answer = _person(audience)
                if answer is not None:
                    return answer
            return view(*args, **kwargs)

        inner.audience = audience  # type: ignore[attr-defined]
        return inner

    return wrap


def _phone() -> str:
    scheme, _, text = request.headers.get("Authorization", "").partition(" ")
    if scheme != "TN":
        raise BadUpload
    claimed = upload_device(text)
    with look(tools()) as work:
        device_services.check_sender(work, claimed, text, Call(request.method, request.path, work.at))
    return claimed


def _person(audience: tuple[str | Role, ...]) -> Any:
    if not current_user.is_authenticated:
        if request.method == "GET" and not request.path.startswith("/api/"):
            return redirect(url_for("session.show", next=request.path))
        raise NotSigned
    if SIGNED_IN not in audience and not set(audience) & set(member().roles):
        raise NotAllowed
    return None
