"""Every setting, one frozen dataclass, read once and checked at start with the full list of what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
LONGEST_IDLE = 15 * 60
ON_A_CARD = "pkcs11:"
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


class BadConfig(Exception):
    """The settings do not allow a start; the message lists every fault."""


@dataclass(frozen=True, slots=True)
class Config:
    """How this installation runs.

    `data` holds database, blobs, keys and logs. `origin` is fixed at first run: moving the host kills passkeys and
    printed QR codes. `demo` allows the invented communes and sign-in by one tap, on a loopback listener only.
    `idle` seconds without a sign of its person lock a desk session; never more than a quarter of an hour. `proxies` is
    how many of our own proxies stand in front: so many entries of X-Forwarded-For are believed. `backup` is the folder
    of the archives (none: no backups are made), `backup_minutes` how long the worker waits between two. `database` is
    the address of a PostgreSQL database; empty: SQLite in the data folder. `stamp` is the PKCS#12 file, or the pkcs11:
    address, of the key that stamps certificates (empty: the demo stamps with a trial certificate, others not at all),
    `stamp_pin` the file that holds its password or PIN, `tsa` the address of a time-stamp authority.
    """

    data: Path
    host: str = "localhost"
    port: int = 8000
    origin: str = "http://localhost:8000"
    demo: bool = False
    idle: int = LONGEST_IDLE
    proxies: int = 0
    backup: Path | None = None
    backup_minutes: int = 15
    # it may hold a password, which no log shall show
    database: str = field(default="", repr=False)
    stamp: str = ""
    stamp_pin: Path | None = None
    tsa: str = ""

    @property
    def sqlite(self) -> Path | None:
        """The file of the database; None where it is PostgreSQL."""
        return None if self.database else self.data / "tannha.db"

    @property
    def database_url(self) -> str:
        """SQLAlchemy address of the database."""
        return self.database or f"sqlite:///{self.sqlite}"

    @property
    def rp(self) -> str:
        """WebAuthn relying party id: the host of the origin."""
        return urlsplit(self.origin).hostname or "localhost"

    @property
    def public_host(self) -> str:
        """Host as printed beside a QR code."""
        return urlsplit(self.origin).netloc

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> "Config":
        """Settings from TANNHA_DATA, HOST, PORT, TANNHA_ORIGIN, TANNHA_DEMO, TANNHA_IDLE_SECONDS, TANNHA_PROXIES,
        TANNHA_BACKUP, TANNHA_BACKUP_MINUTES, TANNHA_DATABASE, TANNHA_STAMP, TANNHA_STAMP_PIN, TANNHA_TSA; BadConfig
        with all faults."""
        faults: list[str] = []
        host = environment.get("HOST", "localhost")
        port = _number(environment, "PORT", (1, 65535, 8000), faults)
        idle = _number(environment, "TANNHA_IDLE_SECONDS", (1, LONGEST_IDLE, LONGEST_IDLE), faults)
        proxies = _number(environment, "TANNHA_PROXIES", (0, 5, 0), faults)
        origin = environment.get("TANNHA_ORIGIN", f"http://localhost:{port}").rstrip("/")
        demo = environment.get("TANNHA_DEMO", "") == "1"
        minutes = _number(environment, "TANNHA_BACKUP_MINUTES", (1, 60, 15), faults)
        data = Path(environment.get("TANNHA_DATA", "data")).resolve()
        backup = _backup(environment.get("TANNHA_BACKUP", ""), data, faults)
        database = _database(environment.get("TANNHA_DATABASE", ""), faults)
        stamp = _stamp(environment, faults)
        _check(host, origin, demo, faults)
        if faults:
            raise BadConfig("; ".join(faults))
        return cls(data, host, port, origin, demo, idle, proxies, backup, minutes, database, *stamp)


def _number(environment: Mapping[str, str], name: str, limits: tuple[int, int, int], faults: list[str]) -> int:
    """Between the first two of `limits`; the third when nothing is set."""
    least, most, usual = limits
    text = environment.get(name, str(usual))
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    faults.append(f"{name} must be a number from {least} to {most}, not {text!r}")
    return usual


def _backup(text: str, data: Path, faults: list[str]) -> Path | None:
    """A folder of its own: what lies inside the data folder is lost with it."""
    if not text:
        return None
    folder = Path(text)
    if not folder.is_absolute():
        faults.append(f"TANNHA_BACKUP must be an absolute path, not {text!r}")
    elif folder.resolve().is_relative_to(data) or data.is_relative_to(folder.resolve()):
        faults.append("TANNHA_BACKUP and TANNHA_DATA must not lie one inside the other")
    return folder.resolve()


def _database(text: str, faults: list[str]) -> str:
    """The address with the driver that the product brings; a fault never repeats it: there may be a password inside."""
    if not text:
        return ""
    scheme, _, rest = text.partition("://")
    if scheme not in _POSTGRESQL or not urlsplit(f"postgresql://{rest}").path.strip("/"):
        faults.append(
            "TANNHA_DATABASE must be postgresql://user@host/name, or postgresql://user@/name?host=/run/postgresql"
        )
    return f"postgresql+psycopg://{rest}"


def _stamp(environment: Mapping[str, str], faults: list[str]) -> tuple[str, Path | None, str]:
    """The key that stamps, the file with its password or PIN, the authority that says when."""
    key, secret = environment.get("TANNHA_STAMP", ""), environment.get("TANNHA_STAMP_PIN", "")
    if key and not key.startswith(ON_A_CARD) and not Path(key).is_absolute():
        faults.append(f"TANNHA_STAMP must be the absolute path of a PKCS#12 file, or begin with {ON_A_CARD}")
    if secret and not Path(secret).is_absolute():
        faults.append("TANNHA_STAMP_PIN must be the absolute path of a file")
    tsa = environment.get("TANNHA_TSA", "")
    parts = urlsplit(tsa)
    if tsa and (parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.fragment):
        faults.append("TANNHA_TSA must be an address, http or https, without a name or password in it")
    return key, Path(secret) if secret else None, tsa


def _check(host: str, origin: str, demo: bool, faults: list[str]) -> None:
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        faults.append(f"TANNHA_ORIGIN must be scheme and host only, not {origin!r}")
    elif parts.scheme == "http" and parts.hostname not in LOOPBACK:
        faults.append("TANNHA_ORIGIN must be https outside this computer")
    if demo and host not in LOOPBACK:
        faults.append("TANNHA_DEMO=1 allows sign-in by one tap: HOST must be a loopback address")
