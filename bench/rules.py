"""Times inside one process, with a real database and fsync: a decision, a certificate, the ledger."""

import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app import assembly, create_app
from app.config import Config
from app.documents import book, spreadsheet
from app.media.sample import signed_page
from app.services import audit
from app.work import look
from bench import book_sample
from bench.figures import Figure, at_most, median, milliseconds, reported
from tests.people import Cast, SetClock
from tests.unit.test_certificate import page, render


def figures() -> Iterator[Figure]:
    """A decision (proof, number, records, leaf in one commit), a certificate's PDF, the ledger read through."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _times(Config(Path(folder), demo=True))
        yield from _stamp(Config(Path(folder), demo=True))
    pdf = median(milliseconds(lambda: render(page()), 20))
    yield at_most("certificate PDF", pdf, 100, "ms")
    yield from _book()


def _book() -> Iterator[Figure]:
    """A month of 3,000 lines on paper, and the same lines for a spreadsheet."""
    month = book_sample.month(3000)
    paper = median(milliseconds(lambda: book.render(month), 3)) / 1000
    yield at_most("register book, a month of 3,000 lines, PDF", paper, 10, "s", 1)
    cells = [[place, *line] for place, line in enumerate(month.lines)]
    sheet = median(milliseconds(lambda: spreadsheet.as_xlsx("So", ["a"], cells), 3)) / 1000
    yield at_most("register book, a month of 3,000 lines, XLSX", sheet, 5, "s", 1)


def _stamp(config: Config) -> Iterator[Figure]:
    """The worker's share of a certificate besides its page; each stamp is read back and judged."""
    stamper, pdf, now = assembly.stamper(config), render(page()), datetime.now(UTC)
    if stamper is None:
        raise LookupError("a demo has its trial stamp")
    times = milliseconds(lambda: stamper.stamp(pdf, now), 30)
    yield at_most("stamp of a certificate (B-T, judged), median", median(times), 300, "ms")
    alone = replace(stamper, time=None).stamp(pdf, now).pdf
    later = milliseconds(lambda: stamper.add_time(alone, now), 10)
    yield at_most("time appended to a stamp (B-B to B-T, judged), median", median(later), 300, "ms")
    yield reported("certificate as stamped", f"{len(stamper.stamp(pdf, now).pdf) / 1024:,.0f} KB")


def _times(config: Config) -> Iterator[Figure]:
    app = create_app(config)
    app.test_cli_runner().invoke(args=["database", "upgrade"], catch_exceptions=False)
    clock = SetClock(datetime.now(UTC))
    with app.app_context():
        tools = replace(assembly.tools(config), clock=clock)
        cast = Cast.gather(tools, clock)
        phone, key = cast.phone(), cast.passkey(cast.minh)
        cases = [cast.submitted(phone) for _ in range(12)]
        asked = iter([(one, key.get(one.options)) for one in (cast.ask(cast.minh, case) for case in cases)])

        def decide() -> None:
            one, answer = next(asked)
            cast.decide(cast.minh, one.nonce, answer)

        decision = median(milliseconds(decide, 10))
        yield reported("decision: number, records, leaf in one commit", f"{decision:.1f} ms")
        for _ in range(150):
            phone.submit(tools, cast.body(), [signed_page("G", "S", 1)])
        with look(tools) as work:
            begun = time.perf_counter()
            verdict = audit.verify(work)
            speed = verdict.records / (time.perf_counter() - begun)
        yield reported("ledger verify", f"{speed:,.0f} records/s of {verdict.records}")
