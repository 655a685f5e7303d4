"""Describe and walk the workflow (流程)."""
