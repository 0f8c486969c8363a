"""The door of the house: nothing is loaded until it is opened, so that the checker of bundles needs no server."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Config
    from app.work import Tools


def create_app(config: "Config", tools: "Tools | None" = None) -> "Flask":
    """The application for one installation; tests bring their own tools."""
    from app import composition

    return composition.create_app(config, tools)
