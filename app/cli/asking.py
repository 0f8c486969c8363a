"""Questions of the command line, in the language of those who set a commune up."""

import sys
from collections.abc import Callable
from unicodedata import normalize

import click

_UNCLEAR = "Xin nhập lại"


def choice(question: str, read: Callable[[str], str | None], hint: str, default: str | None = None) -> str:
    """What `read` makes of the answer; asks again, with the hint, while that is None."""
    while True:
        try:
            given: str = click.prompt(question, default=default or "", show_default=bool(default), type=str)
        except click.Abort:
            click.echo("\nĐã dừng. Chưa lập gì cả.", err=True)
            sys.exit(1)
        found = read(normalize("NFC", given).strip())
        if found is not None:
            return found
        click.echo(f"{_UNCLEAR}: {hint}.", err=True)


def agreed(question: str) -> bool:
    """True for a clear yes."""
    return choice(f"{question} (c: có, k: không)", _YES_NO.get, "gõ c hoặc k") == "c"


_YES_NO = {"c": "c", "có": "c", "C": "c", "Có": "c", "co": "c", "k": "k", "K": "k", "không": "k", "Không": "k"}
