"""notices.push: one message to a person's browsers; away from the database while the services are spoken to."""

import logging

from app.services import pushing
from app.work import Tools, begin, look

log = logging.getLogger("tannha.push")


def run(tools: Tools, subject: str) -> None:
    """`subject` is `<person>/<moment>`. A service that is away is not asked again: the page itself lists what waits."""
    person, _, _ = subject.partition("/")
    with look(tools) as work:
        bundle = pushing.gather(work, person)
    gone = []
    for letter in bundle.letters:
        try:
            status = tools.post.post(letter.endpoint, letter.headers, letter.body) if tools.post else 0
        except OSError as error:
            log.warning("a push service was not reached: %s", error)
            continue
        if status in pushing.GONE:
            gone.append(letter.subscription)
    with begin(tools) as work:
        pushing.keep(work, person, bundle, gone)
