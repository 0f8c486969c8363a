"""The tables of a data folder brought to a version."""

from pathlib import Path

from app.config import Config

MIGRATIONS = Path(__file__).parents[2] / "migrations"


def bring(config: Config, version: str) -> None:
    """Runs the migrations up to this one."""
    from alembic import command
    from alembic.config import Config as Alembic

    settings = Alembic()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("sqlalchemy.url", config.database_url)
    command.upgrade(settings, version)
