"""A witness is asked for by nobody (L9): the same one at many homes is worth a question."""

from app.domain.words_vi import fold

# so many other cases; a neighbour may help an old couple a few times
MANY = 5


def who(name: str, number: str) -> str:
    """What tells one witness from another: the number of the paper, or the name where none was given."""
    return number or fold(name)


def in_many(others: int) -> bool:
    """Whether whoever decides is told."""
    return others >= MANY
