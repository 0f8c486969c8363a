"""The transaction and the tools: the caller opens the work, services never commit."""

from app.work.pen import Also, Pen, Written
from app.work.unit import Blobs, Clock, Numbers, Safe, Tools, Work, begin, look

__all__ = ["Also", "Blobs", "Clock", "Numbers", "Pen", "Safe", "Tools", "Work", "Written", "begin", "look"]
