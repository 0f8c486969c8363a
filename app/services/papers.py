"""The paper at the commune: received, signed by hand and sealed, handed to the officer. One record for each move."""

from app.domain import life, paper
from app.domain.problems import NotFound, Problem
from app.store import cases, desk
from app.work import Also, Pen, Work

SEALED_PAGE = "sealed_page"


class PhotoMissing(Problem):
    """Every finished page is photographed ("giấy đúng như ảnh")."""

    code = "photo_missing"


def receive(work: Work, org: str, by: str, case_id: str) -> None:
    """The original arrived and is as in the photo."""
    found = _find(work, org, case_id)
    _move(work, found, by, "paper.received", {"v": 1, "as_photographed": True})


def hand(work: Work, org: str, by: str, case_id: str) -> None:
    """The finished paper goes to the officer who carries it home; only a ready one may."""
    found = _find(work, org, case_id)
    if found.state != life.State.READY:
        raise life.NotPossible
    _move(work, found, by, "paper.handed", {"v": 1, "to": found.officer})


def seal(work: Work, org: str, by: str, case_id: str, pages: list[bytes]) -> None:
    """The paper is printed, signed by hand and stamped, its finished pages photographed: the case is ready."""
    found = _find(work, org, case_id)
    if not pages:
        raise PhotoMissing
    files = tuple((SEALED_PAGE, place, page) for place, page in enumerate(pages))
    _move(work, found, by, "paper.sealed", {"v": 1, "pages": len(pages), "as_photographed": True}, files)
    cases.save(work.db, found.id, ready_at=work.at)


def _find(work: Work, org: str, case_id: str) -> cases.CaseRow:
    found = cases.of_org(work.db, org, case_id)
    if found is None:
        raise NotFound
    return found


def _move(
    work: Work,
    found: cases.CaseRow,
    by: str,
    kind: str,
    body: dict[str, object],
    files: tuple[tuple[str, int, bytes], ...] = (),
) -> None:
    state = life.next_state(life.State(found.state), kind)
    held = cases.paper(work.db, found.id)
    holder = paper.after(paper.Holder(held.holder) if held else paper.Holder.PERSON, kind)
    written = Pen(work, found.org, by).write(kind, ("case", found.id), body, Also(base=found.newest, files=files))
    person = found.officer if holder is paper.Holder.OFFICER else by
    cases.move_paper(work.db, found.id, cases.PaperRow(holder, person, work.at))
    cases.save(work.db, found.id, state=state, newest=written.hash)
    desk.tell(work.db, found.officer, found.id)
