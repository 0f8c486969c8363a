"""flask backup make, list, check; flask restore."""

import sys
from pathlib import Path
from typing import NoReturn

import click
from flask import current_app
from flask.cli import AppGroup, with_appcontext

from app.cli import restoring
from app.jobs import backup as job
from app.routes.door import tools
from app.work import Safe

backup = AppGroup("backup", help="Archives in the folder TANNHA_BACKUP.")


@backup.command("make")
def make() -> None:
    """Makes a backup now and checks it; exits 1 when it does not hold."""
    _safe()
    ended = job.make(tools())
    if ended is None:
        click.echo("Another backup is at work.")
    elif ended.problem:
        _refuse(f"No backup: {ended.problem}", 1)
    else:
        click.echo(f"{ended.name}  {ended.bytes} bytes, up to record {ended.seq}, opened and checked")


@backup.command("list")
def show() -> None:
    """The archives, oldest first."""
    for one in _safe().archives():
        click.echo(f"{one.name}  {one.bytes} bytes, up to record {one.seq}")


@backup.command("check")
@click.argument("name", default="")
def check(name: str) -> None:
    """Opens an archive (the newest) to its end and hashes every photo that it names; exits 1 when anything is wrong."""
    safe = _safe()
    try:
        name = name or restoring.newest(safe)
        found = restoring.look_into(safe, name, tools().keys)
    except restoring.CannotRestore as error:
        _refuse(str(error), 1)
    held = found.held
    click.echo(f"{name}: {held.rows} rows up to record {held.seq}, {len(held.files)} files beside it, all sound")


@click.command("restore")
@click.option("--from", "source", required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--name", default="", help="An archive of that folder; the newest when none is named.")
@click.option(
    "--numbers", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A numbers.log that survived."
)
@click.option(
    "--keys", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The offline copy of the keys."
)
@with_appcontext
def restore(source: Path, name: str, numbers: Path | None, keys: Path | None) -> None:
    """Brings everything back into an empty data folder and opens a new epoch."""
    config = current_app.config["TANNHA"]
    try:
        done = restoring.restore(config, restoring.Wanted(source, name, numbers, keys))
    except restoring.CannotRestore as error:
        _refuse(f"Not restored. {error}", 2)
    click.echo(f"Restored {done.rows} rows and {done.blobs} blobs, up to record {done.seq}, from {done.name}.")
    click.echo(f"New epoch {done.epoch}. Numbers that wait for their decision: {done.pending}.")
    click.echo("Take away again what was taken away since then: phones, keys, people (docs/backup.md).")


def _safe() -> Safe:
    safe = tools().safe
    if safe is None:
        _refuse("TANNHA_BACKUP names no folder: no backups are made.", 2)
    return safe


def _refuse(words: str, status: int) -> NoReturn:
    click.echo(words, err=True)
    sys.exit(status)
