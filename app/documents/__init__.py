"""PAPER: facts in, PDF bytes out (Typst, qrcode)."""
