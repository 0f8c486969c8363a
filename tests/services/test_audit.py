"""The files of sealed photos are held against the database; unfinished uploads do not stay for ever."""

import os
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from flask import Flask

from app.jobs import runner
from app.services import audit
from app.store.blobs import FolderBlobs
from app.work import look
from tests.people import Cast


def scrub(cast: Cast) -> audit.Kept:
    with look(cast.tools) as work:
        said = audit.promised(work)
    return audit.scrub(cast.tools.blobs, said)


def path_of(app: Flask, address: str) -> Path:
    return Path(app.config["TANNHA"].data / "blobs" / address[:2] / address)


def test_a_sound_store_says_so(cast: Cast) -> None:
    cast.submitted(cast.phone())
    kept = scrub(cast)
    assert kept.sound
    assert kept.files > 0
    assert (kept.strays, kept.unused) == ((), ())


def test_a_lost_a_rotten_a_stray_and_an_unused_file_are_told_apart(cast: Cast, app: Flask) -> None:
    phone = cast.phone()
    cast.submitted(phone)
    cast.submitted(phone)
    first, second, *_ = sorted(cast.tools.blobs.addresses())
    path_of(app, first).unlink()
    whole = path_of(app, second).read_bytes()
    path_of(app, second).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    stray = cast.tools.blobs.put(b"of nobody")
    never = b"its record never came"
    phone.bring(cast.tools, never)
    kept = scrub(cast)
    assert not kept.sound
    assert (kept.lost, kept.rotten) == ((first,), (second,))
    assert (kept.strays, kept.unused) == ((stray,), (sha256(never).hexdigest(),))
    said = app.test_cli_runner().invoke(args=["audit"])
    assert said.exit_code == 1
    assert f"lost: {first}" in said.output
    assert "1 lost, 1 rotten, 1 strays, 1 unused" in said.output


def test_an_upload_that_nobody_goes_on_with_is_given_up_after_a_month_and_begins_anew(cast: Cast, app: Flask) -> None:
    files, address = cast.tools.blobs, "ab" * 32
    assert isinstance(files, FolderBlobs)
    files.start(address, 100)
    files.append(address, 0, b"x" * 40)
    (path,) = (app.config["TANNHA"].data / "blobs" / "incoming").iterdir()
    for age, left in ((timedelta(days=30), (40, 100)), (timedelta(days=32), None)):
        then = (cast.clock.at - age).timestamp()
        os.utime(path, (then, then))
        runner.sweep(cast.tools)
        assert files.progress(address) == left
    files.start(address, 100)
    assert files.progress(address) == (0, 100)
