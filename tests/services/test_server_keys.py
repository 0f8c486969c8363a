"""Keys of the server are changed and lost: what was sealed or signed under an older one still opens and verifies."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import assembly
from app.config import BadConfig, Config
from app.evidence import jws, key_copy, notices, sealing
from app.evidence.check import check
from app.evidence.keys import CHANGED, OLD, USES, Keyring, exposed, new_key, rotate
from app.jobs import backup as job
from app.reports import journal, setup
from app.services import audit, bundling, intake, printing, rebuilding, server_keys
from app.work import begin, look
from tests.people import Cast
from tests.services.test_bundles import trust
from tests.services.test_rebuild import PLAN


def changed(app: Flask, cast: Cast, *uses: str) -> None:
    """As after a restart with new keys."""
    held = {use: cast.tools.keys[use] for use in USES}
    for use in uses:
        held[use] = replace(new_key(), before=held[use].every)
    cast.tools = app.extensions["tools"] = replace(cast.tools, keys=Keyring(held))


def test_what_a_phone_sealed_while_it_was_away_opens_after_the_keys_were_changed(app: Flask, cast: Cast) -> None:
    phone = cast.phone()
    letter, _ = phone.letter(cast.tools, "visit.planned", cast.new_id(), PLAN, [])
    before = cast.tools.keys["intake"].kid
    changed(app, cast, "intake", "beacon")
    assert sealing.wrapped_for(letter.key) == before
    verdict = phone.post(cast.tools, letter)
    assert (verdict.verdict, verdict.code) == ("accepted", "")
    with look(cast.tools) as work:
        assert server_keys.wrapped_before(work) > 0


def test_after_every_key_was_changed_the_ledger_verifies_and_a_case_proves_itself(app: Flask, cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone)
    changed(app, cast, *CHANGED)
    cast.clock.forward(minutes=5)
    cast.approved(case_id, key)
    changed(app, cast, "record", "head")
    cast.ready(case_id)
    with look(cast.tools) as work:
        assert audit.verify(work).problems == []
    with begin(cast.tools) as work:
        made = rebuilding.remade(work, intake.apply_again)
        assert (made.problems, [one for one in rebuilding.compare(work, made) if one.differ]) == ([], [])
    with begin(cast.tools) as work:
        data = bundling.make(work, bundling.Order(case_id, cast.minh, "Thử", evidence=True))
    report = check(data, trust(cast))
    assert report.sound, [one.line for one in report.findings]


def test_what_is_wrapped_anew_needs_no_older_key(app: Flask, cast: Cast) -> None:
    phone, key = cast.phone(), cast.passkey(cast.minh)
    case_id = cast.submitted(phone)
    cast.approved(case_id, key)
    changed(app, cast, "intake")
    with begin(cast.tools) as work:
        before = server_keys.wrapped_before(work)
        done = server_keys.rewrap(work)
    assert before == done.made > 5
    assert done.closed == 0
    alone = Keyring({use: replace(cast.tools.keys[use], before=()) for use in USES})
    cast.tools = app.extensions["tools"] = replace(cast.tools, keys=alone)
    with look(cast.tools) as work:
        assert server_keys.wrapped_before(work) == 0
        assert audit.verify(work).problems == []
        assert printing.kept(work, cast.org, case_id).startswith(b"%PDF")


def test_an_older_intake_key_is_needed_by_a_phone_that_told_nothing_since(cast: Cast) -> None:
    phone = cast.phone()
    with look(cast.tools) as work:
        (one,) = server_keys.behind(work, work.at)
        assert one.person == "Trần Thị Lan"
    with begin(cast.tools) as work:
        later = cast.clock.at.replace(hour=11)
        server_keys.devices.mark(work.db, phone.key.kid, told_at=later, told_unsent=1)
        assert len(server_keys.behind(work, work.at)) == 1
        server_keys.devices.mark(work.db, phone.key.kid, told_unsent=0)
        assert server_keys.behind(work, work.at) == []


def test_a_newer_list_names_the_older_public_keys_but_no_intake_key(app: Flask, cast: Cast) -> None:
    before = cast.tools.keys
    changed(app, cast, *CHANGED)
    root = cast.tools.keys["root"]
    text = notices.key_list(cast.tools.keys, cast.tools.iss, "2026-11-23T09:30:00.000+07:00")
    claims = jws.verify(text, "tn-keys", root.kid, root.private.public_key())
    older = {(use, before[use].kid) for use in ("record", "beacon", "head")}
    assert {(one["use"], one["kid"]) for one in claims["old"]} == older
    assert notices.keys_mark(before) != notices.keys_mark(cast.tools.keys)


@pytest.mark.parametrize("use", CHANGED)
def test_a_key_is_changed_in_its_folder_and_the_older_one_is_kept(tmp_path: Path, use: str) -> None:
    first = Keyring.open(tmp_path, make=True)
    was, kid = rotate(tmp_path, use)
    then = Keyring.open(tmp_path, make=False)
    assert (was, kid) == (first[use].kid, then[use].kid)
    assert [one.kid for one in then[use].before] == [was]
    assert exposed(tmp_path) == []
    again, _ = rotate(tmp_path, use)
    assert {one.kid for one in Keyring.open(tmp_path, make=False)[use].before} == {was, again}


@pytest.mark.parametrize("use", ["root", "code", "other"])
def test_what_stands_on_paper_is_not_changed(tmp_path: Path, use: str) -> None:
    Keyring.open(tmp_path, make=True)
    with pytest.raises(ValueError, match=use):
        rotate(tmp_path, use)


def test_a_lost_intake_key_comes_back_from_an_offline_copy(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    ring = Keyring.open(folder, make=True)
    rotate(folder, "intake")
    wrapping = sealing.wrap(b"k" * 32, "0" * 36, ring["intake"].jwk, ring["intake"].kid)
    text = key_copy.packed(folder, "AAAA-BBBB")
    assert "BEGIN PRIVATE KEY" not in text
    for path in (folder / "intake.pem", *(folder / OLD).iterdir()):
        path.unlink()
    with pytest.raises(FileNotFoundError):
        Keyring.open(folder, make=False)
    with pytest.raises(ValueError):  # noqa: PT011  the words are the library's
        key_copy.lay(text, "AAAA-CCCC", folder)
    assert [name.partition(".")[0] for name in key_copy.lay(text, "AAAA-BBBB", folder)] == ["intake", "old/intake"]
    back = Keyring.open(folder, make=False)
    assert sealing.unwrap(wrapping, "0" * 36, back["intake"]) == b"k" * 32
    assert exposed(folder) == []


def test_a_copy_lays_no_key_outside_its_folder(tmp_path: Path) -> None:
    Keyring.open(tmp_path / "keys", make=True)
    text = key_copy.packed(tmp_path / "keys", "p").replace('"code.pem"', '"../code.pem"')
    assert "../code.pem" not in key_copy.lay(text, "p", tmp_path / "other")
    assert not (tmp_path / "code.pem").exists()


def test_keys_that_others_may_read_stop_the_start_outside_a_demo(tmp_path: Path) -> None:
    config = Config(tmp_path / "data")
    Keyring.open(config.data / "keys", make=True)
    (config.data / "keys" / "intake.pem").chmod(0o444)
    with pytest.raises(BadConfig, match=r"intake\.pem"):
        assembly.tools(config)


def test_the_commands_list_change_copy_and_confirm(app: Flask, cast: Cast, tmp_path: Path) -> None:
    folder = Path(app.config["TANNHA"].data) / "keys"
    # what a person copies off the server is made where the server's own keys are
    cast.tools = app.extensions["tools"] = replace(cast.tools, keys=Keyring.open(folder, make=False))
    cast.submitted(cast.phone())

    def run(*args: str, fails: bool = False) -> str:
        done = app.test_cli_runner().invoke(args=["keys", *args])
        assert (done.exit_code == 1) is fails, done.output
        app.extensions["tools"] = replace(app.extensions["tools"], keys=Keyring.open(folder, make=False))
        return done.output

    # and the key that push services know
    assert run("list").count("0400") == len(USES) + 1
    run("rotate", "intake")
    listed = run("list")
    assert "Khóa nhận cũ còn cần" in listed
    assert "Trần Thị Lan" in listed
    assert "0 không mở được" in run("rewrap")
    out = tmp_path / "copy.txt"
    phrase = run("export", str(out)).splitlines()[-1]
    assert out.stat().st_mode & 0o077 == 0
    # the same copy twice is one copy
    for _ in range(2):
        assert "Còn cần kiểm một bản nữa" in run("confirm", str(out), "--phrase", phrase)
        assert copies(cast) == (False, "1/2")
    run("confirm", str(out), "--phrase", "x", fails=True)
    second = tmp_path / "second.txt"
    assert "đủ hai bản" in run("confirm", str(second), "--phrase", run("export", str(second)).splitlines()[-1])
    assert copies(cast) == (True, "2/2")
    run("rotate", "record")
    assert copies(cast) == (False, "0/2")
    run("confirm", str(out), "--phrase", phrase, fails=True)


def copies(cast: Cast) -> tuple[bool, str]:
    with look(cast.tools) as work:
        (item,) = [one for one in setup.items(work.db, cast.org, work.at) if one.code == "key_copies"]
    return item.done, item.count


def test_a_copy_counts_only_when_it_opens_the_newest_backup(cast: Cast) -> None:
    own = cast.tools.keys
    assert job.make(cast.tools) is not None
    with begin(cast.tools) as work:
        assert server_keys.confirm(work, own, "a") == 1
    stranger = Keyring({**{use: own[use] for use in USES}, "intake": replace(new_key(), kid=own["intake"].kid)})
    with begin(cast.tools) as work:
        assert server_keys.confirm(work, stranger, "b") is None


def test_an_older_intake_key_goes_only_when_nobody_needs_it(app: Flask, cast: Cast) -> None:
    folder = Path(app.config["TANNHA"].data) / "keys"
    run = app.test_cli_runner().invoke
    assert "Không có khóa nhận cũ" in run(args=["keys", "retire", "--yes"]).output
    phone = cast.phone()
    cast.submitted(phone)
    job.make(cast.tools)
    was, _ = rotate(folder, "intake")
    changed(app, cast, "intake")
    moment = cast.clock.at + timedelta(hours=1)
    os.utime(folder / "intake.pem", (moment.timestamp(), moment.timestamp()))

    def left() -> tuple[bool, bool, int]:
        with look(cast.tools) as work:
            found = server_keys.needed(work, moment)
            return found.contents > 0, bool(found.phones), len(found.archives)

    assert left() == (True, True, 1)
    assert run(args=["keys", "retire", "--yes"]).exit_code == 1
    with begin(cast.tools) as work:
        server_keys.rewrap(work)
        # that nothing waits on it is not enough: its vault is wrapped for the older key
        server_keys.devices.mark(work.db, phone.key.kid, told_at=moment + timedelta(hours=1), told_unsent=0)
    assert left() == (False, True, 1)
    assert run(args=["keys", "retire", "--yes"]).exit_code == 1
    with begin(cast.tools) as work:
        server_keys.devices.mark(work.db, phone.key.kid, revoked_at=moment)
    assert left() == (False, False, 1)
    # the archive of before is thinned out in time
    cast.tools = app.extensions["tools"] = replace(cast.tools, safe=None)
    assert left() == (False, False, 0)
    seen = run(args=["keys", "retire"])
    assert (seen.exit_code, (folder / OLD / f"intake.{was}.pem").exists()) == (0, True)
    assert run(args=["keys", "retire", "--yes"]).exit_code == 0
    assert not list((folder / OLD).glob("intake.*"))
    with look(cast.tools) as work:
        line = journal.done(work.db, cast.org, 1).lines[0]
    assert (line.kind, line.facts["kid"]) == ("keys.retired", was)
