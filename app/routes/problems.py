"""Every refusal becomes an answer: its status and its words, as problem+json or as a page."""

import errno
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from flask import Flask, Response, current_app, json, jsonify, render_template, request
from flask_babel import gettext
from werkzeug.exceptions import HTTPException
from werkzeug.http import http_date

from app.domain.printable import NotPrintable
from app.domain.problems import NotBefore, Problem
from app.routes.filters import moment
from app.routes.refusals import CONFLICT, OTHER, STATUS, WORDS
from app.work import TROUBLES, UNFIT, trouble

BUSY_SECONDS = 2
FULL = (errno.ENOSPC, errno.EDQUOT)


def words(code: str) -> str:
    """What a person reads."""
    return str(WORDS.get(code, OTHER))


def said(error: Problem) -> str:
    """What a person reads of this very refusal: with the moment from which it no longer holds."""
    if isinstance(error, NotBefore):
        return words(error.code).format(moment=moment(error.until))
    if isinstance(error, NotPrintable):
        return words(error.code).format(letters=error.letters[:20])
    return words(error.code)


def later(error: Problem) -> dict[str, str]:
    """Retry-After, where waiting helps."""
    return {"Retry-After": http_date(error.until)} if isinstance(error, NotBefore) else {}


def status(error: Problem) -> int:
    """The HTTP status of a refusal."""
    return STATUS.get(error.code, CONFLICT)


def install(app: Flask) -> None:
    """Every refusal becomes problem+json under /api and for scripts, a page elsewhere."""
    app.register_error_handler(Problem, _refused)
    app.register_error_handler(HTTPException, _http)
    for kind in TROUBLES:
        app.register_error_handler(kind, _database)
    for unfit in UNFIT:
        app.register_error_handler(unfit, _unfit)
    app.register_error_handler(OSError, _full)
    app.after_request(_led_to)


def _refused(error: Problem) -> Response:
    response = _answer(error.code, status(error), said(error))
    response.headers.update(later(error))
    return response


def _http(error: HTTPException) -> Any:
    code = {403: "not_allowed", 404: "not_found", 405: "not_found", 413: "too_large"}.get(
        error.code or 500, "bad_request"
    )
    return _answer(code, error.code or 500)


def _full(error: OSError) -> Any:
    """A full disk: the work was rolled back, and what was sent is still where it came from."""
    if error.errno not in FULL:
        raise error
    return _answer("disk_full", HTTPStatus.INSUFFICIENT_STORAGE)


def _database(error: Exception) -> Any:
    """The database cannot serve; the work was rolled back."""
    why = trouble(error)
    if why == "full":
        return _answer("disk_full", HTTPStatus.INSUFFICIENT_STORAGE)
    if why != "busy":
        raise error
    response = _answer("busy", HTTPStatus.SERVICE_UNAVAILABLE)
    response.headers["Retry-After"] = str(BUSY_SECONDS)
    return response


def _unfit(_error: Exception) -> Any:
    """A value that the database has no place for, such as a zero byte in a text."""
    return _answer("bad_body", HTTPStatus.BAD_REQUEST)


def wants_json() -> bool:
    """Whether a script asked, not a person's page."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def _led_to(response: Response) -> Response:
    """A script whose form was taken hears where it leads: what follows a redirect by itself loads that page, and when
    that breaks off it does not know that the form was taken."""
    if request.method == "POST" and wants_json() and response.status_code in (302, 303):
        response.set_data(json.dumps({"to": response.headers.pop("Location")}))
        response.status_code, response.mimetype = HTTPStatus.OK, "application/json"
    return response


def page_before() -> str:
    """Where the button was: a page of ours that can be asked for. A field with it would make pages differ."""
    asked = urlsplit(request.referrer or "")
    try:
        current_app.url_map.bind(request.host).match(asked.path, "GET")
    except HTTPException:
        return ""
    return urlunsplit(("", "", asked.path, asked.query, "")) if asked.netloc == request.host else ""


def _answer(code: str, status: int, text: str = "") -> Response:
    text = text or words(code)
    if wants_json():
        response = jsonify(code=code, status=status, title=text)
        response.mimetype = "application/problem+json"
    else:
        title = gettext("Chưa làm được")
        back = page_before() if request.method == "POST" else ""
        response = Response(render_template("problems/problem.html", words=text, title=title, back=back))
    response.status_code = status
    return response
