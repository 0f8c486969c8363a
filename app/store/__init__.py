"""KEEPING: the only SQL that writes; never commits."""
