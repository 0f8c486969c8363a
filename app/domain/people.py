"""People and how they are addressed."""

from enum import StrEnum


class Role(StrEnum):
    """What a person may do in a commune; one person may hold several."""

    ADMIN = "admin"
    JUSTICE_OFFICER = "justice_officer"
    WELFARE_OFFICER = "welfare_officer"
    CLERK = "clerk"
    LEADER = "leader"


HONORIFICS = {"ong": "Ông", "ba": "Bà", "cu": "Cụ"}


def addressed(honorific: str, name: str) -> str:
    """`Bà Nguyễn Thị Mẫu`."""
    return f"{HONORIFICS.get(honorific, 'Ông/Bà')} {name}"


def printed_honorific(honorific: str, sex: str) -> str:
    """Ông or Bà as forms print it: "cụ" is speech, the form has only two."""
    if honorific in ("ong", "ba"):
        return HONORIFICS[honorific]
    return "Bà" if sex == "nu" else "Ông"
