"""The bundle of a case (`bundle/1`): a plain ZIP with everything that proves it, for whoever has neither server nor
database. The format is described in docs/evidence.md.

Nothing in a bundle is believed because it lies in it: the manifest only finds a file that was spoiled on its way.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.domain.problems import Problem
from app.evidence.encoding import b64u, canonical, from_b64u, from_canonical, sha256_hex
from app.evidence.problems import BadEncoding

FORMAT = "bundle/1"
MANIFEST, RECORDS, DECISIONS, KEYS, HEAD = "manifest.json", "records.json", "decisions.json", "keys.json", "head.txt"
SHEETS, PAPERS, SHOWN, BLOBS = "sheets/", "papers/", "shown/", "blobs/"
_MOST_BYTES = 512 << 20
_MOST_FILES = 2000
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# what the standard library raises over bytes that only look like a ZIP
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    OverflowError,
)
# a ZIP keeps times of day: the same bundle has the same bytes
_NO_TIME = (1980, 1, 1, 0, 0, 0)


class BadBundle(Problem):
    """Not a bundle, or too large to be one."""

    code = "bad_bundle"


@dataclass(frozen=True, slots=True)
class Piece:
    """A record: envelope, sealed body and the key that opens it (None where purged), its leaf (from 0) and the path
    from there to the root of the head."""

    envelope: str
    body: bytes | None
    key: bytes | None
    leaf: int
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Bundle:
    """What lies in the ZIP. `decisions` maps a record hash to what is kept of its proof; `files` holds sheets, papers
    (PDF), shown pictures and sealed blobs by their path, each named by its own SHA-256 (a sheet by its digest)."""

    case: str
    made_at: str
    pieces: Sequence[Piece]
    decisions: Mapping[str, Mapping[str, Any]]
    root_jwk: Mapping[str, Any]
    key_list: str
    head: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    spoiled: tuple[str, ...] = ()


def write(bundle: Bundle) -> bytes:
    """The ZIP."""
    inside = {
        RECORDS: canonical([_written(piece) for piece in bundle.pieces]),
        DECISIONS: canonical([{"record": name, "kept": dict(kept)} for name, kept in sorted(bundle.decisions.items())]),
        KEYS: canonical({"root_jwk": dict(bundle.root_jwk), "list": bundle.key_list}),
        HEAD: bundle.head.encode(),
        **bundle.files,
    }
    listed = [{"name": name, "sha256": sha256_hex(data)} for name, data in sorted(inside.items())]
    manifest = canonical({"v": FORMAT, "case": bundle.case, "made_at": bundle.made_at, "files": listed})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((MANIFEST, manifest), *sorted(inside.items())):
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read(data: bytes) -> Bundle:
    """What the ZIP holds; `spoiled` names files that are not as the manifest says. BadBundle when it is none."""
    inside = _unpacked(data)
    try:
        manifest = from_canonical(inside.pop(MANIFEST))
        if manifest["v"] != FORMAT:
            raise BadBundle
        listed = {one["name"]: one["sha256"] for one in manifest["files"]}
        wrong = [name for name in listed | inside if name not in inside or listed.get(name) != sha256_hex(inside[name])]
        keys = from_canonical(inside.pop(KEYS))
        return Bundle(
            case=str(manifest["case"]),
            made_at=str(manifest["made_at"]),
            pieces=[_piece(one) for one in from_canonical(inside.pop(RECORDS))],
            decisions={one["record"]: dict(one["kept"]) for one in from_canonical(inside.pop(DECISIONS))},
            root_jwk=dict(keys["root_jwk"]),
            key_list=str(keys["list"]),
            head=inside.pop(HEAD).decode(),
            files=inside,
            spoiled=tuple(sorted(wrong)),
        )
    except (BadEncoding, LookupError, TypeError, ValueError, AttributeError) as error:
        raise BadBundle from error


def _unpacked(data: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = [part.filename for part in parts]
            too_much = len(parts) > _MOST_FILES or sum(part.file_size for part in parts) > _MOST_BYTES
            # two names that one folder of some computers cannot hold apart: which is seen there is anybody's guess
            clash = len({name.casefold() for name in names}) != len(names)
            if too_much or clash or any(part.compress_type not in _PACKED for part in parts):
                raise BadBundle
            return {part.filename: archive.read(part) for part in parts}
    except _BROKEN as error:
        raise BadBundle from error


def _written(piece: Piece) -> dict[str, Any]:
    return {
        "envelope": piece.envelope,
        "body": None if piece.body is None else b64u(piece.body),
        "key": None if piece.key is None else b64u(piece.key),
        "leaf": piece.leaf,
        "path": [b64u(step) for step in piece.path],
    }


def _piece(one: Mapping[str, Any]) -> Piece:
    body, key = one["body"], one["key"]
    return Piece(
        envelope=str(one["envelope"]),
        body=None if body is None else from_b64u(body),
        key=None if key is None else from_b64u(key),
        leaf=int(one["leaf"]),
        path=tuple(from_b64u(step) for step in one["path"]),
    )
