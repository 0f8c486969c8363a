"""numbers.log: every number taken, on disk in each of its places before the answer."""

import os
from collections.abc import Sequence
from pathlib import Path

from app.domain.register import NumberNotSafe
from app.store.durable import settle_folder

NAME = "numbers.log"


class NumberLog:
    """The same lines in every folder that is named; a line that a crash cut off never swallows the next one."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._paths = [folder / NAME for folder in folders]

    def note(self, line: str) -> None:
        """Appends one line and makes it durable; NumberNotSafe when one of the places cannot be written."""
        try:
            for path in self._paths:
                _append(path, line.encode() + b"\n")
        except OSError as error:
            raise NumberNotSafe from error


def _append(path: Path, line: bytes) -> None:
    new = not path.exists()
    with path.open("ab+") as file:
        end = file.seek(0, os.SEEK_END)
        if end:
            file.seek(end - 1)
            line = line if file.read(1) == b"\n" else b"\n" + line
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    if new:
        settle_folder(path.parent, os.fsync)
