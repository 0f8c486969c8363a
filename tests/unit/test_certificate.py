"""The printed page: its words read back, its code decoded, nothing colliding."""

import io
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from app.documents.certificate import Column, Page, render
from app.domain import register, wording
from app.evidence import certificate_code
from app.evidence.keys import new_key
from app.evidence.problems import BadSignature
from tests.unit.test_law import FACTS, NOW, W2

LINK = "HTTPS://TANNHA.EXAMPLE/K/7K4QM2XD9HTP"
KEY = new_key()
# as long as such a title gets
SAID = certificate_code.Said(
    "145 quyển số 01/2026 - SCT/CK, ĐC", NOW, "0f" * 32, "N*** T** S**", "Giấy ủy quyền nhận lương hưu, trợ cấp " * 3, 3
)
FRAGMENT = certificate_code.fragment(SAID, KEY)


def page(facts: wording.Facts = FACTS) -> Page:
    composed = wording.compose(W2, facts, register.CertificateNumber(145, 1, 2026).printed())
    return Page(
        title=composed.title,
        paragraphs=tuple((one.text, one.centred) for one in composed.paragraphs),
        left=Column(("Người tiếp nhận hồ sơ",), facts.officer),
        right=Column(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), facts.certifier),
        link=LINK, fragment=FRAGMENT, host="tannha.example", code="7K4Q-M2XD-9HTP", dossier="TN-2026-000123",
        mark=wording.UNCHECKED_MARK, trial=False, made_at=NOW,
    )  # fmt: skip


def test_nothing_is_printed_within_ten_millimetres_of_the_edge() -> None:
    picture = pypdfium2.PdfDocument(render(page()))[0].render(scale=150 / 72).to_pil().convert("L")
    left, top, right, bottom = picture.point(lambda grey: 255 if grey < 250 else 0).getbbox()
    millimetre = 150 / 25.4
    assert min(left, top, picture.width - right, picture.height - bottom) / millimetre >= 10


def text_of(pdf: bytes) -> str:
    found = PdfReader(io.BytesIO(pdf))
    assert len(found.pages) == 1
    return " ".join(found.pages[0].extract_text().split())


def test_every_line_can_be_read_back_in_nfc() -> None:
    text = text_of(render(page()))
    assert unicodedata.is_normalized("NFC", text)
    for line, _centred in page().paragraphs:
        assert line in text
    for words in (wording.UNCHECKED_MARK, "KT. CHỦ TỊCH", "7K4Q-M2XD-9HTP", "tannha.example", "TN-2026-000123"):
        assert words in text


def read_at(dpi: float) -> zxingcpp.Barcode:
    """The code of the page, printed in black and white at so many dots per inch."""
    picture = pypdfium2.PdfDocument(render(page()))[0].render(scale=dpi / 72).to_pil().convert("1").convert("L")
    return zxingcpp.read_barcodes(picture)[0]


def wide(found: zxingcpp.Barcode, dpi: float) -> float:
    """Millimetres from edge to edge, without the quiet zone."""
    return (found.position.top_right.x - found.position.top_left.x) / dpi * 25.4


def test_the_code_is_at_least_32_mm_and_reads_from_the_page() -> None:
    found = read_at(300)
    assert found.text == f"{LINK}#{FRAGMENT}"
    assert wide(found, 300) >= 32


def test_a_print_of_32_mm_at_150_dots_per_inch_is_read_and_proven() -> None:
    dpi = 150 * 32 / wide(read_at(300), 300)
    link, _, fragment = read_at(dpi).text.partition("#")
    assert link == LINK
    said = certificate_code.read(fragment, KEY.private.public_key())
    assert (said.number, said.pages, said.name) == (SAID.number, 3, "N*** T** S**")
    assert said.title == f"{SAID.title[:59]}…"
    assert (said.digest, said.certified_at) == (SAID.digest[:32], NOW)


def test_no_other_key_and_no_changed_letter_is_believed() -> None:
    for place in (3, 40, 120, len(FRAGMENT) - 3):
        other = "A" if FRAGMENT[place] != "A" else "B"
        with pytest.raises(BadSignature):
            certificate_code.read(FRAGMENT[:place] + other + FRAGMENT[place + 1 :], KEY.private.public_key())
    for wrong in ("", "A", "!", FRAGMENT[:60], FRAGMENT.lower()):
        with pytest.raises(BadSignature):
            certificate_code.read(wrong, KEY.private.public_key())
    with pytest.raises(BadSignature):
        certificate_code.read(FRAGMENT, new_key().private.public_key())


def test_the_same_page_gives_the_same_bytes() -> None:
    assert render(page()) == render(page())


def test_long_names_and_marks_typed_apart_stay_on_one_page() -> None:
    name = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Phương Thảo Uyên " * 3
    apart = unicodedata.normalize("NFD", name.strip())
    signer = replace(FACTS.signers[0], name=apart)
    facts = replace(FACTS, signers=(signer,), place="nhà riêng: " + "số 1, Tổ dân phố 2, " * 8)
    text = text_of(render(page(facts)))
    assert name.strip() in text
