"""Runs the migrations against the database named by the caller."""

from alembic import context

from app.store.db import plain_engine

engine = plain_engine(context.config.attributes["url"])
with engine.connect() as connection:
    context.configure(connection=connection, render_as_batch=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
