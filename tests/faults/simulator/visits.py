"""What officers do: an old woman signs, a paper is handed over; and how their phones send it."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from app.media.sample import ink
from app.store.ids import uuid7
from app.work.pen import stamp
from tests.faults.simulator.packets import Draft
from tests.people import SAU

if TYPE_CHECKING:
    from tests.faults.simulator.world import World

DRAWN = ink()
REFUSAL = {"v": 1, "code": "VD-7K4Q", "way": "B", "refusal": {"code": "not_lucid", "text": ""}, "hamlet": "Tổ 2"}


def _new_id(world: "World", phone: Any) -> str:
    return uuid7(world.office.clock.at + timedelta(seconds=phone.skew))


def submit(world: "World") -> str:
    """An old woman signs; the phone keeps it."""
    phone = world.phone()
    pages = tuple(world.photo() for _ in range(world.rng.choice((1, 1, 2))))
    at = world.office.clock.at + timedelta(seconds=phone.skew)
    body = SAU.body(at - timedelta(minutes=2), DRAWN)
    body["document"]["pages"] = len(pages)
    return world.finish(phone, Draft("case.submitted", _new_id(world, phone), body, pages))


def decline(world: "World") -> str:
    """Refused at the door: the smallest record."""
    phone = world.phone()
    return world.finish(phone, Draft("case.declined", _new_id(world, phone), dict(REFUSAL)))


def plan(world: "World") -> str:
    """A visit is planned, or one that was planned is closed."""
    phone = world.phone()
    planned = [one.case for one in phone.outbox if one.kind == "visit.planned"]
    if planned and world.rng.random() < 0.5:
        body = {"v": 1, "outcome": "done", "reason": "", "words": "", "closed_at": stamp(world.office.clock.at)}
        return world.finish(phone, Draft("visit.closed", world.rng.choice(planned), body))
    body = {
        "v": 1, "on_date": "2026-11-24", "at_time": "09:15", "honorific": "ba", "name": "Nguyễn Thị Sáu",
        "hamlet": "Tổ 2", "phone": "", "purpose": "certify", "note": "",
    }  # fmt: skip
    return world.finish(phone, Draft("visit.planned", _new_id(world, phone), body))


def think_again(world: "World") -> str:
    """What was recorded a moment ago, and perhaps never sent, is amended or taken back."""
    phone = world.phone()
    mine = [one.case for one in phone.outbox if one.kind == "case.submitted"]
    if not mine:
        return "nothing"
    return world.finish(phone, _change(world, world.rng.choice(mine), SAU.body(world.office.clock.at, DRAWN)))


def go_on(world: "World") -> str:
    """An officer does with one of her cases what its state, as she knows it, asks for."""
    phone = world.phone()
    known = sorted(phone.known, key=lambda case: world.order.get(case, 0))
    if not known:
        return "nothing"
    case = world.rng.choice(known)
    fields = phone.known[case]
    match fields["state"]:
        case "ready" if world.rng.random() < 0.8:
            draft = Draft("delivery.completed", case, SAU.delivery(world.office.clock.at, DRAWN))
        case "ready":
            body = {
                "v": 1,
                "reason": "vang_nha",
                "text": "",
                "attempted_at": stamp(world.office.clock.at),
                "again_on": None,
            }
            draft = Draft("delivery.attempted", case, body)
        case "delivered":
            body = {"v": 1, "reason": "nham_ho_so", "text": "", "corrected_at": stamp(world.office.clock.at)}
            draft = Draft("delivery.corrected", case, body)
        case "returned" | "submitted":
            draft = _change(world, case, fields)
        case _:
            return "nothing"
    return world.finish(phone, draft)


def _change(world: "World", case: str, fields: dict[str, Any]) -> Draft:
    if world.rng.random() < 0.3:
        body: dict[str, Any] = {"v": 1, "code": "doi_y", "text": "", "paper_returned": True}
        return Draft("case.withdrawn", case, body | {"withdrawn_at": stamp(world.office.clock.at)})
    patch = [{"path": "phone", "was": fields["phone"], "now": f"09111111{world.rng.randrange(10, 99)}"}]
    body = {"v": 1, "patch": patch, "struck": [], "words": ""}
    photos = fields.get("photos")
    if photos and world.rng.random() < 0.4:
        # a new photo of the first page in place of the one that the leader could not read
        body["struck"] = [one["sha256"] for one in photos if one["place"] == 0]
        return Draft("case.amended", case, body, (world.photo(),))
    return Draft("case.amended", case, body)


def drain(world: "World") -> str:
    """A round of the courier over a bad network, with a phone that may die."""
    eager = [one for one in world.alive() if any(packet.state == "waiting" for packet in one.outbox)]
    phone = world.rng.choice(eager) if eager and world.rng.random() < 0.7 else world.phone()
    phone.drain(deadly=0.05)
    return ",".join(f"{one.state}{one.reason}" for one in phone.outbox)


def press_again(world: "World") -> str:
    """Somebody presses "Gửi lại"."""
    world.phone().retry()
    return ""


def sign_in(world: "World") -> str:
    """An officer whose session ended confirms that it is she."""
    phone = world.phone()
    if world.office.disk.full:
        return "disk full"
    phone.cookie = world.office.sign_in(phone.person)
    return "in" if phone.cookie else "not in"
