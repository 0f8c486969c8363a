"""flask commands: database, demo, worker, ledger, communes, backups."""

import sys

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app import assembly
from app.cli import backups, founding, keys, ledgers, purging, schema
from app.config import BadConfig
from app.domain.commune import DemoApart
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
    """The two invented communes with their people and cases; where they are it says what is there. Exit status 1 where
    a making broke off: that folder holds half a demo and is of no use."""
    from app import demo

    config = current_app.config["TANNHA"]
    if not config.demo:
        click.echo("TANNHA_DEMO=1 is not set: no invented people here.", err=True)
        sys.exit(2)
    there = demo.there(tools())
    if there is demo.There.HALF:
        click.echo(_HALF.format(where=config.data if config.sqlite else "the database"), err=True)
        sys.exit(1)
    if year and there is demo.There.NOTHING:
        click.echo("A year of invented cases: a few minutes …", err=True)
    try:
        made = demo.make(tools(), whole_year=year)
    except DemoApart as error:
        raise click.ClickException(_REAL.format(where=config.data)) from error
    if made:
        click.echo("demo made")
        return
    click.echo("demo is there")
    if year and there is not demo.There.YEAR:
        click.echo(_NO_YEAR.format(where=config.data), err=True)


_HALF = """Half a demo is in {where}: its making was broken off and cannot go on, the keys of its phones are gone.
Nothing in it is of use. Remove it (with what lies in {where}-backup) and start once more."""
_NO_YEAR = """A demo without a year, or of an older release, is in {where}; a year is told before its days, not after.
Choose another folder: TANNHA_DEMO_YEAR=1 TANNHA_DATA=data-year make run"""
_REAL = "Dữ liệu ở {where} là của xã thật: không thêm người mẫu. Chọn thư mục khác bằng TANNHA_DATA."
