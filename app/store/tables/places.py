"""Where a commune's hamlets lie, its points of service; the order of a day's visits; whom an officer found dead."""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text

from app.store.db import metadata
from app.store.types import UtcTime

hamlet = Table(
    "hamlet",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("name_key", String(120), primary_key=True),
    Column("name", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
)
# where an officer's day begins and ends
office_place = Table(
    "office_place",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
)
# khu dân cư điện tử: where people of a neighbourhood are served
service_point = Table(
    "service_point",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("org", String(36), ForeignKey("org.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("hamlet", Text, nullable=False),
    Column("ended_at", UtcTime),
)
# the desk's word on which visit of a day comes first
visit_order = Table(
    "visit_order",
    metadata,
    Column("visit", String(36), primary_key=True),
    Column("place", Integer, nullable=False),
)
# by the record that said so
death_note = Table(
    "death_note",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("org", String(36), ForeignKey("org.id"), nullable=False),
    Column("name_key", Text, nullable=False),
    Column("hamlet_key", Text, nullable=False),
    Column("number", String(20), nullable=False),
    Index(None, "org", "name_key"),
)
