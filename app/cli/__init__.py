"""flask commands: database, demo, worker, ledger, communes, backups."""

import sys

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app import assembly
from app.cli import backups, founding, keys, ledgers, purging, schema
from app.config import BadConfig
from app.jobs import runner
from app.routes.door import tools
from app.services import audit, communes
from app.work import begin, look


def install(app: Flask) -> None:
    """Hangs the commands on the application."""
    for found in (
        database,
        worker,
        ledgers.ledger,
        purging.purge,
        keys.keys,
        seed,
        founding.commune,
        backups.backup,
        backups.restore,
        files,
    ):
        app.cli.add_command(found)


@click.command("audit")
def files() -> None:
    """Reads every sealed photo and holds it against the database; exits 1 when one is lost or spoiled."""
    with look(tools()) as work:
        said = audit.promised(work)
    kept = audit.scrub(tools().blobs, said)
    click.echo(
        f"{kept.files} files, {len(kept.lost)} lost, {len(kept.rotten)} rotten, "
        f"{len(kept.strays)} strays, {len(kept.unused)} unused"
    )
    for word in ("lost", "rotten", "strays", "unused"):
        for address in getattr(kept, word):
            click.echo(f"{word}: {address}")
    sys.exit(0 if kept.sound else 1)


database = AppGroup("database", help="The tables.")


@database.command("upgrade")
def upgrade() -> None:
    """Brings the tables to the newest version and founds the installation once."""
    config = current_app.config["TANNHA"]
    try:
        assembly.database_is_empty(config)
        # keys are made only where there is no database yet
        current_app.extensions["tools"] = current_app.extensions["tools"] or assembly.tools(config)
    except BadConfig as error:
        raise click.ClickException(str(error)) from error
    schema.bring(config, "head")
    with begin(tools()) as work:
        communes.found_installation(work)


@click.command("worker")
@click.option("--once", is_flag=True, help="Run what is due and stop.")
def worker(*, once: bool) -> None:
    """Runs slow work as it comes; ends at once when its stamp could not stamp."""
    try:
        assembly.check_stamp(tools())
    except BadConfig as error:
        raise click.ClickException(str(error)) from error
    if once:
        runner.wake_backup(tools())
        click.echo(f"{runner.run_due(tools())} jobs")
    else:
        runner.forever(tools())


@click.command("seed")
@click.option("--year", is_flag=True, help="A year of invented cases before the demo's own days: a minute or two.")
def seed(year: bool) -> None:
    """The two invented communes with their people and cases; does nothing when they are there."""
    from app import demo

    if not current_app.config["TANNHA"].demo:
        click.echo("TANNHA_DEMO=1 is not set: no invented people here.", err=True)
        sys.exit(2)
    click.echo("demo made" if demo.make(tools(), whole_year=year) else "demo is there")
