"""Copied ink and photos are shown to whoever decides, beside the case that they come from; within one commune only."""

import io
from collections.abc import Callable
from copy import deepcopy
from itertools import combinations
from typing import Any

import pytest
from flask import Flask
from PIL import Image, ImageEnhance
from sqlalchemy import select

from app.demo.data import CASES
from app.domain import acts, ink_likeness, witnesses
from app.evidence import photo_mark
from app.jobs import runner
from app.media.ink import read
from app.media.sample import ink, signed_page
from app.reports import likeness
from app.services import decisions, hamlets, viewing
from app.store import cases, photo_marks
from app.store.tables import ink_mark
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import Cast
from tests.services.acting import act, why
from tests.services.test_rebuild import differing
from tests.services.test_signing_modes import body, other


def stretched(drawn: dict[str, Any]) -> dict[str, Any]:
    """The same ink, drawn narrower and higher."""
    copy = deepcopy(drawn)
    for stroke in copy["s"]:
        numbers = stroke["d"]
        for place in range(0, len(numbers), 3):
            numbers[place], numbers[place + 1] = numbers[place] * 4 // 5, numbers[place + 1] * 6 // 5
    return copy


def found(cast: Cast, case_id: str) -> list[str]:
    with look(cast.tools) as work:
        return [one.case_id for one in likeness.same_ink(work.db, cast.org, case_id)]


def flags(cast: Cast, case_id: str) -> list[str]:
    with look(cast.tools) as work:
        row = cases.get(work.db, case_id)
    return sorted(row.flags) if row else []


def test_a_copy_is_shown_to_the_leader_with_the_case_that_it_came_from(app: Flask, cast: Cast) -> None:
    phone = cast.phone()
    first = cast.submitted(phone, ink=ink(3))
    other = cast.submitted(phone, ink=ink(4))
    copy = cast.submitted(phone, ink=stretched(ink(3)))
    assert (found(cast, first), found(cast, other), found(cast, copy)) == ([], [], [first])
    minh = enter(app, cast, cast.minh)
    words = "Nét ký trên màn hình giống hệt hồ sơ khác."
    page = minh.get(f"/ho-so/{copy}").text
    assert words in page and f'href="/ho-so/{first}"' in page and "TN-2026-000001" in page
    assert words not in minh.get(f"/ho-so/{other}").text
    assert flags(cast, copy) == ["same_ink"]
    # what an approval must name: FlagsUnseen is held by the tests of decisions
    with begin(cast.tools) as work:
        assert viewing.open_sheet(work, cast.viewer(cast.minh), copy).flags == ["same_ink"]


def lighter(photo: bytes) -> bytes:
    """The same photo, made smaller and brighter and saved anew."""
    with Image.open(io.BytesIO(photo)) as opened:
        changed = ImageEnhance.Brightness(opened.resize((900, 1200))).enhance(1.1)
    out = io.BytesIO()
    changed.save(out, "JPEG", quality=60)
    return out.getvalue()


@pytest.mark.parametrize("again", [bytes, lighter])
def test_a_photo_of_another_case_is_shown_to_the_leader_and_named_by_an_approval(
    app: Flask, cast: Cast, again: Callable[[bytes], bytes]
) -> None:
    phone, key, photo = cast.phone(), cast.passkey(cast.minh), cast.page()
    first, other, copy = (phone.submit(cast.tools, cast.body(), [one]) for one in (photo, cast.page(), again(photo)))
    runner.run_due(cast.tools)
    assert [flags(cast, one) for one in (first, other, copy)] == [[], [], ["same_photo"]]
    with look(cast.tools) as work:
        assert [one.case_id for one in likeness.same_photo(work.db, cast.org, copy)] == [first]
        assert likeness.same_photo(work.db, cast.other_org, copy) == []
    page = enter(app, cast, cast.minh).get(f"/ho-so/{copy}").text
    assert "Ảnh giấy giống hệt ảnh của hồ sơ khác." in page and f'href="/ho-so/{first}"' in page
    with begin(cast.tools) as work:
        digest = viewing.open_sheet(work, cast.viewer(cast.minh), copy).digest
        with pytest.raises(acts.FlagsUnseen):
            decisions.ask(
                work, decisions.Decider(cast.org, cast.minh), [decisions.Wanted(copy, 1, digest)], interest_free=True
            )
    assert cast.approved(copy, key).number


def test_a_photo_of_another_commune_is_not_known_and_has_another_mark_there(cast: Cast) -> None:
    code = cast.tools.keys["code"]
    marks = [photo_mark.exact(photo_mark.commune_key(code, org), "ab" * 32) for org in (cast.org, cast.other_org)]
    assert len(set(marks)) == 2
    cast.submitted(cast.phone())
    with look(cast.tools) as work:
        assert photo_marks.others(work.db, cast.other_org, "") == []
        assert len(photo_marks.others(work.db, cast.org, "")) == 1


def test_a_photo_that_an_amendment_struck_out_warns_no_more(cast: Cast) -> None:
    phone, key, photo = cast.phone(), cast.passkey(cast.minh), cast.page()
    phone.submit(cast.tools, cast.body(), [photo])
    copy = phone.submit(cast.tools, cast.body(), [photo])
    runner.run_due(cast.tools)
    act(cast, key, cast.minh, copy, acts.Act.RETURN, why("anh_mo"))
    with look(cast.tools) as work:
        (held,) = [one["sha256"] for one in (cases.get(work.db, copy) or pytest.fail()).evidence]
    body = {"v": 1, "patch": [], "struck": [held], "words": "Chụp lại"}
    letter, (part,) = phone.letter(cast.tools, "case.amended", copy, body, [cast.page()])
    phone.bring(cast.tools, part)
    assert phone.post(cast.tools, letter).verdict == "accepted"
    runner.run_due(cast.tools)
    assert flags(cast, copy) == []
    assert differing(cast) == ({}, [])


