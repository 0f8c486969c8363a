"""book.check: every day the numbers of each book are held against its counter; what is wrong alarms people."""

import logging

from app.services import book_years
from app.work import Tools, begin

log = logging.getLogger("tannha.book")


def run(tools: Tools, _subject: str) -> None:
    """One check of every book."""
    with begin(tools) as work:
        wrong = book_years.check_all(work)
    if wrong:
        log.warning("books whose numbers are not sound: %d", wrong)
