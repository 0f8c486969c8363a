"""The language of the pages: Vietnamese, unless the person chose English; never guessed."""

from collections.abc import Callable

from flask import Blueprint, Flask, has_request_context, redirect, request, url_for
from flask_babel import force_locale, get_locale
from werkzeug.wrappers import Response as Answer

from app.routes import problems
from app.routes.door import ANYONE, EVEN_LOCKED, open_to

bp = Blueprint("language", __name__)
NATIVE = "vi"
NAMES = {NATIVE: "Tiếng Việt", "en": "English"}
_COOKIE = "__Host-tannha-language"
_YEAR = 365 * 24 * 3600


def chosen() -> str:
    """What the cookie says and nothing else: a browser asks for the language of its maker or its last owner."""
    code = request.cookies.get(_COOKIE, NATIVE) if has_request_context() else NATIVE
    return code if code in NAMES else NATIVE


@bp.post("/ngon-ngu")
@open_to(ANYONE, EVEN_LOCKED)
def choose() -> Answer:
    """Keeps the language in a cookie, and shows the page again."""
    code = request.form.get("language", NATIVE)
    answer = redirect(problems.page_before() or url_for("home.show"), 303)
    if code in NAMES and code != NATIVE:
        answer.set_cookie(_COOKIE, code, max_age=_YEAR, secure=True, httponly=True, samesite="Lax")
    else:
        answer.delete_cookie(_COOKIE, secure=True, httponly=True, samesite="Lax")
    return answer


def spoken() -> str:
    """The language of the page that is being made."""
    return str(get_locale() or NATIVE)


def in_vietnamese(caller: Callable[[], str]) -> str:
    """What a page makes for somebody else: a message to a family, a citizen's copy. Called as `{% call %}`."""
    with force_locale(NATIVE):
        return caller()


def install(app: Flask) -> None:
    """Names them for templates."""
    app.jinja_env.globals.update(LANGUAGES=NAMES, spoken=spoken, in_vietnamese=in_vietnamese)
