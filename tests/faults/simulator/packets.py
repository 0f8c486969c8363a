"""A record that a phone holds, as the world remembers it: also after the phone has forgotten it."""

from dataclasses import dataclass, field

KEPT = ("accepted", "held")
PROMISED = (*KEPT, "purged")


@dataclass
class Packet:
    """`spoiled` says which of its bytes changed on the phone's disk; such a record can never be taken as it was made.

    `state` is waiting, accepted, held, parked, or purged (a checked backup holds it).
    """

    id: str
    hash: str
    kind: str
    case: str
    n: int
    parts: dict[str, bytes] = field(default_factory=dict)
    state: str = "waiting"
    tries: int = 0
    reason: str = ""
    receipt: str = ""
    epoch: str = ""
    seq: int = 0
    spoiled: str = ""
    was: str = ""


@dataclass(frozen=True)
class Draft:
    """What an officer is about to finish; `stream` is the case or visit."""

    kind: str
    stream: str
    body: dict[str, object]
    pages: tuple[bytes, ...] = ()
