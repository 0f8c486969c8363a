"""What a phone is answered, as shapes: the protocol is described by them, and tests hold our answers against them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Moment = Annotated[str, Field(description="RFC 3339 with offset and milliseconds", max_length=29)]


class Shape(BaseModel):
    """An answer has exactly these parts."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class BeaconAnswer(Shape):
    """GET /api/beacon: a compact JWS of type tn-beacon; `keys` marks the key list, SHA-256 of a line `use kid` for each
    of its keys in order."""

    beacon: str
    keys: Sha256


class KeysAnswer(Shape):
    """GET /api/keys: the key list (tn-keys) and the root key that signs it."""

    keys: str
    root_jwk: dict[str, str]


class Officer(Shape):
    """Who is signed in."""

    id: str
    name: str
    honorific: str
    title: str
    roles: list[str]
    handle: str


class WordingKnown(Shape):
    """A wording that a case may name, with its first and last day (`to` is empty while it has none)."""

    code: str
    version: int
    since: str = Field(alias="from")
    to: str


class KindKnown(Shape):
    """A kind of document that the commune added, or whose shipped row it changed."""

    code: str
    title: str
    allowed: bool
    why: str
    since: str = Field(alias="from")
    to: str


class Signer(Shape):
    """A passkey whose word about a restore counts: its public key as a JWK (EC, RSA or OKP)."""

    id: str
    jwk: dict[str, str]


class DatedFee(Shape):
    """A fee in đồng with its legal basis, from a day on (`2026-12-01`)."""

    amount: int
    basis: str
    start: str


class Exemption(Shape):
    """A ground on which no fee is taken, from one day to another ("" without an end)."""

    title: str
    basis: str
    start: str
    end: str


class Placed(Shape):
    """A hamlet; `at` is `21.1861,106.0763`, or "" where nobody recorded it."""

    name: str
    at: str


class Account(Shape):
    """Where transfers go; empty where the commune takes none. `given` is a code that the provider made."""

    bin: str
    number: str
    holder: str
    bank: str
    given: str


class Commune(Shape):
    """What a phone keeps of its commune."""

    id: str
    name: str
    unit: str
    place: str
    phone: str
    code_prefix: str
    way: Literal["A", "B"]
    extras: list[str]
    kinds: list[KindKnown]
    wordings: list[WordingKnown]
    signers: list[Signer]
    certifiers: list[str]
    points: list[str]
    hamlets: list[Placed]
    fees: list[DatedFee]
    exemptions: list[Exemption]
    account: Account


class MeAnswer(Shape):
    """GET /api/me: `person` is null, and nothing else is there, when nobody is signed in."""

    person: Officer | None
    org: Commune | None = None
    epoch: str = ""
    since: Moment = ""
    at: Moment = ""


class EnrolledAnswer(Shape):
    """POST /api/devices: who the phone is now, the commune's keys (tn-keys) and the record its chain starts from."""

    device: str
    org: str
    author: str
    keys: str
    root: str
    root_jwk: dict[str, str]
    enrolled: Sha256
    beacon: str
    iss: str


class VaultAnswer(Shape):
    """POST /api/vault: the vault's key as a JWE for the key that asked."""

    key: str


class CheckAnswer(Shape):
    """POST /api/check: which records are known, which blobs are missing; how the device stands."""

    known: list[str]
    missing: list[Sha256]
    device: Literal["active", "suspended", "revoked"]
    version: int


class VerdictAnswer(Shape):
    """One verdict; `was` is the first verdict of a duplicate, `receipt` a compact JWS of type tn-receipt."""

    verdict: Literal["accepted", "held", "duplicate", "incomplete", "refused", "later"]
    id: str = ""
    seq: int | None = None
    code: str = ""
    receipt: str = ""
    was: str = ""
    missing: list[Sha256] = []
    retry_after: int | None = None


class VerdictsAnswer(Shape):
    """POST /api/records: a verdict for each letter, in the order of the bag."""

    verdicts: list[VerdictAnswer]


class ChangesAnswer(Shape):
    """GET /api/changes: what changed for this person; `cursor` is what `after` is next time."""

    epoch: str
    cursor: str
    more: bool
    changes: list[dict[str, Any]]


class ProblemAnswer(Shape):
    """RFC 9457: `code` never changes once released, `title` is for people."""

    code: str
    status: int
    title: str


Hash = Annotated[str, Field(description="32 bytes, base64", pattern=r"^[A-Za-z0-9+/]{43}=$")]


class FileAnswer(Shape):
    """GET /api/papers/{address}: whether the commune made this file; `code` leads to its page, `/K/<code>`; `trial`
    says that its stamp is one of a demo."""

    known: bool
    code: str = ""
    standing: Literal["", "in_force", "not_sealed", "lost", "revoked", "replaced"] = ""
    trial: bool = False


class HeadAnswer(Shape):
    """GET /api/ledger/head: a signed note (C2SP checkpoint) of the head key."""

    head: str


class ConsistencyAnswer(HeadAnswer):
    """GET /api/ledger/consistency: the head now, and the proof of RFC 9162 §2.1.4 from the size that was asked."""

    proof: list[Hash]


class InclusionAnswer(ConsistencyAnswer):
    """GET /api/ledger/proof: the head now, and the path of RFC 9162 §2.1.3 from a leaf, counted from 0."""

    leaf: int


class RestoreNotice(Shape):
    """A statement about a restore and the passkey's answer; challenge = SHA-256("tan-nha/restore/1\\n" ‖ statement)."""

    statement: str
    client_data: str
    authenticator_data: str
    signature: str
    passkey: str


class RestoreAnswer(Shape):
    """One restore; `notices` are those of the people of the commune who confirmed it."""

    from_epoch: str
    epoch: str
    notices: list[RestoreNotice]


class RestoresAnswer(Shape):
    """GET /api/ledger/restores: every restore of the server, oldest first, as one commune confirmed it."""

    restores: list[RestoreAnswer]
