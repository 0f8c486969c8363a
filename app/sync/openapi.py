"""The protocol of phones as an OpenAPI 3.1 document, made from the very shapes by which letters are read."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from app.sync import answers
from app.sync.letters import UUID, Bag, Enrolment, Question, VaultAsked

DEVICE, SESSION = "device", "session"
PIECE = "application/offset+octet-stream"
_WHOLE = {"type": "integer", "minimum": 0}
_ADDRESS = {
    "name": "address",
    "in": "path",
    "required": True,
    "schema": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
}
_AFTER = {"name": "after", "in": "query", "required": False, "schema": {"type": "string", "maxLength": 100}}
_LENGTH = {"name": "Upload-Length", "in": "header", "required": True, "schema": _WHOLE}
_OFFSET = {"name": "Upload-Offset", "in": "header", "required": True, "schema": _WHOLE}
_TUS = {"Upload-Offset": {"schema": _WHOLE}, "Upload-Length": {"schema": _WHOLE}, "Tus-Resumable": {"schema": {}}}


@dataclass(frozen=True, slots=True)
class Operation:
    """One call: `answer` is the shape of a good answer (None: headers alone), `also` further statuses and why."""

    method: str
    path: str
    says: str
    good: int
    answer: type[BaseModel] | None = None
    asks: type[BaseModel] | None = None
    who: str = ""
    parameters: tuple[dict[str, Any], ...] = ()
    also: dict[int, str] = field(default_factory=dict)
    piece: bool = False


_FROM = {"name": "from", "in": "query", "required": True, "schema": {"type": "integer", "minimum": 1}}
_ORG = {"name": "org", "in": "query", "required": True, "schema": {"type": "string", "pattern": UUID}}
_RECORD = {"name": "record", "in": "query", "required": True, "schema": _ADDRESS["schema"]}


OPERATIONS = (
    Operation("get", "/api/beacon", "A signed 'the server is alive now'", 200, answers.BeaconAnswer),
    Operation("get", "/api/keys", "The key list, signed by the root key", 200, answers.KeysAnswer),
    Operation("get", "/api/me", "Who is signed in", 200, answers.MeAnswer),
    Operation("post", "/api/devices", "Lets a phone in by its invitation", 201, answers.EnrolledAnswer, Enrolment,
              SESSION, also={400: "not in its shape", 409: "the invitation does not hold"}),
    Operation("post", "/api/vault", "Opens the vault of a phone for its officer, who has just signed in", 200,
              answers.VaultAnswer, VaultAsked, SESSION,
              also={400: "not in its shape", 403: "signed in too long ago", 404: "not his phone"}),
    Operation("post", "/api/check", "What of the phone's is here already", 200, answers.CheckAnswer, Question, DEVICE,
              also={400: "not in its shape"}),
    Operation("post", "/api/records", "Letters; each gets its verdict", 200, answers.VerdictsAnswer, Bag, DEVICE,
              also={400: "not in its shape"}),
    Operation("get", "/api/changes", "What changed for this person", 200, answers.ChangesAnswer, None, SESSION,
              (_AFTER,), {400: "a zero byte"}),
    Operation("get", "/api/ledger/head", "Where the ledger stands", 200, answers.HeadAnswer),
    Operation("get", "/api/ledger/consistency", "That the ledger only grew", 200, answers.ConsistencyAnswer, None, "",
              (_FROM,), {400: "no size", 404: "fewer records than that"}),
    Operation("get", "/api/ledger/restores", "Restores of the server, and who confirmed them", 200,
              answers.RestoresAnswer, None, "", (_ORG,), {400: "no commune"}),
    Operation("get", "/api/ledger/proof", "That a record is in the ledger", 200, answers.InclusionAnswer, None, "",
              (_RECORD,), {400: "no hash", 404: "no such record"}),
    Operation("get", "/api/papers/{address}", "Whether a file with this hash is a certificate of ours", 200,
              answers.FileAnswer, None, "", (_ADDRESS,),
              {400: "a zero byte", 404: "no hash", 429: "asked for too many that nobody knows"}),
    Operation("post", "/api/blobs/{address}", "Begins an upload (tus 1.0), or says how far it is", 201, None, None,
              DEVICE, (_ADDRESS, _LENGTH), {200: "whole already", 400: "no address, no length", 404: "no address"}),
    Operation("head", "/api/blobs/{address}", "How far an upload is", 200, None, None, DEVICE, (_ADDRESS,),
              {400: "no address", 404: "never begun"}),
    Operation("patch", "/api/blobs/{address}", "Adds a piece at its offset", 204, None, None, DEVICE,
              (_ADDRESS, _OFFSET), {400: "no piece", 404: "never begun", 409: "goes on elsewhere", 460: "begin anew"},
              piece=True),
)  # fmt: skip


def document(origin: str, version: int) -> dict[str, Any]:
    """The whole document; `version` is the newest of records that this server takes."""
    shapes = [one for call in OPERATIONS for one in (call.answer, call.asks) if one] + [answers.ProblemAnswer]
    made, definitions = models_json_schema(
        [(one, "validation") for one in dict.fromkeys(shapes)], ref_template="#/components/schemas/{model}"
    )
    names = {shape: schema["$ref"] for (shape, _), schema in made.items()}
    paths: dict[str, dict[str, Any]] = {}
    for call in OPERATIONS:
        paths.setdefault(call.path, {})[call.method] = _described(call, names)
    schemes = {
        DEVICE: {"type": "apiKey", "in": "header", "name": "Authorization", "description": "TN <tn-upload JWS>"},
        SESSION: {"type": "apiKey", "in": "cookie", "name": "__Host-tannha"},
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tận Nhà", "version": str(version), "description": "docs/protocol.md says it in words."},
        "servers": [{"url": origin}],
        "paths": paths,
        "components": {"schemas": definitions["$defs"], "securitySchemes": schemes},
    }


def _described(call: Operation, names: dict[Any, str]) -> dict[str, Any]:
    problem = {"application/problem+json": {"schema": {"$ref": names[answers.ProblemAnswer]}}}
    good: dict[str, Any] = {"description": call.says}
    if call.answer:
        good["content"] = {"application/json": {"schema": {"$ref": names[call.answer]}}}
    elif call.path.startswith("/api/blobs"):
        good["headers"] = _TUS
    said: dict[str, Any] = {str(call.good): good}
    refusals = {401: "who asks?", 403: "not for these", 413: "too large", 503: "busy", 507: "disk full"}
    for status, why in {**(refusals if call.who else {}), **call.also}.items():
        plain = call.method == "head" or status in (200, 460) or (call.piece and status == 409)
        said[str(status)] = {"description": why} if plain else {"description": why, "content": problem}
    found: dict[str, Any] = {"summary": call.says, "parameters": list(call.parameters), "responses": said}
    if call.asks:
        found["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": names[call.asks]}}},
        }
    if call.piece:
        found["requestBody"] = {
            "required": True,
            "content": {PIECE: {"schema": {"type": "string", "format": "binary"}}},
        }
    if call.who:
        found["security"] = [{call.who: []}]
    return found
