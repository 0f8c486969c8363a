"""The way back into an empty data folder and an empty database: keys, tables, blobs, rows, a new epoch."""

import shutil
import zlib
from dataclasses import dataclass, replace
from pathlib import Path

from app import assembly
from app.cli import schema
from app.config import BadConfig, Config
from app.evidence.keys import OLD, Keyring
from app.evidence.problems import BadSeal, ForeignSeal
from app.services import backing, restoring
from app.work import Safe, Tools, begin

_ALLOWED = {"keys", "lost+found"}


class CannotRestore(Exception):
    """Why not, in words for the person at the machine."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """From which folder, which archive (the newest when empty), which surviving log, which copy of the keys."""

    source: Path
    name: str = ""
    numbers: Path | None = None
    keys: Path | None = None


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    name: str
    rows: int
    blobs: int
    seq: int
    epoch: str
    pending: int


def restore(config: Config, wanted: Wanted) -> Restored:
    """Everything is looked into before anything is written; CannotRestore says what is wrong."""
    _check_empty(config)
    if config.backup and not config.backup.is_dir():
        raise CannotRestore(f"The folder of backups {config.backup} is not there.")
    if wanted.keys and any((config.data / "keys").glob("*")):
        raise CannotRestore(f"Keys lie in {config.data / 'keys'} already: put them away, or leave --keys out.")
    keys = _keys(wanted.keys or config.data / "keys")
    safe = assembly.safe(wanted.source)
    name = wanted.name or newest(safe)
    found = look_into(safe, name, keys)
    if not schema.known(str(found.head["schema"])):
        raise CannotRestore(f"{name} was made by a newer version of the program: install that one first.")
    log = safe.numbers() + "\n" + (wanted.numbers.read_text("utf-8", "replace") if wanted.numbers else "")
    # half an installation is never served: the mark stays until all is in place
    (config.data / assembly.RESTORING).touch()
    _lay_keys(wanted.keys, config.data / "keys")
    (config.data / "installation").write_text(str(found.head["iss"]))
    schema.bring(config, str(found.head["schema"]))
    tools = replace(assembly.tools(config), safe=None)
    _bring_blobs(tools, safe, found)
    with begin(tools) as work, safe.open(name) as file:
        rows = restoring.fill(work, file, safe)
    schema.bring(config, "head")
    with begin(tools) as work:
        adopted = restoring.adopt(work, name, found.held, log)
    assembly.carry_on(config, wanted.source, log)
    (config.data / assembly.RESTORING).unlink()
    return Restored(name, rows, len(found.held.blobs), found.held.seq, adopted.epoch, adopted.pending)


def newest(safe: Safe) -> str:
    """The newest archive's name; CannotRestore when there is none."""
    archives = safe.archives()
    if not archives:
        raise CannotRestore("There is no archive (*.tnb) in that folder.")
    return archives[-1].name


def look_into(safe: Safe, name: str, keys: Keyring) -> backing.Inside:
    """An archive read to its end with every blob that it names; CannotRestore says what is wrong."""
    try:
        with safe.open(name) as file:
            found = backing.inspect(file, keys)
    except KeyError as error:
        raise CannotRestore(f"There is no archive {name} in that folder.") from error
    except ForeignSeal as error:
        raise CannotRestore(f"{name} was sealed for another intake key: take the keys of that installation.") from error
    except (BadSeal, backing.BackupDamaged, ValueError, zlib.error) as error:
        raise CannotRestore(f"{name} is damaged: name an older archive.") from error
    gone = backing.spoiled(safe, found.held)
    if gone:
        raise CannotRestore(f"{len(gone)} blobs are missing or damaged in the backup folder, the first {gone[0]}.")
    return found


def _check_empty(config: Config) -> None:
    data = config.data
    there = sorted(path.name for path in data.iterdir() if path.name not in _ALLOWED)
    if there:
        raise CannotRestore(f"The data folder {data} is not empty ({', '.join(there[:5])}): restore into an empty one.")
    try:
        empty = assembly.database_is_empty(config)
    except BadConfig as error:
        raise CannotRestore(str(error)) from error
    if not empty:
        raise CannotRestore("The database of TANNHA_DATABASE is not empty: restore into an empty one.")


def _keys(folder: Path) -> Keyring:
    try:
        return Keyring.open(folder, make=False)
    except (FileNotFoundError, ValueError) as error:
        raise CannotRestore(f"The keys are needed, as a copy in {folder} ({error}); or name one by --keys.") from error


def _lay_keys(source: Path | None, folder: Path) -> None:
    """Copies the keys to where the server reads them."""
    if source is None or source.resolve() == folder.resolve():
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    # keys of before open what was sealed under them
    for path in sorted((*source.iterdir(), *(source / OLD).glob("*.pem"))):
        if path.suffix in (".pem", ".key"):
            there = folder / path.relative_to(source)
            there.parent.mkdir(mode=0o700, exist_ok=True)
            shutil.copyfile(path, there)
            there.chmod(0o400)


def _bring_blobs(tools: Tools, safe: Safe, found: backing.Inside) -> None:
    for address, _ in found.held.blobs:
        data = safe.blob(address)
        if data is None or tools.blobs.put(data) != address:
            raise CannotRestore(f"The blob {address} changed while it was read.")
