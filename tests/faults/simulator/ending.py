"""The end of a world: the network heals, there is room again, everybody signs in, and everything comes to rest."""

from typing import TYPE_CHECKING, Any

from app.domain.problems import Problem
from app.store import cases, devices
from app.work import look
from tests.faults.simulator import desk

if TYPE_CHECKING:
    from tests.faults.simulator.world import World

ROUNDS = 7


def settle(world: "World") -> None:
    """Phones send, numbers of before a restore come back, jobs run; then nothing moves any more."""
    world.office.disk.full = False
    world.network.bad = world.network.deadly = 0.0
    while world.network.late:
        world.network.deliver_late()
    while desk.confirm(world) != "nothing":
        pass
    for phone in world.alive():
        phone.cookie = world.office.sign_in(phone.person)
        _aside(world, phone)
        phone.retry()
        for _ in range(ROUNDS):
            world.office.clock.forward(minutes=1)
            phone.drain(deadly=0.0)
            if not any(one.state == "waiting" for one in phone.outbox):
                break
        # the commune hears that nothing waits any more
        phone.drain(deadly=0.0)
    _jobs(world)
    _numbers(world)
    _quiet(world)
    world.trace.append("|".join(",".join(f"{one.kind}={one.state}" for one in phone.outbox) for phone in world.phones))


def _aside(world: "World", phone: Any) -> None:
    """Only what can never be taken was put aside: no bad network, busy server or full disk is a reason."""
    with look(world.office.tools) as unit:
        known = devices.get(unit.db, phone.demo.key.kid) is not None
    for packet in phone.outbox:
        wrong = packet.state == "parked" and known and not packet.spoiled and packet.reason != "unknown_device"
        world.must(not wrong, f"{packet.kind} is stuck: put aside without need, {packet.reason}")


def _jobs(world: "World") -> None:
    """Leases of workers that died run out."""
    while desk.run_jobs(world):
        world.office.clock.forward(minutes=10)
    world.office.clock.forward(minutes=10)
    desk.run_jobs(world)


def _numbers(world: "World") -> None:
    """The leader decides again what the book misses; what never comes back is typed in from the paper."""
    for row in desk.pending(world):
        with look(world.office.tools) as unit:
            found = cases.get(unit.db, row.about)
        try:
            if found and found.state == "submitted":
                desk.judge(world, row.about)
            else:
                desk.enter(world, row)
        except Problem as problem:
            world.trace.append(f"number {row.number}: {problem.code}")
            desk.enter(world, row)
    desk.run_jobs(world)


def _quiet(world: "World") -> None:
    """What can never be taken rests: a last round reads, and sends nothing."""
    for phone in world.alive():
        # once an hour a phone says that it is alive
        phone.drain(deadly=0.0)
        before = world.network.posts
        phone.drain(deadly=0.0)
        world.must(world.network.posts == before, "a phone is stuck: it sends what can never be taken for ever")
