"""The paper at the commune: received, signed by hand and sealed, handed on, lost. One record for each move."""

from dataclasses import dataclass
from typing import Any

from app.domain import calendar, delivery, fees, life, notices, paper, payments, register, typed_line
from app.domain.acts import REFUSAL
from app.domain.benefits import BENEFIT
from app.domain.problems import NotFound, Problem
from app.store import cases, desk, people, prints
from app.store import payments as transfers
from app.store import register as book
from app.work import Also, Pen, Work, entrusting, fee_table, telling

SEALED_PAGE = "sealed_page"
Files = tuple[tuple[str, int, bytes], ...]


class PhotoMissing(Problem):
    """Every finished page is photographed ("giấy đúng như ảnh")."""

    code = "photo_missing"


class NumberMissing(Problem):
    """Where the official book is kept outside, the clerk types its number when the paper is sealed (L13)."""

    code = "number_missing"


class OfficerLeft(Problem):
    """The officer of this case has left: it is given to another before its paper is."""

    code = "officer_left"


class WordsMissing(Problem):
    """A lost or spoiled paper is recorded with what happened."""

    code = "words_missing"


@dataclass(frozen=True, slots=True)
class Hand:
    """Who moves which paper; `override` is the reason why it is here although the system says otherwise (L18)."""

    org: str
    by: str
    case_id: str
    override: str = ""


@dataclass(frozen=True, slots=True)
class Sealed:
    """The photos of the finished pages; the number as written from the official book, where it is kept outside."""

    pages: list[bytes]
    number: int | None = None
    volume: int | None = None


def receive(work: Work, hand: Hand) -> None:
    """The original arrived and is as in the photo. NotPossible for what was delivered: that is corrected first."""
    found = _find(work, hand)
    if found.state == life.State.DELIVERED:
        raise life.NotPossible
    _move(work, found, hand, "paper.received", {"as_photographed": True})


def give(work: Work, hand: Hand) -> None:
    """The paper goes to the officer who carries it home: a ready one, a refused case's original with its letter, or
    any that the officer before still has. NotPossible otherwise without an override, RefusalNotPrinted before there is
    a letter, PaperElsewhere."""
    found = _find(work, hand)
    held = cases.paper(work.db, found.id)
    with_officer = held is not None and held.holder == paper.Holder.OFFICER
    with_another = with_officer and held is not None and held.person not in (None, found.officer)
    # with a written refusal the officer carries the original back
    ready = with_another or found.state in (life.State.READY, life.State.REFUSED)
    if not ready and not hand.override.strip():
        raise life.NotPossible
    if with_officer and not with_another and not hand.override.strip():
        raise paper.PaperElsewhere
    _check_letter(work, found)
    officer = people.get(work.db, found.officer)
    if officer is None or officer.left_at is not None:
        raise OfficerLeft
    _move(work, found, hand, "paper.handed", {"to": found.officer})
    if hand.by != found.officer:
        telling.tell(work, found.officer, notices.READY, found.id)


def seal(work: Work, hand: Hand, sealed: Sealed) -> None:
    """The paper is printed, signed by hand and stamped, its finished pages photographed: the case is ready."""
    found = _find(work, hand)
    if not sealed.pages:
        raise PhotoMissing
    _write_number(work, found, hand, sealed)
    files = tuple((SEALED_PAGE, place, page) for place, page in enumerate(sealed.pages))
    _move(work, found, hand, "paper.sealed", {"pages": len(sealed.pages), "as_photographed": True}, files)
    cases.save(work.db, found.id, ready_at=work.at)


def all_at_once(work: Work, hand: Hand, sealed: Sealed, *, give_too: bool) -> None:
    """One tap for a person with several roles: what is not done yet of receiving, sealing and handing, in order."""
    found = _find(work, hand)
    held = cases.paper(work.db, found.id)
    if held is not None and held.holder in (paper.Holder.OFFICER, paper.Holder.PERSON):
        receive(work, hand)
    seal(work, hand, sealed)
    if give_too:
        give(work, hand)


def give_back(work: Work, hand: Hand) -> None:
    """The original of a case that ended without a certificate goes back to the person (L18), of a refused one together
    with its letter, which is delivered by that. NotPossible, RefusalNotPrinted, PaperElsewhere."""
    found = _find(work, hand)
    if found.state not in life.ENDED:
        raise life.NotPossible
    refused = _check_letter(work, found)
    _move(work, found, hand, "paper.returned", {"with_refusal": True} if refused else {})
    if refused and found.delivered_at is None:
        # the refusal went with it: the officer has nothing left to carry
        cases.save(work.db, found.id, delivered_at=work.at)


