"""The bag of letters that a phone posts, and the verdict on each."""

import hashlib
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from app.domain import typed_line
from app.sync.texts import BadBody

MOST_RECORDS = 50
MOST_BLOBS = 500
UUID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


class Letter(BaseModel):
    """One record on its way: envelope, sealed body (base64url), wrapped key."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    envelope: Annotated[str, Field(max_length=100_000)]
    body: Annotated[str, Field(max_length=1_500_000)]
    key: Annotated[str, Field(max_length=4_000)]


class Bag(BaseModel):
    """POST /api/records."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    records: Annotated[list[Letter], Field(max_length=MOST_RECORDS)]


class Waiting(BaseModel):
    """A record that waits on the phone, by its outside; `code` is its case's, empty for a visit."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: Annotated[str, Field(pattern=UUID)]
    kind: Annotated[str, Field(pattern=r"^[a-z]{1,20}\.[a-z]{1,19}$")]
    stream: Annotated[str, Field(pattern=UUID)]
    code: Annotated[str, Field(pattern=r"^[0-9A-Z-]{0,12}$")] = ""
    made_at: Annotated[str, Field(pattern=r"^[0-9T:.+Z-]{16,29}$")]


class ToldHead(BaseModel):
    """A head of the ledger that the phone held, and the one that it was shown instead, both signed notes. `before`: the
    server came back from a backup; everything else is an alarm."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    kind: Literal["before", "rewritten", "shorter", "unsigned", "unproven"]
    held: Annotated[str, Field(max_length=1000)]
    seen: Annotated[str, Field(max_length=1000)] = ""


class Told(BaseModel):
    """How a phone stands: how many records it ever made, how many of them wait on it, and the oldest of those. Nothing
    signs this, so `sum` finds what the way spoiled: SHA-256 of the numbers and of each line's words, a line each."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    made: Annotated[int, Field(ge=0, lt=2**53)]
    unsent: Annotated[int, Field(ge=0, lt=2**31)]
    waiting: Annotated[list[Waiting], Field(max_length=MOST_BLOBS)]
    sum: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        lines = [f"{one.id} {one.kind} {one.stream} {one.code} {one.made_at}" for one in self.waiting]
        text = "\n".join([f"{self.made} {self.unsent}", *lines])
        if hashlib.sha256(text.encode()).hexdigest() != self.sum:
            raise ValueError("spoiled on its way")
        return self


class Question(BaseModel):
    """POST /api/check; `told` and `ledger` are missing from phones of earlier releases."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    records: Annotated[list[Annotated[str, Field(max_length=36)]], Field(max_length=MOST_BLOBS)]
    blobs: Annotated[list[Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]], Field(max_length=MOST_BLOBS)]
    told: Told | None = None
    ledger: ToldHead | None = None


def _line(text: str) -> str:
    if not typed_line.sound(text):
        raise ValueError("no line")
    return text


class Enrolment(BaseModel):
    """POST /api/devices."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    invitation: Annotated[str, Field(max_length=100)]
    jwk: dict[str, str]
    label: Annotated[str, Field(max_length=100), AfterValidator(_line)]
    assertion: dict[str, Any] | None = None


class PushKeys(BaseModel):
    """What a browser gives with its subscription, base64url."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    p256dh: Annotated[str, Field(max_length=100)]
    auth: Annotated[str, Field(max_length=40)]


class PushAsked(BaseModel):
    """POST /thong-bao/may: a browser's subscription as it says it; `device` is the phone's id, where it is one."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    endpoint: Annotated[str, Field(max_length=1000)]
    keys: PushKeys
    device: Annotated[str, Field(max_length=64)] = ""


class PushDropped(BaseModel):
    """POST /thong-bao/may/bo."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)

    endpoint: Annotated[str, Field(max_length=1000)]


class VaultAsked(BaseModel):
    """POST /api/vault: the vault's key as the phone keeps it for the commune, and for whom it is wrapped."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    device: Annotated[str, Field(max_length=100)]
    vault: Annotated[str, Field(max_length=2000)]
    jwk: dict[str, str]


Shape = TypeVar("Shape", bound=BaseModel)


def read_json(shape: type[Shape], value: Any) -> Shape:
    """The value in its shape; BadBody otherwise."""
    try:
        return shape.model_validate(value)
    except ValidationError as error:
        raise BadBody from error


@dataclass(frozen=True, slots=True)
class Verdict:
    """accepted · held · duplicate · incomplete · refused · later."""

    verdict: str
    id: str = ""
    seq: int | None = None
    code: str = ""
    receipt: str = ""
    was: str = ""
    missing: list[str] = field(default_factory=list)
    retry_after: int | None = None

    def wire(self) -> dict[str, Any]:
        """Without the empty parts."""
        parts: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        return {name: value for name, value in parts.items() if value not in (None, "", [])}


class Mark(BaseModel):
    """A point on a photo: its place among the pages, and where, in thousandths of width and height."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    place: Annotated[int, Field(ge=0, le=60)]
    x: Annotated[int, Field(ge=0, le=1000)]
    y: Annotated[int, Field(ge=0, le=1000)]


class Why(BaseModel):
    """Why an act is done, salted by the page (32 hex digits)."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    code: Annotated[str, Field(max_length=40)]
    words: Annotated[str, Field(max_length=1000)]
    salt: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
    mark: Mark | None = None
    facts: dict[Annotated[str, Field(pattern=r"^[a-z_]{1,30}$")], Annotated[str, Field(max_length=300)]] | None = None


class CaseRef(BaseModel):
    """A case as it was shown to the person, and what he wants of it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    case: Annotated[str, Field(max_length=36)]
    revision: Annotated[int, Field(ge=0)]
    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    act: Literal["approve", "return", "refuse", "annotate", "revoke", "replace", "reconcile"] = "approve"
    why: Why | None = None


class Request(BaseModel):
    """POST /decisions/statement."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    cases: Annotated[list[CaseRef], Field(min_length=1, max_length=20)]
    interest_free: bool


class Answer(BaseModel):
    """POST /decisions."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    nonce: Annotated[str, Field(max_length=43)]
    answer: dict[str, Any]
