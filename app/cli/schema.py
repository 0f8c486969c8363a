"""The tables of a data folder brought to a version."""

from pathlib import Path
from typing import Any

from app.config import Config

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def bring(config: Config, version: str) -> None:
    """Runs the migrations up to this one."""
    from alembic import command

    settings = _settings()
    settings.attributes["url"] = config.database_url
    command.upgrade(settings, version)


def known(version: str) -> bool:
    """Whether this program knows the version: an archive may come from a newer one."""
    from alembic.script import ScriptDirectory

    return version in {one.revision for one in ScriptDirectory.from_config(_settings()).walk_revisions()}


def _settings() -> Any:
    from alembic.config import Config as Alembic

    settings = Alembic()
    settings.set_main_option("script_location", str(MIGRATIONS))
    return settings