def test_what_looks_alike_survives_a_rebuild(cast: Cast) -> None:
    phone, photo = cast.phone(), cast.page()
    for _ in range(2):
        phone.submit(cast.tools, cast.body(ink=ink(3)), [photo])
    runner.run_due(cast.tools)
    assert differing(cast) == ({}, [])


def fingered(cast: Cast, number: str, drawn: dict[str, Any]) -> dict[str, Any]:
    """By fingerprint, and together with somebody who draws."""
    return body(cast, "W10", "fingerprint", "tro_phai", others=[other(cast, number, ink=drawn)])


def test_the_ink_of_a_second_signer_and_the_print_of_a_finger_are_held_against_other_cases_too(cast: Cast) -> None:
    phone, printed = cast.phone(), signed_page("Dau diem chi", "mot")
    first, fresh, copied_ink, copied_print = (
        phone.submit(cast.tools, fingered(cast, number, drawn), [cast.page(), ("fingerprint", 0, finger)])
        for number, drawn, finger in (
            ("024149000021", ink(3), printed),
            ("024149000022", ink(4), signed_page("Dau diem chi", "hai")),
            ("024149000023", stretched(ink(3)), signed_page("Dau diem chi", "ba")),
            ("024149000024", ink(5), lighter(printed)),
        )
    )
    runner.run_due(cast.tools)
    told = [flags(cast, one) for one in (first, fresh, copied_ink, copied_print)]
    assert told == [[], [], ["same_ink"], ["same_photo"]]
    assert found(cast, copied_ink) == [first]
    assert differing(cast) == ({}, [])


HELPER = {"role": "witness", "name": "Phạm Văn Đứng", "number": "024060000001", "relation": "", "no_interest": True}


def test_the_same_witness_in_many_cases_is_shown_and_an_interpreter_is_not(app: Flask, cast: Cast) -> None:
    phone = cast.phone()
    known = [cast.submitted(phone, helpers=[HELPER]) for _ in range(witnesses.MANY)]
    once_more = cast.submitted(phone, helpers=[{**HELPER, "name": "Phạm Văn Đúng"}])
    stranger = cast.submitted(phone, helpers=[{**HELPER, "number": "024060000002"}])
    trade = [cast.submitted(phone, helpers=[{**HELPER, "role": "interpreter"}]) for _ in range(witnesses.MANY + 1)]
    assert [flags(cast, one) for one in (*known, stranger, *trade)] == [[]] * (len(known) + 1 + len(trade))
    assert flags(cast, once_more) == ["same_witness"]
    page = enter(app, cast, cast.minh).get(f"/ho-so/{once_more}").text
    assert "Người làm chứng này đã có mặt ở nhiều hồ sơ." in page
    with look(cast.tools) as work:
        named = [one.case_id for one in likeness.same_witness(work.db, cast.org, once_more)]
    assert len(named) == 3 and set(named) <= set(known) and all(f'href="/ho-so/{one}"' in page for one in named)
    assert differing(cast) == ({}, [])


def test_a_witness_without_a_number_is_known_by_his_name() -> None:
    assert (
        witnesses.who("Phạm Văn Đứng", "") == witnesses.who("PHẠM  VĂN ĐỨNG", "") != witnesses.who("Phạm Văn Đứng", "1")
    )


@pytest.mark.parametrize(
    ("lat", "within", "told"), [(21_190_000, 12, []), (21_320_000, 12, ["far_from_address"]), (21_320_000, 9_000, [])]
)
def test_a_phone_far_from_the_stated_hamlet_is_told_to_the_leader(
    app: Flask, cast: Cast, lat: int, within: int, told: list[str]
) -> None:
    with begin(cast.tools) as work:
        hamlets.put(work, cast.org, cast.quang, "tổ 2", "21.1880, 106.0820")
    consents = [{"what": "position", "given": True}]
    place = {"lat": lat, "lon": 106_082_000, "within": within}
    case_id = cast.submitted(cast.phone(), position=place, consents=consents)
    assert flags(cast, case_id) == told
    page = enter(app, cast, cast.minh).get(f"/ho-so/{case_id}").text
    assert ("cách thôn đã ghi khoảng 15 km" in page) is bool(told)
    with begin(cast.tools) as work:
        # where the hamlet lies is desk data: what was told then is not judged anew
        hamlets.put(work, cast.org, cast.quang, "Tổ 2", "10.0, 104.0")
    assert differing(cast) == ({}, [])


def test_another_commune_is_never_compared_with(cast: Cast) -> None:
    case_id = cast.submitted(cast.phone(), ink=ink(3))
    with look(cast.tools) as work:
        assert likeness.same_ink(work.db, cast.other_org, case_id) == []


@pytest.mark.parametrize("drawn", [{"s": [{"c": 0, "t": "touch", "d": [100, 100, 0, 300, 300, 90]}]}])
def test_a_dash_is_compared_with_nothing(cast: Cast, drawn: dict[str, Any]) -> None:
    phone = cast.phone()
    for _ in range(2):
        case_id = cast.submitted(phone, ink={**ink(), **drawn})
    assert found(cast, case_id) == []
    with look(cast.tools) as work:
        assert not work.db.execute(select(ink_mark.c.case_id)).first()


def test_the_invented_people_of_the_demo_have_hands_of_their_own() -> None:
    marks = [ink_likeness.mark(read(ink(told.seed)).strokes) for told in CASES]
    assert all(marks)
    assert min(ink_likeness.apart(*pair) for pair in combinations(marks, 2)) > ink_likeness.ALIKE
