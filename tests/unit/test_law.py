"""Deadlines, register numbers, authority, wording, paper, eligibility, codes, the time window."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import authority, codes, delivery, eligibility, paper, register, time_window, wording
from app.domain.calendar import ZONE, Calendar, Day
from app.domain.deadlines import due
from app.domain.problems import Problem
from app.domain.wording_forms import WORDINGS

HOLIDAYS = {
    **{date(2026, *day): Day(False, False) for day in ((11, 24), (8, 31), (9, 1), (9, 2))},
    date(2026, 8, 22): Day(True, True, "làm bù"),
    date(2027, 1, 1): Day(False, False),
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("received", "wanted"),
    [
        ("2026-11-23T14:59", "2026-11-23"), ("2026-11-23T15:00", "2026-11-23"), ("2026-11-23T15:01", "2026-11-25"),
        ("2026-11-22T09:00", "2026-11-23"), ("2026-08-28T15:30", "2026-09-03"), ("2026-08-21T16:00", "2026-08-22"),
        ("2026-12-31T15:10", "2027-01-04"),
    ],
)  # fmt: skip
def test_l12_same_day_or_the_next_working_day_after_fifteen(received: str, wanted: str) -> None:
    assert due(at(received), Calendar(HOLIDAYS)) == at(f"{wanted}T17:00")


def test_l12_uses_vietnams_clock_whatever_the_phone_says() -> None:
    utc = at("2026-11-23T15:01").astimezone(datetime.fromisoformat("2026-01-01T00:00+00:00").tzinfo)
    assert due(utc, Calendar(HOLIDAYS)) == at("2026-11-25T17:00")


def test_l13_numbers_print_as_the_form_wants() -> None:
    assert register.CertificateNumber(145, 1, 2026).printed() == "145 quyển số 01/2026 - SCT/CK, ĐC"
    assert register.CertificateNumber(1, 2, 2027).printed() == "01 quyển số 02/2027 - SCT/CK, ĐC"
    assert register.year_of(datetime.fromisoformat("2026-12-31T17:30:00+00:00")) == 2027
    assert register.dossier_code(2026, 123) == "TN-2026-000123"


HELD = authority.Authority(
    "a", authority.Capacity.DEPUTY, "Phó Chủ tịch", "12/QĐ", date(2026, 1, 1), date(2026, 1, 1), date(2026, 6, 30), ()
)


def test_l2_an_authority_holds_on_its_days_only() -> None:
    assert authority.in_force((HELD,), date(2026, 6, 30)) is HELD
    for day in (date(2025, 12, 31), date(2026, 7, 1)):
        with pytest.raises(authority.AuthorityExpired):
            authority.in_force((HELD,), day)
    with pytest.raises(authority.NoAuthority):
        authority.in_force((), date(2026, 6, 30))


def test_l1_l3_nobody_certifies_own_work_in_way_b_nor_with_an_interest() -> None:
    minh = authority.Certifier("minh", interest_free=True)
    authority.check_certifier(minh, "lan", authority.Way.B)
    authority.check_certifier(minh, "minh", authority.Way.A)
    with pytest.raises(authority.OwnWork):
        authority.check_certifier(minh, "minh", authority.Way.B)
    with pytest.raises(authority.ConflictOfInterest):
        authority.check_certifier(authority.Certifier("minh", interest_free=False), "lan", authority.Way.B)


W2 = next(one for one in WORDINGS if one.code == "W2")
FACTS = wording.Facts(
    at=at("2026-11-23T09:30"), place="nhà riêng: số 1, Tổ dân phố 2, phường Ví Dụ, tỉnh Bắc Ninh",
    certifier="Lê Thị Điển", certifier_title="Phó Chủ tịch", authority_name="Ủy ban nhân dân phường Ví Dụ",
    signers=(wording.Signer("cu", "nu", "Nguyễn Thị Mẫu", "Thẻ căn cước", "001154000017"),),
    officer_honorific="ong", officer="Trần Văn Thử", year=2026,
)  # fmt: skip
PRINTED = (
    (
        "09 giờ 30 phút, ngày 23 tháng 11 năm 2026 (Bằng chữ: chín giờ ba mươi phút, ngày hai mươi ba tháng mười một "
        "năm hai nghìn không trăm hai mươi sáu)"
    ),
    "Tại nhà riêng: số 1, Tổ dân phố 2, phường Ví Dụ, tỉnh Bắc Ninh.",
    "Tôi Lê Thị Điển, là Phó Chủ tịch Ủy ban nhân dân phường Ví Dụ",
    "Chứng thực",
    (
        "Bà Nguyễn Thị Mẫu, Giấy tờ tùy thân: Thẻ căn cước số 001154000017, cam đoan đã hiểu, tự chịu trách nhiệm về "
        "nội dung của giấy tờ, văn bản và đã ký vào giấy tờ, văn bản này trước mặt ông Trần Văn Thử là người tiếp "
        "nhận hồ sơ."
    ),
    "Số chứng thực 145 quyển số 01/2026 - SCT/CK, ĐC",
)


def test_l5_w2_says_place_hour_and_minute_and_who_received() -> None:
    composed = wording.compose(W2, FACTS, register.CertificateNumber(145, 1, 2026).printed())
    assert tuple(one.text for one in composed.paragraphs) == PRINTED
    assert [one.centred for one in composed.paragraphs].index(True) == 3


def test_l1_no_wording_of_way_b_ever_says_before_me() -> None:
    for one in WORDINGS:
        if one.way == "B":
            text = " ".join(part.text for part in wording.compose(one, FACTS, None).paragraphs)
            assert "trước mặt tôi" not in text
            assert "(cấp khi ký duyệt)" in text


def test_l11_a_wording_holds_between_its_dates() -> None:
    assert wording.in_force("W2", date(2026, 11, 23), WORDINGS) is W2
    for code, day in (("W2", date(2019, 1, 1)), ("W99", date(2026, 1, 1))):
        with pytest.raises(wording.NoWording):
            wording.in_force(code, day, WORDINGS)


def test_l18_the_original_moves_only_from_where_it_is() -> None:
    officer, clerk, person = paper.Holder.OFFICER, paper.Holder.CLERK, paper.Holder.PERSON
    assert paper.after(officer, "paper.received") is clerk
    assert paper.after(clerk, "paper.handed") is officer
    assert paper.after(officer, "delivery.completed") is person
    for holder, kind in ((clerk, "paper.received"), (officer, "paper.sealed"), (person, "paper.handed")):
        with pytest.raises(paper.PaperElsewhere):
            paper.after(holder, kind)


def request(**changes: object) -> eligibility.Request:
    usual = {
        "reason": "gia_yeu", "reason_text": "", "kind": "uy_quyen_tro_cap",
        "conditions": [(one.code, True) for one in eligibility.CONDITIONS],
    }  # fmt: skip
    shown = {"paper": "the_can_cuoc", "valid_until": None, "signed_on": date(2026, 11, 23)}
    shown |= {name: changes.pop(name) for name in tuple(changes) if name in shown}
    paper_ = eligibility.ShownPaper(**shown)  # type: ignore[arg-type]
    return eligibility.Request(**{**usual, **changes, "shown": paper_})  # type: ignore[arg-type]


def test_l8_a_request_that_meets_the_law_passes() -> None:
    eligibility.check_request(request())
    eligibility.check_request(request(valid_until=date(2026, 11, 23)))
    eligibility.check_request(request(reason="ly_do_khac", reason_text="gãy chân"))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": "mua"}, "reason_missing"), ({"reason": "ly_do_khac"}, "reason_missing"),
        ({"paper": "cmnd"}, "unknown_paper"), ({"valid_until": date(2026, 11, 22)}, "paper_expired"),
        ({"kind": "hop_dong"}, "forbidden_document"), ({"kind": "gi_do"}, "forbidden_document"),
        ({"conditions": []}, "condition_not_met"),
        ({"conditions": [(one.code, one.code != "lucid") for one in eligibility.CONDITIONS]}, "condition_not_met"),
    ],
)  # fmt: skip
def test_l8_what_the_law_forbids_is_refused_by_name(changes: dict[str, object], code: str) -> None:
    with pytest.raises(Problem) as refused:
        eligibility.check_request(request(**changes))
    assert refused.value.code == code


def test_another_recipient_needs_name_and_relation() -> None:
    delivery.check_recipient("self", "Bà Sáu", "")
    delivery.check_recipient("household", "Anh Ba", "con trai")
    for who, name, relation in (("household", "Anh Ba", " "), ("self", "", ""), ("neighbour", "A", "b")):
        with pytest.raises(delivery.RecipientUnclear):
            delivery.check_recipient(who, name, relation)
    with pytest.raises(delivery.ReasonUnknown):
        delivery.check_failure("khac", " ")


@given(st.binary(min_size=8, max_size=8))
def test_a_typed_code_is_forgiven_its_case_dashes_and_look_alikes(random: bytes) -> None:
    code = codes.certificate_code(random)
    typed = codes.grouped(code).lower().replace("0", "o").replace("1", "l")
    assert codes.normalise(f" {typed} ") == code


@pytest.mark.parametrize("text", ["", "7K4Q", "7K4Q-M2XD-9HTU", "7K4Q-M2XD-9HTPX", "ỨỨỨỨỨỨỨỨỨỨỨỨ"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(codes.BadCode):
        codes.normalise(text)


NOW = at("2026-11-23T10:00")


@pytest.mark.parametrize(
    ("before", "signed", "made", "after", "flags"),
    [
        (-60, -30, -20, 0, []), (-60, -30, -20, 4 * 60, []), (-60, -64, -20, 0, []),
        (-60, -70, -20, 0, ["out_of_window"]),
        (-60, -10, -20, 0, ["out_of_window"]), (-60, -30, 10, 0, ["out_of_window"]),
        (-60 * 25, -30, -20, 0, ["window_over_24h"]), (None, -30, -20, 0, ["window_over_24h"]),
    ],
)  # fmt: skip
def test_a_phones_clock_is_held_between_beacon_and_arrival(
    before: int | None, signed: int, made: int, after: int, flags: list[str]
) -> None:
    def moment(minutes: int) -> datetime:
        return NOW + timedelta(minutes=minutes)

    first = moment(before) if before is not None else None
    assert time_window.flags(time_window.Moments(first, moment(signed), moment(made), moment(after))) == flags


@pytest.mark.parametrize(("heard", "late"), [(None, False), (-24 * 60, False), (-24 * 60 - 1, True), (-1, False)])
def test_what_a_phone_kept_for_a_day_although_it_spoke_with_the_commune_is_late(heard: int | None, late: bool) -> None:
    def moment(minutes: int) -> datetime:
        return NOW + timedelta(minutes=minutes)

    signed, sealed = moment(-30 * 60), moment(-29 * 60)
    first = moment(heard) if heard is not None else None
    found = time_window.flags(time_window.Moments(moment(-31 * 60), signed, sealed, NOW, first))
    assert found == ["window_over_24h", *(["late_arrival"] if late else [])]
