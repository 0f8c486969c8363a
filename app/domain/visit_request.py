"""Somebody asks for a visit at home: by telephone, which staff types in, or by the public form."""

import re
from dataclasses import dataclass

from app.domain import eligibility, typed_line, visit
from app.domain.people import HONORIFICS
from app.domain.problems import Problem

BY_FORM, BY_PHONE = "public", "phone"
# by the public form in one day: more than officers could visit in a month
MOST_A_DAY = 60
CODE_LETTERS = 6
_PHONE = re.compile(r"\+?[0-9]{8,14}")


class RequestUnclear(Problem):
    """A request lacks a name, a telephone, a hamlet, a reason of the law or what is needed."""

    code = "visit_request_unclear"


class RequestsFull(Problem):
    """So many requests came by the public form today that the telephone is the surer way."""

    code = "visit_requests_full"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, as typed; `why` is a reason of NĐ 23/2015 Điều 10.1, `needs` are purposes of a visit, `when` says
    when somebody is at home, `how` is BY_FORM or BY_PHONE."""

    honorific: str
    name: str
    phone: str
    hamlet: str
    why: str
    needs: tuple[str, ...]
    when: str
    words: str
    how: str


def tidied(asked: Asked) -> Asked:
    """Single spaces, the telephone as digits; RequestUnclear unless somebody could be found and called by it."""
    phone = re.sub(r"[\s.()-]", "", asked.phone)
    name, hamlet, when, words = (" ".join(text.split()) for text in (asked.name, asked.hamlet, asked.when, asked.words))
    for text, needed in ((name, True), (hamlet, True), (when, False), (words, False)):
        if (needed and not text) or len(text) > 120:
            raise RequestUnclear
        typed_line.check(text, needed=needed)
    known = asked.honorific in HONORIFICS and asked.why in eligibility.REASONS and asked.how in (BY_FORM, BY_PHONE)
    if not known or not asked.needs or not set(asked.needs) <= visit.PURPOSES.keys() or not _PHONE.fullmatch(phone):
        raise RequestUnclear
    needs = tuple(one for one in visit.PURPOSES if one in asked.needs)
    return Asked(asked.honorific, name, phone, hamlet, asked.why, needs, when, words, asked.how)
