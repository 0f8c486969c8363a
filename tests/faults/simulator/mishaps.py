"""What goes wrong besides the network: machines lost, disks full, stores cleared, bits and clocks turned."""

from typing import TYPE_CHECKING

from app.services import backing, devices
from app.work import begin

if TYPE_CHECKING:
    from tests.faults.simulator.world import World

ROTS = ("photo", "body", "envelope", "key")


def arrive_late(world: "World") -> str:
    """Something that was long on its way arrives."""
    world.network.deliver_late()
    return str(len(world.network.late))


def wait(world: "World") -> str:
    """Permissions run out, and after half a day the sessions."""
    world.office.clock.forward(minutes=world.rng.choice((11, 60, 600, 800)))
    return ""


def restart(world: "World") -> str:
    """The server starts anew, as after an update."""
    world.office.restart()
    return ""


def lose_machine(world: "World") -> str:
    """The server is lost and comes back from the newest archive, in a new epoch."""
    world.office.disk.full = False
    said = world.office.lose_everything(world.rng)
    world.restores += 1
    world.epoch = world.office.epoch()
    return said


def fill_disk(world: "World") -> str:
    """The server's disk is full, or somebody made room."""
    world.office.disk.full = not world.office.disk.full
    return str(world.office.disk.full)


def clear_store(world: "World") -> str:
    """The system evicts a phone's store; sometimes its officer enrols the phone anew."""
    phone = world.phone()
    if len(world.alive()) < 2:
        return "kept"
    phone.evict()
    if world.rng.random() < 0.5 or world.office.disk.full:
        return "cleared"
    cast = world.office.cast
    demo = cast.phone(phone.person)
    with begin(cast.tools) as unit:
        backing.wake(unit)
    fresh = world.make(demo, phone.skew)
    fresh.cookie = phone.cookie
    world.phones.append(fresh)
    return "enrolled anew"


def rot(world: "World") -> str:
    """A bit of what a phone keeps is another."""
    whole = [one for one in world.packets() if one.state != "purged" and not one.spoiled]
    if not whole:
        return "nothing"
    packet = world.rng.choice(whole)
    owner = next(one for one in world.phones if packet in one.outbox)
    what = world.rng.choice(ROTS if packet.parts else ROTS[1:])
    owner.rot(packet, what)
    return f"{packet.kind} {what}"


def jump(world: "World") -> str:
    """A phone's clock is set to another day."""
    phone = world.phone()
    phone.skew = world.rng.choice((0, 3600, -86_400 * 400, 86_400 * 400))
    return str(phone.skew)


def revoke(world: "World") -> str:
    """The administrator ends a phone: what it still sends is kept and held."""
    phone, cast = world.phone(), world.office.cast

    def act() -> str:
        with begin(cast.tools) as unit:
            devices.revoke(unit, cast.org, cast.quang, phone.demo.key.kid)
        return "revoked"

    return world.dying(act)


def roll_back(world: "World") -> str:
    """A phone's store goes back to an older chain head: its next record forks the chain."""
    phone = world.phone()
    if not phone.outbox or world.script:
        return "nothing"
    phone.roll_back()
    return "forked"
