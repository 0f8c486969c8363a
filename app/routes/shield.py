"""What every request and answer passes: whole bodies only, no cross-site writes, security headers."""

import unicodedata
from typing import Any

from flask import Flask, Response, request
from flask import Request as FlaskRequest
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import BadRequest, Forbidden, LengthRequired, RequestEntityTooLarge

from app.domain.problems import Problem
from app.sync.texts import UNSEEN

MOST_BYTES = 8 * 1024 * 1024
MOST_TYPED = 4_000
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class TooMuch(Problem):
    """More text than any field of a form takes."""

    code = "too_much_text"


class OddLetters(Problem):
    """Controls, overrides of direction: letters that cannot be seen."""

    code = "odd_letters"


POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "worker-src 'self'",
        "manifest-src 'self'",
        "font-src 'self'",
        "media-src 'self' blob:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types app",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": (
        "camera=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), "
        "screen-wake-lock=(self), microphone=(self), geolocation=(self)"
    ),
    "X-Content-Type-Options": "nosniff",
    # not "no-referrer": that makes a browser send "Origin: null" with our own forms
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def install(app: Flask, origin: str) -> None:
    """Hangs the guards before and after every route."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES

    def guard() -> None:
        _refuse_foreign(origin)
        _refuse_half_bodies()
        _refuse_zero_bytes()
        _refuse_odd_forms()

    def dress(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if origin.startswith("https:"):
            response.headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    app.before_request(guard)
    app.after_request(dress)


def _refuse_foreign(origin: str) -> None:
    """A write must come from our own pages: the browser says so in Sec-Fetch-Site and Origin."""
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    claimed = request.headers.get("Origin")
    if site not in ("same-origin", "none") or (claimed is not None and claimed != origin):
        _drain()
        raise Forbidden


def _refuse_half_bodies() -> None:
    """gunicorn hands half a body to the application as if it were whole, so the declared length is checked here."""
    if request.method in SAFE:
        return
    if request.content_length is None:
        if request.headers.get("Transfer-Encoding"):
            raise LengthRequired
        return
    if request.content_length > MOST_BYTES:
        _drain()
        raise RequestEntityTooLarge
    # read before any answer: an early refusal reaches a phone as a broken connection and is retried for ever
    if len(request.get_data(cache=True)) != request.content_length:
        raise BadRequest("half a body")


def _refuse_zero_bytes() -> None:
    """No text of ours has one, and PostgreSQL keeps none."""
    texts = [request.path, *(text for _, text in (*request.args.items(multi=True), *request.form.items(multi=True)))]
    if any("\0" in text for text in texts):
        raise BadRequest("a zero byte")


class Request(FlaskRequest):
    """A request whose form is in NFC: what is pasted from a Mac or a PDF is the same text as what is typed."""

    def _load_form_data(self) -> None:
        super()._load_form_data()
        pairs = ((name, unicodedata.normalize("NFC", text)) for name, text in self.form.items(multi=True))
        self.__dict__["form"] = ImmutableMultiDict(list(pairs))


def _refuse_odd_forms() -> None:
    """No field of ours wants so much, and nobody types letters that cannot be seen and change what is read."""
    for _, text in request.form.items(multi=True):
        if len(text) > MOST_TYPED:
            raise TooMuch
        if UNSEEN.search(text.translate(_LINES)):
            raise OddLetters


_LINES = str.maketrans("", "", "\r\n\t")


def _drain(most: int = 4 * MOST_BYTES) -> None:
    read = 0
    stream: Any = request.environ.get("wsgi.input")
    declared = int(request.environ.get("CONTENT_LENGTH") or 0)
    while stream is not None and read < min(declared, most):
        piece = stream.read(min(65536, declared - read))
        if not piece:
            return
        read += len(piece)
