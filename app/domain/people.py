"""People and how they are addressed."""

from collections.abc import Collection
from enum import StrEnum


class Role(StrEnum):
    """What a person may do in a commune; one person may hold several."""

    ADMIN = "admin"
    JUSTICE_OFFICER = "justice_officer"
    WELFARE_OFFICER = "welfare_officer"
    CLERK = "clerk"
    LEADER = "leader"


# who looks at every case of the commune; officers look at their own
_SEES_ALL = frozenset({Role.LEADER, Role.CLERK})


def sees_all(roles: Collection[Role]) -> bool:
    """Whether somebody with these roles may look at every case of the commune."""
    return bool(_SEES_ALL & set(roles))


HONORIFICS = {"ong": "Ông", "ba": "Bà", "cu": "Cụ"}


def addressed(honorific: str, name: str) -> str:
    """`Bà Nguyễn Thị Mẫu`."""
    return f"{HONORIFICS.get(honorific, 'Ông/Bà')} {name}"


def printed_honorific(honorific: str, sex: str) -> str:
    """Ông or Bà as forms print it: "cụ" is speech, the form has only two."""
    if honorific in ("ong", "ba"):
        return HONORIFICS[honorific]
    return "Bà" if sex == "nu" else "Ông"
