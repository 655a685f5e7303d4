"""Describe filing (归档): item number, retention period, catalogue."""
