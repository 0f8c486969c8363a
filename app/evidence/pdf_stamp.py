"""The stamp on a PDF (PAdES, ETSI EN 319 142-1): B-B with the key alone, B-T with a time-stamp token besides.

What is said of a stamp is read back from the finished bytes: a level is proven, never believed.
"""

import io
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from app.evidence.stamp_keys import OtherTime, StampKey
from app.evidence.time_sources import TimeAway, TimeSource

NONE, BASIC, TIMED = "none", "B-B", "B-T"
_FIELD, _TIME_FIELD, _HASH = "DauSo", "DauThoiGian", "sha256"
# it logs a whole traceback for each certificate of whose issuer it knows nothing, and for each file that was changed
logging.getLogger("pyhanko").setLevel(logging.CRITICAL)


class NotStamped(Exception):
    """What was made does not hold, so it is not given out."""


@dataclass(frozen=True, slots=True)
class Stamped:
    """The bytes, and the level that they hold."""

    pdf: bytes
    level: str


@dataclass(frozen=True, slots=True)
class Stamper:
    """Stamps with one key, and with the time of one authority where there is one."""

    key: StampKey
    time: TimeSource | None

    @property
    def trial(self) -> bool:
        """Whether the certificate was made up for a demo."""
        return self.key.trial

    @property
    def timed(self) -> bool:
        """Whether there is an authority to ask."""
        return self.time is not None

    def check(self, at: datetime) -> datetime:
        """The last moment of the certificate; BadStampKey unless the key could stamp now."""
        return self.key.check(at)

    def ends(self, at: datetime) -> datetime:
        """The last moment of the certificate, over or not. BadStampKey."""
        try:
            return self.key.check(at)
        except OtherTime as error:
            return error.until

    def stamp(self, pdf: bytes, at: datetime) -> Stamped:
        """The PDF with one invisible stamp over all of it, which allows no change but later stamps. Without an answer
        of the authority it is B-B. OtherTime under a certificate that ran out; BadStampKey; NotStamped when what came
        out does not hold."""
        self.key.check(at)
        if self.time is not None:
            try:
                timed = self.time.stamper(at)
                return self._proven(_asking(lambda: self._signed(pdf, timed)), TIMED)
            except (OSError, NotStamped):
                # a missing time never blocks and is never faked: the stamp alone now, its time later
                pass
        return self._proven(self._signed(pdf, None), BASIC)

    def add_time(self, pdf: bytes, at: datetime) -> Stamped:
        """A B-B PDF with the authority's time appended; not one byte before it changes. TimeAway, NotStamped."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.signers import PdfTimeStamper

        if self.time is None:
            raise NotStamped("no authority to ask")
        stamper = PdfTimeStamper(self.time.stamper(at), field_name=_TIME_FIELD)
        out = _asking(lambda: stamper.timestamp_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), _HASH))
        later = bytes(out.getvalue())
        if not later.startswith(pdf):
            raise NotStamped("bytes before the time changed")
        return self._proven(later, TIMED)

    def _signed(self, pdf: bytes, timestamper: Any) -> bytes:
        from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

        writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
        # printed at its true size without being written anew, which would take the stamp away
        scaling = DictionaryObject({pdf_name("/PrintScaling"): pdf_name("/None")})
        writer.root[pdf_name("/ViewerPreferences")] = scaling
        writer.update_root()
        meta = PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm=_HASH,
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            # NO_CHANGES would make a later time stamp look like damage to some readers
            docmdp_permissions=MDPPerm.FILL_FORMS,
        )
        with self.key.signer() as signer:
            out = PdfSigner(meta, signer=signer, timestamper=timestamper).sign_pdf(writer)
        return bytes(out.getvalue())

    def _proven(self, pdf: bytes, wanted: str) -> Stamped:
        found = judge(pdf)
        if not found.whole or found.level != wanted:
            raise NotStamped(f"wanted {wanted}, found {found.level}")
        return Stamped(pdf, found.level)


def _asking(act: Callable[[], Any]) -> Any:
    """What an authority's answer was needed for; TimeAway for whatever a strange one breaks in the library."""
    try:
        return act()
    except OSError:
        raise
    except Exception as error:
        raise TimeAway(type(error).__name__) from error


@dataclass(frozen=True, slots=True)
class Judgement:
    """`whole`: every stamp holds, together they cover the file, and nothing was added that they do not allow. Whose
    certificate it is, is another question."""

    level: str
    whole: bool


def judge(pdf: bytes) -> Judgement:
    """What the stamps of a PDF prove of its bytes, by themselves."""
    from pyhanko.pdf_utils.misc import PdfReadError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(pdf))
        own, times = list(reader.embedded_regular_signatures), list(reader.embedded_timestamp_signatures)
        if len(own) != 1:
            return Judgement(NONE, whole=False)
        return _judged(own[0], times)
    except (PdfReadError, ValueError, KeyError, TypeError):
        return Judgement(NONE, whole=False)


def _judged(own: Any, times: list[Any]) -> Judgement:
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature, validate_pdf_timestamp

    # trust is not asked here, so nothing is fetched and no root is needed
    status = validate_pdf_signature(own, _no_roots(), _no_roots())
    token = status.timestamp_validity
    later = [validate_pdf_timestamp(one, _no_roots()) for one in times]
    sound = status.intact and status.valid and bool(status.docmdp_ok) and all(one.intact and one.valid for one in later)
    covered = any(one.coverage == SignatureCoverageLevel.ENTIRE_FILE for one in (status, *later))
    timed = bool(later) or (token is not None and token.intact and token.valid)
    broken = token is not None and not (token.intact and token.valid)
    return Judgement(TIMED if timed else BASIC, whole=bool(sound and covered and not broken))


def _no_roots() -> Any:
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=[], allow_fetching=False)
