"""Derive what must be done every so often, and when it is due (定期任务)."""
