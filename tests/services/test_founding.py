"""What the command line takes for a commune: units with their kind, letters that can be printed."""

import pytest
from flask import Flask

ANSWERS = {
    "unit": "xã Hòa Bình", "province": "tỉnh Bắc Ninh", "name": "UBND xã Hòa Bình", "address": "Thôn 1",
    "phone": "02413855555", "way": "B", "book": "1", "prefix": "HB", "admin": "Đỗ Thị Xuân", "honorific": "bà",
    "title": "Quản trị viên",
}  # fmt: skip


def create(app: Flask, **changed: str) -> tuple[int, str]:
    args = ["commune", "create"]
    for name, value in {**ANSWERS, **changed}.items():
        args += [f"--{name}", value]
    done = app.test_cli_runner().invoke(args=args)
    return done.exit_code, done.output


def test_a_commune_of_sound_answers_gets_its_link(app: Flask) -> None:
    code, said = create(app, unit="ĐẶC KHU Phú Quốc", prefix="PQ", province="Thành phố Hà Nội")
    assert code == 0
    assert "/moi/" in said


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        ({"unit": "Hòa Bình"}, "--unit"),
        ({"unit": "xã "}, "--unit"),
        ({"province": "Bắc Ninh"}, "--province"),
        ({"phone": "không có"}, "--phone"),
        ({"prefix": "H1"}, "--prefix"),
        ({"unit": "phường 😀", "name": "UBND phường 😀"}, "not_printable"),
        ({"admin": "A" * 10_000}, "incomplete"),
        ({"address": "Thôn 1\x1b[2J"}, "incomplete"),
        ({"title": "Quản trị\u202eviên"}, "incomplete"),
    ],
)
def test_what_no_certificate_could_bear_is_refused_and_founds_nothing(
    app: Flask, changed: dict[str, str], word: str
) -> None:
    code, said = create(app, **changed)
    assert code == 2
    assert word in said
    assert create(app)[0] == 0
