"""certificate.timestamp: the time of a stamp that was made while its authority was away."""

from app.services import certificates
from app.work import Tools, begin, look


def run(tools: Tools, subject: str) -> None:
    """Appends the time; raises while nobody says it, and the queue asks again, at last once an hour."""
    with look(tools) as work:
        pdf = certificates.untimed(work, subject)
    if pdf is None or tools.stamp is None or not tools.stamp.timed:
        return
    stamped = tools.stamp.add_time(pdf, tools.clock.now())
    with begin(tools) as work:
        certificates.keep_time(work, subject, stamped)
