"""Where phones bring sealed blobs (tus 1.0)."""

from flask import Blueprint, Response, request, url_for
from werkzeug.exceptions import BadRequest

from app.routes import typed
from app.routes.door import PHONE, device_id, open_to, tools
from app.services import uploads
from app.work import begin, look

bp = Blueprint("blobs", __name__, url_prefix="/api/blobs")
TUS = "1.0.0"
PIECE = "application/offset+octet-stream"
CHECKSUM_MISMATCH = 460
_DIGITS = 12


@bp.post("/<address>")
@open_to(PHONE)
def create(address: str) -> Response:
    """Begins an upload."""
    with begin(tools()) as work:
        upload = uploads.create(work, typed.address(address), _number("Upload-Length"))
    response = _answer(200 if upload.whole else 201, upload)
    # tus 1.0, creation: a stock client goes on where this points
    response.headers["Location"] = url_for("blobs.show", address=address)
    return response


@bp.route("/<address>", methods=["HEAD"])
@open_to(PHONE)
def show(address: str) -> Response:
    """How far it is."""
    with look(tools()) as work:
        upload = uploads.state(work, typed.address(address))
    return _answer(200, upload)


@bp.patch("/<address>")
@open_to(PHONE)
def proceed(address: str) -> Response:
    """Adds a piece at its offset."""
    if request.mimetype != PIECE:
        raise BadRequest("wrong content type")
    try:
        with begin(tools()) as work:
            piece = request.get_data()
            upload = uploads.proceed(work, device_id(), typed.address(address), _number("Upload-Offset"), piece)
    except uploads.WrongOffset as problem:
        return _plain(409, problem.offset)
    except uploads.WrongBytes:
        return _plain(CHECKSUM_MISMATCH, 0)
    return _answer(204, upload)


def _number(header: str) -> int:
    text = request.headers.get(header, "")
    if not text.isascii() or not text.isdigit() or len(text) > _DIGITS:
        raise BadRequest(f"{header} missing")
    return int(text)


def _answer(status: int, upload: uploads.Upload) -> Response:
    response = _plain(status, upload.offset)
    response.headers["Upload-Length"] = str(upload.length)
    return response


def _plain(status: int, offset: int) -> Response:
    return Response(status=status, headers={"Tus-Resumable": TUS, "Upload-Offset": str(offset)})
