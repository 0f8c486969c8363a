"""The bodies of records as phones write them (docs/protocol.md), read strictly, version by version."""

import json
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.domain.codes import CASE_CODE
from app.sync.case_parts import (
    Citizen,
    Condition,
    Consent,
    CoSigner,
    Document,
    Drawn,
    Finger,
    Helper,
    Part,
    PlaceKind,
    Position,
    Signing,
    Why,
)
from app.sync.guidance import Guided
from app.sync.texts import BadBody, Code, Line, Moment, Note, check_texts


class WordingRef(Part):
    """The wording that was in force on the phone."""

    code: Annotated[str, Field(pattern=r"^W[0-9]{1,2}$")]
    version: Annotated[int, Field(ge=1)]


class Fee(Part):
    """L15: the fee as the officer noted it; `receipt` is entered, never made; an exemption names its basis."""

    amount: Annotated[int, Field(ge=0, le=10_000_000)]
    paid: Literal["cash", "transfer", "later", "exempt"]
    receipt: Annotated[str, Field(max_length=40)]
    basis: Annotated[str, Field(max_length=200)]


Uuid = Annotated[str, Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
CaseCode = Annotated[str, Field(pattern=f"^{CASE_CODE}$")]


class Submitted(Part):
    """case.submitted v1; `spoiled` counts sheets that were signed badly, `replaces` names the case of a lost paper;
    `ink` is missing of who did not sign by hand, `others` are those who signed with him."""

    v: Literal[1]
    code: CaseCode
    way: Literal["A", "B"]
    person: Citizen
    why: Why
    hamlet: Line
    phone: Annotated[str, Field(pattern=r"^[0-9+ ]{0,20}$")]
    phone_whose: Annotated[str, Field(max_length=60)]
    conditions: Annotated[list[Condition], Field(max_length=50)]
    document: Document
    signing: Signing
    ink: Drawn | None = None
    little_ink: Note
    paper_held: bool
    wording: WordingRef
    fee: Fee | None = None
    visit: Uuid | None = None
    replaces: Uuid | None = None
    spoiled: Annotated[int, Field(ge=0, le=50)] = 0
    others: Annotated[list[CoSigner], Field(max_length=9)] = Field(default_factory=list)
    helpers: Annotated[list[Helper], Field(max_length=4)] = Field(default_factory=list)
    reading: Literal["", "self", "read_out"] = ""
    notice: Annotated[int, Field(ge=0, le=1000)] = 0
    consents: Annotated[list[Consent], Field(max_length=3)] = Field(default_factory=list)
    position: Position | None = None


class PatchChange(Part):
    """One field of an amendment."""

    path: Annotated[str, Field(pattern=r"^[a-z_]{1,30}(\.[a-z_]{1,30})?$")]
    was: Any
    now: Any


class Amended(Part):
    """case.amended v1: a patch; photos that are struck out by hash, new ones come as blobs."""

    v: Literal[1]
    patch: Annotated[list[PatchChange], Field(max_length=20)]
    struck: Annotated[list[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]], Field(max_length=60)]
    words: Note


class Withdrawn(Part):
    """case.withdrawn v1."""

    v: Literal[1]
    code: Code
    text: Note
    paper_returned: bool
    withdrawn_at: Moment


class Corrected(Part):
    """delivery.corrected v1."""

    v: Literal[1]
    reason: Code
    text: Note
    corrected_at: Moment


class VisitPlanned(Part):
    """visit.planned v1; `purposes` are all of them where there are several, the first is `purpose`."""

    v: Literal[1]
    on_date: date
    at_time: Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$|^$")]
    honorific: Literal["ong", "ba", "cu"]
    name: Annotated[str, Field(max_length=120)]
    hamlet: Annotated[str, Field(max_length=200)]
    phone: Annotated[str, Field(pattern=r"^[0-9+ ]{0,20}$")]
    purpose: Code
    note: Annotated[str, Field(max_length=300)]
    purposes: Annotated[list[Code], Field(max_length=4)] = Field(default_factory=list)
    place_kind: PlaceKind = "home"
    point: Annotated[str, Field(max_length=120)] = ""


class Closing(Part):
    """The officer's passkey over a visit: record hashes, sorted, and its answer (base64url)."""

    records: Annotated[list[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]], Field(max_length=500)]
    passkey: Annotated[str, Field(max_length=1400)]
    client_data: Annotated[str, Field(max_length=4000)]
    authenticator_data: Annotated[str, Field(max_length=4000)]
    signature: Annotated[str, Field(max_length=1000)]


