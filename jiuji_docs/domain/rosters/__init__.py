"""Keep lists of people by version, and say who is on duty (名册、轮值)."""
