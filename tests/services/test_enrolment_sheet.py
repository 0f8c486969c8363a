"""The sheet by which a leader says with his hand that a passkey is his: the fingerprint that the checker asks for."""

import io

import pytest
from flask import Flask
from pypdf import PdfReader

from app.documents import enrolment
from app.domain.problems import NotFound
from app.evidence.reverify import fingerprint
from app.services import fingerprints
from app.store import people
from app.work import look
from tests.people import Cast


def test_the_sheet_names_person_decision_root_and_every_passkey(cast: Cast) -> None:
    cast.passkey(cast.minh)
    cast.passkey(cast.minh)
    with look(cast.tools) as work:
        found = fingerprints.of_person(work, cast.org, cast.minh)
        held = [fingerprint(one.public_key) for one in people.passkeys(work.db, cast.minh)]
    sheet = enrolment.Sheet(
        found.org, found.place, "ngày 23 tháng 11 năm 2026", found.name, found.title, found.decisions, found.keys,
        found.root, found.made_at,
    )  # fmt: skip
    text = PdfReader(io.BytesIO(enrolment.render(sheet))).pages[0].extract_text()
    flat = "".join(text.split())
    assert len(held) == 2 and all(one in flat for one in held)
    assert "HoàngĐứcMinh" in flat and cast.tools.keys["root"].kid in flat
    assert all("".join(one.split()) in flat for one in found.decisions) and found.decisions


def test_there_is_no_sheet_without_a_passkey_nor_of_another_commune(cast: Cast, app: Flask) -> None:
    cast.passkey(cast.hoa)
    with look(cast.tools) as work:
        for person in (cast.minh, cast.hoa, "nobody"):
            with pytest.raises(NotFound):
                fingerprints.of_person(work, cast.org, person)
