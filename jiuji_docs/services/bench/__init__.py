"""Measure this program against plain neighbours in the same run (测速)."""
