"""Carry out one use case each: accept, investigate, decide, sign, pay, file."""
