"""Everything that may happen in a step of a world, and how often."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tests.faults.simulator import desk, mishaps, visits

if TYPE_CHECKING:
    from tests.faults.simulator.world import World

ACTS: dict[Callable[["World"], str], float] = {
    visits.submit: 4,
    visits.decline: 0.7,
    visits.plan: 0.7,
    visits.think_again: 1,
    visits.go_on: 5,
    visits.drain: 8,
    visits.press_again: 0.3,
    visits.sign_in: 0.7,
    desk.work: 1,
    desk.back_up: 1,
    desk.decide: 4.5,
    desk.move_paper: 4.5,
    desk.reconcile: 0.7,
    desk.counter: 0.4,
    desk.confirm: 0.5,
    mishaps.arrive_late: 1,
    mishaps.wait: 0.5,
    mishaps.restart: 0.3,
    mishaps.lose_machine: 0.5,
    mishaps.fill_disk: 0.4,
    mishaps.clear_store: 0.2,
    mishaps.rot: 0.3,
    mishaps.jump: 0.2,
    mishaps.revoke: 0.15,
    mishaps.roll_back: 0.25,
}
