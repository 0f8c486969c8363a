"""The ledger to anybody: its signed head, and proofs that lead to it. No name, nothing of what a record says."""

import re
from base64 import b64encode

from flask import Blueprint, Response, jsonify, request

from app.routes.door import ANYONE, open_to, tools
from app.services import heads, restored
from app.sync.letters import UUID
from app.sync.texts import BadBody
from app.work import look

_DIGITS = 12
_HASH = re.compile("[0-9a-f]{64}")
bp = Blueprint("ledger", __name__, url_prefix="/api/ledger")


@bp.get("/head")
@open_to(ANYONE)
def head() -> Response:
    """Where the ledger stands."""
    with look(tools()) as work:
        return jsonify(head=heads.newest(work))


@bp.get("/consistency")
@open_to(ANYONE)
def consistency() -> Response:
    """`from`: how many records there were when the caller last looked."""
    size = request.args.get("from", "")
    if not (size.isascii() and size.isdecimal() and len(size) <= _DIGITS):
        raise BadBody
    with look(tools()) as work:
        return _told(heads.grown_from(work, int(size)))


@bp.get("/restores")
@open_to(ANYONE)
def restores() -> Response:
    """`org`: whose people's word is asked for."""
    org = request.args.get("org", "")
    if not re.fullmatch(UUID, org):
        raise BadBody
    with look(tools()) as work:
        return jsonify(restores=restored.told(work, org))


@bp.get("/proof")
@open_to(ANYONE)
def proof() -> Response:
    """`record`: the hash by which a receipt names a record."""
    found = request.args.get("record", "")
    if not _HASH.fullmatch(found):
        raise BadBody
    with look(tools()) as work:
        proven = heads.included(work, found)
        return _told(proven, leaf=proven.leaf)


def _told(proven: heads.Proven, **more: int) -> Response:
    return jsonify(head=proven.note, proof=[b64encode(step).decode() for step in proven.proof], **more)
