"""A database that already holds rows comes to the newest version with them."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.cli import schema
from app.config import Config
from app.evidence import merkle
from app.store.db import plain_engine
from tests import databases

AT = datetime(2026, 11, 2, 9, 0)  # noqa: DTZ001 - as the column holds it
PLAIN: dict[type, Any] = {str: "", int: 0, bool: False, bytes: b"", datetime: AT, date: AT.date(), dict: {}}
# seq, kind, stream: two of a phone, one of a case, one of a stream that no phone has
RECORDS = [(1, "device.enrolled", "phone"), (2, "case.submitted", "case"), (3, "device.revoked", "phone")]
STRANGER = (4, "device.revoked", "nobody")


@pytest.fixture
def old(tmp_path: Path) -> Iterator[tuple[Config, sa.Connection]]:
    """The tables as they were before the journal, empty."""
    folder = tmp_path / "office"
    folder.mkdir()
    config = Config(folder, demo=True, database=databases.fresh(folder))
    schema.bring(config, "0007")
    engine = plain_engine(config.database_url)
    with engine.connect() as connection:
        yield config, connection
    engine.dispose()


def put(connection: sa.Connection, name: str, **values: Any) -> None:
    """A row of which only these columns matter."""
    table = sa.Table(name, sa.MetaData(), autoload_with=connection)
    filled = {
        one.name: PLAIN[dict if isinstance(one.type, sa.JSON) else one.type.python_type]
        for one in table.columns
        if not one.nullable and one.name not in values
    }
    connection.execute(sa.insert(table).values(**filled, **values))


def rows(connection: sa.Connection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(one) for one in connection.execute(sa.text(query))]


def fill(connection: sa.Connection) -> None:
    put(connection, "org", id="org", code_prefix="AAAA")
    for name in ("lan", "minh"):
        put(connection, "person", id=name, org="org", handle=name)
    put(connection, "device", id="device", stream="phone", org="org", person="lan")
    for seq, kind, stream in (*RECORDS, STRANGER):
        put(connection, "record", seq=seq, id=f"{seq}", hash=f"{seq}", kind=kind, org="org", stream_id=stream)
    put(connection, "password", person="lan", account="lan", hash="old", secret=b"1", confirmed_at=AT)
    put(connection, "password", person="minh", account="minh", hash="new", secret=b"2", confirmed_at=None)
    connection.commit()


def test_phones_of_before_stand_in_the_journal_and_unconfirmed_passwords_wait(
    old: tuple[Config, sa.Connection],
) -> None:
    config, connection = old
    fill(connection)
    schema.bring(config, "head")
    assert rows(connection, "SELECT seq, org, whom FROM journal_line ORDER BY seq") == [
        (1, "org", "lan"), (3, "org", "lan"),
    ]  # fmt: skip
    assert rows(connection, "SELECT person, hash FROM password") == [("lan", "old")]
    assert rows(connection, "SELECT person, account, hash FROM password_waiting") == [("minh", "minh", "new")]
    assert rows(connection, "SELECT id, printer_page_at FROM org") == [("org", None)]


@pytest.mark.parametrize("change", ["UPDATE journal_line SET whom = 'minh'", "DELETE FROM journal_line"])
def test_lines_of_the_journal_refuse_to_be_changed_or_removed(old: tuple[Config, sa.Connection], change: str) -> None:
    config, connection = old
    fill(connection)
    schema.bring(config, "head")
    with pytest.raises(sa.exc.DBAPIError, match="records are never changed"):
        connection.execute(sa.text(change))
    connection.rollback()
    assert len(rows(connection, "SELECT * FROM journal_line")) == 2


def test_records_of_before_stand_in_the_tree(old: tuple[Config, sa.Connection]) -> None:
    config, connection = old
    put(connection, "org", id="org", code_prefix="AAAA")
    envelopes = [f"envelope {number}" for number in range(1203)]
    for place, envelope in enumerate(envelopes):
        put(connection, "record", seq=place + 1, id=f"{place}", hash=f"{place}", org="org", envelope=envelope)
    connection.commit()
    schema.bring(config, "head")
    nodes = {(level, place): bytes(found) for level, place, found in rows(connection, "SELECT * FROM ledger_node")}
    leaves = [merkle.leaf_hash(envelope.encode()) for envelope in envelopes]
    assert merkle.root_of(len(leaves), lambda level, place: nodes[level, place]) == merkle.root(leaves)
    known: dict[tuple[int, int], bytes] = {}
    for place, leaf in enumerate(leaves):
        for level, at, found in merkle.grown(place, leaf, lambda level, place: known[level, place]):
            known[level, at] = found
    assert nodes == known


def test_what_went_out_keeps_the_words_that_name_a_case_and_a_sum_may_be_large(
    old: tuple[Config, sa.Connection],
) -> None:
    config, connection = old
    schema.bring(config, "0037")
    put(connection, "org", id="org", code_prefix="AAAA")
    for place, (words, out) in enumerate([("tra luong A", True), ("hoan ctck AAAA1234", True), ("tien dien", False)]):
        put(connection, "statement_line", id=f"{place}", org="org", mark=f"{place}", words=words, outgoing=out)
    connection.commit()
    schema.bring(config, "head")
    found = rows(connection, "SELECT words, unclear FROM statement_line ORDER BY id")
    assert found == [("", False), ("hoan ctck AAAA1234", False), ("tien dien", False)]
    connection.execute(sa.text("UPDATE statement_line SET amount = 3000000000"))


@pytest.mark.parametrize(
    ("wrote", "tried", "by"),
    [
        ([("lan", "accepted"), ("tuan", "accepted")], 2, ["lan", "tuan"]),
        ([("lan", "accepted"), ("tuan", "refused")], 1, ["lan"]),
        # which of them was taken, and when, the record does not say
        ([("lan", "accepted"), ("tuan", "held")], 1, [None]),
        ([("lan", "accepted"), ("tuan", "held")], 2, [None, None]),
        ([("lan", "held"), ("lan", "accepted")], 2, ["lan", "lan"]),
        ([("lan", "accepted")], 0, []),
    ],
)
def test_attempts_of_before_tell_who_made_them_and_figures_are_counted_anew(
    old: tuple[Config, sa.Connection], wrote: list[tuple[str, str]], tried: int, by: list[str | None]
) -> None:
    config, connection = old
    schema.bring(config, "0036")
    put(connection, "org", id="org", code_prefix="AAAA")
    put(connection, "person", id="lan", org="org", handle="lan")
    connection.execute(sa.text("INSERT INTO system (name, value) VALUES ('figures_upto', '9')"))
    attempts = [{"reason": "vang_nha", "at": f"2026-11-0{day + 1}"} for day in range(tried)]
    put(connection, "record", seq=1, id="0", hash="0", kind="case.submitted", stream_type="case", stream_id="case")
    for seq, (author, verdict) in enumerate(wrote, 2):
        facts = {"kind": "delivery.attempted", "stream_type": "case", "stream_id": "case", "author": author}
        put(connection, "record", seq=seq, id=f"{seq}", hash=f"{seq}", **facts)
        put(connection, "record_verdict", seq=seq, verdict=verdict)
    put(connection, "case", id="case", org="org", officer="lan", submission=1, fields={"attempted": attempts, "x": "ạ"})
    connection.commit()
    schema.bring(config, "head")
    ((kept,),) = rows(connection, 'SELECT fields FROM "case"')
    fields = kept if isinstance(kept, dict) else json.loads(kept)
    assert [one.get("by") for one in fields["attempted"]] == by and fields["x"] == "ạ"
    assert [one["at"] for one in fields["attempted"]] == [one["at"] for one in attempts]
    assert rows(connection, "SELECT * FROM system WHERE name = 'figures_upto'") == []
