"""L18: the original has a holder at every moment."""

from enum import StrEnum

from app.domain.problems import Problem


class Holder(StrEnum):
    """Who holds the original."""

    PERSON = "person"
    OFFICER = "officer"
    CLERK = "clerk"
    CERTIFIER = "certifier"
    LOST = "lost"
    # the commune's own copy, back in its files because nobody is there to have it
    FILED = "filed"


class PaperElsewhere(Problem):
    """The original is not where this act needs it."""

    code = "paper_elsewhere"


class RefusalNotPrinted(Problem):
    """The original of a refused case goes back together with the written refusal, which was never printed."""

    code = "refusal_not_printed"


# where an original lies that its person does not have back yet
AWAY = frozenset({Holder.OFFICER, Holder.CLERK, Holder.CERTIFIER})
# how the book says that a certified paper was lost or spoiled before it was handed over
LOST_BEFORE = "Giấy hỏng hoặc mất trước khi trả"
_ANYBODY = {Holder.PERSON, Holder.OFFICER, Holder.CLERK, Holder.CERTIFIER}
_FROM_TO = {
    "paper.taken": ({Holder.PERSON}, Holder.OFFICER),
    "paper.received": ({Holder.OFFICER, Holder.PERSON}, Holder.CLERK),
    "paper.sealed": ({Holder.CLERK, Holder.CERTIFIER}, Holder.CLERK),
    # from the clerk, or between two officers once the case was given to the other
    "paper.handed": ({Holder.CLERK, Holder.OFFICER}, Holder.OFFICER),
    "paper.returned": ({Holder.CLERK, Holder.OFFICER, Holder.CERTIFIER}, Holder.PERSON),
    "paper.lost": (_ANYBODY, Holder.LOST),
    "delivery.completed": ({Holder.OFFICER, Holder.CLERK}, Holder.PERSON),
    "delivery.corrected": ({Holder.PERSON}, Holder.OFFICER),
    "case.closed": ({Holder.CLERK, Holder.CERTIFIER}, Holder.CLERK),
    "case.withdrawn": ({Holder.PERSON, Holder.OFFICER}, Holder.PERSON),
}


def after(holder: Holder, kind: str, *, override: str = "") -> Holder:
    """Who holds the original after this record; PaperElsewhere when it was not there to be moved.

    `override` is a person's reason why the paper is here although the system says otherwise; a lost paper stays lost.
    """
    origins, target = _FROM_TO[kind]
    if holder not in origins and (holder is Holder.LOST or not override.strip()):
        raise PaperElsewhere
    return target
