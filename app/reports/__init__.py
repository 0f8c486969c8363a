"""READING: plain selects into small dataclasses; reports change nothing."""
