"""POST: messages to people."""
