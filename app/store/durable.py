"""What must be on disk before the answer goes out."""

import errno
import logging
import os
from collections.abc import Callable
from pathlib import Path

FULL = (errno.ENOSPC, errno.EDQUOT)
# sysexits.h, EX_IOERR
_BROKEN_DISK = 74
log = logging.getLogger("tannha.disk")


def settle(handle: int) -> None:
    """fsync. A full disk is an OSError like any other; any other failure ends the process: after a failed fsync the
    kernel may report the next one as done although the bytes are gone, so nothing that runs on may be believed."""
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno in FULL:
            raise
        log.critical("the disk failed: %s", errno.errorcode.get(error.errno or 0, "unknown"))
        os._exit(_BROKEN_DISK)


def settle_folder(folder: Path, sync: Callable[[int], None] = settle) -> None:
    """The same for the names in a folder; `sync` is os.fsync where a disk may fail and the process goes on."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        sync(handle)
    finally:
        os.close(handle)
