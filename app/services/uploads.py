"""Sealed blobs come in by tus: created with a length, continued at an offset, whole when they hash to their address."""

from dataclasses import dataclass
from hashlib import sha256

from app.domain.problems import NotFound, Problem
from app.store import blobs, devices
from app.work import Work

MOST_BYTES = 6 * 1024 * 1024


class TooLarge(Problem):
    """A blob beyond the bound of a photo, or a piece beyond the declared length."""

    code = "too_large"


class WrongOffset(Problem):
    """The upload goes on elsewhere; `offset` says where."""

    code = "wrong_offset"

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class WrongBytes(Problem):
    """The whole does not hash to its address; the upload starts over."""

    code = "wrong_bytes"


@dataclass(frozen=True, slots=True)
class Upload:
    """How far an upload is."""

    offset: int
    length: int

    @property
    def whole(self) -> bool:
        """Nothing more is needed."""
        return self.offset == self.length


def check_phone(work: Work, org: str, device_id: str) -> None:
    """NotFound unless the phone is, or was, one of this commune."""
    device = devices.get(work.db, device_id)
    if device is None or device.org != org:
        raise NotFound


def keep_whole(work: Work, org: str, device_id: str, address: str, data: bytes) -> None:
    """A sealed photo from a rescue file of this commune's phone. NotFound for another's phone, TooLarge, WrongBytes."""
    check_phone(work, org, device_id)
    if len(data) > MOST_BYTES:
        raise TooLarge
    if not data or sha256(data).hexdigest() != address:
        raise WrongBytes
    if blobs.size(work.db, address) is None:
        work.tools.blobs.put(data)
        blobs.note(work.db, blobs.Held(address, org, device_id, len(data)), work.at)


def create(work: Work, address: str, length: int) -> Upload:
    """Begins an upload, or says how far it is."""
    held = blobs.size(work.db, address)
    if held is not None:
        return Upload(held, held)
    if not 0 < length <= MOST_BYTES:
        raise TooLarge
    progress = work.tools.blobs.progress(address)
    if progress is None or progress[1] != length:
        work.tools.blobs.start(address, length)
        return Upload(0, length)
    return _unfinished(progress)


def _unfinished(progress: tuple[int, int]) -> Upload:
    """An upload that was not kept is not whole: a server that died between the last byte and the keeping asks for the
    last byte once more, or the phone would wait for ever."""
    reached, length = progress
    return Upload(min(reached, length - 1), length)


def state(work: Work, address: str) -> Upload:
    """How far an upload is; NotFound when it never began."""
    held = blobs.size(work.db, address)
    if held is not None:
        return Upload(held, held)
    progress = work.tools.blobs.progress(address)
    if progress is None:
        raise NotFound
    return _unfinished(progress)


def proceed(work: Work, device_id: str, address: str, offset: int, data: bytes) -> Upload:
    """Adds a piece; the last one is checked, kept durably, and only then noted in the database."""
    present = state(work, address)
    if blobs.size(work.db, address) is not None:
        return present
    if present.offset != offset:
        raise WrongOffset(present.offset)
    if offset + len(data) > present.length:
        raise TooLarge
    reached = work.tools.blobs.append(address, offset, data)
    if reached < present.length:
        return Upload(reached, present.length)
    if not work.tools.blobs.finish(address):
        raise WrongBytes
    device = devices.get(work.db, device_id)
    blobs.note(work.db, blobs.Held(address, device.org if device else "", device_id, reached), work.at)
    return Upload(reached, reached)
