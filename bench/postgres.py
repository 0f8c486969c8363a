"""The same cases on PostgreSQL: a server of its own that really writes to the disk, for as long as it is measured."""

import dataclasses
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.config import Config
from bench import deciding, sending
from bench.figures import Figure
from tests import databases
from tests.browser.conftest import ROOT, end, prepared, wait_for


def figures() -> Iterator[Figure]:
    """Measured by a child that lives as long as its database."""
    command = ["tests/postgres.sh", sys.executable, "-m", "bench.postgres"]
    environment = {**os.environ, "TANNHA_POSTGRES_DURABLE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603
    for line in done.stdout.splitlines():
        yield Figure(**json.loads(line))


def _measured() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "office"
        os.environ["TANNHA_DATABASE"] = databases.fresh(data).replace("+psycopg", "")
        office = prepared(data, "http")
        server = office.serve()
        try:
            wait_for(f"{office.origin}/readyz")
            yield from sending.cases(office, "PostgreSQL")
        finally:
            end(server)
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        database = databases.fresh(data)
        yield from deciding.measured(Config(data, demo=True, database=database), "PostgreSQL")


if __name__ == "__main__":
    for found in _measured():
        print(json.dumps(dataclasses.asdict(found)), flush=True)
