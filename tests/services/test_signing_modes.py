"""L9, L10, L11: fingerprints, who can do neither, several on one paper: taken, decided, printed, in the book."""

import io
from typing import Any

import pytest
from pypdf import PdfReader

from app.demo.phone import Photo
from app.domain import register, signing
from app.jobs import runner
from app.media.sample import ink, signed_page
from app.reports import public
from app.services import printing
from app.store import cases
from app.store import register as book
from app.store.ids import uuid7
from app.work import look
from tests.people import Cast

LUA, TU = "024149000013", "024051000012"


def photos(*places: int) -> list[Photo]:
    prints: list[Photo] = [("fingerprint", place, signed_page("Dau diem chi", f"Nguoi {place}")) for place in places]
    return [signed_page("Giay uy quyen", "Sau"), *prints]


def other(cast: Cast, number: str = LUA, mode: str = "paper", finger: str = "", **changes: Any) -> dict[str, Any]:
    person = {**cast.body()["person"], "number": number, "name": f"Cao Thị {number[-2:]}"}
    conditions = [{"code": code, "answer": True} for code in signing.ASKED_OF_EACH]
    drawn = {"ink": ink()} if mode == "paper" else {}
    return {"person": person, "conditions": conditions, "mode": mode, "finger": finger, **drawn, **changes}


def body(cast: Cast, code: str, mode: str = "paper", finger: str = "", **changes: Any) -> dict[str, Any]:
    whole = cast.body(wording={"code": code, "version": 1}, **changes)
    whole["signing"] = {**whole["signing"], "mode": mode, "finger": finger}
    if mode != "paper":
        del whole["ink"]
    return whole


def certified(cast: Cast, sent: dict[str, Any], pictures: list[Photo]) -> str:
    case_id = cast.phone().submit(cast.tools, sent, pictures)
    runner.run_due(cast.tools)
    cast.approved(case_id, cast.passkey(cast.minh))
    return case_id


def printed(cast: Cast, case_id: str) -> str:
    with look(cast.tools) as work:
        pdf = printing.kept(work, cast.org, case_id)
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def shown(cast: Cast, case_id: str) -> list[tuple[str, int]]:
    with look(cast.tools) as work:
        return [(one.role, one.place) for one in cases.shown_of(work.db, case_id, 1)]


def test_l9_a_fingerprint_is_photographed_said_and_noted_in_the_book(cast: Cast) -> None:
    case_id = certified(cast, body(cast, "W7", "fingerprint", "tro_trai"), photos(0))
    assert shown(cast, case_id) == [("fingerprint", 0), ("signed_page", 0)]
    assert "đã điểm chỉ (ngón trỏ bàn tay trái) vào giấy tờ" in printed(cast, case_id)
    with look(cast.tools) as work:
        entry = book.by_case(work.db, case_id)
    assert entry is not None and ". Điểm chỉ ngón trỏ bàn tay trái" in entry.columns["note"]


def test_l9_who_can_do_neither_draws_nothing_and_the_paper_says_so(cast: Cast) -> None:
    case_id = certified(cast, body(cast, "W8", "neither"), photos())
    assert shown(cast, case_id) == [("signed_page", 0)]
    assert "không thể ký, điểm chỉ được vào giấy tờ, văn bản này." in printed(cast, case_id)


def test_l10_l13_several_on_one_paper_take_one_number_and_all_stand_in_the_book(cast: Cast) -> None:
    together = [other(cast), other(cast, TU, "fingerprint", "tro_phai")]
    case_id = certified(cast, body(cast, "W10", others=together), photos(2))
    assert shown(cast, case_id) == [("fingerprint", 2), ("ink", 0), ("ink", 1), ("signed_page", 0)]
    text = printed(cast, case_id)
    for words in (
        "1. Bà Nguyễn Thị Sáu",
        f"2. Bà Cao Thị {LUA[-2:]}",
        f"3. Bà Cao Thị {TU[-2:]}",
        "ngón trỏ bàn tay phải",
    ):
        assert words in text
    with look(cast.tools) as work:
        entry = book.by_case(work.db, case_id)
        assert entry is not None
        found = public.certificate(work.db, entry.code or "")
    assert [one["paper_number"] for one in register.people(entry.columns)][1:] == [LUA, TU]
    assert entry.number == 1 and "cao thi" in entry.search
    assert found is not None and found.name.endswith(" và 2 người khác")


def test_ten_on_one_paper_get_all_their_names_printed(cast: Cast) -> None:
    numbers = [f"0241490000{number}" for number in range(20, 29)]
    case_id = certified(cast, body(cast, "W4", others=[other(cast, number) for number in numbers]), photos())
    text = printed(cast, case_id)
    assert all(number in text for number in numbers)
    assert "Trang 1/2" in text


def held(cast: Cast, sent: dict[str, Any], pictures: list[Photo]) -> str:
    phone, case_id = cast.phone(), uuid7(cast.clock.at)
    letter, blobs = phone.letter(cast.tools, "case.submitted", case_id, sent, pictures)
    for sealed in blobs:
        phone.bring(cast.tools, sealed)
    verdict = phone.post(cast.tools, letter)
    assert verdict.verdict == "held"
    return str(verdict.code)


def test_l9_l10_what_does_not_fit_waits_for_a_person(cast: Cast) -> None:
    twice = [other(cast, cast.body()["person"]["number"])]
    unmet = [other(cast, conditions=[{"code": code, "answer": code != "lucid"} for code in signing.ASKED_OF_EACH])]
    cases_: list[tuple[dict[str, Any], list[Photo], str]] = [
        (body(cast, "W2", "fingerprint", "tro_phai"), photos(0), "way_unclear"),
        (body(cast, "W7", "fingerprint", "tro_phai"), photos(), "photos_missing"),
        (body(cast, "W7", "fingerprint"), photos(0), "signing_unclear"),
        (body(cast, "W8", "neither") | {"ink": ink()}, photos(), "signing_unclear"),
        (body(cast, "W2") | {"ink": None}, photos(), "signing_unclear"),
        (body(cast, "W4", others=twice), photos(), "signing_unclear"),
        (body(cast, "W4", others=unmet), photos(), "condition_not_met"),
        (body(cast, "W2", others=[other(cast)]), photos(), "way_unclear"),
        (body(cast, "W2"), photos(0), "photos_missing"),
    ]
    for sent, pictures, code in cases_:
        assert held(cast, sent, pictures) == code


@pytest.mark.parametrize(
    "changes",
    [
        {"reading": "read_out"},
        {
            "helpers": [
                {"role": "interpreter", "name": "Lý A Páo", "number": "", "relation": "hàng xóm", "no_interest": True}
            ]
        },
    ],
)
def test_l9_how_it_was_read_and_who_helped_stay_with_the_case(cast: Cast, changes: dict[str, Any]) -> None:
    case_id = cast.submitted(cast.phone(), **changes)
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None and changes.items() <= found.fields.items()


def test_a_co_signers_ink_is_looked_at_too(cast: Cast) -> None:
    quick = ink()
    points = quick["s"][0]
    quick["s"] = [{**points, "d": points["d"][:6]}]
    sent = body(cast, "W10", "fingerprint", "tro_phai", others=[other(cast, ink=quick)])
    case_id = cast.phone().submit(cast.tools, sent, photos(0))
    with look(cast.tools) as work:
        found = cases.get(work.db, case_id)
    assert found is not None and "drawn_fast" in found.flags
