"""What one kind of document asks beside the conditions of every signature: a row a kind, said at the home, on the
leader's sheet and under the wording (NĐ 23/2015 Điều 24.4.b, TT 01/2020/TT-BTP Điều 15)."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from app.domain.eligibility import ConditionNotMet, DocumentKind
from app.domain.words_vi import fold


@dataclass(frozen=True, slots=True)
class Check:
    """What the officer looks at and ticks; nothing is ticked beforehand."""

    code: str
    words: str
    hint: str


@dataclass(frozen=True, slots=True)
class KindRule:
    """Holds for the kind of the product with this code, and for a commune's own whose title has one of `words` and none
    of `unless`. `told` is
    what the certifier reads beside the wording, `refuse` what the way out to a refusal is called."""

    kind: str
    words: tuple[str, ...]
    unless: tuple[str, ...]
    basis: str
    told: str
    refuse: str
    checks: tuple[Check, ...]

    def covers(self, kind: DocumentKind) -> bool:
        """Whether it holds for this kind."""
        return kind.code == self.kind or (_has(kind.title, self.words) and not _has(kind.title, self.unless))


def _has(title: str, words: tuple[str, ...]) -> bool:
    return any(f" {_plain(one)} " in f" {_plain(title)} " for one in words)


def _plain(text: str) -> str:
    return " ".join(re.findall("[0-9a-z]+", fold(text)))


KIND_RULES = (
    KindRule(
        kind="so_yeu_ly_lich",
        words=("lý lịch", "lí lịch"),
        # the police's record of convictions is another paper
        unless=("lý lịch tư pháp", "lí lịch tư pháp"),
        basis="Điều 15 Thông tư số 01/2020/TT-BTP",
        told="Chỉ ghi lời chứng, không ghi nhận xét nào vào tờ khai lý lịch.",
        refuse="Không gạch chéo chỗ trống: từ chối chứng thực",
        checks=(
            Check(
                "blanks_struck",
                "Mục không có nội dung đã gạch chéo hết",
                "Xem từng mục, từng trang. Còn chỗ trống thì để người khai gạch chéo trước khi ký.",
            ),
            Check(
                "no_remark",
                "Không ghi nhận xét vào tờ khai",
                "Xã chỉ ghi lời chứng chữ ký, không xác nhận nội dung đúng hay sai.",
            ),
            Check(
                "no_other_law",
                "Không có luật riêng quy định khác cho tờ khai này",
                "Có nơi nhận hoặc luật chuyên ngành quy định cách khác thì làm theo quy định đó.",
            ),
        ),
    ),
)


def rule_of(kind: DocumentKind) -> KindRule | None:
    """The rule of this kind; None for most."""
    return next((one for one in KIND_RULES if one.covers(kind)), None)


def check(kind: DocumentKind, ticked: Collection[str] | None) -> None:
    """ConditionNotMet unless exactly what its rule asks was ticked. None: from a phone of a release that did not ask
    yet; whether the sheet has blanks it asked all the same."""
    if ticked is None:
        return
    rule = rule_of(kind)
    wanted = sorted(one.code for one in rule.checks) if rule else []
    if sorted(ticked) != wanted:
        raise ConditionNotMet
