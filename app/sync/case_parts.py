"""The parts of a case's body: who asks and who signs with him, which paper, how it was signed, who helped."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from app.domain.problems import Problem
from app.sync.texts import Code, Line, Moment, Note, day_that_exists


class InkEmpty(Problem):
    """A signature without a stroke: nobody drew it."""

    code = "ink_empty"


def _drawn(value: dict[str, Any]) -> dict[str, Any]:
    if not value.get("s"):
        raise InkEmpty
    return value


Drawn = Annotated[dict[str, Any], AfterValidator(_drawn)]


class Part(BaseModel):
    """Unknown fields are refused: what is not understood is not silently dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Citizen(Part):
    """The person who asks, as read from the paper that was shown."""

    honorific: Literal["ong", "ba", "cu"]
    name: Annotated[str, Field(min_length=1, max_length=120, pattern=r"\S")]
    number: Annotated[str, Field(pattern=r"^[0-9A-Z]{6,20}$")]
    paper: Code
    birth: Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"), AfterValidator(day_that_exists)]
    sex: Literal["nam", "nu"]
    address: Note
    issued: date | None
    valid_until: Annotated[str, Field(pattern=r"^(none|[0-9]{4}-[0-9]{2}-[0-9]{2})$"), AfterValidator(day_that_exists)]
    how: Literal["scan", "typed", "vneid"]
    warnings: Annotated[list[Code], Field(max_length=20)]


class Why(Part):
    """The reason for doing it at home (L4): a code, never a diagnosis."""

    code: Code
    text: Note


class Condition(Part):
    """One answered condition (L7)."""

    code: Code
    answer: bool


class Document(Part):
    """The paper to be certified; `language` where it is not Vietnamese (TT 01/2020/TT-BTP Điều 12); `checked` what its
    kind asks beside, missing from a phone of an older release."""

    kind: Code
    title: Line
    pages: Annotated[int, Field(ge=1, le=50)]
    copies: Annotated[int, Field(ge=1, le=20)]
    language: Literal["", "understood", "translated"] = ""
    checked: Annotated[list[Code], Field(max_length=10)] | None = None


Mode = Literal["paper", "fingerprint", "neither"]
Finger = Annotated[str, Field(max_length=20, pattern=r"^[a-z_]*$")]


PlaceKind = Literal["home", "point", "counter"]


class Signing(Part):
    """Place and moment of the signing at home (L5), and how it was done (L9); `finger` for a fingerprint only."""

    mode: Mode
    place: Line
    signed_at: Moment
    finger: Finger = ""
    place_kind: PlaceKind = "home"


class CoSigner(Part):
    """Another who signed the same paper at the same time (L10); `ink` is missing of who did not sign by hand."""

    person: Citizen
    conditions: Annotated[list[Condition], Field(max_length=50)]
    mode: Mode
    finger: Finger = ""
    ink: Drawn | None = None
    little_ink: Note = ""


class Consent(Part):
    """The citizen's own answer to one extra (domain/extras)."""

    what: Literal["moment", "voice", "position"]
    given: bool


class Position(Part):
    """Where the phone was, in millionths of a degree, and within how many metres; by consent only."""

    lat: Annotated[int, Field(ge=-90_000_000, le=90_000_000)]
    lon: Annotated[int, Field(ge=-180_000_000, le=180_000_000)]
    within: Annotated[int, Field(ge=0, le=1_000_000)]


class Helper(Part):
    """A witness or interpreter, named of his own will; the law asks for neither (L9)."""

    role: Literal["witness", "interpreter"]
    name: Annotated[str, Field(min_length=1, max_length=120, pattern=r"\S")]
    number: Annotated[str, Field(pattern=r"^[0-9A-Z]{0,20}$")]
    relation: Annotated[str, Field(max_length=60)]
    no_interest: bool
