"""What a citizen says of the service: one of five, perhaps why; the officer never learns the single answer."""

from collections.abc import Sequence

from app.domain.problems import Problem


class RatingUnclear(Problem):
    """Not one of the five answers, or a reason that is not listed."""

    code = "rating_unclear"


class AlreadyRated(Problem):
    """A case is rated once; the first word counts."""

    code = "already_rated"


# best first, as they stand on the screen
SCORES = {
    5: "Rất hài lòng",
    4: "Hài lòng",
    3: "Bình thường",
    2: "Không hài lòng",
    1: "Rất không hài lòng",
}
REASONS = {
    "thai_do": "Thái độ cán bộ",
    "giai_thich": "Giải thích dễ hiểu",
    "thoi_gian": "Thời gian chờ",
    "giay_to": "Giấy tờ phải làm",
    "phi": "Phí, tiền",
    "khac": "Việc khác",
}
CONTENT, DISLIKED = frozenset({4, 5}), frozenset({1, 2})


def check(score: int, reasons: Sequence[str]) -> None:
    """RatingUnclear."""
    if score not in SCORES or not set(reasons) <= set(REASONS) or len(set(reasons)) != len(reasons):
        raise RatingUnclear
