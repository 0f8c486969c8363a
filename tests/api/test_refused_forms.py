"""A form that is refused says so where it was filled: to a script as a problem, to a page with the way back."""

import pytest
from flask import Flask

from tests.api.conftest import enter
from tests.people import Cast

HERE = "https://localhost"
WRONG = {"line": "none", "code": "VD-0000"}
LEVEL = {"bank": "", "bin": "", "number": "", "holder": "", "given": "", "share": "50", "share_basis": "NQ 02"}


def test_a_script_hears_where_a_taken_form_leads_and_what_refused_it(app: Flask, cast: Cast) -> None:
    quang, hanh = enter(app, cast, cast.quang), enter(app, cast, cast.hanh)
    asks = {"Accept": "application/json"}
    taken = quang.post("/bieu-phi/tai-khoan", data=LEVEL, base_url=HERE, headers=asks)
    assert (taken.status_code, taken.get_json(), "Location" in taken.headers) == (200, {"to": "/bieu-phi"}, False)
    assert quang.post("/bieu-phi/tai-khoan", data=LEVEL, base_url=HERE).status_code == 302
    refused = hanh.post("/phi/sao-ke/ghep", data=WRONG, base_url=HERE, headers=asks)
    assert (refused.status_code, refused.mimetype) == (409, "application/problem+json")
    assert "Không có hồ sơ nào" in refused.get_json()["title"]


@pytest.mark.parametrize(
    ("came", "back"),
    [
        ("https://localhost/phi?thang=2026-10", "/phi?thang=2026-10"),
        ("https://localhost/phi/sao-ke", "/phi/sao-ke"),
        # a page that was itself the answer to a form cannot be asked for
        ("https://localhost/phi/sao-ke/ghep", ""),
        ("https://evil.example/phi", ""),
        ("https://localhost//evil.example/x", ""),
        ("", ""),
    ],
)
def test_the_page_of_a_refusal_leads_back_to_a_page_of_ours(app: Flask, cast: Cast, came: str, back: str) -> None:
    headers = {"Referer": came} if came else {}
    page = enter(app, cast, cast.hanh).post("/phi/sao-ke/ghep", data=WRONG, base_url=HERE, headers=headers).text
    assert ("Quay lại trang vừa rồi" in page) is bool(back)
    assert not back or f'href="{back}"' in page
    assert "evil.example" not in page
