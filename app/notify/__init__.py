"""POST: messages to people; the first road out comes with web push."""
