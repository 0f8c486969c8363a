"""The language of the pages: Vietnamese until a person chooses English; what is for somebody else stays Vietnamese."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.api.conftest import enter
from tests.people import Cast

HTTPS = "https://localhost"
PAGE = f"{HTTPS}/dang-nhap"


def choose(client: FlaskClient, language: str, page: str = PAGE) -> str:
    answer = client.post("/ngon-ngu", data={"language": language}, headers={"Referer": page}, base_url=HTTPS)
    assert answer.status_code == 303
    return answer.headers["Location"]


def shown(client: FlaskClient, path: str) -> str:
    return client.get(path, base_url=HTTPS).get_data(as_text=True)


def test_vietnamese_is_spoken_whatever_the_browser_asks_for(client: FlaskClient) -> None:
    page = client.get("/dang-nhap", headers={"Accept-Language": "en-US,en"}, base_url=HTTPS).get_data(as_text=True)
    assert '<html lang="vi"' in page
    assert "Vào bằng khóa truy cập" in page


def test_english_is_chosen_and_left_again_on_the_same_page(client: FlaskClient) -> None:
    assert choose(client, "en") == "/dang-nhap"
    page = shown(client, "/dang-nhap")
    assert '<html lang="en"' in page
    assert "Enter by passkey" in page
    assert "Papers, printed slips and the register are always in Vietnamese." in page
    assert "Tiếng Việt</button>" in page
    choose(client, "vi")
    assert '<html lang="vi"' in shown(client, "/dang-nhap")


@pytest.mark.parametrize("odd", ["fr", "", "../en", "EN"])
def test_a_language_that_is_not_there_is_vietnamese(client: FlaskClient, odd: str) -> None:
    choose(client, "en")
    choose(client, odd)
    assert '<html lang="vi"' in shown(client, "/dang-nhap")


@pytest.mark.parametrize(
    ("page", "back"),
    [
        (f"{HTTPS}/K?ma=7K4QM2XD9HTP", "/K?ma=7K4QM2XD9HTP"),
        ("https://elsewhere.example/dang-nhap", "/"),
        (f"{HTTPS}//elsewhere.example/", "/"),
        (f"{HTTPS}/dang-nhap/khoa", "/"),
        ("", "/"),
    ],
    ids=["a page of ours", "another site", "two slashes", "only written to", "unsaid"],
)
def test_the_way_back_is_a_page_of_ours(client: FlaskClient, page: str, back: str) -> None:
    assert choose(client, "en", page) == back


def test_the_phones_page_and_its_worker_are_the_same_bytes_in_both_languages(client: FlaskClient) -> None:
    before = [shown(client, path) for path in ("/may", "/sw.js", "/K/khong-mang", "/K/sw.js")]
    choose(client, "en")
    assert [shown(client, path) for path in ("/may", "/sw.js", "/K/khong-mang", "/K/sw.js")] == before


def test_the_desk_speaks_english_to_whoever_chose_it(app: Flask, cast: Cast) -> None:
    clerk = enter(app, cast, cast.hanh)
    choose(clerk, "en")
    page = shown(clerk, "/giay-to/")
    assert '<html lang="en"' in page
    assert "Papers at the office" in page
    assert "Giấy tờ tại xã" not in page
    choose(clerk, "vi")
    assert "Giấy tờ tại xã" in shown(clerk, "/giay-to/")
