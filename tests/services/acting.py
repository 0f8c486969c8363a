"""A person does an act by passkey over what he was shown."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain import acts
from app.domain.people import Role
from app.domain.problems import Problem
from app.evidence import decision
from app.evidence.soft_passkey import SoftPasskey
from app.services import decisions, intake
from app.store import cases
from app.work import begin, sheets
from tests.people import Cast

SALT = "0" * 32


def why(code: str = "", words: str = "", **facts: str) -> acts.Why:
    return acts.Why(code, words, SALT, None, facts or None)


def act(cast: Cast, key: SoftPasskey, person: str, case_id: str, kind: acts.Act, reason: acts.Why | None) -> Any:
    roles = {cast.minh: (Role.LEADER,), cast.hanh: (Role.CLERK,), cast.lan: (Role.JUSTICE_OFFICER,)}[person]
    decider = decisions.Decider(cast.org, person, roles)
    with begin(cast.tools) as work:
        found = cases.get(work.db, case_id)
        revision = found.revision if found else 0
        if kind in acts.JUDGING and person != cast.hanh:
            digest = sheets.sheet(work, cast.org, case_id, person).digest
        else:
            digest = decision.sheet_digest(decisions.subject(work, cast.org, case_id))
        wanted = [decisions.Wanted(case_id, revision, digest, kind, reason)]
        asked = decisions.ask(work, decider, wanted, interest_free=True)
    with begin(cast.tools) as work:
        (decided,) = decisions.decide(work, decider, asked.nonce, key.get(asked.options))
        for seq in decided.taken:
            intake.apply_held(work, cast.org, seq)
    return decided


def refused(code: str, call: Callable[[], Any]) -> None:
    with pytest.raises(Problem) as caught:
        call()
    assert caught.value.code == code
