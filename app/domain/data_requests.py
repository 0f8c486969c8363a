"""What a person may ask about his own data, and by when the commune answers (Luật 91/2025/QH15 Điều 4, NĐ 356/2025)."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain import typed_line
from app.domain.calendar import Calendar
from app.domain.problems import Problem

WORKING_DAYS = 2
LONGEST = 500
# the counter of requests within a year
COUNTER = "data_request"
_NUMBER = re.compile("[0-9A-Z]{6,20}")


class Right(StrEnum):
    """Which right a person claims."""

    SEE = "see"
    FIX = "fix"
    ERASE = "erase"
    RESTRICT = "restrict"
    OBJECT = "object"
    OTHER = "other"


class How(StrEnum):
    """How a request came."""

    COUNTER = "counter"
    POST = "post"
    PHONE = "phone"
    ONLINE = "online"


class Outcome(StrEnum):
    """What was answered."""

    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"


class RequestUnclear(Problem):
    """Who asks, about which number or case, which right, received when (not tomorrow)."""

    code = "data_request_unclear"


class SeveralPeople(Problem):
    """Several people signed this case: only an identity number says whose data is meant."""

    code = "several_people"


class AnswerUnclear(Problem):
    """An answer says what was done; a refusal, whole or in part, its legal basis."""

    code = "data_answer_unclear"


class AlreadyAnswered(Problem):
    """A request is answered once."""

    code = "already_answered"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came; `about` is an identity number or the code of a case."""

    name: str
    about: str
    right: str
    how: str
    received_on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was done, and on which legal basis something was refused."""

    outcome: str
    words: str
    basis: str = ""


def check_asked(asked: Asked, today: date) -> None:
    """RequestUnclear, or a Problem for letters that no paper shows."""
    known = asked.right in set(Right) and asked.how in set(How)
    if not known or asked.received_on > today or not asked.name.strip() or not asked.about.strip():
        raise RequestUnclear
    typed_line.check(asked.name, asked.about)
    typed_line.check(asked.words, most=LONGEST)


def check_answer(answer: Answer) -> None:
    """AnswerUnclear, or a Problem for letters that no paper shows."""
    needs_basis = answer.outcome != Outcome.DONE
    if answer.outcome not in set(Outcome) or not answer.words.strip() or (needs_basis and not answer.basis.strip()):
        raise AnswerUnclear
    typed_line.check(answer.words, answer.basis, most=LONGEST)


def identity_number(text: str) -> str:
    """The number without the blanks and dots that people type in it. RequestUnclear."""
    found = re.sub(r"[\s.]", "", text).upper()
    if not _NUMBER.fullmatch(found):
        raise RequestUnclear
    return found


def due_on(received_on: date, calendar: Calendar) -> date:
    """The last day for an answer: two working days after the one on which it was received (NĐ 356/2025)."""
    day = received_on
    for _ in range(WORKING_DAYS):
        day = calendar.next_working(day)
    return day


def printed(number: int, year: int) -> str:
    """`03/2026-DLCN`."""
    return f"{number:02d}/{year}-DLCN"
