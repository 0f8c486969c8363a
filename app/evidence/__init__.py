"""CRYPTO: the only room that imports cryptographic libraries."""
