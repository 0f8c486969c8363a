"""What the desk wrote of results that are carried home: a decision came in, a result is carried no more, a fee went
back."""

from app.domain import calendar, fees, paper, payments
from app.services.rebuilding.written import Written, move, name_of
from app.store import cases
from app.work import Work, imported
from app.work.pen import stamp


def came_in(work: Work, written: Written) -> None:
    """decision.imported."""
    row = written.row
    imported.lay(work, (row.org, row.stream_id), (row.seq, row.hash, row.author), written.body)


def closed(work: Work, written: Written) -> None:
    """case.closed."""
    row, body = written.row, written.body
    found = move(work, written, row.kind)
    if found is not None:
        to = paper.Holder(body["holder"])
        cases.move_paper(
            work.db, found.id, cases.PaperRow(to, None if to is not paper.Holder.CLERK else row.author, work.at)
        )
        said = {"act": "close", "code": body["outcome"], "words": body["words"], "by": row.author, "at": stamp(work.at)}
        if "fee" in body:
            fields = fees.taken_on(found.fields, body["fee"], row.author, calendar.local(work.at).date())
            cases.save(work.db, found.id, fields=fields)
        cases.save(work.db, found.id, ended={**said, "by_name": name_of(work, row.author)})


def taken(work: Work, written: Written) -> None:
    """fee.taken."""
    found = move(work, written, written.row.kind)
    if found is not None:
        by, on = written.row.author, calendar.local(work.at).date()
        cases.save(work.db, found.id, fields=fees.taken_on(found.fields, written.body["fee"], by, on))


def given_back(work: Work, written: Written) -> None:
    """fee.given_back."""
    found = move(work, written, written.row.kind)
    if found is not None:
        said = {name: value for name, value in written.body.items() if name != "v"}
        cases.save(work.db, found.id, fields=payments.with_return(found.fields, said))
