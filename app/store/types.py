"""Column types: rows come back as domain values."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, String
from sqlalchemy.types import TypeDecorator

# PostgreSQL holds a column to its width, SQLite does not: what others choose (a passkey its counter and id, a phone its
# place in a chain) and what may grow (bytes) needs the room that it may lawfully take
WIDE = Integer().with_variant(BigInteger(), "postgresql")
PASSKEY_ID = String(700).with_variant(String(1400), "postgresql")


class UtcTime(TypeDecorator[datetime]):
    """An aware time, kept in UTC; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Aware time to naive UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        """Naive UTC to aware time."""
        return None if value is None else value.replace(tzinfo=UTC)
