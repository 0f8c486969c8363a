"""A held record as rows that a person reads: words, not codes; what is empty is left out."""

from flask import Flask

from app.routes.telling import told
from tests.people import Cast


def test_a_submission_reads_in_words(app: Flask, cast: Cast) -> None:
    with app.test_request_context():
        rows = dict(told({**cast.body(), "fee": {"amount": 10000, "paid": "cash", "receipt": "", "basis": ""}}))
    assert rows["Điều kiện"] == "Đủ cả 6 điều kiện"
    assert rows["Phí"] == "10.000 đồng"
    assert rows["Ngày cấp"] == "10/10/2024"
    assert rows["Có giá trị đến"] == "Không thời hạn"
    assert rows["Giờ ký"] == "09:28 ngày 23/11/2026"
    assert "Ghi rõ lý do" not in rows
    assert not any("{" in text or "True" in text for text in rows.values())


def test_an_unmet_condition_is_named(app: Flask, cast: Cast) -> None:
    answers = [{**one, "answer": one["code"] != "lucid"} for one in cast.body()["conditions"]]
    with app.test_request_context():
        rows = dict(told({"conditions": answers}))
    assert rows["Điều kiện"].startswith("Chưa đủ: Người yêu cầu có minh mẫn")


def test_a_patch_says_what_was_and_what_is_now(app: Flask) -> None:
    with app.test_request_context():
        rows = told(
            {
                "patch": [
                    {"path": "phone", "was": "", "now": "0911"},
                    {"path": "why.code", "was": None, "now": "gia_yeu"},
                ]
            }
        )
    assert rows == [("Sửa: Điện thoại", "(trống) → 0911"), ("Sửa: Lý do làm tại nhà", "(trống) → Già yếu")]


def test_a_body_of_any_shape_is_shown_and_never_breaks_the_page(app: Flask) -> None:
    with app.test_request_context():
        assert told({"conditions": 5}) == [("Điều kiện", "5")]
        assert told({"patch": ["x"], "again_on": 7, "signing": {"signed_at": "gestern"}}) == [
            ("Giờ ký", "gestern"), ("Hẹn lại", "7")
        ]  # fmt: skip
