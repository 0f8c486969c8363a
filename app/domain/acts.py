"""What may be decided by passkey about a case, by whom, and what must be said with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from app.domain import typed_line
from app.domain.people import Role
from app.domain.problems import Problem


class ReasonNeeded(Problem):
    """This act needs one of its listed reasons, and words where the reason is 'other' or the words are the act."""

    code = "reason_needed"


class NotTogether(Problem):
    """Only approvals that nothing warns of are signed several at once."""

    code = "not_together"


class NotLookedAt(Problem):
    """What is signed together was opened before, each case with its evidence."""

    code = "not_looked_at"


class FlagsUnseen(ReasonNeeded):
    """A certifier who approves a case with warnings names each of them."""

    code = "flags_unseen"


class NoReplacement(Problem):
    """The paper that is to stand in the place of another is none of this commune, older, or itself not in force."""

    code = "no_replacement"


class NotYours(Problem):
    """This person's roles do not reach this act."""

    code = "not_yours"


class Act(StrEnum):
    """An act that a passkey signs; the name stands in the leaf."""

    APPROVE = "approve"
    RETURN = "return"
    REFUSE = "refuse"
    ANNOTATE = "annotate"
    REVOKE = "revoke"
    REPLACE = "replace"
    RECONCILE = "reconcile"


# what may be done to a line of the book that never was a home case (L13)
ON_A_LINE = frozenset({Act.ANNOTATE, Act.REVOKE})
OTHER = "khac"
# the code of an approval that names warnings, and the name of that fact
SEEN = "flags"
LONGEST_FACT = 300
SALT = 32
RETURN_REASONS: Mapping[str, str] = {
    "anh_mo": "Ảnh mờ, không đọc được",
    "thieu_trang": "Thiếu trang, thiếu ảnh",
    "sai_thong_tin": "Sai thông tin",
    "thieu_dieu_kien": "Chưa rõ đủ điều kiện",
    OTHER: "Lý do khác",
}


