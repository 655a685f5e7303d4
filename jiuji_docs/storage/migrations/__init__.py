"""Alembic environment for the tables."""
