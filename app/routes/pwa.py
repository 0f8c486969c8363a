"""The phone's shell, its service worker and manifest: the same bytes for everyone, no data in them."""

import hashlib
import json
import mimetypes
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, send_from_directory, url_for
from flask_babel import force_locale
from werkzeug.wrappers import Response as Answer

from app.domain import acts, delivery, eligibility, extras, fees, forms, guided, kind_rules, rating, signing, visit
from app.routes.door import ANYONE, open_to

bp = Blueprint("pwa", __name__)
STATIC = Path(__file__).parents[1] / "static"
FOREVER = "public, max-age=31536000, immutable"


@bp.get("/may")
@open_to(ANYONE)
def home() -> str:
    """The shell."""
    return shell()


@bp.get("/may/<path:path>")
@open_to(ANYONE)
def phone(path: str) -> str | Answer:
    """The same shell at every address of the phone."""
    return shell() if path else redirect(url_for("pwa.home"))


@bp.get("/sw.js")
@open_to(ANYONE)
def worker() -> Response:
    """The service worker with today's list of files."""
    files = dict(manifest()["precache"])
    files[url_for("pwa.home")] = hashlib.sha256(shell().encode()).hexdigest()
    text = (STATIC / "sw.js").read_text()
    version = hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:12]
    text = text.replace("/*PRECACHE*/ {}", json.dumps(files)).replace('/*VERSION*/ ""', json.dumps(version))
    return Response(text, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


@bp.get("/manifest.webmanifest")
@open_to(ANYONE)
def web_manifest() -> Response:
    """What installs the shell."""
    response = send_from_directory(STATIC, "manifest.webmanifest")
    response.headers["Cache-Control"] = "no-cache"
    return response


@bp.get("/static/<path:path>")
@open_to(ANYONE)
def static(path: str) -> Response:
    """Built files, named by their content; packed where the build packed them and the browser unpacks."""
    packed = path in manifest()["packed"] and request.accept_encodings["gzip"] > 0
    response = send_from_directory(STATIC, f"{path}.gz" if packed else path, mimetype=mimetypes.guess_type(path)[0])
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOREVER if path.startswith("dist/") else "no-cache"
    return response


def manifest() -> dict[str, Any]:
    """What the build wrote."""
    found: dict[str, Any] = current_app.extensions["assets"]
    return found


def shell() -> str:
    """The phone's page: in Vietnamese for everyone, and the phone puts its own words in."""
    with force_locale("vi"):
        return render_template("phone/index.html", catalogue=catalogue())


def catalogue() -> dict[str, Any]:
    """The law's lists that the wizard needs, the same for everyone."""
    return {
        "reasons": [
            {"code": code, "text": text, "needs_text": code == eligibility.NEEDS_TEXT}
            for code, text in eligibility.REASONS.items()
        ],
        "conditions": [
            {"code": one.code, "question": one.question, "hint": one.hint} for one in eligibility.CONDITIONS
        ],
        "kinds": [
            {"code": one.code, "title": one.title, "allowed": one.allowed, "why": one.why}
            for one in eligibility.DOCUMENT_KINDS
        ],
        "kind_rules": [asdict(one) for one in kind_rules.KIND_RULES],
        **_of_signing(),
        "papers": _pairs(eligibility.PAPERS),
        "recipients": [
            {"code": one.code, "text": one.text, "hint": one.hint, "needs_relation": one.needs_relation}
            for one in delivery.RECIPIENTS
        ],
        "failures": _pairs(delivery.FAILURES),
        "explained": _pairs(delivery.EXPLAINED),
        "readings": _pairs(delivery.READINGS),
        "corrections": _pairs(delivery.CORRECTIONS),
        "withdrawals": _pairs(acts.WITHDRAWALS),
        "refusals": [{"code": code, "text": one.text, "hint": one.basis} for code, one in acts.REFUSAL_REASONS.items()],
        **_of_rating(),
        **_of_visits(),
        "paid": _pairs(fees.PAID_WORDS),
        "fees": [
            {
                "amount": one.amount,
                "basis": one.basis,
                "from": f"{one.effective_from}",
                "to": f"{one.effective_to or ''}",
            }
            for one in fees.FEES
        ],
    }


def _of_visits() -> dict[str, Any]:
    return {
        "purposes": _pairs(visit.PURPOSES),
        "not_done": _pairs(visit.NOT_DONE),
        "places": _pairs(visit.PLACES),
        "guided": {
            "services": _pairs(guided.SERVICES),
            "modes": _pairs(guided.MODES),
            "reasons": _pairs(guided.REASONS),
            "topics": _pairs(guided.TOPICS),
        },
    }


def _of_rating() -> dict[str, Any]:
    return {
        "scores": [{"code": f"{score}", "text": text} for score, text in rating.SCORES.items()],
        "rating_reasons": _pairs(rating.REASONS),
    }


def _of_signing() -> dict[str, Any]:
    return {
        "notice": {"version": extras.NOTICE_VERSION, "lines": extras.NOTICE},
        "extras": [{"code": one.code, "question": one.question} for one in extras.EXTRAS],
        "forms": _forms(),
        "fingers": _pairs(signing.FINGERS),
        "helpers": _pairs(signing.HELPERS),
        "languages": _pairs(signing.LANGUAGES),
    }


def _forms() -> list[dict[str, Any]]:
    return [
        {
            "kind": one.kind,
            "title": one.title,
            "asked": [{"name": of.name, "words": of.words, "most": of.most} for of in one.asked],
            "body": one.body,
            "signer": one.signer,
        }
        for one in forms.FORMS
    ]


def _pairs(words: Mapping[Any, str]) -> list[dict[str, str]]:
    return [{"code": str(code), "text": text} for code, text in words.items()]
