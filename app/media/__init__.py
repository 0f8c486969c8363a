"""PICTURES: Pillow and ink only: check, re-encode, render."""
