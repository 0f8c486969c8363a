"""A person decides by passkey: a statement is asked for, signed, and turned into records; one or many, all or none."""

from app.services.decisions.asking import Asked, Decider, Wanted, ask, subject
from app.services.decisions.deciding import Decided, decide

__all__ = ["Asked", "Decided", "Decider", "Wanted", "ask", "decide", "subject"]
