"""L18: the original has a holder at every moment."""

from enum import StrEnum

from app.domain.problems import Problem


class Holder(StrEnum):
    """Who holds the original."""

    PERSON = "person"
    OFFICER = "officer"
    CLERK = "clerk"
    CERTIFIER = "certifier"


class PaperElsewhere(Problem):
    """The original is not where this act needs it."""

    code = "paper_elsewhere"


_FROM_TO = {
    "paper.taken": ({Holder.PERSON}, Holder.OFFICER),
    "paper.received": ({Holder.OFFICER, Holder.PERSON}, Holder.CLERK),
    "paper.sealed": ({Holder.CLERK, Holder.CERTIFIER}, Holder.CLERK),
    "paper.handed": ({Holder.CLERK}, Holder.OFFICER),
    "delivery.completed": ({Holder.OFFICER, Holder.CLERK}, Holder.PERSON),
}


def after(holder: Holder, kind: str) -> Holder:
    """Who holds the original after this record; PaperElsewhere when it was not there to be moved."""
    origins, target = _FROM_TO[kind]
    if holder not in origins:
        raise PaperElsewhere
    return target
