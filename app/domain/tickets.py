"""Tờ hẹn in sẵn: an appointment slip whose code is bound to a case at the door, without a printer."""

from app.domain.problems import Problem

PER_SHEET = 8
MOST_SHEETS = 10


class TicketUnknown(Problem):
    """No sheet of this commune holds this code."""

    code = "ticket_unknown"


class TicketTaken(Problem):
    """The code opens another case already: a person must look."""

    code = "ticket_taken"


class TooManySheets(Problem):
    """One sheet at least, ten at most."""

    code = "too_many_sheets"
