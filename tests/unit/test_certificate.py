"""The printed page: its words read back, its code decoded, nothing colliding."""

import io
import unicodedata
from dataclasses import replace

import pypdfium2
import zxingcpp
from pypdf import PdfReader

from app.documents.certificate import Column, Page, render
from app.domain import register, wording
from tests.unit.test_law import FACTS, NOW

LINK = "HTTPS://TANNHA.EXAMPLE/K/7K4QM2XD9HTP"


def page(facts: wording.Facts = FACTS) -> Page:
    composed = wording.compose(wording.W2, facts, register.CertificateNumber(145, 1, 2026).printed())
    return Page(
        title=composed.title,
        paragraphs=tuple((one.text, one.centred) for one in composed.paragraphs),
        left=Column(("Người tiếp nhận hồ sơ",), facts.officer),
        right=Column(("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), facts.certifier),
        link=LINK, host="tannha.example", code="7K4Q-M2XD-9HTP", dossier="TN-2026-000123",
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


def test_the_code_is_at_least_32_mm_and_reads_from_the_page_in_black_and_white() -> None:
    dpi = 300
    picture = pypdfium2.PdfDocument(render(page()))[0].render(scale=dpi / 72).to_pil().convert("1").convert("L")
    found = zxingcpp.read_barcodes(picture)[0]
    assert found.text == LINK
    width = found.position.top_right.x - found.position.top_left.x
    quiet_zone = 8 / (29 + 8)  # modules of a version 3 code beside its four-module border
    assert width / dpi * 25.4 / (1 - quiet_zone) >= 32


def test_the_same_page_gives_the_same_bytes() -> None:
    assert render(page()) == render(page())


def test_long_names_and_marks_typed_apart_stay_on_one_page() -> None:
    name = "Công Tằng Tôn Nữ Nguyễn Thị Hoàng Phương Thảo Uyên " * 3
    apart = unicodedata.normalize("NFD", name.strip())
    text = text_of(render(page(replace(FACTS, name=apart, place="nhà riêng: " + "số 1, Tổ dân phố 2, " * 8))))
    assert name.strip() in text
