"""What a phone writes of guidance: listed codes, places and numbers, nobody's name."""

from typing import Annotated, Literal

from pydantic import Field

from app.sync.case_parts import Part, PlaceKind
from app.sync.texts import Code, Moment


class GuidedService(Part):
    """One service; `reason` only where the officer did it for the person."""

    service: Code
    mode: Literal["self", "done_for"]
    reason: Annotated[str, Field(max_length=40)] = ""


class Guided(Part):
    """guidance.given v1: what somebody was guided through, or what was explained; of nobody by name."""

    v: Literal[1]
    given_at: Moment
    place_kind: PlaceKind
    hamlet: Annotated[str, Field(max_length=200)]
    point: Annotated[str, Field(max_length=120)] = ""
    people: Annotated[int, Field(ge=1, le=500)]
    services: Annotated[list[GuidedService], Field(max_length=20)]
    topics: Annotated[list[Code], Field(max_length=20)]
