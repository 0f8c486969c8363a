"""Every setting, one frozen dataclass, read once and checked at start with the full list of what is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
LONGEST_IDLE = 15 * 60
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
    the address of a PostgreSQL database; empty: SQLite in the data folder.
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
        TANNHA_BACKUP, TANNHA_BACKUP_MINUTES, TANNHA_DATABASE; BadConfig with all faults."""
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
        _check(host, origin, demo, faults)
        if faults:
            raise BadConfig("; ".join(faults))
        return cls(data, host, port, origin, demo, idle, proxies, backup, minutes, database)


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


def _check(host: str, origin: str, demo: bool, faults: list[str]) -> None:
    parts = urlsplit(origin)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        faults.append(f"TANNHA_ORIGIN must be scheme and host only, not {origin!r}")
    elif parts.scheme == "http" and parts.hostname not in LOOPBACK:
        faults.append("TANNHA_ORIGIN must be https outside this computer")
    if demo and host not in LOOPBACK:
        faults.append("TANNHA_DEMO=1 allows sign-in by one tap: HOST must be a loopback address")