class VisitClosed(Part):
    """visit.closed v1; `closing` is missing where the phone has no passkey of its officer, or he did not want it."""

    v: Literal[1]
    outcome: Literal["done", "not_done"]
    reason: Annotated[str, Field(max_length=40)]
    words: Annotated[str, Field(max_length=300)]
    closed_at: Moment
    closing: Closing | None = None


class VisitPassed(Part):
    """visit.passed v1: the officer cannot make it; the commune chooses another."""

    v: Literal[1]
    words: Note
    passed_at: Moment


class Recipient(Part):
    """Who received the result; `right`: by which paper he may, `number` and `how` of the paper that he showed."""

    who: Code
    name: Annotated[str, Field(max_length=120)]
    relation: Annotated[str, Field(max_length=60)]
    paper: Code
    number: Annotated[str, Field(pattern=r"^[0-9A-Z]{0,20}$")] = ""
    how: Literal["", "scan", "typed"] = ""
    right: Annotated[str, Field(max_length=120)] = ""


class Handed(Part):
    """One thing that was handed over; `sheets` and `original` where the phone asked."""

    what: Line
    copies: Annotated[int, Field(ge=1, le=50)]
    sheets: Annotated[int, Field(ge=0, le=500)] = 0
    original: bool | None = None


class Delivered(Part):
    """delivery.completed v1; `mode` and what follows are missing from older phones, which asked for ink."""

    v: Literal[1]
    recipient: Recipient
    handed: Annotated[list[Handed], Field(min_length=1)]
    delivered_at: Moment
    place: Note
    ink: Drawn | None = None
    little_ink: Note
    fee: Fee | None = None
    mode: Literal["", "paper", "fingerprint", "neither"] = ""
    finger: Finger = ""
    reading: Literal["", "read_out", "self"] = ""
    explained: Annotated[list[Code], Field(max_length=20)] = Field(default_factory=list)
    consents: Annotated[list[Consent], Field(max_length=3)] = Field(default_factory=list)


class Attempted(Part):
    """delivery.attempted v1."""

    v: Literal[1]
    reason: Code
    text: Note
    attempted_at: Moment
    again_on: date | None


class Rated(Part):
    """rating.given v1: one of five, 5 the best, and perhaps why."""

    v: Literal[1]
    score: Annotated[int, Field(ge=1, le=5)]
    reasons: Annotated[list[Code], Field(max_length=10)]


class TicketBound(Part):
    """ticket.bound v1: the code of an appointment slip that was given at the door."""

    v: Literal[1]
    code: Annotated[str, Field(pattern=r"^[0-9A-HJKMNP-TV-Z]{12}$")]
    bound_at: Moment


class Refusal(Part):
    """Why the officer had to refuse, for the written refusal."""

    code: Code
    text: Note


class Declined(BaseModel):
    """case.declined v1: the submission as far as it was filled, and the refusal; unfilled parts are absent."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    v: Literal[1]
    code: CaseCode
    way: Literal["A", "B"]
    refusal: Refusal
    person: Citizen | None = None
    name: Annotated[str, Field(max_length=120)] = ""
    hamlet: Note = ""
    document: Document | None = None


SHAPES: dict[str, type[BaseModel]] = {
    "case.submitted": Submitted,
    "case.declined": Declined,
    "case.amended": Amended,
    "case.withdrawn": Withdrawn,
    "delivery.completed": Delivered,
    "delivery.attempted": Attempted,
    "delivery.corrected": Corrected,
    "rating.given": Rated,
    "ticket.bound": TicketBound,
    "visit.planned": VisitPlanned,
    "visit.closed": VisitClosed,
    "visit.passed": VisitPassed,
    "guidance.given": Guided,
}


def read(kind: str, body: Any) -> BaseModel | None:
    """The body in its shape; None for kinds whose body is free; BadBody when it does not fit."""
    shape = SHAPES.get(kind)
    if shape is None:
        return None
    try:
        check_texts(body)
        # strict, as JSON: a number is no text, a word is no truth, a day is a day that exists
        return shape.model_validate_json(json.dumps(body), strict=True)
    except (ValidationError, RecursionError) as error:
        raise BadBody from error


def moment(at: datetime) -> str:
    """A time as records write it."""
    return at.isoformat(timespec="milliseconds")