WITHDRAWALS: Mapping[str, str] = {
    "doi_y": "Người dân đổi ý",
    "khong_can": "Không còn cần giấy này",
    "lam_noi_khac": "Làm ở nơi khác",
    "sai_phai_lam_lai": "Sai, phải làm lại hồ sơ khác",
    OTHER: "Lý do khác",
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reason to refuse, as people say it, with its legal point."""

    text: str
    basis: str


# the letter that says a refusal in writing, among what is printed
REFUSAL = "refusal"
# NĐ 23/2015 Điều 25 and the rules that it rests on
REFUSAL_REASONS: Mapping[str, Refusal] = {
    "not_lucid": Refusal("Không minh mẫn, không làm chủ được hành vi", "Khoản 1 Điều 25 Nghị định số 23/2015/NĐ-CP"),
    "not_same_person": Refusal(
        "Không đúng người, giấy tờ giả hoặc hết hạn", "Khoản 2 Điều 25 Nghị định số 23/2015/NĐ-CP"
    ),
    "bad_content": Refusal("Nội dung trái pháp luật, đạo đức xã hội", "Khoản 3 Điều 25 Nghị định số 23/2015/NĐ-CP"),
    "forbidden_document": Refusal(
        "Giấy là hợp đồng, giao dịch hoặc loại không được chứng thực", "Khoản 4 Điều 25 Nghị định số 23/2015/NĐ-CP"
    ),
    "not_free": Refusal("Không tự nguyện, hoặc chưa đồng ý ký", "Khoản 2 Điều 24 Nghị định số 23/2015/NĐ-CP"),
    "signed_before": Refusal(
        "Giấy đã ký sẵn, còn chỗ trống",
        "Khoản 2 Điều 24 Nghị định số 23/2015/NĐ-CP; Điều 15 Thông tư số 01/2020/TT-BTP",
    ),
    "no_paper": Refusal("Không có giấy tờ tùy thân còn giá trị", "Khoản 1 Điều 24 Nghị định số 23/2015/NĐ-CP"),
    "foreign_language": Refusal(
        "Giấy tiếng nước ngoài, không có bản dịch",
        "Điều 9 Nghị định số 23/2015/NĐ-CP; Điều 12 Thông tư số 01/2020/TT-BTP",
    ),
    "other": Refusal("Lý do khác", "Điều 9 Nghị định số 23/2015/NĐ-CP"),
}
_CERTIFIERS = frozenset({Role.LEADER, Role.JUSTICE_OFFICER})
_ROLES: Mapping[Act, Collection[Role]] = {
    Act.APPROVE: _CERTIFIERS,
    Act.RETURN: _CERTIFIERS,
    Act.REFUSE: _CERTIFIERS,
    Act.ANNOTATE: frozenset({Role.LEADER, Role.CLERK}),
    Act.REVOKE: frozenset({Role.LEADER}),
    Act.REPLACE: frozenset({Role.LEADER}),
    Act.RECONCILE: frozenset({Role.LEADER, Role.CLERK, Role.JUSTICE_OFFICER, Role.WELFARE_OFFICER}),
}
# the desk's record of each act
KINDS: Mapping[Act, str] = {
    Act.APPROVE: "case.approved",
    Act.RETURN: "case.returned",
    Act.REFUSE: "case.refused",
    Act.ANNOTATE: "certificate.annotated",
    Act.REVOKE: "certificate.revoked",
    Act.REPLACE: "certificate.replaced",
    Act.RECONCILE: "case.reconciled",
}
# these three judge the sheet of one revision under an authority; the others speak of what was decided before
JUDGING = frozenset({Act.APPROVE, Act.RETURN, Act.REFUSE})
UNDER_AUTHORITY = JUDGING | {Act.REVOKE, Act.REPLACE}
# the fact of a replacement that names the other paper, by the code that stands on it
BY = "by"


@dataclass(frozen=True, slots=True)
class Why:
    """The reason as the page sends it: a code, words, a point on a photo (thousandths), a salt against guessing.

    `facts` are further texts of an act: number and date of a cancelling decision, the held records and what is taken.
    """

    code: str
    words: str
    salt: str
    mark: Mapping[str, int] | None = None
    facts: Mapping[str, str] | None = None


def warnings(flags: Collection[str], fields: Mapping[str, Any]) -> list[str]:
    """What whoever decides is told first: flags of the intake, and what the officer typed after looking twice."""
    doubt = (fields.get("person") or {}).get("warnings")
    return [*flags, *(["identity_doubt"] if doubt else [])]


def seen(flags: Collection[str], salt: str) -> Why | None:
    """What an approval says of these warnings; None where there is nothing to name."""
    return Why(SEEN, "", salt, facts={SEEN: ",".join(sorted(flags))}) if flags else None


def check_together(wanted: Collection[Act], flags: Collection[str]) -> None:
    """NotTogether unless a gesture over several cases is all approvals, and this one of them is unflagged."""
    if len(wanted) > 1 and (set(wanted) != {Act.APPROVE} or flags):
        raise NotTogether


def check_role(act: Act, roles: Collection[Role]) -> None:
    """NotYours unless one of the roles reaches the act."""
    if not set(_ROLES[act]) & set(roles):
        raise NotYours


def check_withdrawal(code: str, text: str) -> None:
    """ReasonNeeded without a listed reason, and words where it is 'other'."""
    if code not in WITHDRAWALS or (code == OTHER and not text.strip()):
        raise ReasonNeeded


def check_why(act: Act, why: Why | None, flags: Collection[str] = ()) -> None:
    """ReasonNeeded when the act lacks what must be said with it; an approval names the warnings of its case, and
    nothing else: FlagsUnseen when these are others."""
    if act is Act.APPROVE:
        named = {} if why is None else {"code": why.code, "words": why.words, "facts": dict(why.facts or {})}
        wanted = seen(flags, why.salt if why else "")
        if (why is not None and len(why.salt) < SALT) or named != (
            {} if wanted is None else {"code": SEEN, "words": "", "facts": dict(wanted.facts or {})}
        ):
            raise FlagsUnseen if flags or (why and why.code == SEEN) else ReasonNeeded
        return
    if why is None or len(why.salt) < SALT:
        raise ReasonNeeded
    words = why.words.strip()
    needs_words = act in (Act.ANNOTATE, Act.RECONCILE, Act.REPLACE) or why.code in (OTHER, "other")
    listed = {Act.RETURN: RETURN_REASONS, Act.REFUSE: REFUSAL_REASONS}.get(act)
    if (listed is not None and why.code not in listed) or (needs_words and not words):
        raise ReasonNeeded
    facts = why.facts or {}
    if not all(typed_line.sound(text, LONGEST_FACT) for text in facts.values()):
        raise ReasonNeeded
    # L14: only the chairman's cancelling decision, with its number and date, takes the value away
    if act is Act.REVOKE and not (facts.get("decision_no", "").strip() and _is_day(facts.get("decision_date", ""))):
        raise ReasonNeeded
    if act is Act.REPLACE and (set(facts) != {BY} or not facts[BY]):
        raise ReasonNeeded


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
