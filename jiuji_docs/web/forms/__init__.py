"""Bind widget-free schemas to deform forms."""
