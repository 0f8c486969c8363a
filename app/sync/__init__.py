"""LETTERS: wire shapes and verdicts, read version by version; no HTTP."""
