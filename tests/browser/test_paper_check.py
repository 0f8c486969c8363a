"""A paper in anybody's hand: its code scanned, its file dropped on the page, with a network and without."""

import io
import sqlite3
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import BrowserContext, Page, Playwright, expect
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.browser.conftest import CHROMIUM, FLAGS, Office
from tests.browser.people import PHONE, Desk, look, watch

BY_THE_COMMUNE = "Mã QR do xã lập"


@pytest.fixture(scope="module")
def pdf(browsers: Playwright, office: Office) -> bytes:
    """The certificate of the case that is home already, as the clerk's desk gives it out."""
    with closing(sqlite3.connect(office.data / "tannha.db")) as database:
        (case_id,) = database.execute("select id from 'case' where state = 'delivered'").fetchone()
    clerk = Desk(browsers, office, "Vũ Thị Hạnh", {"width": 1280, "height": 900})
    answer = clerk.page.request.get(f"/giay-to/{case_id}/loi-chung.pdf")
    assert answer.status == 200
    data = answer.body()
    clerk.close()
    return data


@pytest.fixture(scope="module")
def scanned(pdf: bytes, office: Office) -> str:
    """What a camera reads from the page: an address of this office, in upper case."""
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil()
    text = zxingcpp.read_barcodes(picture)[0].text
    assert text.startswith(f"{office.origin}/K/".upper())
    return text


@pytest.fixture
def citizen(browsers: Playwright, office: Office) -> BrowserContext:
    browser = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    context = browser.new_context(viewport=PHONE, locale="vi-VN", base_url=office.origin)  # type: ignore[arg-type]
    context.set_default_timeout(12_000)
    yield context
    browser.close()


def opened(citizen: BrowserContext, address: str) -> Page:
    page = citizen.new_page()
    page.goto(address)
    return page


def test_a_scanned_code_is_proven_in_the_page(citizen: BrowserContext, scanned: str) -> None:
    problems: list[str] = []
    page = citizen.new_page()
    watch(page, problems)
    page.goto(scanned)
    expect(page.get_by_role("heading", level=1)).to_have_text("Còn hiệu lực")
    expect(page.get_by_text(f"{BY_THE_COMMUNE}, khớp với trang này.")).to_be_visible()
    look(page, "Kiểm tra giấy, quét mã", problems)
    assert problems == []


def test_a_forged_code_is_told_from_the_communes(citizen: BrowserContext, scanned: str) -> None:
    other = "A" if scanned[-9] != "A" else "B"
    page = opened(citizen, scanned[:-9] + other + scanned[-8:])
    expect(page.get_by_text("Mã QR này không do xã lập.")).to_be_visible()
    expect(page.locator("main > :first-child")).to_contain_text("Có thể là giấy giả.")


def test_without_a_network_the_code_alone_is_proven_where_a_paper_was_checked_before(
    citizen: BrowserContext, scanned: str
) -> None:
    problems: list[str] = []
    page = opened(citizen, "/K/7K4QM2XD9HTP")
    page.wait_for_function("() => navigator.serviceWorker.controller")
    citizen.set_offline(True)
    page = citizen.new_page()
    page.goto(scanned)
    expect(page.get_by_text("Không có mạng.")).to_be_visible()
    expect(page.get_by_text(f"{BY_THE_COMMUNE}. Trên giấy phải ghi đúng:")).to_be_visible()
    expect(page.get_by_text("quyển số 01/2026 - SCT/CK, ĐC")).to_be_visible()
    look(page, "Kiểm tra giấy, không có mạng", problems)
    page.goto(scanned.partition("#")[0])
    expect(page.get_by_text("Trong mã không có phần tự kiểm tra.")).to_be_visible()
    assert problems == []


def test_it_works_without_a_script_from_the_typed_code(browsers: Playwright, office: Office, scanned: str) -> None:
    code = scanned.partition("#")[0].rpartition("/")[2]
    browser = browsers.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
    page = browser.new_context(java_script_enabled=False, base_url=office.origin).new_page()
    page.goto("/K")
    page.get_by_label("Mã trên giấy").fill(code.lower())
    page.get_by_role("button", name="Kiểm tra").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Còn hiệu lực")
    browser.close()


def drawn_upon(pdf: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    writer.add_stream_to_page(0, writer.add_object(generic.StreamObject(stream_data=b"1 0 0 rg 90 300 300 90 re f")))
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_file_is_judged_and_never_leaves_the_machine(citizen: BrowserContext, pdf: bytes, tmp_path: Path) -> None:
    problems: list[str] = []
    page = citizen.new_page()
    watch(page, problems)
    page.goto("/K")
    sent: list[int] = []
    page.on("request", lambda one: sent.append(len(one.post_data_buffer or b"")))
    changed = bytearray(pdf)
    changed[5000] ^= 1
    cases = {
        "Đúng tệp xã đã lập.": pdf,
        "Tệp đã bị thêm vào sau khi xã lập.": drawn_upon(pdf),
        "Không phải tệp xã đã lập, hoặc đã bị sửa.": bytes(changed),
    }
    for words, data in cases.items():
        (tmp_path / "loi-chung.pdf").write_bytes(data)
        page.locator("#paper-file").set_input_files(tmp_path / "loi-chung.pdf")
        expect(page.get_by_text(words)).to_be_visible()
        look(page, f"Kiểm tra tệp, {words}", problems)
    assert sent and not any(sent)
    assert problems == []
