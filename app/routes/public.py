"""Anybody who holds a paper checks it here, with a script or without; no log-in, never a one-time code, never money."""

import hashlib
import re
from dataclasses import asdict
from pathlib import Path

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response as Answer

from app.domain import codes
from app.domain.problems import NotFound
from app.evidence import certificate_code
from app.routes import door
from app.routes.door import ANYONE, open_to, tools
from app.services import lookups
from app.sync.answers import FileAnswer
from app.work import begin, look

bp = Blueprint("public", __name__)
_HASH = re.compile("[0-9a-f]{64}")
_WORKER = "paper-sw.js"
STATIC = Path(__file__).parents[1] / "static"


@bp.get("/k")
@bp.get("/K")
@bp.get("/K/")
@open_to(ANYONE)
def ask() -> str | Answer:
    """The empty form; a typed code leads to its page."""
    typed = request.args.get("ma", "")
    if not typed:
        return _page("public/ask.html", typed="", wrong=False)
    try:
        return redirect(url_for("public.show", code=codes.normalise(typed)))
    except codes.BadCode:
        return _page("public/ask.html", typed=typed, wrong=True, of_case=_of_case(typed))


@bp.get("/k/<code>")
@bp.get("/K/<code>")
@open_to(ANYONE)
def show(code: str) -> str | tuple[str, int]:
    """What the paper must say."""
    try:
        normal = codes.normalise(code)
    except codes.BadCode:
        return _page("public/ask.html", typed=code, wrong=True, of_case=_of_case(code)), 404
    with look(tools()) as work:
        found, now = lookups.certificate(work, door.address(), normal), work.at
    if found is None:
        _missed()
        return _page("public/unknown.html", code=codes.grouped(normal)), 404
    return _page("public/show.html", found=found, now=now, code=codes.grouped(normal))


@bp.get("/api/papers/<address>")
@open_to(ANYONE)
def file(address: str) -> Response:
    """Whether a file with this SHA-256 is one that the commune made; the file itself stays where it is."""
    if not _HASH.fullmatch(address):
        raise NotFound
    with look(tools()) as work:
        found = lookups.file(work, door.address(), address)
    if found is None:
        _missed()
        return jsonify(FileAnswer(known=False).model_dump())
    return jsonify(FileAnswer.model_validate({"known": True, **asdict(found)}).model_dump())


@bp.get("/K/khong-mang")
@open_to(ANYONE)
def offline() -> str:
    """What a phone shows of a paper's code while there is no network: the same bytes for everyone."""
    with force_locale("vi"):
        return _page("public/offline.html")


@bp.get("/K/sw.js")
@open_to(ANYONE)
def worker() -> Response:
    """Keeps that page, and what it needs, on a phone that opened a paper's page before."""
    assets = current_app.extensions["assets"]["entries"]
    shell = offline()
    version = hashlib.sha256(f"{shell}{sorted(assets.items())}".encode()).hexdigest()[:12]
    files = [url_for("public.offline"), *(assets[name] for name in ("css", "public") if name in assets)]
    source = (STATIC / _WORKER).read_text()
    text = source.replace("/*FILES*/ []", current_app.json.dumps(files)).replace('/*VERSION*/ ""', f'"{version}"')
    return Response(text, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


def _page(template: str, **facts: object) -> str:
    return render_template(template, code_keys=certificate_code.listed(tools().keys), **facts)


def _missed() -> None:
    with begin(tools()) as work:
        lookups.missed(work, door.address())


def _of_case(typed: str) -> bool:
    """Whether somebody typed the code of a case, as it stands on the slip: it is not on any certificate."""
    return re.fullmatch(codes.CASE_CODE, typed.strip().upper()) is not None
