"""Every kind of record: who signs it, on which stream, and how long its content is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Signer(StrEnum):
    """Whose key signs: the phone's; the server's with a passkey proof; the server's in a person's or its own name."""

    DEVICE = "device"
    PERSON_PASSKEY = "person_passkey"
    SERVER = "server"


class Retention(StrEnum):
    """When content may be purged: with the case, with the citizen's evidence, or never (the book, the machines)."""

    CASE = "case"
    EVIDENCE = "evidence"
    BOOK = "book"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record."""

    name: str
    signer: Signer
    retention: Retention
    stream: str


_ROWS = (
    (Signer.DEVICE, Retention.EVIDENCE, "case", "case.submitted case.amended case.declined"),
    (Signer.DEVICE, Retention.CASE, "case", "case.withdrawn paper.taken payment.noted rating.given ticket.bound"),
    (Signer.DEVICE, Retention.EVIDENCE, "case", "delivery.completed delivery.attempted delivery.corrected"),
    (Signer.DEVICE, Retention.CASE, "visit", "visit.planned visit.closed visit.passed"),
    # names nobody, so there is nothing to destroy
    (Signer.DEVICE, Retention.BOOK, "guidance", "guidance.given"),
    (Signer.PERSON_PASSKEY, Retention.CASE, "case", "case.approved case.returned case.refused case.reconciled"),
    (Signer.PERSON_PASSKEY, Retention.BOOK, "case", "certificate.issued certificate.annotated"),
    (Signer.PERSON_PASSKEY, Retention.BOOK, "case", "certificate.revoked certificate.replaced case.purged"),
    (Signer.PERSON_PASSKEY, Retention.BOOK, "visit", "visit.purged"),
    (Signer.PERSON_PASSKEY, Retention.SYSTEM, "org", "restore.confirmed"),
    (Signer.SERVER, Retention.SYSTEM, "org", "ledger.restored org.changed printer.tested book.opened"),
    (Signer.SERVER, Retention.SYSTEM, "org", "staff.added staff.renamed staff.invited staff.entered staff.left"),
    (Signer.SERVER, Retention.SYSTEM, "org", "staff.roles_changed staff.authority_recorded staff.authority_ended"),
    (Signer.SERVER, Retention.SYSTEM, "org", "staff.recovery_proposed staff.work_given device.invited"),
    (Signer.SERVER, Retention.SYSTEM, "org", "staff.absence_recorded staff.absence_ended"),
    (
        Signer.SERVER,
        Retention.SYSTEM,
        "org",
        "wording.proposed wording.confirmed wording.taken_back document_kind.changed hamlet.changed",
    ),
    (Signer.SERVER, Retention.SYSTEM, "org", "calendar.changed calendar.checked bundle.made"),
    (
        Signer.SERVER,
        Retention.SYSTEM,
        "org",
        "keys.changed keys.retired purge.proposed purge.dropped purge.confirmed retention.changed",
    ),
    (Signer.SERVER, Retention.SYSTEM, "org", "book.volume_opened book.closed book.printed book.exported"),
    (Signer.SERVER, Retention.SYSTEM, "org", "fee.recorded fee.exempted fee.exemption_ended fee.account_changed"),
    (
        Signer.SERVER,
        Retention.SYSTEM,
        "org",
        "data_request.received data_request.answered data_request.exported",
    ),
    (Signer.SERVER, Retention.SYSTEM, "org", "point.added point.ended tickets.printed hours.added hours.ended"),
    (Signer.SERVER, Retention.SYSTEM, "org", "fee.handed_in fee.ledger_printed statement.imported"),
    (Signer.SERVER, Retention.SYSTEM, "org", "benefit.level_recorded benefit.group_opened decisions.imported"),
    (Signer.SERVER, Retention.CASE, "case", "certificate.printed paper.received paper.sealed paper.handed"),
    (Signer.SERVER, Retention.CASE, "case", "paper.returned fee.given_back fee.taken"),
    (
        Signer.SERVER,
        Retention.CASE,
        "case",
        "rating.received ticket.issued case.assigned case.closed payment.matched payment.parted hold.set hold.lifted",
    ),
    (
        Signer.SERVER,
        Retention.CASE,
        "visit",
        "visit.requested visit.assigned visit.cancelled visit.stopped visit.resumed",
    ),
    (Signer.SERVER, Retention.CASE, "case", "decision.imported"),
    # a loss stands in the book, and on the public page, after its case was destroyed
    (Signer.SERVER, Retention.BOOK, "case", "register.entered paper.lost"),
    (Signer.SERVER, Retention.SYSTEM, "device", "device.enrolled device.revoked device.vault_opened"),
    (Signer.SERVER, Retention.SYSTEM, "device", "device.lost device.found"),
)


# each names the records whose content it destroyed
PURGES = ("case.purged", "visit.purged")
# what a citizen said of the service is opened for counting only: a bundle holds it sealed
UNTOLD = frozenset({"rating.given", "rating.received"})


def _table() -> dict[str, Kind]:
    return {
        name: Kind(name, signer, retention, stream)
        for signer, retention, stream, names in _ROWS
        for name in names.split()
    }


KINDS: Mapping[str, Kind] = _table()

# what a destroying leaves as it is: the book, and what names nobody
FOR_EVER = tuple(name for name, kind in KINDS.items() if kind.retention is Retention.BOOK)
