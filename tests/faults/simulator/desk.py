"""What happens at the desk: decided, received, sealed, handed over, put right; and the worker beside it."""

from typing import TYPE_CHECKING, Any

from app.domain import acts, register
from app.domain.people import Role
from app.evidence import decision
from app.jobs import JOBS, runner
from app.reports import waiting
from app.services import decisions, intake, papers, registers, restored, viewing
from app.store import cases
from app.store import register as book
from app.work import begin, look
from tests.faults.simulator import truth

if TYPE_CHECKING:
    from tests.faults.simulator.world import World

SALT = "0" * 32
BLURRED = acts.Why("anh_mo", "Mờ", SALT)
NOT_LUCID = acts.Why("not_lucid", "", SALT)
ROUND = (("approved", "officer", "receive"), ("approved", "clerk", "seal"), ("ready", "clerk", "give"))
COUNTER = ("Mạc Văn Quầy", "Căn cước", "024154000099", "Đơn")


def run_jobs(world: "World") -> int:
    """What is due; the printed page is another test's matter and slow."""
    kept = JOBS["certificate.make"]
    JOBS["certificate.make"] = lambda _tools, _subject: None
    try:
        return runner.run_due(world.office.tools)
    finally:
        JOBS["certificate.make"] = kept


def work(world: "World") -> str:
    """The worker makes what is due; it may die in it."""
    return world.dying(lambda: run_jobs(world))


def back_up(world: "World") -> str:
    """The interval has passed."""
    world.office.clock.forward(minutes=16)

    def act() -> int:
        runner.wake_backup(world.office.tools)
        return run_jobs(world)

    return world.dying(act)


def decide(world: "World") -> str:
    """The leader judges the oldest case that waits: mostly he certifies."""
    case = truth.oldest(world, "submitted")
    if not case:
        return "nothing"
    said = work(world)
    act, why = world.rng.choices(
        ((acts.Act.APPROVE, None), (acts.Act.RETURN, BLURRED), (acts.Act.REFUSE, NOT_LUCID)), (8, 2, 1)
    )[0]
    return f"{said} {world.dying(lambda: judge(world, case, act, why))}"


def judge(world: "World", case: str, act: acts.Act = acts.Act.APPROVE, why: acts.Why | None = None) -> str:
    """Shown, asked, answered by his passkey."""
    cast = world.office.cast
    with begin(cast.tools) as unit:
        shown = viewing.open_sheet(unit, cast.viewer(cast.minh), case)
        row = cases.get(unit.db, case)
        said = acts.seen(shown.flags, SALT) if act is acts.Act.APPROVE else why
        wanted = [decisions.Wanted(case, row.revision if row else 1, shown.digest, act, said)]
        asked = decisions.ask(unit, decisions.Decider(cast.org, cast.minh), wanted, interest_free=True)
    cast.decide(cast.minh, asked.nonce, world.office.passkeys[cast.minh].get(asked.options))
    return str(act)


def move_paper(world: "World") -> str:
    """The clerk receives, seals or hands over whatever is next."""
    return world.dying(lambda: _paper(world))


def _paper(world: "World") -> str:
    cast = world.office.cast
    for state, holder, verb in ROUND:
        case = truth.oldest(world, state, holder)
        if not case:
            continue
        hand = papers.Hand(cast.org, cast.hanh, case)
        with begin(world.office.tools) as unit:
            if verb == "seal":
                papers.seal(unit, hand, papers.Sealed([world.page]))
            else:
                getattr(papers, verb)(unit, hand)
        return verb
    return "nothing"


def reconcile(world: "World") -> str:
    """The clerk looks at what waits of one case, and takes all of it or nothing."""
    with look(world.office.tools) as unit:
        lines = waiting.held(unit.db, world.office.cast.org)
    cases_held = sorted({one.case_id for one in lines}, key=lambda case: world.order.get(case, 0))
    if not cases_held:
        return "nothing"
    case = world.rng.choice(cases_held)
    seqs = [str(one.seq) for one in lines if one.case_id == case]
    take = ",".join(seqs) if world.rng.random() < 0.6 else ""
    return world.dying(lambda: _reconciled(world, case, take))


def _reconciled(world: "World", case: str, take: str) -> str:
    cast = world.office.cast
    who = decisions.Decider(cast.org, cast.hanh, (Role.CLERK,))
    why = acts.Why("reconcile", "Đã hỏi", SALT, facts={"take": take})
    with begin(cast.tools) as unit:
        row = cases.get(unit.db, case)
        digest = decision.sheet_digest(decisions.subject(unit, cast.org, case))
        wanted = decisions.Wanted(case, row.revision if row else 0, digest, acts.Act.RECONCILE, why)
        asked = decisions.ask(unit, who, [wanted], interest_free=False)
    answer = world.office.passkeys[cast.hanh].get(asked.options)
    with begin(cast.tools) as unit:
        (decided,) = decisions.decide(unit, who, asked.nonce, answer)
        for seq in decided.taken:
            intake.apply_held(unit, cast.org, seq)
    return f"took {len(decided.taken)}"


def counter(world: "World") -> str:
    """Somebody comes to the counter: the next number of the book."""
    return world.dying(lambda: enter(world))


def enter(world: "World", lost: Any = None) -> str:
    """A line of the book: the next number, or one that a restore misses and that stands on paper."""
    cast = world.office.cast
    by_hand = {"number": lost.number, "at": lost.taken_at, "reason": "Khôi phục"} if lost else {}
    line = registers.Counter(*COUNTER, 1, cast.minh, **by_hand)
    with begin(cast.tools) as unit:
        return registers.enter(unit, cast.org, cast.hanh, line).split()[0]


def pending(world: "World") -> list[book.PendingRow]:
    """Numbers that a restore misses."""
    with look(world.office.tools) as unit:
        return book.pending(unit.db, world.office.cast.org, register.SIGNATURES)


def confirm(world: "World") -> str:
    """The leader confirms by passkey that the server came back from a backup."""
    cast = world.office.cast

    def act() -> str:
        with begin(cast.tools) as unit:
            asked = restored.ask(unit, cast.org, cast.minh)
        answer = world.office.passkeys[cast.minh].get(asked.options)
        with begin(cast.tools) as unit:
            restored.confirm(unit, cast.org, cast.minh, asked.nonce, answer)
        return "confirmed"

    with look(cast.tools) as unit:
        waits = restored.standing(unit, cast.org, cast.minh).waiting
    return world.dying(act) if waits else "nothing"
