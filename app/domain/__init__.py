"""THE RULES: standard library only; no clock, no current user, no randomness."""
