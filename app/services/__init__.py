"""VERBS: one verb, one function, one transaction; no service calls another."""
