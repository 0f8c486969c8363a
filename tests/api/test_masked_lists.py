"""No list shows a whole identity number: and who reads a case's content is noted."""

from flask import Flask
from sqlalchemy import select

from app.domain.data_requests import Asked
from app.services import data_requests
from app.store.tables import opening
from app.work import begin, look
from tests.api.conftest import enter
from tests.people import SAU, Cast

HERE = "https://localhost"
# what an officer's own phone holds of his own cases, to work without a network: no list, and nobody else's
OWN_PHONE = {"sync.changes"}


def test_who_reads_what_a_later_act_speaks_of_is_noted(app: Flask, cast: Cast) -> None:
    key = cast.passkey(cast.minh)
    case_id = cast.submitted(cast.phone())
    cast.approved(case_id, key)
    assert enter(app, cast, cast.thu).get(f"/ho-so/{case_id}/noi-dung", base_url=HERE).status_code == 200
    with look(cast.tools) as work:
        where = (opening.c.person == cast.thu, opening.c.what == "subject")
        noted = work.db.execute(select(opening.c.case_id).where(*where))
        assert list(noted.scalars()) == [case_id]


def test_no_list_page_shows_a_whole_identity_number(app: Flask, cast: Cast) -> None:
    key, phone = cast.passkey(cast.minh), cast.phone()
    cast.approved(cast.submitted(phone), key)
    cast.submitted(phone)
    with begin(cast.tools) as work:
        asked = Asked(SAU.name, SAU.number, "see", "counter", cast.clock.at.date())
        data_requests.add(work, cast.org, cast.hanh, asked)
    lists = sorted(
        {rule.rule for rule in app.url_map.iter_rules()
         if "GET" in (rule.methods or ()) and not rule.arguments and rule.endpoint not in OWN_PHONE}
    )  # fmt: skip
    shown, masked = [], 0
    for person in (cast.hanh, cast.minh, cast.quang, cast.lan, cast.tuan):
        browser = enter(app, cast, person)
        for path in lists:
            # a printed page is no text: what stands on it is held against its own tests
            text = browser.get(path, base_url=HERE, buffered=True).get_data().decode(errors="replace")
            masked += "024*****0066" in text
            shown += [(person, path)] if SAU.number in text else []
    assert shown == []
    assert masked >= 3, "the pages that show a number at all are walked"
