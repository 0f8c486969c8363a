"""What the clerk's page of one paper says and offers."""

from flask import Flask

from app.services import papers
from app.work.pen import stamp
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.test_paper_and_book import do, hand

HERE = "https://localhost"
AGAIN = "Cán bộ cần làm hồ sơ mới và mời ký lại"
GIVE = "Chuyển hồ sơ cho cán bộ khác"


def page(app: Flask, cast: Cast, path: str) -> str:
    answer = enter(app, cast, cast.hanh).get(path, base_url=HERE)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_l18_only_a_lost_original_of_an_open_case_asks_for_a_new_signing(app: Flask, cast: Cast) -> None:
    phone = cast.phone()
    withdrawn, open_ = cast.submitted(phone), cast.submitted(phone)
    do(cast, papers.receive, hand(cast, withdrawn))
    body = {"v": 1, "code": "doi_y", "text": "", "withdrawn_at": stamp(cast.clock.at), "paper_returned": False}
    assert cast.send(phone, "case.withdrawn", withdrawn, body).verdict == "accepted"
    assert GIVE in page(app, cast, f"/giay-to/{withdrawn}"), "its original is still at the commune"
    do(cast, papers.lose, hand(cast, withdrawn), "Tủ bị dột")
    do(cast, papers.lose, hand(cast, open_), "Ướt mưa")
    for path in ("/giay-to", "/ho-so-xa"):
        said = page(app, cast, f"{path}/{withdrawn}")
        assert "Người dân rút hồ sơ." in said and "Tủ bị dột" in said and AGAIN not in said and GIVE not in said
        said = page(app, cast, f"{path}/{open_}")
        assert "Ướt mưa" in said and AGAIN in said and GIVE not in said
