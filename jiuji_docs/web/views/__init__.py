"""Turn requests into service calls and results into pages."""
