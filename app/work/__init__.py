"""The transaction and the tools: the caller opens the work, services never commit."""

from app.work.pen import Also, Pen, Written
from app.work.unit import TROUBLES, UNFIT, Blobs, Clock, Numbers, Safe, Tools, Work, begin, look, trouble

__all__ = [
    "TROUBLES",
    "UNFIT",
    "Also",
    "Blobs",
    "Clock",
    "Numbers",
    "Pen",
    "Safe",
    "Tools",
    "Work",
    "Written",
    "begin",
    "look",
    "trouble",
]
