"""Shipped form definitions (表单)."""