def _check_letter(work: Work, found: cases.CaseRow) -> bool:
    """Whether a written refusal goes with this original; RefusalNotPrinted while there is none on paper."""
    if found.state != life.State.REFUSED:
        return False
    if not prints.count(work.db, found.org, found.id, REFUSAL):
        raise paper.RefusalNotPrinted
    return True


def assign(work: Work, hand: Hand, to: str, words: str) -> None:
    """The case goes to another officer: he finds it on his phone, the one before loses it there. The original stays
    with whoever has it until it is handed over (L18). NotAnOfficer, WordsMissing without a reason."""
    found = _find(work, hand)
    if not words.strip():
        raise WordsMissing
    entrusting.check_taker(work, hand.org, to, found.officer)
    entrusting.give_case(work, hand.by, found, to, words.strip())


def lose(work: Work, hand: Hand, words: str) -> None:
    """The original is lost or spoiled: recorded, the book annotated, and a new signing is needed (L18). A case that had
    ended before stays ended as it was, and the loss stands beside that; PaperElsewhere when its person has it."""
    found = _find(work, hand)
    if not words.strip():
        raise WordsMissing
    ended = found.state in life.ENDED
    held = cases.paper(work.db, found.id)
    if ended and (held is None or held.holder == paper.Holder.PERSON):
        raise paper.PaperElsewhere
    _move(work, found, hand, "paper.lost", {"words": words.strip()})
    clerk = people.get(work.db, hand.by)
    said = {"words": words.strip(), "by": hand.by, "at": _stamp(work), "by_name": clerk.name if clerk else ""}
    if ended:
        cases.save(work.db, found.id, ended={**(found.ended or {}), "lost": said})
        return
    loss = {"act": "paper.lost", "code": "paper_lost", **said}
    # the decision may be printed anew and come in again
    cases.save(work.db, found.id, ended=loss, returned=None, decision_mark=None)
    entry = book.by_case(work.db, found.id)
    if entry is not None:
        note = {**loss, "words": f"{paper.LOST_BEFORE}: {words.strip()}", "revoked": False}
        book.save(work.db, entry.id, notes=[*entry.notes, note])


def correct_delivery(work: Work, hand: Hand, reason: str, text: str) -> None:
    """A hand-over that was noted by mistake, put right by the clerk after the day; the officer has the paper again."""
    found = _find(work, hand)
    delivery.check_correction(reason, text, same_day=False, by_clerk=True)
    _move(work, found, hand, "delivery.corrected", {"reason": reason, "text": text})
    cases.save(work.db, found.id, delivered_at=None)


@dataclass(frozen=True, slots=True)
class CounterFee:
    """How the fee that was put off is settled when its person fetches the paper; LATER: it stays due. `receipt` is
    entered, never made; an exemption names its basis."""

    paid: fees.Paid
    receipt: str = ""
    basis: str = ""


def close(work: Work, hand: Hand, outcome: str, words: str, fee: CounterFee | None = None) -> None:
    """A result that nobody carries home any more: given at the counter, its person died, or does not want it.
    ReasonUnknown, PaperElsewhere while it is not at the commune, NotPossible, FeeUnclear, NothingDue."""
    found = _find(work, hand)
    delivery.check_closing(outcome, words)
    taken = _settled(work, found, fee) if fee and outcome == delivery.AT_COUNTER else None
    state = life.next_state(life.State(found.state), "case.closed")
    held = cases.paper(work.db, found.id)
    paper.after(paper.Holder(held.holder) if held else paper.Holder.PERSON, "case.closed")
    holder = _where_it_stays(found.task, outcome)
    said = {"outcome": outcome, "words": words.strip(), "holder": holder.value, **({"fee": taken} if taken else {})}
    written = Pen(work, found.org, hand.by).write(
        "case.closed", ("case", found.id), {"v": 1, **said}, Also(base=found.newest)
    )
    person = hand.by if holder is paper.Holder.CLERK else None
    cases.move_paper(work.db, found.id, cases.PaperRow(holder, person, work.at))
    clerk = people.get(work.db, hand.by)
    ended = {"act": "close", "code": outcome, "words": words.strip(), "by": hand.by, "at": _stamp(work)}
    ended["by_name"] = clerk.name if clerk else ""
    fields = fees.taken_on(found.fields, taken, hand.by, calendar.local(work.at).date()) if taken else found.fields
    cases.save(work.db, found.id, state=state, newest=written.hash, ended=ended, fields=fields)
    desk.tell(work.db, found.officer, found.id)


