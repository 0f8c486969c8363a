"""Runs the migrations against the database named by the caller, through the SQLite that the product brings."""

from alembic import context
from pysqlite3 import dbapi2
from sqlalchemy import create_engine

url = context.config.get_main_option("sqlalchemy.url") or ""
engine = create_engine(url, module=dbapi2)
with engine.connect() as connection:
    context.configure(connection=connection, render_as_batch=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
