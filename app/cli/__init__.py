"""flask commands: database, demo, worker, ledger, communes, backups."""

import sys
from unicodedata import normalize

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app import assembly
from app.cli import backups, schema
from app.domain.people import Role
from app.domain.problems import Problem
from app.jobs import runner
from app.routes.door import tools
from app.services import audit, communes, staff
from app.work import begin, look


def install(app: Flask) -> None:
    """Hangs the commands on the application."""
    for found in (database, worker, ledger, seed, commune, backups.backup, backups.restore):
        app.cli.add_command(found)


database = AppGroup("database", help="The tables.")
ledger = AppGroup("ledger", help="The ledger of signed records.")
commune = AppGroup("commune", help="The communes of this installation.")


@database.command("upgrade")
def upgrade() -> None:
    """Brings the tables to the newest version and founds the installation once."""
    config = current_app.config["TANNHA"]
    # keys are made only where there is no database yet
    current_app.extensions["tools"] = current_app.extensions["tools"] or assembly.tools(config)
    schema.bring(config, "head")
    with begin(tools()) as work:
        communes.found_installation(work)


@click.command("worker")
@click.option("--once", is_flag=True, help="Run what is due and stop.")
def worker(*, once: bool) -> None:
    """Runs slow work as it comes."""
    if once:
        runner.wake_backup(tools())
        click.echo(f"{runner.run_due(tools())} jobs")
    else:
        runner.forever(tools())


@click.command("seed")
def seed() -> None:
    """The two invented communes with their people and cases; does nothing when they are there."""
    from app import demo

    if not current_app.config["TANNHA"].demo:
        click.echo("TANNHA_DEMO=1 is not set: no invented people here.", err=True)
        sys.exit(2)
    click.echo("demo made" if demo.make(tools()) else "demo is there")


@ledger.command("verify")
def verify() -> None:
    """Checks every signature and chain; exits 1 when anything does not hold."""
    with look(tools()) as work:
        verdict = audit.verify(work)
    click.echo(f"{verdict.records} records, {len(verdict.problems)} problems, {len(verdict.holes)} holes")
    for line in (*verdict.problems, *verdict.holes):
        click.echo(line)
    sys.exit(1 if verdict.problems else 0)


@commune.command("create")
@click.option("--name", prompt="Name on its door (UBND phường Ví Dụ)")
@click.option("--unit", prompt="Unit (phường Ví Dụ)")
@click.option("--place", prompt="Unit and province (phường Ví Dụ, tỉnh Bắc Ninh)")
@click.option("--way", prompt="Way: A the visiting officer certifies, B a leader does", type=click.Choice("AB"))
@click.option("--book", prompt="Register", type=click.Choice(["own", "separate", "outside"]))
@click.option("--phone", prompt="Telephone")
@click.option("--prefix", prompt="Prefix of its codes, 2 to 4 letters (VD)")
@click.option("--admin", prompt="First administrator's name")
@click.option("--honorific", prompt="Addressed as", type=click.Choice(["ong", "ba"]))
@click.option("--title", prompt="Administrator's title")
def create(**given: str) -> None:
    """Sets up a commune; prints the one-use link of its first administrator."""
    given = {name: normalize("NFC", value).strip() for name, value in given.items()}
    admin = communes.NewPerson(given["admin"], given["honorific"], given["title"], (Role.ADMIN,))
    new = communes.NewCommune(
        name=given["name"],
        unit=given["unit"],
        authority_name=f"Ủy ban nhân dân {given['unit']}",
        place=given["place"],
        phone=given["phone"],
        code_prefix=given["prefix"].upper(),
        way=given["way"],
        book_mode=given["book"],
        people=(admin,),
    )
    try:
        with begin(tools()) as work:
            org, (person,) = communes.create(work, new)
            code = staff.first_link(work, org, person)
    except Problem as error:
        click.echo(f"Refused: {error.code}", err=True)
        sys.exit(2)
    click.echo(f"{new.name} is set up. One use, seven days, for {given['admin']} alone:")
    click.echo(f"{tools().site.origin}/moi/{code}")


@commune.command("rescue")
@click.option("--prefix", prompt="Prefix of the commune's codes (VD)")
@click.option("--admin", prompt="Administrator's name")
def rescue(prefix: str, admin: str) -> None:
    """A fresh one-use link for an administrator who lost his passkey when no other is there to invite him."""
    try:
        with begin(tools()) as work:
            code = staff.rescue_link(work, prefix.strip().upper(), normalize("NFC", admin).strip())
    except Problem as error:
        click.echo(f"Refused: {error.code}", err=True)
        sys.exit(2)
    click.echo(f"One use, one day, for {admin} alone; the older passkeys end when it is used:")
    click.echo(f"{tools().site.origin}/moi/{code}")
