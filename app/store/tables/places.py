"""Where a commune's hamlets lie."""

from sqlalchemy import Column, Float, ForeignKey, String, Table, Text

from app.store.db import metadata

hamlet = Table(
    "hamlet",
    metadata,
    Column("org", String(36), ForeignKey("org.id"), primary_key=True),
    Column("name_key", String(120), primary_key=True),
    Column("name", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
)
