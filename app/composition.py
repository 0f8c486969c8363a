"""Puts the house together; nothing below imports this."""

import json
import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_babel import Babel

from app import assembly, cli
from app.config import Config
from app.routes import (
    absences,
    blobs,
    book_prints,
    book_years,
    calendar_days,
    carrying,
    cases,
    data_requests,
    decision_import,
    decision_words,
    decisions,
    diary,
    document_kinds,
    door,
    fee_ledger,
    fee_settings,
    figures,
    filters,
    forms,
    hamlets,
    holds,
    home,
    invited,
    journal,
    journal_words,
    language,
    ledger,
    lock,
    notices,
    office_hours,
    papers,
    passwords,
    payments,
    people,
    phones,
    points,
    printing,
    problems,
    public,
    purging,
    pwa,
    reconciling,
    registers,
    rescue,
    restored,
    retention_terms,
    safety,
    session,
    settings,
    setup,
    shield,
    slips,
    staff,
    sync,
    tickets,
    visit_requests,
    visit_words,
    visits,
    wordings,
    words,
)
from app.store.db import db, options, prepare
from app.work import Tools

BLUEPRINTS = (
    home, session, passwords, invited, lock, pwa, sync, blobs, decisions, papers, people, phones, staff,
    calendar_days, setup, public, cases, printing, registers, reconciling, settings, rescue, journal, ledger,
    restored, absences, book_years, book_prints, wordings, forms, fee_settings, fee_ledger, payments,
    slips, tickets, office_hours,
    document_kinds, figures, diary, hamlets, carrying, decision_import, purging, retention_terms, holds, data_requests,
    visits, visit_requests, points, notices, language,
)  # fmt: skip
ASSETS = Path(__file__).parent / "static" / "dist" / "manifest.json"
NO_ASSETS: dict[str, Any] = {"entries": {}, "precache": {}, "packed": [], "version": ""}


def create_app(config: Config, tools: Tools | None = None) -> Flask:
    """The application for one installation; tests bring their own tools."""
    app = Flask(__name__, static_folder=None)
    app.request_class = shield.Request
    assembly.check_whole(config)
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    _configure(app, config)
    # where nothing was founded yet, keys are made by the first command that needs them: `restore` brings its own
    app.extensions["tools"] = tools or (assembly.tools(config) if assembly.founded(config) else None)
    app.extensions["assets"] = json.loads(ASSETS.read_text()) if ASSETS.exists() else NO_ASSETS
    _database(app)
    Babel(app, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh", locale_selector=language.chosen)
    shield.install(app, config.origin)
    problems.install(app)
    door.install(app)
    filters.install(app)
    language.install(app)
    words.install(app)
    visit_words.install(app)
    decision_words.install(app)
    journal_words.install(app)
    safety.install(app)
    cli.install(app)
    for part in BLUEPRINTS:
        app.register_blueprint(part.bp)
    app.jinja_env.globals["assets"] = app.extensions["assets"]["entries"]
    return app


def _configure(app: Flask, config: Config) -> None:
    app.config.update(
        TANNHA=config,
        SECRET_KEY=assembly.session_secret(config) if assembly.founded(config) else secrets.token_bytes(32),
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=options(config.database_url),
        SESSION_COOKIE_NAME="__Host-tannha",
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        TRUSTED_HOSTS=[config.public_host.rpartition(":")[0] or config.public_host, "localhost", "127.0.0.1"],
        MAX_FORM_MEMORY_SIZE=500_000,
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )


def _database(app: Flask) -> None:
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)
