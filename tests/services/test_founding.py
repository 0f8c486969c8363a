"""What the command line takes for a commune: units with their kind, letters that can be printed."""

import pytest
from flask import Flask

from app.store import desk
from app.work import look

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


@pytest.mark.parametrize("unit", ["UBND xã Hòa Bình", "Ủy ban nhân dân xã Hòa Bình", "xã Hòa Bình"])
def test_the_committee_before_the_unit_is_no_part_of_its_name(app: Flask, unit: str) -> None:
    assert create(app, unit=unit)[0] == 0
    with look(app.extensions["tools"]) as work:
        assert [one.unit for one in desk.orgs(work.db)] == ["xã Hòa Bình"]


def test_invented_communes_and_real_ones_never_stand_in_one_installation(app: Flask) -> None:
    assert create(app)[0] == 0
    done = app.test_cli_runner().invoke(args=["seed"])
    assert done.exit_code == 1 and "xã thật" in done.output
    with look(app.extensions["tools"]) as work:
        assert len(desk.orgs(work.db)) == 1


def test_a_real_commune_is_not_founded_in_the_demo(app: Flask) -> None:
    assert app.test_cli_runner().invoke(args=["seed"]).exit_code == 0
    code, said = create(app)
    assert code == 2 and "demo_apart" in said
