"""certificate.make: the PDF of a decided case, printed and stamped once."""

import logging
from urllib.parse import urlsplit

from app.documents.certificate import Column, Page, render
from app.domain.codes import grouped
from app.evidence import certificate_code
from app.evidence.pdf_stamp import NONE, Stamped
from app.evidence.stamp_keys import OtherTime
from app.services import certificates
from app.work import Tools, begin, look

_log = logging.getLogger(__name__)
RECEIVER = "Người tiếp nhận hồ sơ"


def run(tools: Tools, subject: str) -> None:
    """Prints the certificate of one case; a second run finds it made."""
    with look(tools) as work:
        facts = certificates.facts(work, subject)
    if facts is None:
        return
    pdf = render(_page(tools, facts))
    made = _stamped(tools, pdf)
    with begin(tools) as work:
        certificates.keep(work, subject, made)


def _stamped(tools: Tools, pdf: bytes) -> Stamped:
    """Never under a certificate of another time: readers would reject it, and the paper is good without."""
    try:
        return tools.stamp.stamp(pdf, tools.clock.now()) if tools.stamp else Stamped(pdf, NONE)
    except OtherTime as error:
        _log.warning("certificate made without a stamp: %s", error)
        return Stamped(pdf, NONE)


def _page(tools: Tools, facts: certificates.Facts) -> Page:
    origin = urlsplit(tools.site.origin)
    return Page(
        title=facts.composed.title,
        paragraphs=tuple((one.text, one.centred) for one in facts.composed.paragraphs),
        # way A has one signature: nobody received for the certifier (L1)
        left=Column((RECEIVER,), facts.officer) if facts.officer else Column((), ""),
        right=Column(facts.prefix, facts.certifier),
        # upper case keeps the code small (alphanumeric mode) and it is still an address
        link=f"{origin.scheme}://{origin.netloc}/K/{facts.code}".upper(),
        fragment=certificate_code.fragment(facts.said, tools.keys["code"]),
        host=origin.netloc,
        code=grouped(facts.code),
        dossier=facts.dossier,
        mark=facts.mark,
        trial=tools.stamp is not None and tools.stamp.trial,
        made_at=facts.certified_at,
    )
