"""Whatever holds a record has words that a person can read."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from types import ModuleType

from app.domain.problems import Problem
from app.routes.words import HELD
from app.services import intake

ROOMS = ("app.domain.", "app.media.", "app.work.", "app.sync.", "app.evidence.", "app.services.intake")
# reached by an import only: nothing of a phone's record can meet them; a new refusal belongs here or gets its words
NEVER = frozenset(
    {
        "already_enrolled", "already_rated", "bad_endpoint", "bad_login", "bad_one_time_code", "bad_upload",
        "book_not_open", "cannot_take",
        "conflict_of_interest", "decides_later", "device_stopped", "expired", "fee_too_soon", "flags_unseen",
        "foreign_seal", "incomplete", "invitation_gone", "level_unclear", "locked", "no_replacement", "not_allowed",
        "not_before", "not_looked_at", "not_prepared", "not_signed_in", "not_there", "not_together",
        "not_yours", "number_gap", "number_not_here", "number_not_safe", "number_out_of_order", "number_taken",
        "numbers_pending",
        "own_work", "passkey_needed", "place_unclear", "problem", "reason_needed", "replayed", "sign_in_again", "stale",
        "too_many", "too_many_sheets", "wording_faulty",
    }
)  # fmt: skip


def reached() -> set[ModuleType]:
    """The modules of the intake, what they import, and what that imports."""
    names = [f"{intake.__name__}.{one.name}" for one in pkgutil.iter_modules(intake.__path__)]
    found = {intake, *map(importlib.import_module, names)}
    for _ in range(2):
        found |= {there for one in list(found) for there in imported(one)}
    return found


def imported(module: ModuleType) -> Iterator[ModuleType]:
    for value in vars(module).values():
        there = value if inspect.ismodule(value) else inspect.getmodule(value)
        if there is not None and there.__name__.startswith(ROOMS):
            yield there


def test_every_code_that_can_hold_a_record_has_words() -> None:
    classes = {value for module in reached() for value in vars(module).values() if inspect.isclass(value)}
    codes = {one.code for one in classes if issubclass(one, Problem)}
    assert {"ticket_taken", "fee_unclear", "not_possible"} <= codes
    assert sorted(codes - NEVER - set(HELD)) == []
    assert sorted(NEVER & set(HELD)) == []
