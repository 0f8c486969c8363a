"""The vault of a phone is opened again for its own officer alone, right after a sign-in, and each opening is kept."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.problems import DeviceStopped, NotFound, Problem, SignInAgain
from app.evidence import sealing
from app.evidence.keys import SigningKey, new_key
from app.evidence.problems import BadSeal, BadSignature
from app.reports import journal
from app.services import vault
from app.store import devices as rows
from app.store.tables import record
from app.sync.letters import VaultAsked
from app.work import begin, look
from tests.people import Cast

JUST_NOW = timedelta(minutes=1)
KEY = bytes(range(32))


def asked(cast: Cast, device: str, page: SigningKey, bound: str = "") -> VaultAsked:
    intake = cast.tools.keys["intake"]
    wrapped = sealing.wrap(KEY, bound or device, intake.jwk, intake.kid)
    return VaultAsked(device=device, vault=wrapped, jwk=page.jwk)


def opened(cast: Cast, person: str, question: VaultAsked, age: timedelta = JUST_NOW) -> str:
    with begin(cast.tools) as work:
        return vault.open_again(work, person, age, question)


def test_its_officer_gets_the_key_and_only_the_page_that_asked_can_read_it(cast: Cast) -> None:
    phone, page = cast.phone(), new_key()
    answer = opened(cast, cast.lan, asked(cast, phone.key.kid, page))
    assert sealing.unwrap(answer, phone.key.kid, page) == KEY
    with pytest.raises(BadSeal):
        sealing.unwrap(answer, phone.key.kid, new_key())


def test_each_opening_is_a_record_of_the_phone(cast: Cast) -> None:
    phone = cast.phone()
    opened(cast, cast.lan, asked(cast, phone.key.kid, new_key()))
    with look(cast.tools) as work:
        kinds = list(work.db.scalars(select(record.c.kind).where(record.c.kind.like("device.%"))))
        newest = journal.done(work.db, cast.org, 1).lines[0]
    assert kinds[-2:] == ["device.enrolled", "device.vault_opened"]
    assert (newest.kind, newest.who, newest.facts) == ("device.vault_opened", "Trần Thị Lan", {"label": "Máy thử"})


@pytest.mark.parametrize("how", ["revoked_at", "suspended_at", "lost_at"])
def test_no_stopped_phone_is_opened(cast: Cast, how: str) -> None:
    phone = cast.phone()
    question = asked(cast, phone.key.kid, new_key())
    with begin(cast.tools) as work:
        rows.mark(work.db, phone.key.kid, **{how: work.at})
    refused(cast, cast.lan, question, DeviceStopped)


def test_nobody_else_and_not_by_an_old_sign_in(cast: Cast) -> None:
    phone, page = cast.phone(), new_key()
    question = asked(cast, phone.key.kid, page)
    refused(cast, cast.tuan, question, NotFound)
    refused(cast, cast.lan, asked(cast, new_key().kid, page), NotFound)
    refused(cast, cast.lan, question, SignInAgain, timedelta(minutes=11))


def test_the_key_of_a_record_never_opens_this_way(cast: Cast) -> None:
    phone, page = cast.phone(), new_key()
    refused(cast, cast.lan, asked(cast, phone.key.kid, page, bound="0196f0aa-0000-7000-8000-000000000001"), BadSeal)
    refused(cast, cast.lan, VaultAsked(device=phone.key.kid, vault="a.b", jwk=page.jwk), BadSeal)
    question = asked(cast, phone.key.kid, page)
    refused(cast, cast.lan, question.model_copy(update={"jwk": {"kty": "EC"}}), BadSignature)


def refused(cast: Cast, person: str, question: VaultAsked, problem: type[Problem], age: timedelta = JUST_NOW) -> None:
    with pytest.raises(problem):
        opened(cast, person, question, age)
