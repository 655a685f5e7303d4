"""Decide who is here and what they may do."""
