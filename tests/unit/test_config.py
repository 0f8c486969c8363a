"""Settings are checked at start, with the full list of what is wrong."""

from pathlib import Path

import pytest

from app.config import BadConfig, Config


def test_the_usual_settings_are_this_computer_alone() -> None:
    found = Config.from_environment({})
    assert (found.host, found.port, found.origin, found.rp, found.demo) == (
        "localhost", 8000, "http://localhost:8000", "localhost", False
    )  # fmt: skip
    assert Config.from_environment({"TANNHA_DATA": "x", "PORT": "81"}).data == Path("x").resolve()


def test_every_fault_is_named_at_once() -> None:
    wrong = {"PORT": "eighty", "TANNHA_ORIGIN": "http://xa.example.vn", "TANNHA_DEMO": "1", "HOST": "0.0.0.0"}  # noqa: S104
    with pytest.raises(BadConfig) as refused:
        Config.from_environment(wrong)
    for word in ("PORT", "https", "loopback"):
        assert word in str(refused.value)


def test_a_backup_folder_is_absolute_and_apart_from_the_data(tmp_path: Path) -> None:
    given = {"TANNHA_DATA": str(tmp_path / "data")}
    assert Config.from_environment(given).backup is None
    found = Config.from_environment({**given, "TANNHA_BACKUP": str(tmp_path / "copies"), "TANNHA_BACKUP_MINUTES": "60"})
    assert (found.backup, found.backup_minutes) == (tmp_path / "copies", 60)
    for wrong in ("copies", str(tmp_path / "data" / "copies"), str(tmp_path / "data"), str(tmp_path)):
        with pytest.raises(BadConfig):
            Config.from_environment({**given, "TANNHA_BACKUP": wrong})
    for minutes in ("0", "61", "x"):
        with pytest.raises(BadConfig):
            Config.from_environment({**given, "TANNHA_BACKUP_MINUTES": minutes})


def test_a_database_is_sqlite_in_the_data_folder_or_postgresql_by_its_address(tmp_path: Path) -> None:
    found = Config.from_environment({"TANNHA_DATA": str(tmp_path)})
    assert (found.sqlite, found.database_url) == (tmp_path / "tannha.db", f"sqlite:///{tmp_path}/tannha.db")
    for scheme in ("postgresql", "postgres", "postgresql+psycopg"):
        found = Config.from_environment({"TANNHA_DATABASE": f"{scheme}://tannha:secret@/tannha?host=/run/postgresql"})
        assert found.database_url == "postgresql+psycopg://tannha:secret@/tannha?host=/run/postgresql"
        assert found.sqlite is None and "secret" not in repr(found)
    for wrong in ("mysql://root:secret@/x", "postgresql://secret@host", "secret"):
        with pytest.raises(BadConfig, match="TANNHA_DATABASE") as refused:
            Config.from_environment({"TANNHA_DATABASE": wrong})
        assert "secret" not in str(refused.value)


@pytest.mark.parametrize("origin", ["xa.example.vn", "https://xa.example.vn/path", "ftp://xa.example.vn"])
def test_an_origin_is_scheme_and_host_only(origin: str) -> None:
    with pytest.raises(BadConfig):
        Config.from_environment({"TANNHA_ORIGIN": origin})


def test_a_stamp_is_a_file_or_a_token_and_its_authority_an_address() -> None:
    given = {"TANNHA_STAMP": "/srv/keys/dau.p12", "TANNHA_STAMP_PIN": "/srv/keys/pin", "TANNHA_TSA": "http://tsa.vn/x"}
    found = Config.from_environment(given)
    assert (found.stamp, found.stamp_pin, found.tsa) == ("/srv/keys/dau.p12", Path("/srv/keys/pin"), "http://tsa.vn/x")
    assert Config.from_environment({"TANNHA_STAMP": "pkcs11:token=xa"}).stamp == "pkcs11:token=xa"
    wrong = (
        ("TANNHA_STAMP", "dau.p12"),
        ("TANNHA_STAMP_PIN", "pin"),
        ("TANNHA_TSA", "tsa.vn"),
        ("TANNHA_TSA", "ftp://tsa.vn"),
        ("TANNHA_TSA", "https://me:word@tsa.vn"),
    )
    for name, text in wrong:
        with pytest.raises(BadConfig, match=name):
            Config.from_environment({name: text})