def take_fee(work: Work, hand: Hand, fee: CounterFee) -> None:
    """fee.taken: what stayed due when the result was handed over is paid at the counter afterwards, and stands with the
    clerk and this day. NotPossible before the result is out: closing asks for it then. NothingDue, FeeUnclear."""
    found = _find(work, hand)
    if delivery.ended_without(found.state, found.ended):
        raise payments.NothingDue
    if found.state not in (life.State.DELIVERED, life.State.CLOSED):
        raise life.NotPossible
    taken = _settled(work, found, fee)
    if taken is None:
        raise fees.FeeUnclear
    also = Also(base=found.newest)
    written = Pen(work, found.org, hand.by).write("fee.taken", ("case", found.id), {"v": 1, "fee": taken}, also)
    fields = fees.taken_on(found.fields, taken, hand.by, calendar.local(work.at).date())
    cases.save(work.db, found.id, newest=written.hash, fields=fields)
    desk.tell(work.db, found.officer, found.id)


def _settled(work: Work, found: cases.CaseRow, given: CounterFee) -> dict[str, Any] | None:
    """L15: the fee as it was taken at the counter; None while it stays due."""
    if given.paid not in fees.SETTLED:
        return None
    fee = found.fields.get("fee") or {}
    if fee.get("paid") != fees.Paid.LATER or transfers.count_matched(work.db, found.id):
        raise payments.NothingDue
    typed_line.check(given.receipt, most=40)
    table, day = fee_table.whole(work, found.org), calendar.local(found.signed_at).date()
    exempt = given.paid is fees.Paid.EXEMPT
    # what the phone asked for then is what the page asks for now, whatever the table has become
    asked = int(fee.get("amount") or fees.in_force(day, table.fees).amount)
    amount, basis = (0, given.basis.strip()) if exempt else (asked, "")
    if exempt:
        fees.check(given.paid, amount, basis, day, table)
    return {"amount": amount, "paid": given.paid.value, "receipt": given.receipt.strip(), "basis": basis}


def _where_it_stays(task: str, outcome: str) -> paper.Holder:
    """With its person; a decision nobody has goes to the files, a certified paper waits for who may have it."""
    if outcome == delivery.AT_COUNTER:
        return paper.Holder.PERSON
    return paper.Holder.FILED if task == BENEFIT else paper.Holder.CLERK


def _find(work: Work, hand: Hand) -> cases.CaseRow:
    found = cases.of_org(work.db, hand.org, hand.case_id)
    if found is None:
        raise NotFound
    return found


def _move(work: Work, found: cases.CaseRow, hand: Hand, kind: str, facts: dict[str, Any], files: Files = ()) -> None:
    present = cases.get(work.db, found.id) or found
    state = life.next_state(life.State(present.state), kind)
    held = cases.paper(work.db, found.id)
    origin = paper.Holder(held.holder) if held else paper.Holder.PERSON
    holder = paper.after(origin, kind, override=hand.override)
    body = {"v": 1, **facts, **({"override": hand.override.strip()} if hand.override.strip() else {})}
    also = Also(base=present.newest, files=files)
    written = Pen(work, found.org, hand.by).write(kind, ("case", found.id), body, also)
    people_of = {paper.Holder.OFFICER: found.officer, paper.Holder.PERSON: None}
    person = people_of.get(holder, hand.by)
    cases.move_paper(work.db, found.id, cases.PaperRow(holder, person, work.at))
    cases.save(work.db, found.id, state=state, newest=written.hash)
    desk.tell(work.db, found.officer, found.id)


def _write_number(work: Work, found: cases.CaseRow, hand: Hand, sealed: Sealed) -> None:
    """The number of the official book, typed by the clerk; unique, and recorded."""
    entry = book.by_case(work.db, found.id)
    if entry is None or entry.number is not None:
        return
    if sealed.number is None or sealed.volume is None:
        raise NumberMissing
    if book.holds_number(work.db, found.org, entry.book, entry.year, sealed.number):
        raise register.NumberTaken
    number = register.CertificateNumber(sealed.number, sealed.volume, entry.year)
    columns = {**entry.columns, "number": number.number, "volume": number.volume}
    body = {"v": 1, "register": columns, "source": entry.source}
    written = Pen(work, found.org, hand.by).write("register.entered", ("case", found.id), body, Also(base=found.newest))
    book.save(work.db, entry.id, number=number.number, volume=number.volume, columns=columns)
    cases.save(work.db, found.id, newest=written.hash, number=number.number, number_text=number.printed())


def _stamp(work: Work) -> str:
    return calendar.local(work.at).isoformat(timespec="milliseconds")
