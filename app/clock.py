"""The one place that reads the machine's clock."""

from datetime import UTC, datetime


class SystemClock:
    """The server's time."""

    def now(self) -> datetime:
        """Aware UTC."""
        return datetime.now(UTC)
