"""L8: a personal history asks three things more: at the home, on the leader's sheet, under the wording."""

import json
import re
from datetime import date
from typing import Any

import pytest
from flask import Flask

from app.domain import kind_rules
from app.domain.eligibility import DOCUMENT_KINDS, ConditionNotMet, DocumentKind
from app.services import document_kinds
from app.work import begin, sheets
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.test_paper_and_book import do

HISTORY = next(one for one in DOCUMENT_KINDS if one.code == "so_yeu_ly_lich")
OTHER = next(one for one in DOCUMENT_KINDS if one.code == "giay_tu_lap")
ALL = ["blanks_struck", "no_remark", "no_other_law"]


@pytest.mark.parametrize(
    ("title", "asks"),
    [
        ("Lý lịch tự thuật", True), ("Tờ khai LÝ LỊCH cá nhân", True), ("Tờ khai Ly\u0301 lịch", True),
        ("Lý lịch", True),
        ("Đơn xin việc", False), ("Phiếu lý do", False), ("Lịch trực", False),
    ],
)  # fmt: skip
def test_a_communes_own_kind_is_known_by_its_name(title: str, asks: bool) -> None:
    assert (kind_rules.rule_of(DocumentKind("own", title, True, "x")) is not None) is asks


def test_l8_a_personal_history_needs_its_blanks_struck_out_no_remark_and_no_other_law() -> None:
    kind_rules.check(HISTORY, list(reversed(ALL)))
    kind_rules.check(OTHER, [])
    # a phone of an older release asked about blanks as of every paper
    kind_rules.check(HISTORY, None)
    for kind, ticked in (
        (HISTORY, []), (HISTORY, ALL[1:]), (HISTORY, ALL[:2]), (HISTORY, [*ALL, "x"]), (HISTORY, [*ALL, ALL[0]]),
        (OTHER, ALL),
    ):  # fmt: skip
        with pytest.raises(ConditionNotMet):
            kind_rules.check(kind, ticked)


def document(kind: DocumentKind, **more: Any) -> dict[str, Any]:
    return {"kind": kind.code, "title": kind.title, "pages": 1, "copies": 1, **more}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"checked": ALL}, ""), ({}, ""), ({"checked": ALL[:2]}, "condition_not_met"),
        ({"checked": []}, "condition_not_met"),
    ],
)  # fmt: skip
def test_l8_the_commune_takes_no_personal_history_that_was_not_looked_at(
    cast: Cast, more: dict[str, Any], code: str
) -> None:
    phone = cast.phone()
    letter, parts = phone.letter(
        cast.tools, "case.submitted", cast.new_id(), cast.body(document=document(HISTORY, **more)), [cast.page()]
    )
    for part in parts:
        phone.bring(cast.tools, part)
    assert phone.post(cast.tools, letter).code == code


def test_a_communes_own_personal_history_is_held_to_it_as_well(cast: Cast) -> None:
    day = date(2026, 11, 23)
    code = do(cast, document_kinds.add, cast.org, cast.quang, "Lý lịch tự thuật", "NĐ 23/2015 Điều 24.4.b", day)
    own = DocumentKind(code, "Lý lịch tự thuật", True, "x")
    # the one photo is missing here: everything before it was met
    for ticked, said in ((ALL[:1], "condition_not_met"), (ALL, "photos_missing")):
        body = cast.body(document=document(own, checked=ticked))
        assert cast.send(cast.phone(), "case.submitted", cast.new_id(), body).code == said


def test_l8_the_leader_reads_it_with_the_sheet_and_signs_over_what_was_ticked(app: Flask, cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), document=document(HISTORY, checked=ALL))
    with begin(cast.tools) as work:
        made = sheets.sheet(work, cast.org, case_id, cast.minh)
    assert made.value["fields"]["document"]["checked"] == ALL
    page = enter(app, cast, cast.minh).get(f"/ho-so/{case_id}", base_url="https://localhost").text
    found = re.search(r'id="case-words">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    rule = json.loads(found[1])["rules"]
    assert set(rule) == {HISTORY.code}
    assert rule[HISTORY.code]["told"].startswith("Chỉ ghi lời chứng") and "Điều 15" in rule[HISTORY.code]["basis"]
