"""The real tools of an installation: keys, blobs, the number log, made at first run."""

import contextlib
import os
from datetime import timedelta
from pathlib import Path

from app.clock import SystemClock
from app.config import ON_A_CARD, BadConfig, Config
from app.evidence import push, trial
from app.evidence.keys import Keyring, exposed
from app.evidence.passkey import Site
from app.evidence.pdf_stamp import Stamper
from app.evidence.stamp_keys import BadStampKey, FileKey, OtherTime, StampKey, TokenKey
from app.evidence.time_sources import HttpTime, TimeSource, TrialTime
from app.notify.web_push import WebPost
from app.store.backups import FolderSafe
from app.store.blobs import FolderBlobs
from app.store.db import TROUBLES, look_at
from app.store.ids import uuid4
from app.store.number_log import NumberLog
from app.work import Tools

NAME = "Tận Nhà"
RESTORING = "restoring"
INSTALLATION = "installation"


def founded(config: Config) -> bool:
    """Whether there is an installation in the data folder."""
    return (config.sqlite or config.data / INSTALLATION).exists()


def database_is_empty(config: Config) -> bool:
    """Whether tables may be made there. BadConfig when it cannot be reached, or would put names into another order."""
    if config.sqlite:
        return not config.sqlite.exists()
    try:
        found = look_at(config.database_url)
    except TROUBLES as error:
        # the driver's words name the address: they may go to a log, so only their kind is said
        raise BadConfig(f"The database of TANNHA_DATABASE cannot be reached ({type(error).__name__}).") from None
    if not found.bytewise:
        raise BadConfig("Make the database of TANNHA_DATABASE so: createdb -T template0 -E UTF8 --locale=C.UTF-8 NAME")
    return found.empty


def check_whole(config: Config) -> None:
    """BadConfig where a restore was broken off: half an installation must not be served."""
    if (config.data / RESTORING).exists():
        also = "" if config.sqlite else " and the database"
        raise BadConfig(f"A restore into {config.data} was broken off. Empty that folder{also} and restore again.")


def installation(config: Config) -> str:
    """The id of this installation; a fresh one where none was founded yet."""
    path = config.data / INSTALLATION
    if not path.exists():
        config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(uuid4())
    return path.read_text().strip()


def tools(config: Config) -> Tools:
    """Tools over the data folder; missing keys are made only in a fresh folder over an empty database, so a
    lost key is never papered over."""
    keys = config.data / "keys"
    fresh = not founded(config)
    if fresh and not database_is_empty(config):
        raise BadConfig(f"The database holds an installation whose keys are not in {config.data}.")
    if not config.demo and (open_to_others := exposed(keys)):
        names = ", ".join(path.name for path in open_to_others)
        raise BadConfig(f"Others may read keys in {keys}: {names}. Run: chmod -R go= {keys}")
    return Tools(
        clock=SystemClock(),
        blobs=FolderBlobs(config.data / "blobs"),
        numbers=_numbers(config),
        keys=Keyring.open(keys, make=fresh),
        site=Site(config.rp, config.origin, NAME),
        lock=config.data / "write.lock",
        iss=installation(config),
        safe=safe(config.backup) if config.backup else None,
        backup_every=timedelta(minutes=config.backup_minutes),
        stamp=stamper(config),
        push_key=push.key(keys),
        post=WebPost(),
    )


def stamper(config: Config) -> Stamper | None:
    """What stamps certificates; None where no key is set up outside a demo. BadConfig when the key of the settings
    would not stamp: a paper that waits for ever is found out too late. A certificate that ran out stops nobody's work:
    papers are then made without a stamp. A token is asked by the worker alone, since no session with it outlives a
    fork."""
    at, keys = SystemClock().now(), config.data / "keys"
    made_up = config.demo and not config.stamp
    if made_up:
        trial.make(keys, at)
    elif not config.stamp:
        return None
    try:
        found = Stamper(FileKey(keys / trial.STAMP, trial=True) if made_up else _stamp_key(config), _time(config))
        if not config.stamp.startswith(ON_A_CARD):
            with contextlib.suppress(OtherTime):
                found.check(at)
    except (BadStampKey, OSError) as error:
        raise BadConfig(f"TANNHA_STAMP: {error}") from None
    return found


def check_stamp(tools: Tools) -> None:
    """BadConfig when the key would not stamp now; the worker asks so, whose own session a token's is."""
    try:
        if tools.stamp is not None:
            with contextlib.suppress(OtherTime):
                tools.stamp.check(tools.clock.now())
    except BadStampKey as error:
        raise BadConfig(f"TANNHA_STAMP: {error}") from None


def _stamp_key(config: Config) -> StampKey:
    secret = config.stamp_pin.read_text().strip() if config.stamp_pin else None
    if config.stamp.startswith(ON_A_CARD):
        return TokenKey(config.stamp, secret)
    return FileKey(Path(config.stamp), secret.encode() if secret is not None else None)


def _time(config: Config) -> TimeSource | None:
    if config.tsa:
        return HttpTime(config.tsa)
    # a trial time beside a real certificate would be a lie
    return TrialTime(config.data / "keys" / trial.TIME) if config.demo and not config.stamp else None


def _numbers(config: Config) -> NumberLog:
    """In the data folder, and beside the archives where there are any."""
    folders = [config.data]
    if config.backup:
        folders.append(config.backup)
    return NumberLog(folders)


def carry_on(config: Config, source: Path, log: str) -> None:
    """The log of numbers goes on where a restore brought it, and in a new folder of backups."""
    folders = [config.data, *([config.backup] if config.backup and config.backup != source.resolve() else [])]
    NumberLog(folders).note(log.strip("\n"))


def safe(folder: Path) -> FolderSafe:
    """A folder of backups."""
    return FolderSafe(folder)


def session_secret(config: Config) -> bytes:
    """The key that signs cookies, made once."""
    path = config.data / "keys" / "session.key"
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o400)
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(32))
    return path.read_bytes()
